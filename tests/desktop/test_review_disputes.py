"""A value that a person stands for, beside what the machine reads now and what it had read then."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

import resources
from core.domain.field import FieldName
from core.domain.hold import HoldReason, ReasonCode
from core.domain.human import Dispute, HumanValue
from core.domain.states import StageName
from desktop.ui.look import Look
from desktop.ui.review.field import FieldCard
from desktop.ui.theme import LIGHT
from desktop.ui.words import Language, Words
from tests.kit.stages import a_field

NAME = FieldName.HOLDER_NAME
LONG = "Maximilian Alexander 가나다라마바사 " * 8
ASKED = HoldReason(
    ReasonCode.PERSON_DIFFERS,
    StageName.APPROVE,
    NAME,
    (
        ("actor", "kim"),
        ("person", "홍길순"),
    ),
)


def dispute(person: str = "홍길순", then: str = "홍길동", now: str = "홍길돈") -> Dispute:
    return Dispute(HumanValue(NAME, person, then, 1, "kim", datetime(2026, 1, 5, tzinfo=UTC)), now)


def card_of(qtbot: QtBot, found: Dispute, language: Language = "en", *, asked: bool = True) -> FieldCard:
    look = Look(Words(language), resources.path("icons/ui"), LIGHT)
    field = a_field(NAME, found.now) if found.now else None
    card = FieldCard(look, NAME, field, (ASKED,) if asked else (), None, dispute=found)
    qtbot.addWidget(card)
    return card


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_persons_value_is_in_the_field_and_the_machines_are_a_key_away(qtbot: QtBot, language: Language) -> None:
    card = card_of(qtbot, dispute(), language)
    assert (card.edit.text(), card.correction) == ("홍길순", None)
    assert [line.choice.value for line in card.choices] == ["홍길돈", "홍길동"]
    card.take_choice(1)
    assert card.correction == "홍길돈"
    card.take_choice(2)
    assert card.correction == "홍길동"
    card.edit.setText("홍길순")
    assert card.correction is None


def test_nothing_is_offered_twice(qtbot: QtBot) -> None:
    assert [line.choice.value for line in card_of(qtbot, dispute(then="홍길순")).choices] == ["홍길돈"]
    assert [line.choice.value for line in card_of(qtbot, dispute(then="홍길돈")).choices] == ["홍길돈"]
    assert [line.choice.value for line in card_of(qtbot, dispute(now="")).choices] == ["홍길동"]


def test_a_decided_record_shows_what_the_person_set_in_one_line(qtbot: QtBot) -> None:
    card = card_of(qtbot, dispute(), asked=False)
    assert (card.edit.text(), card.is_doubtful, card.choices) == ("홍길순", False, [])


def test_long_values_keep_their_room(qtbot: QtBot) -> None:
    card = card_of(qtbot, dispute(LONG, LONG + "x", LONG + "y"))
    assert card.minimumSizeHint().width() <= 340
    assert card.edit.text() == LONG


def test_the_question_says_all_of_it_in_both_languages() -> None:
    blanks = (("actor", "kim"), ("date", "2026-01-05"), ("person", "홍길순"), ("now", "홍길돈"))
    asked = replace(ASKED, params=blanks)
    for language in ("en", "ko"):
        assert all(value in asked.text(language) for _, value in blanks)
