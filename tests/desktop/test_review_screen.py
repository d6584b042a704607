from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from core.domain.decision import DecisionReason, RejectKind, Verdict
from core.domain.field import FieldName
from core.domain.page import Box
from core.domain.states import ProcessStatus
from desktop.ui.page.picks import Pick

S = ProcessStatus
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def review(qtbot, open_window, desk):
    for title in ("홍길동", "Kim Min-jun", "이서연"):
        desk.add(S.HOLD, title, tell=False)
    wired = open_window()
    qtbot.waitUntil(lambda: wired.window.review.model.rowCount() == 3)
    wired.window.activateWindow()
    wired.window.show_review()
    qtbot.waitUntil(lambda: focused_field() is FieldName.SCHOOL)
    return wired


def focused_field():
    return getattr(getattr(QApplication.focusWidget(), "parent", lambda: None)(), "name", None)


def press(qtbot, key: Qt.Key, keys: Qt.KeyboardModifier = CTRL) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, keys)


def current(wired) -> int:
    return wired.window.review.panel.detail.row.id


def test_oldest_is_first_and_the_first_question_has_the_cursor(review):
    assert current(review) == 1
    assert review.window.review.queue.current == 1
    assert next(card.name for card in review.window.review.panel.cards) is FieldName.SCHOOL
    assert focused_field() is FieldName.SCHOOL


def test_approve_and_next_by_keys_alone(qtbot, review, desk):
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: current(review) == 2)
    press(qtbot, Qt.Key.Key_Enter)
    qtbot.waitUntil(lambda: current(review) == 3)
    assert [(one.record, one.verdict, one.reason) for one in desk.decisions] == [
        (1, Verdict.APPROVE, DecisionReason.VERIFIED),
        (2, Verdict.APPROVE, DecisionReason.VERIFIED),
    ]
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(review.window.review.faces.empty.isVisible)
    assert len(desk.decisions) == 3


def test_a_held_key_decides_once(qtbot, review, desk):
    for _ in range(5):
        press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: current(review) == 2)
    assert [one.record for one in desk.decisions] == [1]


def test_a_key_pressed_twice_decides_nothing_that_nobody_has_seen(qtbot, review, desk, monkeypatch):
    monkeypatch.setattr("desktop.ui.review.judging.LEAST_LOOK_MS", 60_000)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: current(review) == 2)
    press(qtbot, Qt.Key.Key_Return)
    assert [one.record for one in desk.decisions] == [1]
    assert review.window.review.panel.approve.isEnabled()
    monkeypatch.setattr("desktop.ui.review.judging.LEAST_LOOK_MS", 0)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [one.record for one in desk.decisions] == [1, 2])


def test_a_corrected_value_is_sent_and_marked(qtbot, review, desk):
    edit = QApplication.focusWidget()
    edit.selectAll()
    qtbot.keyClicks(edit, "Hanbat University")
    card = edit.parent()
    assert card._stored.isVisible()
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.decisions) == 1)
    assert desk.decisions[0].corrections == ((FieldName.SCHOOL, "Hanbat University"),)
    assert desk.decisions[0].reason is DecisionReason.CORRECTED


def test_reject_by_keys_with_reason_and_comments(qtbot, review, desk):
    press(qtbot, Qt.Key.Key_Backspace)
    palette = review.window.review.panel.palette_panel
    assert palette.isVisible()
    press(qtbot, Qt.Key.Key_Return)
    assert desk.decisions == []  # no reason is chosen for the reviewer
    press(qtbot, Qt.Key.Key_6, Qt.KeyboardModifier.NoModifier)
    press(qtbot, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
    qtbot.keyClicks(QApplication.focusWidget(), "Please call us")
    press(qtbot, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
    qtbot.keyClicks(QApplication.focusWidget(), "seal is drawn")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.decisions) == 1)
    told = desk.decisions[0]
    assert (told.verdict, told.reason, told.kind) == (Verdict.REJECT, DecisionReason.NOT_AUTHENTIC, RejectKind.FINAL)
    assert (told.public_comment, told.internal_comment) == ("Please call us", "seal is drawn")
    qtbot.waitUntil(lambda: current(review) == 2)
    assert not palette.isVisible()
    assert focused_field() is FieldName.SCHOOL


def test_escape_leaves_the_palette(qtbot, review, desk):
    press(qtbot, Qt.Key.Key_Backspace)
    press(qtbot, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert not review.window.review.panel.palette_panel.isVisible()
    assert focused_field() is FieldName.SCHOOL
    assert desk.decisions == []


def test_next_and_previous_keep_what_was_typed(qtbot, review, desk):
    edit = QApplication.focusWidget()
    edit.selectAll()
    qtbot.keyClicks(edit, "Typed")
    press(qtbot, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: current(review) == 2)
    press(qtbot, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: current(review) == 3)
    press(qtbot, Qt.Key.Key_Right)
    assert current(review) == 3
    press(qtbot, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: current(review) == 2)
    press(qtbot, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: current(review) == 1)
    assert review.window.review.panel.corrections() == ((FieldName.SCHOOL, "Typed"),)


def compose(text: str) -> None:
    QApplication.sendEvent(QApplication.focusWidget(), QInputMethodEvent(text, []))


def test_a_syllable_being_composed_is_kept_and_the_decision_made_once(qtbot, review, desk):
    edit = QApplication.focusWidget()
    edit.clear()
    commit = QInputMethodEvent()
    commit.setCommitString("서울대학")
    QApplication.sendEvent(edit, commit)
    compose("교")
    assert edit.composing == "교"
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.decisions) == 1)
    assert desk.decisions[0].corrections == ((FieldName.SCHOOL, "서울대학교"),)
    qtbot.waitUntil(lambda: current(review) == 2)
    qtbot.wait(50)
    assert len(desk.decisions) == 1


