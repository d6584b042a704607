from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from core.domain.states import ProcessStatus
from desktop.ui.review.fields import FieldsView
from desktop.ui.review.panel import ReviewPanel


@pytest.fixture
def details(desk):
    for name in ("Kim", "Lee", "Park"):
        desk.add(ProcessStatus.HOLD, name, tell=False)
    return [desk.open(number) for number in (1, 2, 3)]


@pytest.fixture
def panel(qtbot, look, details):
    made = ReviewPanel(look)
    qtbot.addWidget(made)
    made.resize(420, 600)
    made.show()
    made.show_detail(details[0])
    return made


def texts(cards):
    return [(card.name, card.edit.text(), card.is_doubtful) for card in cards]


def test_fields_made_ahead_are_those_made_at_once(qtbot, look, details):
    ahead, at_once = FieldsView(look), FieldsView(look)
    for view in (ahead, at_once):
        qtbot.addWidget(view)
        view.prepare(details[1])
    assert ahead.cards == []
    qtbot.waitUntil(lambda: not ahead._leisure.isActive())
    at_once.finish()
    assert texts(ahead.cards) == texts(at_once.cards)
    assert len(ahead.cards) == 3


def test_what_is_half_made_is_finished_when_it_is_wanted(panel, details):
    panel.prepare(details[1])
    behind = panel._next_fields
    behind._leisure.stop()  # turned by hand
    while not behind.cards:
        behind._on_leisure()
    assert len(behind.cards) == 1
    panel.show_detail(details[1])
    assert [card.edit.text() for card in panel.cards if not card.is_doubtful] == ["Lee", "2021-02-19"]
    assert all(card.isVisible() for card in panel.cards)


def test_another_record_than_the_one_made_ahead_is_made_anew(qtbot, panel, details):
    panel.prepare(details[1])
    panel.show_detail(details[2])
    assert panel.detail is details[2]
    assert "Park" in [card.edit.text() for card in panel.cards]
    panel.show_detail(details[1])
    assert "Lee" in [card.edit.text() for card in panel.cards]


def test_what_was_left_behind_says_nothing_any_more(qtbot, panel, details):
    panel.focus_first()
    panel.cards[0].edit.setText("Typed into the first")
    old = panel.cards[0]
    panel.prepare(details[1])
    entered = []
    panel.field_entered.connect(entered.append)
    panel.show_detail(details[1])
    assert panel.corrections() == ()
    panel.focus_first()
    assert panel.current_card is panel.cards[0]
    assert QApplication.focusWidget() is not old.edit
    assert not old.edit.isVisible()


def test_an_empty_panel_lets_go_of_both(panel, details):
    panel.prepare(details[1])
    panel.clear()
    assert panel.cards == []
    assert (panel._fields.detail, panel._next_fields.detail) == (None, None)
