from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from core.domain.claim import Claim
from core.domain.field import FieldName
from core.domain.page import AttachmentReading, Box, Page, PageStatus, Reading, TextSource, Word
from core.domain.queue import RecordOrder
from core.store import listing
from core.store.search import SqlSearch, folded, terms_of
from tests.kit.desk import Bench, bench
from tests.kit.held import HELD, hold, listed
from tests.kit.stages import ENGINE

LINES = ("졸 업 증 명 서", "성 명 : 홍 길 동", "Certificate of GRADUATION", "제 2024-00731 호", "새벽 대학교 총장")


@pytest.fixture
def desk(tmp_path_factory) -> Iterator[Bench]:
    # A folder of a plain name: a record is found by its path too.
    with bench(tmp_path_factory.mktemp("x")) as made:
        made.stages.extract.holder = "남궁현"
        yield made


def read_as(desk: Bench, *lines: str) -> None:
    """Pages read from now on carry these lines."""
    words = tuple(
        Word(word, Box(0, 0, 1, 1), 0.9, number) for number, line in enumerate(lines) for word in line.split()
    )

    def run(dossier, control):
        page = Page(0, 1, PageStatus.READ, TextSource.RECOGNISED, 100, 100, words=words)
        return replace(dossier, reading=Reading((page,), (AttachmentReading(0, 1, 1, 0),), ENGINE))

    desk.stages.ocr.run = run


@pytest.mark.parametrize(
    "text",
    [
        "홍길동", "길동", "홍길", "홍", "졸업증명서", "증명", "졸업 증명", "새벽대학교", "새벽 대학교", "교총",
        "graduation", "GRADUATION", "Graduation certificate", "ti", "00731", "2024-00731", "731", "73", "file-a",
        "홍길동 새벽", "김철수", "diploma 김철수",
    ],
)  # fmt: skip
def test_a_record_is_found_by(desk: Bench, text: str) -> None:
    """Whatever was read, the file's name, the claim; whole words or parts, however spaced, in either case."""
    read_as(desk, *LINES)
    record = hold(desk, "File-A.pdf")
    desk.app.desk.set_claim(record, Claim(((FieldName.HOLDER_NAME, "김철수"), (FieldName.DEGREE, "Diploma"))))
    read_as(desk, "재학 확인서", "English letters only")
    hold(desk, "other.pdf")
    assert listed(desk, text=text) == [record]


@pytest.mark.parametrize(
    "text", ["홍길순", "동길", "명서성", "2024-00732", "홍길동 부산", "%", '"', "*", "OR", "NOT", "a b c d x9"]
)
def test_nothing_is_found_by(desk: Bench, text: str) -> None:
    """What is not there, and the index's own signs, which mean themselves."""
    read_as(desk, "졸 업 증 명 서", "홍 길 동", "졸업")
    hold(desk, "문서.pdf")
    assert listed(desk, text=text) == []


def test_a_number_finds_the_record_of_that_number_too(desk: Bench) -> None:
    read_as(desk, "no figures here")
    made = [hold(desk, f"{name}.pdf") for name in "abcdefghijkl"]
    number = next(record for record in made if str(record) not in str(desk.folder))  # the folder is text of each
    assert listed(desk, text=str(number))[-1] == number
    read_as(desk, f"page {number}")
    also = hold(desk, "m.pdf")
    found = listed(desk, text=str(number))
    assert (found[0], found[-1]) == (also, number)


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_no_words_find_everything(desk: Bench, text: str) -> None:
    made = [hold(desk, f"{name}.pdf") for name in "abc"]
    assert listed(desk, text=text) == made[::-1]


@pytest.mark.parametrize("most", [0, 3_000])
@pytest.mark.parametrize("order", list(RecordOrder))
@pytest.mark.parametrize("text", ["대학교", "학교", "교", "대학교 홍길", "대학교 동"])
def test_rare_and_frequent_words_give_the_same_list(desk: Bench, monkeypatch, most: int, order, text: str) -> None:
    """Two ways lead to it: few candidates are sorted, of many the list is walked."""
    monkeypatch.setattr(listing, "MOST_CANDIDATES", most)
    expected = []
    for number in range(9):
        read_as(desk, "새벽 대학교" if number % 3 else "고등학", "홍길동" if number % 2 else "김철수")
        record = hold(desk, f"{number}.pdf")
        if number % 3 and (("홍" not in text and "동" not in text) or number % 2):
            expected.append(record)
    found = listed(desk, text=text, order=order, statuses=HELD, limit=2)
    assert found == (expected[::-1] if order is RecordOrder.NEWEST else expected)


def test_the_text_comes_with_the_result_or_not_at_all(desk: Bench) -> None:
    read_as(desk, "홍길동")
    record = desk.drop("a.pdf")
    with desk.app.store.work() as work:
        SqlSearch(work._session).extend(record, "never committed")
    assert listed(desk, text="committed") == []
    assert listed(desk, text="홍길동") == []
    desk.step()
    assert listed(desk, text="홍길동") == [record], "read, and not yet extracted"


def test_a_corrected_name_is_found(desk: Bench) -> None:
    from tests.kit.held import approval

    record = hold(desk)
    request = replace(approval(desk, record), corrections=((FieldName.HOLDER_NAME, "남궁민수"),))
    desk.app.desk.decide(request)
    assert listed(desk, text="남궁민수") == [record]


def test_a_record_cannot_go_before_its_text_has(desk: Bench) -> None:
    record = hold(desk, "secret-name.pdf")
    store = desk.app.store
    with closing(sqlite3.connect(store.database)) as db:
        db.execute("PRAGMA foreign_keys=ON")
        with pytest.raises(sqlite3.IntegrityError, match="out of the index"):
            db.execute("DELETE FROM record WHERE id = ?", (record,))
    with store.work() as work:
        SqlSearch(work._session).forget_all([record])
        work.commit()
    with closing(sqlite3.connect(store.database)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert db.execute("SELECT COUNT(*) FROM record_search_docsize").fetchone() == (0,)
        terms = db.execute("SELECT term FROM record_gram").fetchall()
        pages = b"".join(row[0] for row in db.execute("SELECT block FROM record_search_data"))
    assert terms == []
    assert b"secr" not in pages


def test_text_is_folded_one_way() -> None:
    assert folded("Ａ１ \u00a0 B", "", "강 남  대\t학 교 Univ") == "a1 b\n강남대학교 univ"
    assert folded("\u1100\u1161\u11a8") == "각"
    assert terms_of("  Kim  KIM 새벽\t대학 ") == ("kim", "새벽", "대학")


@pytest.mark.parametrize(
    "text", ["a\ud7ff", "x\U0010ffff", "half \ud800 a letter", "\ud800", "\0", '"', "a*", "NEAR(a b)"]
)
def test_nothing_that_can_be_typed_breaks_the_search(desk: Bench, text: str) -> None:
    hold(desk)
    assert isinstance(listed(desk, text=text), list)
