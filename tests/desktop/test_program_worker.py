"""What the program answers about policies and folders, off the window's thread."""

from __future__ import annotations

from pathlib import Path

import pytest

import resources
from core.errors import UsageError
from core.settings import Settings
from desktop.program import CheckPolicy, DataMeasured, Folder, FolderOpened, MeasureData, OpenFolder, ProgramFailed
from desktop.workers.folders import measure, place_of, show_folder
from desktop.workers.policies import LARGEST, check_policy
from desktop.workers.program import ProgramWorker

BUILT_IN = resources.path("policies/default.toml")


def changed(tmp_path: Path, *edits: tuple[str, str]) -> Path:
    text = BUILT_IN.read_text("utf-8")
    for old, new in edits:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_built_in_policy_differs_from_itself_in_nothing():
    found = check_policy("", None)
    assert found.problems == found.differences == ()
    assert found.is_in_use
    assert found.name
    assert len(found.sha256) == 64


def test_a_changed_policy_tells_rule_by_rule_what_it_changes(tmp_path):
    path = changed(
        tmp_path,
        ('name = "default"', 'name = "strict"'),
        ("holder_name = 0.90", "holder_name = 0.97"),
        ('    "hidden_text", ', '    "seen_by_nobody", '),
        ("hold_duplicates = true ", "hold_duplicates = false "),
    )
    found = check_policy(str(path), None)
    assert (found.name, found.is_in_use, found.problems) == ("strict", False, ())
    assert {(one.key, one.before, one.after) for one in found.differences} == {
        ("floors.holder_name", "0.9", "0.97"),
        ("reading.hold_flags", "hidden_text", "seen_by_nobody"),
        ("reading.hold_duplicates", "true", "false"),
    }
    used = check_policy(str(path), path)
    assert used.is_in_use
    assert used.differences == found.differences
    back = check_policy("", path)
    floor = [one for one in back.differences if one.key == "floors.holder_name"]
    assert [(one.before, one.after) for one in floor] == [("0.97", "0.9")]


def test_what_is_wrong_is_told_with_line_and_key(tmp_path):
    path = changed(tmp_path, ("holder_name = 0.90", "holder_name = 1.5"), ("[reading]", "[reading]\nodd = 1"))
    problems = {one.key: one for one in check_policy(str(path), None).problems}
    assert set(problems) == {"floors.holder_name", "reading.odd"}
    line = problems["floors.holder_name"].line
    assert "holder_name = 1.5" in path.read_text("utf-8").splitlines()[line - 1]
    assert problems["reading.odd"].kind == "extra_forbidden"


@pytest.mark.parametrize(
    ("content", "kind"),
    [(None, "no_file"), (b"= nothing", "no_toml"), (b"\xff\xfe", "no_file"), (b"#" * (LARGEST + 1), "too_large")],
    ids=["missing", "no toml", "no text", "too large"],
)
def test_what_is_no_policy_at_all_is_told_too(tmp_path, content, kind):
    path = tmp_path / "odd.toml"
    if content is not None:
        path.write_bytes(content)
    found = check_policy(str(path), None)
    assert [one.kind for one in found.problems] == [kind]
    assert found.sha256 == ""


def test_a_byte_order_mark_is_no_fault_here_either(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(BUILT_IN.read_text("utf-8"), "utf-8-sig")
    found = check_policy(str(path), None)
    assert (found.problems, found.differences) == ((), ())


def test_a_folder_is_no_policy(tmp_path):
    assert [one.kind for one in check_policy(str(tmp_path), None).problems] == ["no_file"]


def test_the_data_is_measured_by_kind(tmp_path):
    (tmp_path / "logs").mkdir()
    (tmp_path / "blobs" / "ab").mkdir(parents=True)
    (tmp_path / "holdpoint.db").write_bytes(b"x" * 10)
    (tmp_path / "holdpoint.db-wal").write_bytes(b"x" * 5)
    (tmp_path / "logs" / "holdpoint.log").write_bytes(b"x" * 3)
    (tmp_path / "blobs" / "ab" / "cd").write_bytes(b"x" * 7)
    found = measure(tmp_path)
    assert (found.database, found.documents, found.logs) == (15, 7, 3)
    assert found.free > 0


def test_only_folders_of_our_own_are_shown(tmp_path, monkeypatch):
    asked: list[list[str]] = []

    class Done:
        returncode = 0

    monkeypatch.setattr("subprocess.run", lambda command, **_: asked.append(command) or Done())
    monkeypatch.setattr("sys.platform", "linux")
    (tmp_path / "logs").mkdir()
    show_folder(place_of(Folder.DATA, tmp_path))
    show_folder(place_of(Folder.LOGS, tmp_path))
    assert asked == [["xdg-open", str(tmp_path)], ["xdg-open", str(tmp_path / "logs")]]
    with pytest.raises(UsageError):
        show_folder(tmp_path / "gone")
    Done.returncode = 4
    with pytest.raises(UsageError) as caught:
        show_folder(tmp_path)
    assert str(tmp_path) in caught.value.text


def test_the_worker_answers_each_question(qtbot, tmp_path, monkeypatch):
    worker = ProgramWorker(Settings(data_dir=tmp_path))
    monkeypatch.setattr("desktop.workers.program.show_folder", lambda _folder: None)
    for ask, kind in ((MeasureData(), DataMeasured), (OpenFolder(Folder.DATA), FolderOpened)):
        with qtbot.waitSignal(worker.answered) as caught:
            worker.ask(ask)
        assert isinstance(caught.args[0], kind)
    with qtbot.waitSignal(worker.answered) as caught:
        worker.ask(CheckPolicy(str(tmp_path / "gone.toml")))
    assert caught.args[0].problems

    def refuse(folder: Path) -> None:
        raise UsageError(f"The folder is {folder}", code="no_file_manager")

    monkeypatch.setattr("desktop.workers.program.show_folder", refuse)
    with qtbot.waitSignal(worker.answered) as caught:
        worker.ask(OpenFolder(Folder.LOGS))
    assert isinstance(caught.args[0], ProgramFailed)
    assert str(tmp_path / "logs") in caught.args[0].text
