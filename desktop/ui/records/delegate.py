"""Draws the records table's cells: the status as a chip, a stage as a cell that fills, everything else as text.

All of it by hand: a cell drawn by the style sheet costs 0.1 ms, and a repaint of the table draws two hundred.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.domain.rows import RecordRow
from desktop.ui.look import Look
from desktop.ui.models.records import STAGE_OF, Col, cell_text, fraction, now
from desktop.ui.models.rows import ROW_ROLE
from desktop.ui.paint import INSET, paint_cell, paint_chip
from desktop.ui.words import StateLook

_PAD: Final = 5
_LEFT: Final = 8  # where the header's text begins


class RecordDelegate(QStyledItemDelegate):
    """Paints every column of the table."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._on_look_changed()
        look.changed.connect(self._on_look_changed)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        rect: QRect = option.rect
        self._ground(painter, rect, option)
        column = index.column()
        if column == Col.STATUS:
            row = index.data(ROW_ROLE)
            area = rect.adjusted(_LEFT, _PAD, -_PAD, -_PAD)
            paint_chip(painter, area, self._look.words.standing(row), self._look)
        elif column in STAGE_OF:
            self._stage(painter, rect, index.data(ROW_ROLE), Col(column))
        else:
            self._text(painter, rect, index, column)

    def _ground(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem) -> None:
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._selected)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._hover)

    def _stage(self, painter: QPainter, rect: QRect, row: RecordRow, column: Col) -> None:
        cell = row.cell(STAGE_OF[column])
        if cell is None:
            return
        words = self._look.words
        look = words.cell(cell)
        state = StateLook(cell_text(cell, words, now()), look.icon, look.tone)
        area = rect.adjusted(_LEFT - INSET, _PAD, -INSET, -_PAD)
        paint_cell(painter, area, state, fraction(cell), self._look)

    def _text(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex, column: int) -> None:
        text = index.data()
        if not text:
            return
        area = rect.adjusted(_LEFT, 0, -_LEFT, 0)
        side = Qt.AlignmentFlag.AlignRight if column == Col.ELAPSED else Qt.AlignmentFlag.AlignLeft
        painter.setPen(self._body if column == Col.TITLE else self._muted)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, shown)

    def _on_look_changed(self) -> None:
        theme = self._look.theme
        self._selected, self._hover = QColor(theme.selected), QColor(theme.hover)
        self._body, self._muted = QColor(theme.text), QColor(theme.muted)
