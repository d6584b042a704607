"""Faults that nobody foresaw: written down, told in plain words, saved without a word of a document."""

from __future__ import annotations

import faulthandler
import logging
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fake_desk import FakePlace
from PySide6.QtCore import Qt

from core.errors import UsageError
from core.settings import Settings
from desktop.crash import FAULT_FILE, CrashKeeper
from desktop.messages import AskFailed, RetryFailed
from desktop.program import Folder, FolderOpened, OpenFolder, ProgramFailed, ReportSaved, SaveReport
from desktop.shell import Shell
from desktop.trouble import Trouble, report_of, trouble_before, trouble_of
from desktop.ui.banner import NextStep
from desktop.ui.fault import FaultDialog
from desktop.ui.parts import SafeLabel
from desktop.ui.phrases import Phrase
from desktop.ui.theme import LIGHT
from desktop.ui.words import Tone
from desktop.workers.program import ProgramWorker

A_NAME = "홍길동 940317"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[CrashKeeper]:
    hook, was_enabled = sys.excepthook, faulthandler.is_enabled()
    made = CrashKeeper(tmp_path)
    yield made
    made.remove()
    sys.excepthook = hook
    if was_enabled:
        faulthandler.enable()


def failing() -> None:
    raise ValueError(A_NAME)


def test_an_exception_in_a_slot_is_written_down_and_told_once(qtbot, keeper):
    assert keeper.install() is None
    records: list[logging.LogRecord] = []
    handler = logging.Handler()
    handler.emit = records.append
    logging.getLogger("desktop.crash").addHandler(handler)
    told: list[Trouble] = []
    keeper.told.connect(told.append)
    try:
        for _ in range(3):
            try:
                failing()
            except ValueError as error:
                sys.excepthook(ValueError, error, error.__traceback__)
        qtbot.waitUntil(lambda: len(told) == 1)
        qtbot.wait(20)
    finally:
        logging.getLogger("desktop.crash").removeHandler(handler)
    assert [record.code for record in records] == ["ValueError"] * 3
    assert len(told) == 1
    assert told[0].kind == "ValueError"
    assert told[0].places[-1].endswith("failing")
    assert A_NAME not in report_of(told[0])


def test_a_crash_of_the_last_run_is_found_once(tmp_path, keeper):
    file = str(tmp_path / FAULT_FILE)
    program = f"import faulthandler; faulthandler.enable(open({file!r}, 'w')); faulthandler._sigsegv()"
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, cwd=tmp_path)
    assert done.returncode != 0
    found = keeper.install()
    assert found is not None
    assert found.is_from_before
    assert "Segmentation" in found.kind
    assert found.places
    keeper.remove()
    assert CrashKeeper(tmp_path)._file is None
    again = CrashKeeper(tmp_path)
    assert again.install() is None
    again.remove()


def test_a_crash_file_keeps_no_folder_that_names_a_person():
    text = (
        "Fatal Python error: Aborted\n\nThread 0x01 (most recent call first):\n"
        '  File "/home/hong/apps/holdpoint/desktop/ui/banner.py", line 31 in show_text\n'
    )
    found = trouble_before(text, NOW)
    assert found.kind == "Aborted"
    assert found.places[-1] == "desktop/ui/banner.py:31 show_text"
    assert "hong" not in report_of(found)


def test_a_report_names_versions_and_places():
    try:
        failing()
    except ValueError as error:
        trouble = trouble_of(ValueError, error.__traceback__, NOW)
    report = report_of(trouble)
    assert "kind: ValueError" in report
    assert "PySide6-Essentials: 6." in report
    assert "at: 2026-03-02T09:00:00+00:00" in report
    assert "desktop/test_faults.py" in report


@pytest.fixture
def dialog(qtbot, any_look):
    made = FaultDialog(any_look, Trouble("ValueError", ("desktop/x.py:1 f",), NOW))
    qtbot.addWidget(made)
    made.heard = []
    made.asked.connect(made.heard.append)
    made.show()
    return made