def test_composed_comment_is_kept_on_reject(qtbot, review, desk):
    press(qtbot, Qt.Key.Key_Backspace)
    press(qtbot, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier)
    press(qtbot, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
    compose("흐림")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.decisions) == 1)
    assert desk.decisions[0].public_comment == "흐림"


def test_enter_goes_to_the_next_question_then_to_approval(qtbot, review):
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    assert QApplication.focusWidget() is review.window.review.panel.approve


def test_a_conflict_is_told_and_what_was_typed_stays(qtbot, review, desk):
    edit = QApplication.focusWidget()
    edit.selectAll()
    qtbot.keyClicks(edit, "Typed")
    desk.listeners.clear()
    desk.move(1, S.HOLD)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(review.window.banner.isVisible)
    qtbot.waitUntil(lambda: review.window.review.panel.detail.row.revision == 2)
    assert review.window.review.panel.corrections() == ((FieldName.SCHOOL, "Typed"),)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.decisions) == 1)


def test_records_held_meanwhile_join_the_queue_and_settled_ones_leave(qtbot, review, desk):
    new = desk.add(S.HOLD, "late")
    desk.move(2, S.PENDING)
    qtbot.waitUntil(lambda: [row.id for row in review.window.review.model.rows] == [1, 3, new])
    assert current(review) == 1
    desk.move(1, S.PENDING)
    qtbot.waitUntil(lambda: current(review) == 3)


def test_the_focused_field_is_framed_on_the_page(qtbot, open_window, desk, a_page):
    desk.add(S.HOLD, tell=False)
    desk.pictures[desk.open(1).attachments[0].sha256] = a_page
    wired = open_window()
    wired.window.show_review()
    canvas = wired.window.review.pages.canvas
    qtbot.waitUntil(lambda: len(canvas.focused_boxes()) == 3)
    qtbot.waitUntil(lambda: canvas._boxes[FieldName.SCHOOL]._focused)
    canvas.zoom(5)
    wired.window.review.panel.cards[-1].take_focus()
    box = canvas._boxes[wired.window.review.panel.cards[-1].name]
    assert box._focused
    assert canvas.mapToScene(canvas.viewport().rect()).boundingRect().intersects(box.rect())


def test_a_record_is_opened_in_review_from_the_table(qtbot, review):
    review.window.show_records()
    review.window.records.table.select([3])
    panel = review.window.records.panel
    qtbot.waitUntil(lambda: panel.shown == 3)
    qtbot.mouseClick(panel._review, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: current(review) == 3)
    assert review.window.review.isVisible()


def test_the_last_decision_can_be_taken_back_and_is_replaced_by_the_next(qtbot, review, desk):
    keys = QApplication.focusWidget()
    keys.selectAll()
    qtbot.keyClicks(keys, "Typed")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: current(review) == 2 and focused_field() is FieldName.SCHOOL)
    assert review.window.review.side._last.accessibleName() == "Approved: 홍길동"
    press(qtbot, Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: current(review) == 1 and focused_field() is not None)
    assert review.window.review.panel.corrections() == ((FieldName.SCHOOL, "Typed"),)
    assert review.window.review.queue.current is None
    press(qtbot, Qt.Key.Key_Backspace)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_1)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.decisions) == 2)
    assert [(one.record, one.verdict) for one in desk.decisions] == [(1, Verdict.APPROVE), (1, Verdict.REJECT)]
    qtbot.waitUntil(lambda: current(review) == 2)


def test_ctrl_z_takes_back_letters_first(qtbot, review, desk):
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: current(review) == 2 and focused_field() is FieldName.SCHOOL)
    field = QApplication.focusWidget()
    qtbot.keyClicks(field, "x")
    press(qtbot, Qt.Key.Key_Z)
    assert (current(review), field.text()) == (2, "Seoul Science University")
    press(qtbot, Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: current(review) == 1)


def test_ctrl_z_takes_back_a_value_that_was_taken_before_it_takes_back_a_decision(qtbot, review, desk):
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: current(review) == 2 and focused_field() is FieldName.SCHOOL)
    field = QApplication.focusWidget()
    field.parent().take(Pick(0, 1, (), Box(0, 0, 1, 1), "Saebyeok University"))
    assert field.text() == "Saebyeok University"
    press(qtbot, Qt.Key.Key_Z)
    assert (current(review), field.text()) == (2, "Seoul Science University")
    assert review.window.review.panel.corrections() == ()


def test_the_last_record_decided_can_be_taken_back_from_the_empty_desk(qtbot, open_window, desk):
    desk.add(S.HOLD, "Kim", tell=False)
    wired = open_window()
    wired.window.activateWindow()
    wired.window.show_review()
    qtbot.waitUntil(lambda: focused_field() is FieldName.SCHOOL)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(wired.window.review.faces.empty.isVisible)
    qtbot.keyClick(wired.window, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: wired.window.review.panel.detail is not None)
    assert not wired.window.review.faces.empty.isVisible()
    assert current(wired) == 1


def test_a_field_shows_the_piece_of_the_page_it_was_read_from(qtbot, open_window, desk, a_page):
    record = desk.add(S.HOLD, "Kim", tell=False)
    desk.pictures[desk.open(record).attachments[0].sha256] = a_page
    wired = open_window()
    wired.window.show_review()
    qtbot.waitUntil(lambda: wired.window.review.panel.detail is not None)
    card = wired.window.review.panel.cards[0]
    qtbot.waitUntil(lambda: card._snippet.has_picture)
    assert card._snippet.isVisible()
    card.grab()
