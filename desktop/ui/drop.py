"""Dropping and pasting: one quiet target over the whole window says what will happen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.brought import Brought, addressed, is_of_interest, read
from desktop.ui.look import Look
from desktop.ui.parts import SafeLabel, frame
from desktop.ui.phrases import Phrase
from desktop.ui.theme import GAP, GAP_WIDE
from desktop.ui.words import Words

_MARGIN: Final = 16


class DropTarget(QWidget):
    """Covers the window while files are held over it; never takes the mouse itself."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = look.words
        self._say = look.words.say
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._counts = SafeLabel("", "screen")
        self._hint = SafeLabel(self._say(Phrase.DROP_HINT), "muted")
        for label in (self._counts, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setObjectName("cover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        panel = frame("drop")
        box = QVBoxLayout(panel)
        box.setSpacing(GAP)
        box.addStretch()
        box.addWidget(self._counts)
        box.addWidget(self._hint)
        box.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        outer.setSpacing(GAP_WIDE)
        outer.addWidget(panel)
        self.hide()

    def announce(self, held: Brought) -> None:
        """Something came over the window; how many files it is, is being found out."""
        self._counts.setText(self._say(held.trouble or Phrase.DROP_COUNTING))
        self._hint.setVisible(held.trouble is None)
        self.show()
        self.raise_()

    def show_for(self, text: str) -> None:
        """Say whom it would be for; empty if for nobody that is here already."""
        self._hint.setText(text or self._say(Phrase.DROP_HINT))

    def show_counts(self, files: int, folders: int) -> None:
        """Say what is being held."""
        self._counts.setText(count_text(self._words, files, folders))

    @property
    def text(self) -> str:
        """What it says."""
        return self._counts.text()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Cover the window."""
        parent = self.parentWidget()
        if parent is not None:
            self.resize(parent.size())
        super().showEvent(event)


def count_text(words: Words, files: int, folders: int) -> str:
    """Say what is held, for instance: 3 files, 1 folder."""
    parts = []
    if files:
        parts.append(words.say(Phrase.DROP_FILES, files=files))
    if folders:
        parts.append(words.say(Phrase.DROP_FOLDERS, folders=folders))
    return ", ".join(parts)


class DropFilter(QObject):
    """Makes a whole window take files, whatever widget is under the mouse.

    held, dropped: a `Brought`. moved: where in the window the mouse is, also just before `dropped`.
    """

    held = Signal(object)
    moved = Signal(object)
    left = Signal()
    dropped = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Handle the window's drag events."""
        if isinstance(event, QDragMoveEvent) and not isinstance(event, QDragEnterEvent):
            _accept_as_copy(event)
            self.moved.emit(event.position().toPoint())
            return True
        if isinstance(event, QDragEnterEvent):
            if is_of_interest(event.mimeData()) and _accept_as_copy(event):
                self.held.emit(addressed(event.mimeData()))
            return True
        if isinstance(event, QDragLeaveEvent):
            self.left.emit()
            return True
        if isinstance(event, QDropEvent):
            self.moved.emit(event.position().toPoint())
            self.left.emit()
            if _accept_as_copy(event):
                self.dropped.emit(read(event.mimeData()))
            return True
        return False


def _accept_as_copy(event: QDropEvent) -> bool:
    """Never as a move, which some file managers propose: after it they would delete the originals.

    Returns:
        False, and the event is not accepted, if nothing but a move is offered.
    """
    event.setDropAction(Qt.DropAction.CopyAction)
    is_copy = event.dropAction() is Qt.DropAction.CopyAction
    event.setAccepted(is_copy)
    return is_copy
