"""Held records are decided by keys in the real window: approved with a correction, and rejected; on either place."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.domain.decision import Verdict
from core.domain.field import FieldName
from core.domain.ids import RecordId
from core.domain.states import ProcessStatus as S
from tests.desktop.hand import focused_name, press
from tests.documents import make_document
from tests.kit.house import RESTLESS, House
from tests.kit.in_window import SECONDS, Run
from tests.kit.invariants import broken

FIRST, SECOND = "first", "second"
CHOSEN = "다른대학교"
pytestmark = [pytest.mark.timeout(400), pytest.mark.parametrize("house", RESTLESS, indirect=True)]


@pytest.fixture
def run(qtbot: QtBot, qapp: QApplication, tmp_path: Path, house: House) -> Iterator[Run]:
    for number, name in enumerate((FIRST, SECOND)):
        made = make_document("graduation_certificate", "ko_rows", 61 + number, flaw="claim_differs:school")
        folder = tmp_path / "papers" / name
        folder.mkdir(parents=True)
        (folder / f"{name}{made.suffix}").write_bytes(made.data)
        (folder / "record.json").write_text(json.dumps({"claim": made.claim}))
    made = Run(qtbot, qapp, house, [tmp_path / "papers"])
    yield made
    made.close()
    assert broken(house.data) == []


def test_held_records_are_decided_by_keys(qtbot: QtBot, run: Run) -> None:
    run.wait({FIRST: S.HOLD, SECOND: S.HOLD})
    first, second = run.record(FIRST), run.record(SECOND)
    window = run.desktop.shell.window
    window.activateWindow()
    press(qtbot, Qt.Key.Key_1)
    panel = window.review.panel
    window.review.open(first)  # whichever was held first stands there already

    def wait_for(record: RecordId) -> None:
        qtbot.waitUntil(lambda: panel.detail is not None and panel.detail.row.id == record, timeout=SECONDS)

    wait_for(first)
    qtbot.waitUntil(lambda: focused_name(run.desktop.shell) is FieldName.SCHOOL, timeout=SECONDS)
    field = QApplication.focusWidget()
    field.selectAll()
    typed = QInputMethodEvent()
    typed.setCommitString(CHOSEN)
    QApplication.sendEvent(field, typed)
    press(qtbot, Qt.Key.Key_Return)
    run.wait({FIRST: S.APPROVED, SECOND: S.HOLD})
    wait_for(second)
    press(qtbot, Qt.Key.Key_Backspace)
    press(qtbot, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier)
    press(qtbot, Qt.Key.Key_Return)
    run.wait({FIRST: S.APPROVED, SECOND: S.REJECTED})
    told = [run.seen(record).decisions for record in (first, second)]
    assert [[one.verdict for one in decisions] for decisions in told] == [[Verdict.APPROVE], [Verdict.REJECT]]
    assert told[0][0].corrections == ((FieldName.SCHOOL, CHOSEN),)
