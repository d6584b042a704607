"""The window's part in keeping: shown first, deleted then, and nothing by mistake."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.domain.ids import RecordId
from core.domain.keeping import Part
from core.domain.rows import RecordQuery
from core.domain.states import ProcessStatus
from core.settings import with_changes
from core.times_settings import KeepSettings, RetentionSettings
from desktop.keeping_messages import DeleteForGood, KeepingAnswer, KeepingFailed, PlanKeeping
from desktop.ui.keeping import dialog as module
from desktop.ui.keeping.dialog import KeepingDialog
from desktop.ui.keeping.phrases import KeepingPhrase as K
from desktop.ui.look import Look
from desktop.ui.settings.dialog import SettingsDialog
from desktop.workers.keeping import KeepingWorker
from tests.kit.desk import Bench, bench


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path, retention=RetentionSettings(usual=KeepSettings(text=1))) as made:
        yield made


def opened(
    qtbot: QtBot, look: Look, real: Bench, records: tuple[RecordId, ...] = ()
) -> tuple[KeepingDialog, KeepingWorker]:
    """A dialog and its worker, without the thread between."""
    dialog, worker = KeepingDialog(look, records), KeepingWorker()
    qtbot.addWidget(dialog)
    worker.use(real.app)
    dialog.asked.connect(worker.ask)
    worker.answered.connect(dialog.receive)
    dialog.show()
    dialog.ask()
    return dialog, worker


def test_what_is_due_is_shown_and_goes_when_it_is_wanted(
    qtbot: QtBot, look: Look, real: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = real.drop()
    real.drain()
    real.clock.turn(timedelta(days=2))
    dialog, worker = opened(qtbot, look, real)
    assert [(one.record, one.parts) for one in dialog.table.model.rows] == [(record, (Part.TEXT,))]
    assert "Records: 1 " in dialog.summary.text()
    answers: list[str] = []
    monkeypatch.setattr(module, "ask_to_delete", lambda *given: bool(answers.append(given[2])))
    dialog.delete.click()
    assert [row.kind.value for row in real.app.desk.history(record) if row.kind.value == "erased"] == []
    monkeypatch.setattr(module, "ask_to_delete", lambda *_given: True)
    dialog.delete.click()
    assert [row.note for row in real.app.desk.history(record) if row.kind.value == "erased"] == ["text"]
    assert "parts of them: 1" in dialog.sentence.sentence.text()
    assert not dialog.delete.isVisible()
    assert "cannot be undone" in answers[0]
    assert worker is not None
    dialog.hide()


def test_records_are_erased_on_request(qtbot: QtBot, look: Look, real: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = real.drop("a.pdf"), real.drop("b.pdf")
    real.drain()
    monkeypatch.setattr(module, "ask_to_delete", lambda *_given: True)
    dialog, worker = opened(qtbot, look, real, (first,))
    assert dialog.state.text() == look.words.say(K.STAYS_ERASE)
    dialog.delete.click()
    assert [row.id for row in real.app.desk.list(RecordQuery()).rows] == [second]
    worker.stop()
    dialog.ask()
    dialog.hide()


def test_nothing_due_and_nothing_set_are_told_apart(qtbot: QtBot, look: Look, real: Bench) -> None:
    dialog, _worker = opened(qtbot, look, real)
    assert dialog.sentence.sentence.text() == look.words.say(K.NOTHING)
    assert not dialog.sentence.action.isVisible()
    real.app.settings = with_changes(real.app.settings, {"retention.usual.text": None})
    dialog.ask()
    assert dialog.sentence.sentence.text() == look.words.say(K.OFF)
    assert dialog.sentence.action.isVisible()
    assert not dialog.delete.isVisible()
    with qtbot.waitSignal(dialog.times_wanted, timeout=1000):
        dialog.sentence.action.click()
    dialog.hide()


def test_a_record_that_is_gone_is_told_and_a_fault_is_no_silence(
    qtbot: QtBot, look: Look, real: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog, worker = opened(qtbot, look, real, (RecordId(99),))
    assert "99" in dialog.sentence.sentence.text()
    told: list[KeepingAnswer] = []
    worker.answered.connect(told.append)

    def broken(_self: object, _records: object) -> None:
        raise ValueError

    monkeypatch.setattr("core.review.keeping.Retention.plan_erasing", broken)
    worker.ask(PlanKeeping(5, (RecordId(1),)))
    assert [(one.code, one.text) for one in told if isinstance(one, KeepingFailed)] == [("internal", "")]
    worker.ask(DeleteForGood(()))
    dialog.hide()


def test_days_are_set_and_taken_out_in_the_settings(qtbot: QtBot, look: Look, real: Bench) -> None:
    settings = SettingsDialog(look, real.app.settings)
    qtbot.addWidget(settings)
    assert settings.row("retention.usual.text").editor.value() == 1
    assert settings.row("retention.usual.originals").editor.value() == ""
    settings.row("retention.usual.originals").editor.setText("30")
    settings.row("retention.usual.text").editor.setText("")
    assert dict(settings.edits) == {"retention.usual.originals": 30, "retention.usual.text": None}
    assert settings.save.isEnabled()
    after = with_changes(real.app.settings, dict(settings.edits))
    assert after.retention.usual == KeepSettings(originals=30)
    settings.row("retention.usual.originals").editor.setText("-1")
    assert not settings.save.isEnabled()


def test_keys_open_it(qtbot: QtBot, open_window, desk) -> None:
    record = desk.add(ProcessStatus.APPROVED)
    window = open_window().window
    qtbot.waitUntil(lambda: window.records.model.rowCount() > 0)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window.records.table, Qt.Key.Key_K, both)
    assert window.keeping.dialog is not None
    window.keeping.dialog.reject()
    QTest.keyClick(window.records.table, Qt.Key.Key_Delete, both)
    assert window.keeping.dialog is None
    window.records.select(record)
    QTest.keyClick(window.records.table, Qt.Key.Key_Delete, both)
    assert window.keeping.dialog is not None
    assert "1" in window.keeping.dialog.windowTitle()
    window.keeping.dialog.reject()
