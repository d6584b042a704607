"""What all plots share: colours of the moment, a frame, lines and texts. Painted by hand: there are five, all small."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.look import Look
from desktop.ui.shown import plain
from desktop.ui.theme import CAPTION, SECONDARY
from desktop.ui.words import Tone

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MIDDLE = Qt.AlignmentFlag.AlignCenter


class Pen:
    """A painter that knows the theme."""

    def __init__(self, painter: QPainter, look: Look, font: QFont) -> None:
        self.painter = painter
        self.theme = look.theme
        self._font = QFont(font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def tone(self, tone: Tone) -> QColor:
        """A state's colour."""
        return QColor(self.theme.tones[tone][0])

    def ground(self, tone: Tone) -> QColor:
        """A state's quiet colour."""
        return QColor(self.theme.tones[tone][1])

    def line(self, start: QPointF, end: QPointF, colour: QColor, width: float = 1.0, *, dashed: bool = False) -> None:
        """A line."""
        pen = QPen(colour, width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        self.painter.setPen(pen)
        self.painter.drawLine(start, end)

    def fill(self, area: QRectF, colour: QColor, radius: float = 0.0) -> None:
        """A filled box."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(colour)
        self.painter.drawRoundedRect(area, radius, radius)

    def dot(self, at: QPointF, colour: QColor, radius: float = 4.0) -> None:
        """A dot with a rim of the ground, so that it stands out of its line."""
        self.painter.setPen(QPen(QColor(self.theme.surface), 1.5))
        self.painter.setBrush(colour)
        self.painter.drawEllipse(at, radius, radius)

    def text(
        self, area: QRectF, text: str, align: Qt.AlignmentFlag, *, quiet: bool = True, size: int = CAPTION
    ) -> None:
        """A line of text, cut where it does not fit; untrusted text is shown as it is."""
        self._font.setPixelSize(size)
        self.painter.setFont(self._font)
        self.painter.setPen(QColor(self.theme.muted if quiet else self.theme.text))
        shown = self.painter.fontMetrics().elidedText(plain(text), Qt.TextElideMode.ElideRight, int(area.width()))
        self.painter.drawText(area, int(align), shown)

    def width(self, text: str, size: int = CAPTION) -> float:
        """How wide that text is."""
        self._font.setPixelSize(size)
        self.painter.setFont(self._font)
        return float(self.painter.fontMetrics().horizontalAdvance(plain(text)))


class Plot(QWidget):
    """A plot; its figures are in the table beside it, its gist in the accessible description."""

    def __init__(self, look: Look, name: str, height: int = 200) -> None:
        super().__init__()
        self.look = look
        self._height = height
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def set_height(self, height: int) -> None:
        """Take that much room."""
        self._height = height
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as its rows need."""
        return QSize(400, self._height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """May become narrow, not low."""
        return QSize(240, self._height)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        painter = QPainter(self)
        pen = Pen(painter, self.look, self.font())
        painter.fillRect(self.rect(), QColor(self.look.theme.surface))
        self.draw(pen)
        painter.end()

    def draw(self, pen: Pen) -> None:
        """What each plot does in its own way."""
        raise NotImplementedError


def legend(pen: Pen, at: QPointF, entries: tuple[tuple[str, QColor], ...]) -> None:
    """Small squares with their words, from left to right."""
    left = at.x()
    for text, colour in entries:
        pen.fill(QRectF(left, at.y() + 3, 10, 10), colour, 2)
        wide = pen.width(text, SECONDARY)
        pen.text(QRectF(left + 15, at.y() - 1, wide + 4, 18), text, LEFT, size=SECONDARY)
        left += wide + 36
