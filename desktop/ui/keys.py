"""Binds the keys, as the person has them, to what they do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.ui.keyboard import Keyboard
from desktop.ui.keytable import KEYS, Deed, KeyPhrase

__all__ = ["KEYS", "Deed", "KeyPhrase", "bind", "bind_numbers", "keyboard", "shown", "use"]


class _Held:
    """The keyboard of this process. There is one, as there is one palette: `use` it before a window is made."""

    keyboard: Keyboard = Keyboard()


_HELD: Final = _Held()


def use(keyboard_now: Keyboard) -> None:
    """Bind and show these keys from now on; windows that stand already keep theirs."""
    _HELD.keyboard = keyboard_now


def keyboard() -> Keyboard:
    """The keys of the moment."""
    return _HELD.keyboard


def shown(deed: Deed) -> str:
    """How the deed's key is written on screen, for instance Ctrl+↵; "" if it has none."""
    return keyboard().shown(deed)


def bind(where: QWidget, deed: Deed, slot: Callable[[], None]) -> None:
    """Have the deed's keys call the slot, anywhere in that widget's window while the widget is shown."""
    for keys in keyboard().keys_of(deed):
        shortcut = QShortcut(QKeySequence(keys), where)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(slot)


def bind_numbers(where: QWidget, deed: Deed, slot: Callable[[int], None]) -> None:
    """Have each of the deed's keys call the slot with its place in the table, from 1."""
    for number, keys in enumerate(keyboard().keys_of(deed), 1):
        shortcut = QShortcut(QKeySequence(keys), where)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(partial(slot, number))
