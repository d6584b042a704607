"""Boxes over the page: where each field was read, and what is asked of no field. The focused one is framed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsRectItem

from core.domain.field import FieldName
from core.domain.hold import Place
from core.domain.page import Box
from core.domain.rows import RecordDetail
from desktop.ui.theme import LIGHT

_MARGIN: Final = 0.004
_QUIET: Final = 10
_HINT: Final = 30
_FOCUS: Final = 26
_DOUBT: Final = "#D08A00"


BoxName = FieldName | Place
"""What a box is known by: its field, or its place where a question concerns no field."""


@dataclass(frozen=True, slots=True)
class FieldBox:
    """Where it stands: attachment and page (1-based) and box; `doubtful`: a question concerns it."""

    name: BoxName
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


def field_boxes(detail: RecordDetail) -> tuple[FieldBox, ...]:
    """Where the fields of a record stand on its pages."""
    doubtful = {reason.field for reason in detail.row.reasons}
    fields = detail.extraction.fields if detail.extraction else ()
    return tuple(
        FieldBox(field.name, field.attachment, field.page, field.box, field.name in doubtful)
        for field in fields
        if field.attachment is not None and field.page is not None and field.box is not None
    )


def question_boxes(detail: RecordDetail) -> tuple[FieldBox, ...]:
    """Where questions that concern no field stand on its pages."""
    places = dict.fromkeys(place for reason in detail.row.reasons if reason.field is None for place in reason.places)
    return tuple(FieldBox(place, place.attachment, place.page, place.box, doubtful=True) for place in places)
