"""Text fields that work with a Hangul input method: what is being composed is settled before any action runs."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.ui.hangul_keys import sequence_of
from desktop.ui.keys import KEYS, Deed, keyboard

_CHORD: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_OF_TEXT: Final = frozenset({Deed.PASTE, Deed.UNDO})
"""Deeds whose keys mean the text while a field has the cursor; `UNDO` only as long as there is something to undo."""


class ComposingEdit(QLineEdit):
    """A line edit that knows what is being composed in it, and leaves the desk's Ctrl and Alt keys to the desk.

    Without the second, Ctrl+Right would move by a word and Ctrl+E go to the line's end instead of acting on the record.
    """

    entered = Signal()

    def __init__(self, text: str = "", name: str = "") -> None:
        super().__init__(text)
        self.setObjectName(name)
        self._composing = ""

    @property
    def composing(self) -> str:
        """What stands in the field but is not text yet."""
        return self._composing

    def settle(self) -> None:
        """Make text of what is still being composed."""
        if self._composing:
            event = QInputMethodEvent()
            event.setCommitString(self._composing)
            QApplication.sendEvent(self, event)

    def replace(self, text: str) -> None:
        """Put that text here as if it were typed over the old one: it can be taken back."""
        self.settle()
        self.selectAll()
        self.insert(text)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """Remember what is being composed."""
        self._composing = event.preeditString()
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that the field is being worked on."""
        self.installEventFilter(self)
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing that was being composed is lost on the way to another field."""
        self.removeEventFilter(self)
        self.settle()
        super().focusOutEvent(event)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let the desk's keys pass to its shortcuts.

        Only while the field has the cursor: asked about every event, a record's ten fields took 5 ms more to make.
        """
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            deed = deed_of(event) if event.modifiers() & _CHORD else None
            is_undo = deed is Deed.UNDO and not self.isUndoAvailable()
            if deed is not None and (is_undo or deed not in _OF_TEXT):
                event.ignore()
                return True
        return False


def deed_of(event: QKeyEvent) -> Deed | None:
    """What that key does at the desk; None if it is nobody's."""
    pressed = sequence_of(event)
    return next((deed for deed in KEYS if any(QKeySequence(one) == pressed for one in keyboard().keys_of(deed))), None)


def settle_composition() -> None:
    """Commit whatever is being composed in the focused field; call before acting on a key.

    The platform's input method is asked first. Some do not answer (or there is none); then the field does it itself.
    """
    QGuiApplication.inputMethod().commit()
    focused = QApplication.focusWidget()
    if isinstance(focused, ComposingEdit):
        focused.settle()
