"""The window's part in versions: two of them side by side, new files, an earlier decision kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from core.domain.compare import Change
from core.domain.desk import NewFiles, RerunRequest, ResubmitRequest
from core.domain.ids import RecordId
from core.domain.states import ProcessStatus, StageName
from core.errors import HoldpointError
from desktop.messages import AskFailed
from desktop.ui.look import Look
from desktop.ui.versions.dialog import VersionsDialog
from desktop.ui.versions.phrases import VersionPhrase as V
from desktop.version_messages import CompareVersions, HandInAgain, KeepDecision, VersionAsk, VersionsCompared
from desktop.workers.versions import answer_of
from tests.kit.desk import Bench, bench
from tests.kit.held import approval, hold, rejection
from tests.kit.stages import REASON

EVIL = "<b>evil</b>\u202egnp"


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


def opened(qtbot: QtBot, look: Look, real: Bench, record: RecordId) -> tuple[VersionsDialog, list[VersionAsk]]:
    """A dialog on a real desk, without the threads between."""
    dialog, asks = VersionsDialog(look, record, "홍길동"), []
    qtbot.addWidget(dialog)

    def answer(ask: VersionAsk) -> None:
        asks.append(ask)
        try:
            told = answer_of(ask, real.app.desk)
        except HoldpointError as error:
            dialog.show_failed(AskFailed(ask, error.code, error.text))
            return
        if isinstance(told, VersionsCompared):
            dialog.show_found(told)

    dialog.asked.connect(answer)
    dialog.show()
    dialog.ask()
    return dialog, asks


def lines(dialog: VersionsDialog) -> list[tuple[str, Change, str, str]]:
    return [(line.what, line.change, line.before, line.after) for line in dialog.table.model.rows]


def rejected(real: Bench) -> RecordId:
    record = hold(real)
    real.app.desk.decide(replace(rejection(real, record), public_comment="Blurred."))
    return record


def test_what_changed_since_the_rejection_is_shown_first(qtbot: QtBot, look: Look, real: Bench) -> None:
    record = rejected(real)
    real.stages.extract.holder = EVIL
    real.app.desk.resubmit(ResubmitRequest(record, (real.paper("new.pdf"),)))
    real.drain()
    dialog, _ = opened(qtbot, look, real, record)
    told = lines(dialog)
    assert told[0][1:] == (Change.CHANGED, "홍길동", EVIL)
    assert Change.SAME not in {change for _, change, _, _ in told}
    assert "Blurred." in dialog.answered.text()
    assert "new files: 1" in dialog.since.text()
    assert "\u202e" not in dialog.whole_after.text()
    assert dialog.whole_after.textFormat() is Qt.TextFormat.PlainText
    before = len(told)
    dialog.all.click()
    assert len(lines(dialog)) > before
    dialog.hide()


def test_other_versions_can_be_chosen(qtbot: QtBot, look: Look, real: Bench) -> None:
    record = rejected(real)
    for _ in range(2):
        real.app.desk.rerun(RerunRequest(record, StageName.OCR, chain=True))
        real.drain()
    dialog, asks = opened(qtbot, look, real, record)
    assert (dialog.before.currentData(), dialog.after.currentData()) == (1, 3)
    dialog.before.setCurrentIndex(1)
    dialog.before.activated.emit(1)
    assert asks[-1] == CompareVersions(2, record, 2, 3)
    stale = asks[0]
    dialog.show_found(VersionsCompared(stale, real.app.desk.compare(record)))
    assert dialog.before.currentData() == 2
    dialog.before.setCurrentIndex(2)
    dialog.before.activated.emit(2)
    assert not dialog.told.isHidden()
    dialog.hide()


def test_a_version_alone_says_what_would_make_another(qtbot: QtBot, look: Look, real: Bench) -> None:
    dialog, _ = opened(qtbot, look, real, hold(real))
    assert dialog.sentence.sentence.text() == look.words.say(V.ONE)
    assert dialog.sentence.isVisible()
    dialog.hide()


def test_an_earlier_decision_can_be_kept(qtbot: QtBot, look: Look, real: Bench) -> None:
    record = rejected(real)
    real.app.desk.rerun(RerunRequest(record, StageName.OCR, chain=True))
    real.drain()
    dialog, asks = opened(qtbot, look, real, record)
    assert not dialog.keep.isHidden()
    dialog.keep.click()
    assert asks[-1] == KeepDecision(record)
    assert real.app.desk.row(record).status is ProcessStatus.REJECTED
    dialog.hide()


def test_it_is_not_offered_where_nothing_was_decided(qtbot: QtBot, look: Look, real: Bench) -> None:
    record = hold(real)
    real.app.desk.rerun(RerunRequest(record, StageName.OCR, chain=True))
    real.drain()
    dialog, _ = opened(qtbot, look, real, record)
    assert dialog.keep.isHidden()
    real.app.desk.decide(approval(real, record))
    dialog.ask()
    assert dialog.keep.isHidden()
    dialog.hide()


def test_files_dropped_on_it_come_instead_of_those_before_or_beside_them(
    qtbot: QtBot, look: Look, real: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = hold(real, "a.pdf", REASON)
    dialog, asks = opened(qtbot, look, real, record)
    path = real.paper("b.pdf")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    monkeypatch.setattr(QMenu, "popup", lambda menu, _at: menu.actions()[1].trigger())
    event = QDropEvent(
        QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    dialog.dropEvent(event)
    assert asks[-1] == HandInAgain(ResubmitRequest(record, (path,), NewFiles.BESIDE))
    real.drain()
    assert [item.name for item in real.open(record).attachments] == ["a.pdf", "b.pdf"]
    dialog.dropEvent(event)
    assert dialog.told.text().startswith("The record has these very files")
    dialog.hide()


def test_a_key_opens_the_versions_of_the_record_that_is_selected(qtbot: QtBot, open_window, desk) -> None:
    record = desk.add(ProcessStatus.HOLD)
    wired = open_window()
    window = wired.window
    qtbot.waitUntil(lambda: window.records.model.rowCount() > 0)
    window.records.select(record)
    QTest.keyClick(window.records.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert window.versions.dialog is not None
    assert window.versions.dialog.record == record
    window.versions.dialog.reject()
    assert window.versions.dialog is None