def test_the_dialog_folds_its_details_and_saves_the_report(qtbot, dialog, tmp_path, monkeypatch):
    assert not dialog.text.isVisible()
    qtbot.mouseClick(dialog.details, Qt.MouseButton.LeftButton)
    assert "kind: ValueError" in dialog.text.toPlainText()
    assert dialog.text.isVisible()
    path = tmp_path / "report.txt"
    monkeypatch.setattr("desktop.ui.fault.ask_where_to_save", lambda *_: (path,))
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    ask = dialog.heard[-1]
    assert ask == SaveReport(path, dialog.text.toPlainText())
    worker = ProgramWorker(Settings(data_dir=tmp_path))
    with qtbot.waitSignal(worker.answered) as caught:
        worker.ask(ask)
    assert caught.args[0] == ReportSaved(path)
    assert path.read_text(encoding="utf-8") == ask.text
    dialog.receive(caught.args[0])
    assert dialog.outcome.text() == dialog._say(Phrase.REPORT_SAVED)
    with qtbot.waitSignal(worker.answered) as caught:
        worker.ask(SaveReport(tmp_path / "gone" / "report.txt", "x"))
    dialog.receive(caught.args[0])
    assert caught.args[0].code == "not_saved"
    assert dialog.outcome.text() == dialog._look.words.error("not_saved", caught.args[0].text)
    qtbot.mouseClick(dialog.logs, Qt.MouseButton.LeftButton)
    assert dialog.heard[-1] == OpenFolder(Folder.LOGS)


@pytest.fixture
def shell(qapp, tmp_path) -> Iterator[Shell]:
    made = Shell(qapp, Settings(data_dir=tmp_path, lanes=1, ui_language="en", theme="light"))
    made.opened(FakePlace().desk.place)
    made.window.show()
    yield made
    made.destroy()


def test_a_fault_is_a_banner_with_its_next_steps(qtbot, shell):
    asked: list[object] = []
    shell.program_asked.connect(asked.append)
    shell.show_trouble(Trouble("ValueError", ("desktop/x.py:1 f",), NOW))
    banner = shell.window.banner
    assert banner.texts == (Phrase.CRASHED.english, Phrase.CRASHED_NEXT.english)
    assert shell.dialogs.fault is None, "nothing opens that nobody asked for"
    qtbot.mouseClick(banner.steps[NextStep.OPEN_LOGS], Qt.MouseButton.LeftButton)
    assert asked == [OpenFolder(Folder.LOGS)]
    qtbot.mouseClick(banner.steps[NextStep.SHOW_REPORT], Qt.MouseButton.LeftButton)
    assert shell.dialogs.fault is not None
    shell.receive_program(FolderOpened(Folder.LOGS))
    shell.dialogs.fault.close_button.click()
    assert shell.dialogs.fault is None
    shell.show_trouble(Trouble("Aborted", (), None, is_from_before=True))
    assert banner.texts[0] == Phrase.CRASHED_BEFORE.english
    shell.window.banner.show_text("Something else", tone=Tone.HOLD)
    colours = {label.palette().windowText().color().name().upper() for label in banner.findChildren(SafeLabel)}
    assert LIGHT.tones[Tone.HOLD][0] in colours
    assert LIGHT.tones[Tone.FAILED][0] not in colours
    assert all(step.isHidden() for step in banner.steps.values())


def test_a_folder_that_cannot_be_shown_is_told_in_the_window(shell):
    error = UsageError("No file manager answers here. The folder is /d/logs", code="no_file_manager")
    shell.receive_program(ProgramFailed(OpenFolder(Folder.LOGS), error.code, error.text))
    assert shell.window.banner.texts == (Phrase.FAILED_ASK.english, error.text)


def test_an_ask_that_nobody_foresaw_to_fail_offers_the_logs(shell):
    ask = RetryFailed(None)
    shell.receive(AskFailed(ask, "internal", ""))
    banner = shell.window.banner
    assert banner.texts == (Phrase.FAILED_ASK.english, Phrase.INTERNAL_ERROR.english)
    assert not banner.steps[NextStep.OPEN_LOGS].isHidden()
    shell.receive(AskFailed(ask, "conflict", "It changed meanwhile."))
    assert banner.steps[NextStep.OPEN_LOGS].isHidden()
