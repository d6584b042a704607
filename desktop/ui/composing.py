"""Text fields that work with a Hangul input method: what is being composed is settled before any action runs."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

_DESK_KEYS: Final = frozenset(
    {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Backspace, Qt.Key.Key_Left, Qt.Key.Key_Right}
)


class ComposingEdit(QLineEdit):
    """A line edit that knows what is being composed in it, and leaves the desk's Ctrl keys to the desk.

    Without the second, Ctrl+Right would move by a word and Ctrl+Backspace delete one instead of acting on the record.
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

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """Remember what is being composed."""
        self._composing = event.preeditString()
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that the field is being worked on."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing that was being composed is lost on the way to another field."""
        self.settle()
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        """Let the desk's keys pass to its shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            is_undo = event.key() == Qt.Key.Key_Z and not self.isUndoAvailable()
            if control and (event.key() in _DESK_KEYS or is_undo):
                event.ignore()
                return True
        return super().event(event)


def settle_composition() -> None:
    """Commit whatever is being composed in the focused field; call before acting on a key.

    The platform's input method is asked first. Some do not answer (or there is none); then the field does it itself.
    """
    QGuiApplication.inputMethod().commit()
    focused = QApplication.focusWidget()
    if isinstance(focused, ComposingEdit):
        focused.settle()
