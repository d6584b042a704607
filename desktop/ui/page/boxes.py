"""Boxes over the page: where each field was read. The focused one is framed, the others only hinted at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsRectItem

from core.domain.field import FieldName
from core.domain.page import Box
from desktop.ui.theme import LIGHT

_MARGIN: Final = 0.004
_QUIET: Final = 10
_HINT: Final = 30
_FOCUS: Final = 26
_DOUBT: Final = "#D08A00"


@dataclass(frozen=True, slots=True)
class FieldBox:
    """Where a field stands: attachment and page (1-based) and box; `doubtful`: a question concerns it."""

    name: FieldName
    attachment: int
    page: int
    box: Box
    doubtful: bool


class BoxItem(QGraphicsRectItem):
    """One field's box. The page is always white, so the light theme's colours hold in both themes."""

    def __init__(self, where: FieldBox, width: int, height: int, label: str) -> None:
        box = where.box
        margin = _MARGIN * width
        super().__init__(
            QRectF(box.x0 * width, box.y0 * height, box.width * width, box.height * height).adjusted(
                -margin, -margin, margin, margin
            )
        )
        self.where = where
        self._focused = False
        self.setToolTip(label)
        self._dress()

    def set_focused(self, focused: bool) -> None:
        """Frame it, or let it step back."""
        self._focused = focused
        self._dress()

    def _dress(self) -> None:
        doubtful = self.where.doubtful and not self._focused
        colour = QColor(_DOUBT) if doubtful else QColor(LIGHT.accent)
        fill = QColor(colour)
        fill.setAlpha(_FOCUS if self._focused else _HINT if doubtful else _QUIET)
        pen = QPen(colour, 2.5 if self._focused else 1.0)
        pen.setCosmetic(True)
        if not self._focused:
            pen.setStyle(Qt.PenStyle.SolidLine if doubtful else Qt.PenStyle.DotLine)
        self.setPen(pen)
        self.setBrush(fill)
        self.setZValue(2 if self._focused else 1)
