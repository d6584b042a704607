"""A button that shows a key and, once pressed, takes the next key that is pressed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton

from desktop.ui.keyboard import spelling, written

_MODIFIERS: Final = frozenset(
    {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_unknown}
)
_LEAVE: Final = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab})
_WIDTH: Final = 150


class KeyButton(QPushButton):
    """`taken` with the new key in Qt's portable spelling. Esc and Tab keep the old one."""

    taken = Signal(object)

    def __init__(self, prompt: str, none: str) -> None:
        super().__init__()
        self._prompt, self._none = prompt, none
        self._keys = ""
        self._is_waiting = False
        self.setObjectName("keyed")
        self.setAutoDefault(False)
        self.setFixedWidth(_WIDTH)
        self.clicked.connect(self._on_clicked)

    def show_keys(self, shown: str) -> None:
        """Show that key; "" is none."""
        self._keys = shown
        self._wait(is_waiting=False)

    @property
    def is_waiting(self) -> bool:
        """True while the next key is taken."""
        return self._is_waiting

    def event(self, event: QEvent) -> bool:
        """While waiting, no shortcut of the window gets the key first, and Tab leaves."""
        if self._is_waiting and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._take(event)
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Somebody went on: the old key stays."""
        self._wait(is_waiting=False)
        super().focusOutEvent(event)

    def _take(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _MODIFIERS:
            return True
        self._wait(is_waiting=False)
        if key in _LEAVE and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return True
        found = spelling(QKeySequence(event.keyCombination()))
        if found:
            self.taken.emit(found)
        return True

    def _wait(self, *, is_waiting: bool) -> None:
        self._is_waiting = is_waiting
        self.setText(self._prompt if is_waiting else self._keys or self._none)
        self.setProperty("waiting", is_waiting)
        self.style().unpolish(self)
        self.style().polish(self)

    def _on_clicked(self) -> None:
        self._wait(is_waiting=True)


def shown_keys(keys: str) -> str:
    """How a button shows keys; an ampersand would be taken for a mnemonic."""
    return written(keys).replace("&", "&&")
