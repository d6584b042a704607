from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.domain.decision import DecisionReason, RejectKind, Verdict
from tests.desktop.hand import (
    CTRL,
    NONE,
    open_review,
    press,
    select,
)


@pytest.fixture
def review(qtbot, open_window, desk):
    return open_review(qtbot, open_window, desk)


def test_many_are_approved_after_a_summary_row_by_row(qtbot, review, desk):
    select(review, 0, 1, 3)
    assert review.window.review.side._bulk.isVisible()
    desk.listeners.clear()
    desk.rows_by_id[4] = replace(desk.rows_by_id[4], revision=9)
    press(qtbot, Qt.Key.Key_Return)
    sheet = review.window.review.extras.sheet
    qtbot.waitUntil(lambda: sheet.table.model.rowCount() == 3)
    assert [line.is_refused for line in sheet.table.model.rows] == [False, False, True]
    assert sheet.confirm.text().startswith("Approve 2")
    assert desk.decisions == []
    qtbot.keyClick(sheet, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(desk.decisions) == 2)
    assert [(one.record, one.verdict) for one in desk.decisions] == [(1, Verdict.APPROVE), (2, Verdict.APPROVE)]
    qtbot.waitUntil(lambda: review.window.review.extras.sheet is None)


def test_many_are_rejected_with_one_reason_and_comment(qtbot, review, desk):
    select(review, 0, 1)
    press(qtbot, Qt.Key.Key_Backspace)
    sheet = review.window.review.extras.sheet
    assert not sheet.confirm.isEnabled()
    qtbot.keyClick(sheet.form._list, Qt.Key.Key_6)
    qtbot.waitUntil(sheet.confirm.isEnabled)
    sheet.form._public.setText("Please call us")
    qtbot.mouseClick(sheet.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(desk.decisions) == 2)
    for one in desk.decisions:
        assert (one.reason, one.kind) == (DecisionReason.NOT_AUTHENTIC, RejectKind.FINAL)
        assert one.public_comment == "Please call us"


def test_what_was_refused_while_deciding_stays_to_be_read(qtbot, review, desk):
    select(review, 0, 1)
    press(qtbot, Qt.Key.Key_Return)
    sheet = review.window.review.extras.sheet
    qtbot.waitUntil(sheet.confirm.isEnabled)
    desk.listeners.clear()
    desk.rows_by_id[2] = replace(desk.rows_by_id[2], revision=9)
    qtbot.keyClick(sheet, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "1 decided, 1 not" in sheet.state.text())
    assert [line.record for line in sheet.table.model.rows] == [2]
    assert sheet.isVisible()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: review.window.review.extras.sheet is None)


def test_the_sheet_is_left_without_a_decision(qtbot, review, desk):
    select(review, 0, 1)
    press(qtbot, Qt.Key.Key_Return)
    sheet = review.window.review.extras.sheet
    qtbot.waitUntil(sheet.confirm.isEnabled)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: review.window.review.extras.sheet is None)
    assert desk.decisions == []


def test_the_kind_of_a_rejection_can_be_changed_by_key(qtbot, review, desk):
    press(qtbot, Qt.Key.Key_Backspace)
    press(qtbot, Qt.Key.Key_1, NONE)
    press(qtbot, Qt.Key.Key_Right, NONE)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.decisions) == 1)
    assert (desk.decisions[0].reason, desk.decisions[0].kind) == (DecisionReason.POOR_IMAGE, RejectKind.FINAL)


def test_a_comment_is_offered_again(qtbot, review, desk):
    press(qtbot, Qt.Key.Key_Backspace)
    press(qtbot, Qt.Key.Key_1, NONE)
    press(qtbot, Qt.Key.Key_Tab, NONE)
    qtbot.keyClicks(QApplication.focusWidget(), "Scan it again at 300 dpi")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: review.place.state.kept.comments == ("Scan it again at 300 dpi",))
    assert review.window.review.panel.palette_panel.form.offered == ("Scan it again at 300 dpi",)
