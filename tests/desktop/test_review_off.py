from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel

from core.domain.field import FieldName
from desktop.ui.review.putting_off import times
from tests.desktop.hand import (
    CTRL,
    NONE,
    current,
    focused_name,
    open_review,
    press,
    request_of,
    shown,
)


@pytest.fixture
def review(qtbot, open_window, desk):
    return open_review(qtbot, open_window, desk)


def test_putting_off_goes_on_with_the_next_and_takes_the_record_away(qtbot, review, desk):
    review.window.review.panel.head._menu.fill()
    actions = review.window.review.panel.head._menu.actions()
    actions[1].trigger()
    qtbot.waitUntil(lambda: current(review) == 2)
    assert shown(review) == [2, 3, 4]
    assert desk.postponed[0].until - datetime.now(UTC) < timedelta(minutes=61)
    review.window.review.panel.head._menu.fill()
    review.window.review.panel.head._menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: len(desk.postponed) == 2)
    assert (desk.postponed[1].record, desk.postponed[1].until) == (2, None)
    qtbot.waitUntil(lambda: current(review) == 3)


def test_times_to_put_off_to_are_mornings_to_come():
    at = datetime(2026, 3, 5, 23, 30).astimezone()
    found = dict(times(at))
    hours = [when.hour for when in found.values() if when is not None]
    assert hours[1:] == [9, 9]
    assert all(when is None or when > at for when in found.values())
    assert [when for when in found.values() if when][-1].weekday() == 0


def test_a_record_is_handed_on_with_a_question(qtbot, review, desk):
    press(qtbot, Qt.Key.Key_E)
    panel = review.window.review.panel.escalation
    assert panel.isVisible()
    press(qtbot, Qt.Key.Key_Return)
    assert desk.escalated == []
    QApplication.sendEvent(QApplication.focusWidget(), QInputMethodEvent("직인 확인", []))
    press(qtbot, Qt.Key.Key_Tab, NONE)
    qtbot.keyClicks(QApplication.focusWidget(), "lee")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.escalated) == 1)
    assert (desk.escalated[0].note, desk.escalated[0].to) == ("직인 확인", "lee")
    qtbot.waitUntil(lambda: current(review) == 2)
    assert not panel.isVisible()
    assert desk.decisions == []


def test_escape_leaves_the_question(qtbot, review, desk):
    press(qtbot, Qt.Key.Key_E)
    press(qtbot, Qt.Key.Key_Escape, NONE)
    assert not review.window.review.panel.escalation.isVisible()
    assert focused_name(review) is FieldName.SCHOOL


def test_what_was_handed_on_is_said_on_the_record(qtbot, review, desk):
    press(qtbot, Qt.Key.Key_E)
    qtbot.keyClicks(QApplication.focusWidget(), "Is the seal real?")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: current(review) == 2)
    review.window.review.open(1)
    qtbot.waitUntil(lambda: current(review) == 1)
    said = [label.text() for label in review.window.review.panel.findChildren(QLabel)]
    assert any("Is the seal real?" in text for text in said)


def test_history_is_a_key_away_and_follows_the_record(qtbot, review):
    press(qtbot, Qt.Key.Key_H)
    panel = review.window.review.panel
    qtbot.waitUntil(lambda: panel.history.rows.rowCount() == 1)
    assert panel.history.isVisible()
    assert "/in/홍길동.pdf" in panel.history.rows.index(0, 0).data()
    qtbot.keyClick(panel.history, Qt.Key.Key_Right, CTRL)
    qtbot.waitUntil(lambda: "Kim" in panel.history.rows.index(0, 0).data())
    qtbot.keyClick(panel.history, Qt.Key.Key_H, CTRL)
    assert not panel.history.isVisible()


def test_evidence_is_saved_where_the_reviewer_says(qtbot, review, desk, tmp_path, monkeypatch):
    monkeypatch.setattr("desktop.ui.review.extras.ask_for_pack", lambda *_: (tmp_path / "pack.zip",))
    qtbot.mouseClick(review.window.review.panel.head.pack, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.packed == [(1, tmp_path / "pack.zip")])
    qtbot.waitUntil(review.window.banner.isVisible)


def test_what_was_decided_in_another_window_is_told(qtbot, review, desk):
    desk.decide(request_of(desk, 1))
    qtbot.waitUntil(review.window.banner.isVisible)
    qtbot.waitUntil(lambda: current(review) == 2)
    said = " ".join(label.text() for label in review.window.banner.findChildren(QLabel))
    assert "홍길동 was decided elsewhere: Approved by me" in said


def test_own_decisions_are_not_told(qtbot, review, desk):
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: current(review) == 2)
    qtbot.wait(150)
    assert not review.window.banner.isVisible()
