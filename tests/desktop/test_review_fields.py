from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from core.domain.claim import Claim
from core.domain.field import Field, FieldName, Said, Source
from core.domain.page import Box, Word
from core.domain.states import ProcessStatus
from core.errors import EngineError
from desktop.ui.page.picks import Pick, Region
from desktop.ui.review.choices import choices_of
from desktop.ui.review.diff import doubted
from desktop.ui.words import Words

CTRL, NONE, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
BOX = Box(0.2, 0.1, 0.6, 0.13)


def a_word(text: str, confidence: float = 0.9, left: float = 0.2) -> Word:
    return Word(text, Box(left, 0.1, left + 0.1, 0.13), confidence, 0)


def a_pick(text: str, *, adds: bool = False) -> Pick:
    words = tuple(a_word(part) for part in text.split())
    return Pick(0, 1, words, BOX, text, adds)


@pytest.fixture
def review(qtbot, open_window, desk, tmp_path):
    desk.add(ProcessStatus.HOLD, "Kim", tell=False)
    desk.pictures[desk.open(1).attachments[0].sha256] = tmp_path / "no-picture"
    desk.claims[1] = Claim(((FieldName.SCHOOL, "Seoul Science College"),))
    wired = open_window()
    wired.window.activateWindow()
    wired.window.show_review()
    qtbot.waitUntil(lambda: getattr(QApplication.focusWidget(), "entered", None) is not None)
    qtbot.waitUntil(lambda: wired.window.review.panel.current_card is not None)
    return wired


def press(qtbot, key, keys=NONE):
    qtbot.keyClick(QApplication.focusWidget(), key, keys)


def card(wired):
    return wired.window.review.panel.current_card


def test_alt_and_a_digit_take_the_value_of_that_number(qtbot, review, desk):
    press(qtbot, Qt.Key.Key_1, ALT)
    assert card(review).edit.text() == "Seoul Science College"
    press(qtbot, Qt.Key.Key_2, ALT)
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(desk.decisions) == 1)
    assert desk.decisions[0].corrections == ((FieldName.SCHOOL, "Seoul Science College"),)


def test_a_choice_is_a_click_away_and_has_a_name(qtbot, review):
    line = card(review).choices[0]
    assert line.accessibleName() == "Take Claim: Seoul Science College"
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert card(review).edit.text() == "Seoul Science College"
    assert QApplication.focusWidget() is card(review).edit


def test_words_of_the_page_fill_the_field_and_go_into_the_decision(qtbot, review, desk):
    review.window.review.pages.picked.emit(a_pick("Hanbat"))
    review.window.review.pages.picked.emit(a_pick("University", adds=True))
    assert card(review).edit.text() == "Hanbat University"
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(desk.decisions) == 1)
    ground = desk.decisions[0].grounds[0]
    assert (ground.field, ground.attachment, ground.page) == (FieldName.SCHOOL, 0, 1)
    assert " ".join(word.text for word in ground.words) == "Hanbat University"
    assert ground.box == BOX


def test_a_value_that_was_typed_over_has_no_place_on_the_page(qtbot, review, desk):
    review.window.review.pages.picked.emit(a_pick("Hanbat"))
    qtbot.keyClicks(card(review).edit, "!")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(desk.decisions) == 1)
    assert desk.decisions[0].corrections == ((FieldName.SCHOOL, "Hanbat!"),)
    assert desk.decisions[0].grounds == ()


def read_again(qtbot, review):
    review.window.review.pages.region_wanted.emit(Region(0, 1, BOX, 90))
    assert card(review).proposal.isVisible()
    qtbot.waitUntil(lambda: bool(review.place.reader.asked))


def test_what_was_read_again_is_proposed_and_taken_with_enter(qtbot, review, desk):
    read_again(qtbot, review)
    qtbot.waitUntil(lambda: card(review).proposal.pick is not None)
    assert review.place.reader.asked[0][1:] == (1, BOX, 90)
    assert card(review).edit.text() == "Seoul Science University"
    press(qtbot, Qt.Key.Key_Return)
    assert card(review).edit.text() == "서울과학대학교"
    assert not card(review).proposal.isVisible()
    assert QApplication.focusWidget() is card(review).edit
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(desk.decisions) == 1)
    assert desk.decisions[0].grounds[0].words == review.place.reader.words


def test_escape_leaves_what_is_proposed(qtbot, review, desk):
    read_again(qtbot, review)
    qtbot.waitUntil(lambda: card(review).proposal.pick is not None)
    press(qtbot, Qt.Key.Key_Escape)
    assert not card(review).proposal.isVisible()
    assert card(review).edit.text() == "Seoul Science University"


def test_nothing_recognised_and_trouble_are_said_beside_the_field(qtbot, review):
    review.place.reader.words = ()
    read_again(qtbot, review)
    qtbot.waitUntil(lambda: "Nothing" in card(review).proposal._text.text())
    review.place.reader.problem = EngineError("The reader took too long; try again.", code="region_timeout")
    review.window.review.pages.region_wanted.emit(Region(0, 1, BOX, 0))
    qtbot.waitUntil(lambda: "too long" in card(review).proposal._text.text())
    assert not review.window.banner.isVisible()
    press(qtbot, Qt.Key.Key_Return)
    assert card(review).edit.text() == "Seoul Science University"


def test_enter_marks_the_field_as_confirmed_by_a_person(qtbot, review):
    assert card(review)._mark_of()[0] == "hold"
    press(qtbot, Qt.Key.Key_Return)
    assert review.window.review.panel.cards[0]._mark_of()[0] == "person"


def test_a_syllable_being_composed_joins_what_enter_confirms(qtbot, review):
    edit = card(review).edit
    edit.clear()
    QApplication.sendEvent(edit, QInputMethodEvent("교", []))
    press(qtbot, Qt.Key.Key_Return)
    assert edit.text() == "교"
    assert review.window.review.panel.corrections() == ((FieldName.SCHOOL, "교"),)


def test_readers_that_disagree_stand_side_by_side():
    field = Field(
        FieldName.SCHOOL, "한밭대학교", "", 0, 1, BOX, (), 0.9, (Source.RULE, Source.MODEL), True,
        readings=(Said(Source.RULE, "한밭대학교"), Said(Source.MODEL, "한빛대학교")), others=("한밭대", "한빛대학교"),
    )  # fmt: skip
    found = choices_of(field, FieldName.SCHOOL, "한국대학교", Words("ko"))
    assert [choice.value for choice in found] == ["한국대학교", "한밭대학교", "한빛대학교", "한밭대"]
    assert len({choice.who.icon for choice in found}) == 4
    assert choices_of(replace(field, readings=(), others=()), FieldName.SCHOOL, None, Words("ko")) == ()


def test_words_read_with_little_confidence_are_marked():
    words = (a_word("2021년"), a_word("2월"), a_word("1B일", 0.4))
    for raw in ("2021년2월 1B일", "", "something else"):
        marked = doubted(raw, words, 0.85)
        assert [piece.text for piece in marked if piece.differs] == ["1B일"]
        assert "".join(piece.text for piece in marked) == ("2021년2월 1B일" if "B" in raw else "2021년 2월 1B일")
