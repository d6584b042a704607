from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.field import FieldName
from core.domain.states import ProcessStatus
from core.intake.claims import MAX_BYTES, read_record_file
from core.intake.intake import MAX_IMAGE_BYTES
from core.intake.plan import MAX_ATTACHMENTS, plan
from tests.kit.desk import Bench, bench

PDF = b"%PDF-1.7 x"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


def write(path: Path, content: bytes = PDF) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def shape(root: Path, path: Path) -> list[tuple[str, list[str], bool]]:
    return [
        (
            str(item.source.relative_to(root)),
            [str(file.relative_to(root)) for file in item.files],
            item.claim is not None,
        )
        for item in plan([path]).candidates
    ]


def test_a_file_is_a_record_and_takes_the_claim_beside_it(tmp_path: Path) -> None:
    file = write(tmp_path / "a" / "one.pdf")
    assert shape(tmp_path, file) == [("a/one.pdf", ["a/one.pdf"], False)]
    write(tmp_path / "a" / "record.json", b"{}")
    assert shape(tmp_path, file) == [("a/one.pdf", ["a/one.pdf"], True)]


def test_a_folder_of_files_is_one_record(tmp_path: Path) -> None:
    for name in ("b.pdf", "a.png", "record.json", ".DS_Store", "Thumbs.db"):
        write(tmp_path / "f" / name)
    assert shape(tmp_path, tmp_path / "f") == [("f", ["f/a.png", "f/b.pdf"], True)]


def test_a_folder_of_folders_is_many_records_and_lists_beside_them_are_left_out(tmp_path: Path) -> None:
    for name in ("x/1.pdf", "y/2.pdf", "y/deep/3.pdf", "loose.pdf", "list.csv"):
        write(tmp_path / "f" / name, PDF if name.endswith("pdf") else b"name,school\n")
    assert [item[0] for item in shape(tmp_path, tmp_path / "f")] == ["f/loose.pdf", "f/x", "f/y/2.pdf", "f/y/deep"]
    assert [(Path(item.source).name, item.code) for item in plan([tmp_path / "f"]).refused] == [
        ("list.csv", "no_document")
    ]


def test_folders_that_give_nothing_are_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for number in range(MAX_ATTACHMENTS + 1):
        write(tmp_path / "full" / f"{number}.pdf")
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "loop").symlink_to(tmp_path)
    codes = [item.code for item in plan([tmp_path / "empty", tmp_path / "full", tmp_path / "links"]).refused]
    assert codes == ["empty_folder", "too_many_files", "link", "empty_folder"]


def test_a_path_that_does_not_exist_or_is_too_long_is_refused(tmp_path: Path) -> None:
    codes = [item.code for item in plan([tmp_path / "no.pdf", tmp_path / ("x" * 300)]).refused]
    assert codes[0] == "not_found"
    assert codes[1] in {"not_found", "unreadable"}


def test_bytes_lie_durably_under_their_hash_before_the_record_speaks_of_them(desk: Bench) -> None:
    record = desk.drop("a.pdf", PDF)
    (item,) = desk.open(record).attachments
    assert desk.app.desk.picture(item.sha256).read_bytes() == PDF
    assert (item.name, item.size, item.media_type) == ("a.pdf", len(PDF), "application/pdf")


def test_same_bytes_are_kept_once_and_point_at_the_first_record(desk: Bench) -> None:
    first, second = desk.drop("a.pdf", PDF), desk.drop("b.pdf", PDF)
    assert desk.open(first).attachments[0].duplicate_of is None
    assert desk.open(second).attachments[0].duplicate_of == first


def test_file_above_the_limit_becomes_a_record_that_says_so(desk: Bench) -> None:
    record = desk.drop("big.png", b"\x89PNG\r\n\x1a\n" + bytes(MAX_IMAGE_BYTES))
    (item,) = desk.open(record).attachments
    assert item.sha256 == ""
    with desk.app.store.work() as work:
        assert work.records.attachments(work.submissions.current(record))[0].problem_code == "too_large"
    assert not list(desk.app.store.scratch.iterdir())


def test_pipe_and_device_never_block(desk: Bench) -> None:
    os.mkfifo(desk.folder / "pipe")
    result = desk.app.desk.take_in([desk.folder / "pipe", Path("/dev/zero")])
    with desk.app.store.work() as work:
        codes = [
            work.records.attachments(work.submissions.current(record))[0].problem_code for record in result.records
        ]
    assert codes == ["no_regular_file", "no_regular_file"]


def test_name_that_is_no_text_is_kept_as_escapes(desk: Bench) -> None:
    path = Path(os.fsdecode(os.fsencode(desk.folder) + b"/caf\xe9.pdf"))
    path.write_bytes(PDF)
    (record,) = desk.app.desk.take_in([path]).records
    assert desk.open(record).attachments[0].name == "caf\\xe9.pdf"


def test_many_files_of_a_folder_are_in_one_record(desk: Bench) -> None:
    for name in ("1.pdf", "2.pdf"):
        write(desk.folder / "case" / name, PDF + name.encode())
    (record,) = desk.app.desk.take_in([desk.folder / "case"]).records
    assert [item.name for item in desk.open(record).attachments] == ["1.pdf", "2.pdf"]
    assert desk.app.desk.row(record).status is ProcessStatus.PENDING


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("{", "not valid JSON"),
        ('{"claim": []}', "must be an object"),
        ('{"claim": {"nonsense": "x"}}', "is no field"),
        ('{"claim": {"school": 3}}', "must be a text"),
        ('{"claim": {"school": "a", "school": "b"}}', "stands twice"),
        ('{"claim": {"school": "' + "x" * 501 + '"}}', "at most 500"),
        ('{"claim": {"school": "half a letter: \\ud800"}}', "must be a text"),
        ('{"claim": {"school": "\\u0000"}}', "must be a text"),
        ('{"claim": {"half \\ud800": "x"}}', "is no field"),
        ('{"half \\ud800": 1, "half \\ud800": 2}', "stands twice"),
        ("[" * 5000, "not valid JSON"),
        ("x" * (MAX_BYTES + 1), "larger than"),
    ],
)
def test_claim_that_cannot_be_used_says_why(desk: Bench, content: str, problem: str) -> None:
    folder = desk.folder / "case"
    write(folder / "a.pdf", b"%PDF-1.7 a")
    write(folder / "record.json", content.encode())
    (record,) = desk.app.desk.take_in([folder]).records
    claim = desk.app.store.views.claim(record)
    assert problem in claim.problem
    assert claim.values == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_claim_that_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "record.json")
    assert "no regular file" in read_record_file(tmp_path / "record.json").claim.problem


def test_claim_values_are_read_by_field_and_empty_ones_left_out(tmp_path: Path) -> None:
    content = json.dumps({"claim": {"holder_name": "홍길동", "school": "", "major": None}, "other": 1})
    claim = read_record_file(write(tmp_path / "record.json", content.encode())).claim
    assert claim.values == ((FieldName.HOLDER_NAME, "홍길동"),)
    assert read_record_file(write(tmp_path / "record.json", b"{}")).claim.is_empty
