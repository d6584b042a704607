"""A review screen with four held records, and how a hand works on it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QMenu

from core.domain.decision import DecisionReason, DecisionRequest, Verdict
from core.domain.field import FieldName
from core.domain.hold import HoldReason, ReasonCode
from core.domain.states import ProcessStatus, StageName

S = ProcessStatus
CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
NAMES = ("홍길동", "Kim Min-jun", "이서연", "Park")


def open_review(qtbot, open_window, desk):
    """The screen, with the cursor in the first question."""
    for name in NAMES:
        desk.add(S.HOLD, name, tell=False)
    other = HoldReason(ReasonCode.CLAIM_DIFFERS, StageName.APPROVE, FieldName.SCHOOL)
    desk.rows_by_id[2] = replace(desk.rows_by_id[2], reasons=(other,), document_type="transcript", confidence=0.7)
    wired = open_window()
    wired.window.activateWindow()
    wired.window.show_review()
    qtbot.waitUntil(lambda: focused_name(wired) is not None)
    return wired


def focused_name(wired):
    return getattr(getattr(QApplication.focusWidget(), "parent", lambda: None)(), "name", None)


def shown(wired) -> list[int]:
    return [row.id for row in wired.window.review.model.rows]


def current(wired) -> int:
    return wired.window.review.panel.detail.row.id


def press(qtbot, key, keys=CTRL) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, keys)


def entry(menu: QMenu, text: str):
    for action in menu.actions():
        if action.menu() is not None:
            found = entry(action.menu(), text)
            if found is not None:
                return found
        elif action.text().startswith(text):
            return action
    return None


def choose(wired, text: str) -> None:
    menu = wired.window.review.side.menu
    menu.fill()
    entry(menu, text).trigger()


def select(wired, *places: int) -> None:
    queue = wired.window.review.queue
    model = queue.selectionModel()
    model.clearSelection()
    for place in places:
        model.select(queue.rows.index(place, 0), QItemSelectionModel.SelectionFlag.Select)


def request_of(desk, record):
    row = desk.rows_by_id[record]
    return DecisionRequest(record, 1, row.revision, Verdict.APPROVE, DecisionReason.VERIFIED)
