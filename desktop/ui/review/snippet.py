"""The piece of the page on which a value was read, beside the value."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.domain.page import Box
from desktop.ui.look import Look

_HEIGHT = 40
_ABOVE = 0.45
_BEFORE = 0.08
_PAPER = "#FFFFFF"


class Snippet(QWidget):
    """Hidden until its picture has come; then as high as any other, so that nothing jumps when it is another field."""

    def __init__(self, look: Look, box: Box, name: str) -> None:
        super().__init__()
        self._look = look
        self._box = box
        self._piece = QImage()
        self._scaled = QImage()
        self._begin = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    @property
    def has_picture(self) -> bool:
        """True once there is something to see."""
        return not self._piece.isNull()

    def show_page(self, page: QImage) -> None:
        """Cut the line out of the page's picture; a copy, so that the page itself can be let go."""
        self._piece = page.copy(line_of(page.size(), self._box))
        self._begin = self._box.x0 * page.width()
        self._scale()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A line of the page and a little around it."""
        return QSize(200, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit it anew."""
        super().resizeEvent(event)
        self._scale()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it on paper, left, where the value below it begins."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(_PAPER))
        if not self._scaled.isNull():
            height = self._scaled.height() / self._scaled.devicePixelRatio()
            painter.drawImage(0, int((self.height() - height) / 2), self._scaled)
        painter.setPen(QColor(self._look.theme.border))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _scale(self) -> None:
        if self._piece.isNull() or self.width() <= 0:
            return
        ratio = self.devicePixelRatioF()
        room = QSize(int(self.width() * ratio), int(_HEIGHT * ratio))
        wide = min(self._piece.width(), round(self._piece.height() * room.width() / room.height()))
        left = max(0, min(self._piece.width() - wide, round(self._begin - _BEFORE * wide)))
        seen = self._piece.copy(QRect(left, 0, wide, self._piece.height()))
        self._scaled = seen.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        self._scaled.setDevicePixelRatio(ratio)
        self.update()


def line_of(page: QSize, box: Box) -> QRect:
    """The box's line across a page of that many pixels, with a little of what is above and below."""
    high = box.height * page.height()
    top = box.y0 * page.height() - _ABOVE * high
    wanted = QRect(0, int(top), page.width(), max(1, int(high * (1 + 2 * _ABOVE))))
    return wanted.intersected(QRect(0, 0, page.width(), page.height()))
