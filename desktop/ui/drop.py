"""Dropping and pasting: one quiet target over the whole window says what will happen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QUrl, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QImage,
    QShowEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

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

    def announce(self) -> None:
        """Files came over the window; how many of what is being found out."""
        self._counts.setText(self._say(Phrase.DROP_COUNTING))
        self.show()
        self.raise_()

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
    """Makes a whole window take files, whatever widget is under the mouse."""

    paths_held = Signal(object)
    paths_left = Signal()
    paths_dropped = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Handle the window's drag events."""
        if isinstance(event, QDragMoveEvent) and not isinstance(event, QDragEnterEvent):
            _accept_as_copy(event)
            return True
        if isinstance(event, QDragEnterEvent):
            paths = local_paths(event.mimeData().urls())
            if paths:
                _accept_as_copy(event)
                self.paths_held.emit(paths)
            return True
        if isinstance(event, QDragLeaveEvent):
            self.paths_left.emit()
            return True
        if isinstance(event, QDropEvent):
            _accept_as_copy(event)
            self.paths_left.emit()
            self.paths_dropped.emit(local_paths(event.mimeData().urls()))
            return True
        return False


def _accept_as_copy(event: QDropEvent) -> None:
    """Never as a move, which some file managers propose: after it they would delete the originals."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def local_paths(urls: Sequence[QUrl]) -> tuple[Path, ...]:
    """Files and folders on this machine among the addresses; everything else is passed over, never opened."""
    return tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile() and url.toLocalFile())


def pasted(mime: QMimeData | None) -> tuple[Path, ...] | QImage | None:
    """What the clipboard offers: files, else a picture, else nothing."""
    if mime is None:
        return None
    if mime.hasUrls() and (paths := local_paths(mime.urls())):
        return paths
    if mime.hasImage():
        picture = mime.imageData()
        if isinstance(picture, QImage) and not picture.isNull():
            return picture
    return None
