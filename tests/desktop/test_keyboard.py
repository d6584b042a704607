"""Keys that a person changed: what is bound and shown, what collides, what is left out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.ui import keys
from desktop.ui.keyboard import Keyboard, keyboard_of, spelling, types_a_character, written
from desktop.ui.keytable import KEYS, Deed, KeyPhrase


@pytest.fixture(autouse=True)
def _as_shipped() -> Iterator[None]:
    yield
    keys.use(Keyboard())


def bound(deed: Deed, qtbot) -> list[str]:
    widget = QWidget()
    qtbot.addWidget(widget)
    keys.bind(widget, deed, lambda: None)
    return [one.key().toString() for one in widget.findChildren(QShortcut)]


def test_no_two_deeds_of_the_table_share_a_key_where_both_are_heard():
    board = Keyboard()
    for deed, key in KEYS.items():
        for one in key.keys:
            assert board.rivals(deed, one) == (), (deed, one)


def test_a_changed_key_is_bound_and_shown_instead_of_the_tables(qtbot):
    keys.use(keyboard_of({"approve": "Ctrl+Shift+G"}, has_character_keys=True))
    assert bound(Deed.APPROVE, qtbot) == ["Ctrl+Shift+G"]
    assert keys.shown(Deed.APPROVE) == "Ctrl+Shift+G"
    assert bound(Deed.REJECT, qtbot) == ["Ctrl+Backspace"]
    assert keys.shown(Deed.REJECT) == "Ctrl+⌫"


def test_character_keys_can_be_switched_off_and_leave_the_others(qtbot):
    assert bound(Deed.SEARCH, qtbot) == ["Ctrl+F", "/"]
    keys.use(Keyboard(has_character_keys=False))
    assert bound(Deed.SEARCH, qtbot) == ["Ctrl+F"]
    assert keys.shown(Deed.KEYS) == "F1"
    assert Keyboard(has_character_keys=False).keys_of(Deed.REASON) == ()
    assert Keyboard({Deed.NEXT: "N"}, has_character_keys=False).shown(Deed.NEXT) == ""


def test_what_the_settings_say_beside_the_table_is_passed_over():
    board = keyboard_of(
        {"approve": "no key at all", "fly": "Ctrl+X", "reject": "Ctrl+A, Ctrl+B", "confirm": "Ctrl+M", "next": "N"},
        has_character_keys=True,
    )
    assert dict(board.changed) == {Deed.NEXT: "N"}


def test_rivals_are_deeds_that_would_hear_the_key_too():
    board = Keyboard({Deed.NEXT: "Ctrl+M"})
    assert board.rivals(Deed.APPROVE, "Ctrl+M") == (Deed.NEXT,)
    assert board.rivals(Deed.SHOW_RECORDS, "Ctrl+M") == (Deed.NEXT,)
    assert board.rivals(Deed.APPROVE, "Ctrl+Right") == ()
    assert Deed.CONFIRM_REJECT not in board.rivals(Deed.APPROVE, "Ctrl+Return")
    assert KEYS[Deed.CONFIRM_REJECT].place is KeyPhrase.IN_REJECT


@pytest.mark.parametrize("key", ["A", "1", "?", "Shift+A", "Space", "ㅁ"])
def test_what_writes_something_is_a_character_key(key: str):
    assert types_a_character(key)


@pytest.mark.parametrize("key", ["Ctrl+A", "Alt+A", "F1", "Esc", "Right", ""])
def test_what_writes_nothing_is_none(key: str):
    assert not types_a_character(key)


def test_keys_are_spelled_alike_in_every_language_and_written_as_on_the_keys():
    assert spelling(QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Return)) == "Ctrl+Return"
    assert spelling(QKeySequence("Ctrl+A, Ctrl+B")) == ""
    assert spelling(QKeySequence()) == ""
    assert [written(one) for one in ("Ctrl+Return", "Ctrl++", "+", "Ctrl+Left")] == ["Ctrl+↵", "Ctrl++", "+", "Ctrl+←"]
