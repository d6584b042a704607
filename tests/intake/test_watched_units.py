from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest

from core.domain.field import FieldName
from core.domain.watching import Folders
from core.intake.plan import MAX_ATTACHMENTS
from core.intake.watching import FolderWatch
from tests.kit.desk import Bench, bench

PDF = b"%PDF-1.7 "
REST = 5.0


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    made = tmp_path / "inbox"
    made.mkdir()
    return made


def put(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_bytes(PDF + folder.name.encode() + name.encode())
    return folder


def rested(desk: Bench, watching: FolderWatch) -> list[int]:
    first = watching.look()
    desk.clock.turn(timedelta(seconds=REST))
    return [*first.taken, *watching.look().taken]


def names(desk: Bench, record: int) -> list[str]:
    return [one.name for one in desk.open(record).attachments]


def test_a_folder_of_files_is_one_record_with_its_claim(desk: Bench, inbox: Path) -> None:
    folder = put(inbox / "kim", "certificate.pdf", "transcript.pdf")
    (folder / "record.json").write_text(json.dumps({"claim": {"school": "새벽대학교"}}))
    watching = desk.app.watch(inbox, REST)
    (record,) = rested(desk, watching)
    assert names(desk, record) == ["certificate.pdf", "transcript.pdf"]
    assert desk.open(record).claim.get(FieldName.SCHOOL) == "새벽대학교"
    assert desk.open(record).row.source == str(folder)
    assert rested(desk, watching) == []
    assert watching.look().waiting == 0


def test_a_folder_waits_for_its_last_file(desk: Bench, inbox: Path) -> None:
    folder = put(inbox / "kim", "a.pdf")
    watching = desk.app.watch(inbox, REST)
    watching.look()
    desk.clock.turn(timedelta(seconds=4))
    put(folder, "b.pdf")
    (folder / "c.pdf.part").write_bytes(PDF)
    watching.look()
    desk.clock.turn(timedelta(seconds=4))
    report = watching.look()
    assert (report.taken, report.waiting) == ((), 3)
    desk.clock.turn(timedelta(seconds=REST))
    assert watching.look().taken == (), "a download in it has not ended"
    (folder / "c.pdf.part").rename(folder / "c.pdf")
    (record,) = rested(desk, watching)
    assert names(desk, record) == ["a.pdf", "b.pdf", "c.pdf"]


def test_what_comes_later_into_a_folder_stands_for_itself(desk: Bench, inbox: Path) -> None:
    folder = put(inbox / "kim", "a.pdf", "b.pdf")
    watching = desk.app.watch(inbox, REST)
    (first,) = rested(desk, watching)
    put(folder, "late.pdf")
    (second,) = rested(desk, watching)
    assert names(desk, second) == ["late.pdf"]
    assert first != second


def test_a_folder_of_folders_is_many_records_and_loose_files_are_their_own(desk: Bench, inbox: Path) -> None:
    put(inbox, "loose1.pdf", "loose2.pdf")
    put(inbox / "today" / "kim", "a.pdf", "b.pdf")
    put(inbox / "today" / "lee", "a.pdf", "b.pdf")
    put(inbox / "today", "beside.pdf")
    found = sorted(names(desk, record) for record in rested(desk, desk.app.watch(inbox, REST)))
    assert found == [["a.pdf", "b.pdf"], ["a.pdf", "b.pdf"], ["beside.pdf"], ["loose1.pdf"], ["loose2.pdf"]]


def test_neither_a_restart_nor_another_name_takes_a_folder_again(tmp_path: Path, inbox: Path) -> None:
    folder = put(inbox / "kim", "a.pdf", "b.pdf")
    with bench(tmp_path) as desk:
        assert len(rested(desk, desk.app.watch(inbox, REST))) == 1
    folder.rename(inbox / "kim min-jun")
    with bench(tmp_path) as desk:
        assert rested(desk, desk.app.watch(inbox, REST)) == []
        assert desk.app.desk.counts().total == 1


def test_a_folder_that_was_taken_but_not_remembered_is_not_taken_again(desk: Bench, inbox: Path, monkeypatch) -> None:
    put(inbox / "kim", "a.pdf", "b.pdf")
    with monkeypatch.context() as patch:
        patch.setattr(FolderWatch, "_remember", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            rested(desk, desk.app.watch(inbox, REST))
    assert desk.app.desk.counts().total == 1
    assert rested(desk, desk.app.watch(inbox, REST)) == []
    assert desk.app.desk.counts().total == 1


def test_a_note_goes_with_the_documents_and_alone_it_is_left(desk: Bench, inbox: Path) -> None:
    (put(inbox / "kim", "a.pdf", "b.pdf") / "note.txt").write_text("for Kim")
    (put(inbox / "lee", "a.pdf") / "note.txt").write_text("for Lee")
    watching = desk.app.watch(inbox, REST)
    watching.look()
    desk.clock.turn(timedelta(seconds=REST))
    report = watching.look()
    assert sorted(names(desk, record) for record in report.taken) == [["a.pdf"], ["a.pdf", "b.pdf", "note.txt"]]
    assert [(Path(one.source).parent.name, one.code) for one in report.refused] == [("lee", "no_document")]
    assert (watching.look().taken, watching.look().refused) == ((), ())


def test_a_folder_with_too_many_files_is_told_once(desk: Bench, inbox: Path) -> None:
    put(inbox / "all", *(f"{number:03}.pdf" for number in range(MAX_ATTACHMENTS + 1)))
    watching = desk.app.watch(inbox, REST)
    watching.look()
    desk.clock.turn(timedelta(seconds=REST))
    reports = [watching.look() for _ in range(2)]
    assert [[one.code for one in report.refused] for report in reports] == [["too_many_files"], []]
    assert [report.taken for report in reports] == [(), ()]


def test_a_link_in_a_folder_is_never_taken_with_it(desk: Bench, inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.pdf").write_bytes(PDF)
    (put(inbox / "kim", "a.pdf", "b.pdf") / "link.pdf").symlink_to(tmp_path / "secret.pdf")
    watching = desk.app.watch(inbox, REST)
    refused = [one.code for one in watching.look().refused]
    desk.clock.turn(timedelta(seconds=REST))
    assert refused == ["no_regular_file"]
    assert [names(desk, record) for record in watching.look().taken] == [["a.pdf"], ["b.pdf"]]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into every folder")
def test_a_folder_that_may_not_be_looked_into_hides_nothing_else(desk: Bench, inbox: Path) -> None:
    put(inbox / "kim", "a.pdf").chmod(0)
    put(inbox, "loose.pdf")
    assert len(rested(desk, desk.app.watch(inbox, REST))) == 1


def test_files_of_a_folder_of_a_day_are_records_of_their_own_if_so_set(desk: Bench, inbox: Path) -> None:
    put(inbox / "2026-11-22", "a.pdf", "b.pdf")
    (put(inbox / "2026-11-22" / "kim", "c.pdf", "d.pdf") / "record.json").write_text("{}")
    watching = desk.app.watch(inbox, REST, Folders.APART)
    found = sorted(names(desk, record) for record in rested(desk, watching))
    assert found == [["a.pdf"], ["b.pdf"], ["c.pdf", "d.pdf"]]
    put(inbox / "2026-11-22", "e.pdf")
    assert [names(desk, record) for record in rested(desk, watching)] == [["e.pdf"]]
