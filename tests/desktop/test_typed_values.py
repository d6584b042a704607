from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from core.domain.field import FieldName
from core.domain.page import Box, Word
from core.domain.states import ProcessStatus
from desktop.ui.page.picks import Pick

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
BOX = Box(0.2, 0.1, 0.6, 0.13)


@pytest.fixture
def review(qtbot, open_window, desk):
    for name in ("Kim", "Lee"):
        desk.add(ProcessStatus.HOLD, name, tell=False)
    wired = open_window()
    wired.window.activateWindow()
    wired.window.show_review()
    qtbot.waitUntil(lambda: wired.window.review.panel.current_card is not None)
    return wired


def card_of(wired, name):
    return next(card for card in wired.window.review.panel.cards if card.name is name)


def press(qtbot, key, keys=NONE):
    qtbot.keyClick(QApplication.focusWidget(), key, keys)


def type_into(wired, name, text):
    card = card_of(wired, name)
    card.take_focus()
    card.edit.setText(text)
    return card


@pytest.mark.parametrize("text", ["가나다1997-08-11", "1997-08-11 2001-02-03", "1997", "31.02.1997", "97.8.11"])
def test_what_is_no_date_is_told_at_once_and_never_decided(qtbot, review, desk, text):
    card = type_into(review, FieldName.GRADUATION_DATE, text)
    assert "2024-03-02" in card._stored.text()
    assert card._stored.isVisibleTo(card)
    press(qtbot, Qt.Key.Key_Return)
    assert not card.is_confirmed
    assert QApplication.focusWidget() is card.edit
    card_of(review, FieldName.SCHOOL).take_focus()
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert QApplication.focusWidget() is card.edit
    assert not review.window.review.judging.is_busy
    assert desk.decisions == []


def test_syllables_composed_before_a_date_are_told_before_it_is_stored(qtbot, review, desk):
    card = card_of(review, FieldName.GRADUATION_DATE)
    card.take_focus()
    card.edit.home(False)
    QApplication.sendEvent(card.edit, QInputMethodEvent("가", []))
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert card.edit.text() == "가2021-02-19"
    assert card.is_refused
    assert desk.decisions == []


@pytest.mark.parametrize(
    ("name", "text", "kept"),
    [
        (FieldName.GRADUATION_DATE, "1997. 8. 11.", "1997-08-11"),
        (FieldName.GRADUATION_DATE, "1997년 8월 11일", "1997-08-11"),
        (FieldName.HOLDER_NAME, "김 하 늘", "김하늘"),
    ],
)
def test_what_is_kept_in_another_form_is_shown_before_it_is(qtbot, review, name, text, kept):
    card = type_into(review, name, text)
    assert f"Kept as {kept}" in card._stored.text()
    press(qtbot, Qt.Key.Key_Return)
    assert card.is_confirmed


def test_a_value_given_back_is_no_correction_any_more(review):
    card = type_into(review, FieldName.HOLDER_NAME, "Park")
    assert "was: Kim" in card._stored.text()
    card.edit.setText("Kim")
    assert not card._stored.isVisibleTo(card)


def test_what_was_done_to_a_record_that_is_left_is_there_again(qtbot, review, desk):
    school = card_of(review, FieldName.SCHOOL)
    review.window.review.pages.picked.emit(Pick(0, 1, (Word("한밭대학교", BOX, 0.9, 0),), BOX, "한밭대학교"))
    press(qtbot, Qt.Key.Key_Return)
    assert school.is_confirmed
    review.window.review.next()
    qtbot.waitUntil(lambda: review.window.review.panel.detail.row.title == "Lee")
    review.window.review.previous()
    qtbot.waitUntil(lambda: review.window.review.panel.detail.row.title == "Kim")
    again = card_of(review, FieldName.SCHOOL)
    assert again.edit.text() == "한밭대학교"
    assert again.is_confirmed
    review.window.review.approve()
    qtbot.waitUntil(lambda: len(desk.decisions) == 1)
    ground = desk.decisions[0].grounds[0]
    assert (ground.field, ground.page, ground.box) == (FieldName.SCHOOL, 1, BOX)


def test_a_ground_that_was_typed_over_after_coming_back_is_gone(qtbot, review, desk):
    review.window.review.pages.picked.emit(Pick(0, 1, (Word("한밭대학교", BOX, 0.9, 0),), BOX, "한밭대학교"))
    review.window.review.next()
    qtbot.waitUntil(lambda: review.window.review.panel.detail.row.title == "Lee")
    review.window.review.previous()
    qtbot.waitUntil(lambda: review.window.review.panel.detail.row.title == "Kim")
    card_of(review, FieldName.SCHOOL).edit.insert("!")
    review.window.review.approve()
    qtbot.waitUntil(lambda: len(desk.decisions) == 1)
    assert desk.decisions[0].grounds == ()
