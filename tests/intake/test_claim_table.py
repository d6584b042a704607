from __future__ import annotations

from pathlib import Path

import pytest

from core.domain.claim import Claim
from core.domain.claim_table import ClaimKey, ClaimTable, RecordFact
from core.domain.decision import DecisionReason, DecisionRequest, Verdict
from core.domain.field import FieldName
from core.domain.states import ProcessStatus
from core.errors import InputError, UsageError
from core.intake import claim_file
from core.intake.claim_file import read_table, suggested
from tests.kit.desk import Bench
from tests.kit.stages import REASON, a_field

F, K = FieldName, ClaimKey


@pytest.fixture
def table(tmp_path: Path):
    def write(text: str | bytes) -> ClaimTable:
        path = tmp_path / "claims.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_table(path)

    return write


ROWS = (("파일", "성명"), ("a.pdf", "홍길동"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_spreadsheets_write_is_read(table, encoding: str, delimiter: str, end: str) -> None:
    found = table((end.join(delimiter.join(row) for row in ROWS) + end).encode(encoding))
    assert (found.headers, found.rows, found.lines) == (ROWS[0], (ROWS[1],), (2,))
    assert (found.delimiter, found.encoding) == (delimiter, encoding.removesuffix("-sig"))
    assert found.suggested == (K.FILE, F.HOLDER_NAME)


def test_quotes_lines_and_gaps_are_kept_apart(table) -> None:
    found = table('file,name,"school, full"\n"a ""b"".pdf","Kim\nMin-jun",\n\n , \nb.pdf,Lee\n')
    assert found.rows == (('a "b".pdf', "Kim Min-jun", ""), ("b.pdf", "Lee", ""))
    assert found.lines == (2, 6)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_table"), (b"file,name\n", "empty_table"), (b'file,name\n"a,b\n', "bad_csv"),
        (b"\xff\xfe\x00\x00", "bad_text"), (b"file\0,name\na,b\n", "bad_text"),
        (b",".join([b"x"] * 101) + b"\na\n", "too_many_columns"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_in_words(table, content: bytes, code: str) -> None:
    with pytest.raises(InputError) as refused:
        table(content)
    assert refused.value.code == code


def test_limits_hold(table, monkeypatch) -> None:
    monkeypatch.setattr(claim_file, "MAX_ROWS", 3)
    assert len(table("id,name\n" + "1,x\n" * 3).rows) == 3
    with pytest.raises(InputError, match="more than 3 lines"):
        table("id,name\n" + "1,x\n" * 4)
    monkeypatch.setattr(claim_file, "MAX_BYTES", 10)
    with pytest.raises(InputError, match="larger"):
        table("id,name\n1,x\n")


def test_a_folder_or_nothing_is_no_table(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing.csv"):
        with pytest.raises(InputError):
            read_table(path)


@pytest.mark.parametrize(
    ("headers", "uses"),
    [
        ("File Name;Full name;Date of Birth;University", (K.FILE, F.HOLDER_NAME, F.BIRTH_DATE, F.SCHOOL)),
        ("접수번호;지원자명;생년월일;졸업일자", (K.RECORD, F.HOLDER_NAME, F.BIRTH_DATE, F.GRADUATION_DATE)),
        ("문서번호;성명", (K.NUMBER, F.HOLDER_NAME)),
        ("file;문서번호;성 명", (K.FILE, F.DOCUMENT_NUMBER, F.HOLDER_NAME)),
        ("name;이름;phone", (F.HOLDER_NAME, None, None)),
        ("document_number;holder_name", (K.NUMBER, F.HOLDER_NAME)),
    ],
)  # fmt: skip
def test_columns_are_guessed_from_headers(headers: str, uses) -> None:
    assert suggested(headers.split(";")) == uses


def held(desk: Bench, name: str, number: str = "", title: str = "홍길동") -> int:
    from dataclasses import replace

    from core.domain.field import Extraction
    from tests.kit.stages import ENGINE

    def run(dossier, control):
        fields = (a_field(F.HOLDER_NAME, title), *((a_field(F.DOCUMENT_NUMBER, number),) if number else ()))
        return replace(dossier, extraction=Extraction(fields, ENGINE))

    desk.stages.extract.run = run
    desk.stages.approve.reasons = (REASON,)
    record = desk.drop(name)
    desk.drain()
    return record


def test_a_line_finds_its_record_by_file_number_or_record(desk: Bench, table) -> None:
    first = held(desk, "kim.pdf", "2024-00731")
    second = held(desk, "이 력.PDF", "제 2024-00732 호")
    text = (
        f"key,name\nkim.pdf,A\nKIM,B\n/some/where/kim.pdf,C\nC:\\in\\이 력.pdf,D\n이력,E\nnobody.pdf,F\n,G\n{first},H\n"
    )
    by_file = desk.app.desk.match_claims(table(text), (K.FILE, F.HOLDER_NAME))
    assert [match.record for match in by_file] == [first, first, first, second, second, None, None, None]
    assert [match.code for match in by_file] == ["twice"] * 5 + ["no_record", "no_key", "no_record"]
    by_number = desk.app.desk.match_claims(
        table("key,name\n2024-00731,A\n202400732,B\n2024 - 00731,C\n제2024-00732호,D\n00731,E\n"),
        (K.NUMBER, F.HOLDER_NAME),
    )
    assert [match.record for match in by_number] == [first, None, first, second, None]
    by_record = desk.app.desk.match_claims(table(f"key,name\n{second},A\n99,B\nx,C\n"), (K.RECORD, F.HOLDER_NAME))
    assert [(match.record, match.code) for match in by_record] == [
        (second, ""),
        (None, "no_record"),
        (None, "no_record"),
    ]


def test_two_records_of_one_name_are_not_guessed_between(desk: Bench, table, tmp_path: Path) -> None:
    first = held(desk, "a.pdf", "1-1")
    (tmp_path / "in" / "more").mkdir()
    second = held(desk, "more/a.pdf", "1-2")
    (match,) = desk.app.desk.match_claims(table("file,name\na.pdf,X\n"), (K.FILE, F.HOLDER_NAME))
    assert (match.record, match.code) == (None, "several")
    both = desk.app.desk.match_claims(
        table(f"file,record,name\na.pdf,{second},X\na.pdf,99,Y\n"), (K.FILE, K.RECORD, F.HOLDER_NAME)
    )
    assert [(match.record, match.code) for match in both] == [(second, ""), (None, "no_record")]
    assert first != second


def test_what_would_change_is_told_and_then_done(desk: Bench, table) -> None:
    names = ("a", "b", "c", "d")
    records = {name: held(desk, f"{name}.pdf") for name in names}
    desk.app.desk.set_claim(records["a"], Claim(((F.SCHOOL, "새벽대학교"), (F.HOLDER_NAME, "김"))))
    desk.app.desk.set_claim(records["b"], Claim(((F.HOLDER_NAME, "이"),)))
    desk.drain()
    row = desk.app.desk.row(records["c"])
    desk.app.desk.decide(DecisionRequest(row.id, row.version, row.revision, Verdict.APPROVE, DecisionReason.VERIFIED))
    waiting = desk.drop("e.pdf")
    found = table("file,name,birthday\na.pdf,김철수,\nb.pdf,이,\nc.pdf,박,\nd.pdf,최,1990-13-45\ne.pdf,정,\n")
    matches = desk.app.desk.match_claims(found, found.suggested)
    assert [(match.record, match.code) for match in matches] == [
        (records["a"], ""), (records["b"], "unchanged"), (records["c"], "decided"), (records["d"], "bad_value"),
        (waiting, "in_work"),
    ]  # fmt: skip
    assert all(match.text for match in matches if match.code)
    assert dict(matches[0].before.values) == {F.SCHOOL: "새벽대학교", F.HOLDER_NAME: "김"}
    assert dict(matches[0].after.values) == {F.SCHOOL: "새벽대학교", F.HOLDER_NAME: "김철수"}, (
        "what it does not say stays"
    )
    runs = len(desk.stages.approve.ran)
    (outcome,) = desk.app.desk.apply_claims(matches)
    assert (outcome.line, outcome.record, outcome.code) == (2, records["a"], "")
    desk.step()
    assert desk.open(records["a"]).claim == matches[0].after
    assert len(desk.stages.approve.ran) == runs + 1, "it is judged again"


def test_a_record_that_was_decided_after_the_preview_is_left_and_the_rest_goes_on(desk: Bench, table) -> None:
    records = [held(desk, f"{name}.pdf") for name in "ab"]
    found = table("file,name\na.pdf,김\nb.pdf,이\n")
    matches = desk.app.desk.match_claims(found, found.suggested)
    row = desk.app.desk.row(records[0])
    desk.app.desk.decide(DecisionRequest(row.id, row.version, row.revision, Verdict.APPROVE, DecisionReason.VERIFIED))
    outcomes = desk.app.desk.apply_claims(matches)
    assert [(outcome.record, outcome.code) for outcome in outcomes] == [(records[0], "decided"), (records[1], "")]
    assert desk.open(records[0]).claim.is_empty


@pytest.mark.parametrize(
    ("uses", "code"),
    [
        ((None, F.SCHOOL), "no_key"), ((K.FILE, None), "no_fields"), ((K.FILE, K.FILE), "bad_mapping"),
        ((K.FILE,), "bad_mapping"),
    ],
)  # fmt: skip
def test_columns_that_make_no_sense_are_refused(desk: Bench, table, uses, code: str) -> None:
    with pytest.raises(UsageError) as refused:
        desk.app.desk.match_claims(table("a,b\nc,d\n"), uses)
    assert refused.value.code == code


@pytest.mark.parametrize("key", ["a", "A.PDF", "가", "가.pdf"])
def test_a_name_of_one_letter_is_found_too(desk: Bench, table, key: str) -> None:
    record = held(desk, "a.pdf" if key[0] in "aA" else "가.pdf")
    held(desk, "ab.pdf")
    (match,) = desk.app.desk.match_claims(table(f"file,name\n{key},X\n"), (K.FILE, F.HOLDER_NAME))
    assert match.record == record


def test_a_column_of_deadlines_is_set_alone_or_with_a_claim(desk: Bench, table) -> None:
    first, second = held(desk, "a.pdf"), held(desk, "b.pdf")
    found = table("file,성명,마감일\na.pdf,,2026-12-01\nb.pdf,홍길동,12월 초\n")
    assert found.suggested == (K.FILE, F.HOLDER_NAME, RecordFact.DUE)
    matches = desk.app.desk.match_claims(found, found.suggested)
    assert [match.code for match in matches] == ["", "bad_value"]
    assert [outcome.code for outcome in desk.app.desk.apply_claims(matches)] == [""]
    assert desk.app.desk.row(first).due == matches[0].due is not None
    assert desk.app.desk.row(second).due is None
    assert desk.app.desk.row(first).status is ProcessStatus.HOLD, "a deadline alone is no reason to judge again"
    assert desk.app.desk.match_claims(found, found.suggested)[0].code == "unchanged"
