"""The words of a page as one item of the scene: a thousand of them cost one drawing call, not a thousand items."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from core.domain.page import Word
from desktop.ui.theme import LIGHT

_DOUBT: Final = "#D08A00"
_DOUBTED_BELOW: Final = 0.7
"""Words read with less confidence are drawn with a dashed frame, so that shape tells them apart as well."""
_SLACK: Final = 3.0


class WordLayer(QGraphicsItem):
    """Finds words by place, and draws their frames where wanted. The page is white in both themes."""

    def __init__(self) -> None:
        super().__init__()
        self._words: tuple[Word, ...] = ()
        self._places: list[QRectF] = []
        self._sure: list[QRectF] = []
        self._doubted: list[QRectF] = []
        self._chosen: tuple[int, ...] = ()
        self._hovered = -1
        self._area = QRectF()
        self._is_shown = False
        self.setZValue(3)

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the page."""
        return self._words

    def show_words(self, words: Sequence[Word], area: QRectF) -> None:
        """These words stand on a page of that size in pixels."""
        self.prepareGeometryChange()
        self._area, self._words = area, tuple(words)
        wide, high = area.width(), area.height()
        self._places = [
            QRectF(one.box.x0 * wide, one.box.y0 * high, one.box.width * wide, one.box.height * high) for one in words
        ]
        pairs = list(zip(self._words, self._places, strict=True))
        self._sure = [place for word, place in pairs if word.confidence >= _DOUBTED_BELOW]
        self._doubted = [place for word, place in pairs if word.confidence < _DOUBTED_BELOW]
        self._chosen, self._hovered = (), -1
        self.update()

    def set_shown(self, *, shown: bool) -> None:
        """Draw all frames, or none but those pointed at."""
        self._is_shown = shown
        self.update()

    def at(self, point: QPointF) -> int:
        """The word at that point of the page; -1 for none. A little beside it counts, the nearest centre wins."""
        near = [
            number
            for number, place in enumerate(self._places)
            if place.adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(point)
        ]
        return min(near, key=lambda number: (self._places[number].center() - point).manhattanLength(), default=-1)

    def within(self, area: QRectF) -> tuple[int, ...]:
        """Words whose middle lies in that rectangle, in reading order."""
        return tuple(number for number, place in enumerate(self._places) if area.contains(place.center()))

    def place(self, number: int) -> QRectF:
        """Where that word stands, in pixels of the page."""
        return self._places[number]

    def choose(self, numbers: Sequence[int]) -> None:
        """Mark these words as taken."""
        self._chosen = tuple(numbers)
        self.update()

    def hover(self, number: int) -> None:
        """The mouse is over that word; -1 for none."""
        if number != self._hovered:
            for one in (self._hovered, number):
                if one >= 0:
                    self.update(self._places[one].adjusted(-2, -2, 2, 2))
            self._hovered = number

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """As large as the page."""
        return self._area

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Draw frames without smoothing: they are upright lines."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._is_shown:
            painter.setPen(_pen(LIGHT.accent, 1, Qt.PenStyle.SolidLine))
            painter.drawRects(self._sure)
            painter.setPen(_pen(_DOUBT, 1, Qt.PenStyle.DashLine))
            painter.drawRects(self._doubted)
        marked = [self._places[number] for number in self._chosen]
        if self._hovered >= 0:
            marked.append(self._places[self._hovered])
        if marked:
            fill = QColor(LIGHT.accent)
            fill.setAlpha(40)
            painter.setBrush(fill)
            painter.setPen(_pen(LIGHT.accent, 1.5, Qt.PenStyle.SolidLine))
            painter.drawRects(marked)


def _pen(colour: str, width: float, style: Qt.PenStyle) -> QPen:
    pen = QPen(QColor(colour), width, style)
    pen.setCosmetic(True)
    return pen
