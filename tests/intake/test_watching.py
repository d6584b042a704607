from __future__ import annotations

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from core.errors import UsageError
from core.intake.watching import FolderWatch
from tests.kit.desk import Bench, bench

PDF = b"%PDF-1.7 "
REST = 5.0


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    made = tmp_path / "inbox"
    made.mkdir()
    return made


def watch(desk: Bench, inbox: Path) -> FolderWatch:
    return desk.app.watch(inbox, REST)


def rested(desk: Bench, watching: FolderWatch) -> list[int]:
    """The records of two looks with a rest between them."""
    first = watching.look()
    desk.clock.turn(timedelta(seconds=REST))
    return [*first.taken, *watching.look().taken]


def test_a_file_is_taken_once_it_has_come_to_rest(desk: Bench, inbox: Path) -> None:
    watching = watch(desk, inbox)
    paper = inbox / "a.pdf"
    paper.write_bytes(PDF)
    assert (watching.look().taken, watching.look().waiting) == ((), 1)
    desk.clock.turn(timedelta(seconds=4))
    paper.write_bytes(PDF + b"and more comes")
    assert watching.look().taken == ()
    desk.clock.turn(timedelta(seconds=4))
    assert watching.look().taken == (), "it changed four seconds ago"
    desk.clock.turn(timedelta(seconds=1))
    report = watching.look()
    assert (len(report.taken), report.waiting, report.refused, report.problem) == (1, 0, (), "")
    assert desk.open(report.taken[0]).attachments[0].size == len(PDF + b"and more comes")
    desk.clock.turn(timedelta(days=1))
    assert watching.look().taken == ()
    assert paper.read_bytes() == PDF + b"and more comes", "nothing is moved or changed"


def test_a_clock_that_is_set_back_keeps_no_file_waiting(desk: Bench, inbox: Path) -> None:
    watching = watch(desk, inbox)
    (inbox / "a.pdf").write_bytes(PDF)
    watching.look()
    desk.clock.turn(-timedelta(hours=9))
    assert len(rested(desk, watching)) == 1


def test_a_restart_takes_nothing_twice(tmp_path: Path, inbox: Path) -> None:
    (inbox / "deeper").mkdir()
    for name in ("a.pdf", "deeper/b.pdf"):
        (inbox / name).write_bytes(PDF + name.encode())
    with bench(tmp_path) as desk:
        assert len(rested(desk, watch(desk, inbox))) == 2
    with bench(tmp_path) as desk:
        assert rested(desk, watch(desk, inbox)) == []
        assert desk.app.desk.counts().total == 2


def test_what_was_taken_but_not_remembered_is_not_taken_again(desk: Bench, inbox: Path, monkeypatch) -> None:
    """The program ends between making the record and remembering the file."""
    (inbox / "a.pdf").write_bytes(PDF)
    from core.store.watched import SqlWatched

    def dies(self, file, at):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(SqlWatched, "put", dies)
        with pytest.raises(KeyboardInterrupt):
            rested(desk, watch(desk, inbox))
    assert desk.app.desk.counts().total == 1
    assert rested(desk, watch(desk, inbox)) == []
    assert desk.app.desk.counts().total == 1


def test_a_renamed_file_is_the_same_and_a_copy_is_another(desk: Bench, inbox: Path) -> None:
    watching = watch(desk, inbox)
    (inbox / "a.pdf").write_bytes(PDF)
    (first,) = rested(desk, watching)
    (inbox / "a.pdf").rename(inbox / "b.pdf")
    assert rested(desk, watching) == []
    shutil.copy(inbox / "b.pdf", inbox / "copy.pdf")
    (second,) = rested(desk, watching)
    assert desk.open(second).attachments[0].duplicate_of == first


def test_a_new_document_under_an_old_name_is_taken_and_a_touched_one_not(desk: Bench, inbox: Path) -> None:
    watching = watch(desk, inbox)
    paper = inbox / "a.pdf"
    paper.write_bytes(PDF)
    assert len(rested(desk, watching)) == 1
    os.utime(paper, ns=(1, 1))
    assert rested(desk, watching) == []
    paper.write_bytes(PDF + b"another one")
    assert len(rested(desk, watching)) == 1


def test_what_is_no_document_is_told_once_and_left_alone(desk: Bench, inbox: Path, tmp_path: Path) -> None:
    outside = tmp_path / "secret.pdf"
    outside.write_bytes(PDF)
    (inbox / "link.pdf").symlink_to(outside)
    (inbox / "folder").symlink_to(tmp_path)
    os.mkfifo(inbox / "pipe.pdf")
    (inbox / "notes.txt").write_text("to do")
    (inbox / "empty.pdf").touch()
    for name in (".hidden.pdf", "half.pdf.part", "chrome.crdownload", "Thumbs.db", "record.json"):
        (inbox / name).write_bytes(PDF)
    watching = watch(desk, inbox)
    first = watching.look()
    desk.clock.turn(timedelta(seconds=REST))
    second = watching.look()
    told = {(Path(item.source).name, item.code) for item in (*first.refused, *second.refused)}
    assert told == {
        ("link.pdf", "no_regular_file"), ("folder", "no_regular_file"), ("pipe.pdf", "no_regular_file"),
        ("notes.txt", "no_document"), ("empty.pdf", "empty_file"),
    }  # fmt: skip
    assert (second.taken, second.waiting) == ((), 0)
    assert watching.look().refused == ()
    (inbox / "empty.pdf").write_bytes(PDF)
    assert len(rested(desk, watching)) == 1, "what was refused is looked at again once it changes"


def test_many_files_at_once_are_taken_in_turns_and_each_once(desk: Bench, inbox: Path) -> None:
    for number in range(120):
        (inbox / f"{number:03d}.pdf").write_bytes(PDF + str(number).encode())
    watching = watch(desk, inbox)
    watching.look()
    desk.clock.turn(timedelta(seconds=REST))
    reports = [watching.look() for _ in range(4)]
    assert [(len(report.taken), report.waiting) for report in reports] == [(50, 70), (50, 20), (20, 0), (0, 0)]
    assert desk.app.desk.counts().total == 120


def test_a_folder_that_goes_away_is_a_problem_until_it_is_back(desk: Bench, inbox: Path) -> None:
    watching = watch(desk, inbox)
    inbox.rmdir()
    assert "cannot be looked into" in watching.look().problem
    inbox.mkdir()
    (inbox / "a.pdf").write_bytes(PDF)
    assert len(rested(desk, watching)) == 1


def test_a_file_that_goes_away_in_the_last_moment_is_no_record(desk: Bench, inbox: Path) -> None:
    watching = watch(desk, inbox)
    paper = inbox / "a.pdf"
    paper.write_bytes(PDF)
    watching.look()
    desk.clock.turn(timedelta(seconds=REST))
    taking = watching.take

    def gone(path: Path):
        path.unlink()
        return taking(path)

    watching.take = gone
    assert watching.look().taken == ()
    watching.take = taking
    paper.write_bytes(PDF)
    assert len(rested(desk, watching)) == 1


def test_own_data_is_never_watched(desk: Bench, tmp_path: Path) -> None:
    data = desk.app.settings.data_dir
    for folder in (data, data / "blobs", data.parent, tmp_path / "nowhere"):
        with pytest.raises(UsageError):
            desk.app.watch(folder, REST)
    with pytest.raises(UsageError, match=r"watch\.folder"):
        desk.app.watch()
