"""The watched folder: looked into in a lane, told in the strip, set while the window runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from fake_desk import FakePlace

from core.chain.token import StopToken
from core.domain.desk import Refusal
from core.domain.ids import RecordId
from core.domain.watching import Folders, WatchReport
from core.errors import StoreError
from core.settings import Settings, WatchSettings, problems_of
from desktop.app import Desktop
from desktop.program import CheckFolder, FolderChecked, SettingsSaved
from desktop.shell import Shell
from desktop.ui.phrases import Phrase
from desktop.ui.settings.dialog import SettingsDialog
from desktop.ui.settings.phrases import SettingsPhrase as S
from desktop.ui.strip import watch_texts
from desktop.ui.words import Words
from desktop.workers.folders import may_be_watched
from desktop.workers.watching import AFTER_TROUBLE_SECONDS, EVERY_SECONDS, Watching, WatchStep

HERE = Path("/in/서류")


class FakeWatcher:
    def __init__(self, *reports: WatchReport | Exception) -> None:
        self.reports = list(reports)
        self.looks = 0

    def look(self) -> WatchReport:
        self.looks += 1
        found = self.reports.pop(0) if len(self.reports) > 1 else self.reports[0]
        if isinstance(found, Exception):
            raise found
        return found


def steps(*reports: WatchReport | Exception, wish: WatchSettings | None = None):
    watcher, clock = FakeWatcher(*reports), [100.0]
    watching = Watching(wish or WatchSettings(folder=HERE))
    told: list[WatchReport | None] = []
    watching.reported.connect(told.append)
    opened: list[WatchSettings] = []
    step = WatchStep(watching, lambda wished: opened.append(wished) or watcher, lambda: clock[0])
    return step, watching, watcher, told, clock, opened


def test_a_folder_is_looked_into_about_every_second_and_told_when_something_changes():
    quiet, busy = WatchReport(HERE), WatchReport(HERE, taken=(RecordId(1),))
    step, _, watcher, told, clock, opened = steps(quiet, quiet, busy, busy, quiet)
    for _ in range(3):
        assert step.step(StopToken()) is False
    assert watcher.looks == 1
    for _ in range(4):
        clock[0] += EVERY_SECONDS
        step.step(StopToken())
    assert told == [quiet, busy, busy, quiet]
    assert opened == [WatchSettings(folder=HERE)]


def test_nothing_is_looked_at_until_a_folder_is_named_and_when_it_is_taken_back():
    step, watching, watcher, told, clock, opened = steps(WatchReport(HERE), wish=WatchSettings())
    step.step(StopToken())
    assert (watcher.looks, told) == (0, [])
    watching.wish(WatchSettings(folder=HERE, stable_seconds=9))
    step.step(StopToken())
    assert opened == [WatchSettings(folder=HERE, stable_seconds=9)]
    watching.wish(WatchSettings())
    clock[0] += 60
    step.step(StopToken())
    assert told == [WatchReport(HERE), None]
    assert watcher.looks == 1


@pytest.mark.parametrize("error", [StoreError("The disk is full."), ValueError("홍길동")])
def test_trouble_is_told_and_looked_at_again_later(error):
    step, _, watcher, told, clock, _ = steps(error, WatchReport(HERE))
    step.step(StopToken())
    assert told[0].problem
    assert "홍길동" not in told[0].problem
    clock[0] += EVERY_SECONDS
    step.step(StopToken())
    assert watcher.looks == 1
    clock[0] += AFTER_TROUBLE_SECONDS
    step.step(StopToken())
    assert told[-1] == WatchReport(HERE)
    step.close()


def test_the_strip_says_what_is_watched():
    en, ko = Words("en"), Words("ko")
    assert watch_texts(None, en) == ("", "")
    assert watch_texts(WatchReport(HERE), en) == ("Watching 서류", str(HERE))
    assert watch_texts(WatchReport(HERE, waiting=3), ko)[0] == "서류 감시 중 · 대기 3건"
    assert watch_texts(WatchReport(HERE, problem="gone"), en)[0] == "서류 cannot be watched"
    assert len(watch_texts(WatchReport(Path("/in") / ("x" * 200)), en)[0]) < 50


def test_the_window_watches_what_the_settings_say(qtbot, qapp, tmp_path):
    place, made = FakePlace(), []
    report = WatchReport(tmp_path, refused=(Refusal("a.exe", "unsupported_type", "No document."),), waiting=2)
    place.watch = lambda *wished: made.append(wished) or FakeWatcher(report)
    settings = Settings(data_dir=tmp_path / "data", lanes=1, ui_language="en", theme="light")
    desktop = Desktop(qapp, settings, [], place.opened)
    desktop.start()
    with qtbot.waitSignal(desktop.ready, timeout=5000):
        pass
    assert made == []
    watched = settings.model_copy(update={"watch": WatchSettings(folder=tmp_path, stable_seconds=3, folders="apart")})
    desktop.shell.receive_program(SettingsSaved(watched))
    strip = desktop.shell.window.strip
    qtbot.waitUntil(lambda: "2 coming" in strip.watch.text(), timeout=5000)
    assert made == [(tmp_path, 3.0, Folders.APART)]
    assert desktop.shell.window.banner.texts == (Phrase.REFUSED_ONE.english, "a.exe: No document.")
    desktop.shell.receive_program(SettingsSaved(settings))
    qtbot.waitUntil(strip.watch.isHidden, timeout=5000)
    with qtbot.waitSignal(desktop.closer.done, timeout=5000):
        desktop.shell.close()
    desktop.wait_for_threads()
    desktop.shell.destroy()


def test_the_watch_is_told_in_the_new_windows_language_too(qapp, tmp_path):
    shell = Shell(qapp, Settings(data_dir=tmp_path, ui_language="en", theme="light"))
    shell.show_watch(WatchReport(HERE, waiting=1, problem="No such folder."))
    assert shell.window.strip.watch.objectName() == "error"
    shell._on_language_wanted()
    assert shell.window.strip.watch.text() == "서류 폴더를 감시할 수 없음"
    shell.destroy()


@pytest.fixture
def dialog(qtbot, look, tmp_path):
    made = SettingsDialog(look, Settings(data_dir=tmp_path / "data", lanes=2))
    qtbot.addWidget(made)
    made.heard = []
    made.asked.connect(made.heard.append)
    made.show()
    return made


def test_a_folder_can_be_saved_once_it_is_known_to_be_one(qtbot, dialog):
    row = dialog.row("watch.folder")
    row.editor.edit.setText("/in/gone")
    assert not dialog.save.isEnabled()
    qtbot.waitUntil(lambda: CheckFolder("/in/gone") in dialog.heard)
    dialog.receive(FolderChecked("/in/gone", is_fit=False))
    assert row._problem.text() == S.WATCH_FOLDER_BAD.english
    assert not dialog.save.isEnabled()
    row.editor.edit.setText("/in/there")
    dialog.receive(FolderChecked("/in/there", is_fit=True))
    assert row._problem.isHidden()
    assert dialog.edits == (("watch.folder", "/in/there"),)
    assert dialog.save.isEnabled()
    row.editor.edit.setText("")
    assert dialog.edits == ()


def test_a_folder_is_chosen_and_taken_out_again(qtbot, look, tmp_path, monkeypatch):
    settings = Settings(data_dir=tmp_path / "data", watch=WatchSettings(folder=tmp_path, stable_seconds=2.5))
    dialog = SettingsDialog(look, settings)
    qtbot.addWidget(dialog)
    row = dialog.row("watch.folder")
    assert row.editor.value() == str(tmp_path)
    assert dialog.row("watch.stable_seconds").editor.value() == 2.5
    row.editor.edit.setText("")
    assert dialog.edits == (("watch.folder", None),)
    assert dialog.save.isEnabled()
    monkeypatch.setattr("desktop.ui.settings.editors.ask_for_folder", lambda *_: (tmp_path,))
    row.editor.choose.click()
    assert dialog.edits == ()


@pytest.mark.parametrize("typed", ["0", "9999", "soon", "-1", "1e9"])
def test_seconds_are_numbers_within_bounds(dialog, typed):
    row = dialog.row("watch.stable_seconds")
    row.editor.setText(typed)
    assert row._problem.text() == S.WATCH_SECONDS_BAD.english
    assert not dialog.save.isEnabled()
    row.editor.setText("7.5")
    assert dialog.edits == (("watch.stable_seconds", 7.5),)
    assert problems_of(dialog._settings, dict(dialog.edits)) == ()


def test_the_data_folder_is_never_watched(tmp_path):
    data = tmp_path / "data"
    (data / "blobs").mkdir(parents=True)
    (tmp_path / "in").mkdir()
    (tmp_path / "file").touch()
    assert may_be_watched(tmp_path / "in", data)
    for folder in (data, data / "blobs", tmp_path, tmp_path / "gone", tmp_path / "file", Path("in"), Path("a\0b")):
        assert not may_be_watched(folder, data), folder
