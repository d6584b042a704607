"""Draws the status chip and the stage cells of the records table."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
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
    """Status as a chip, a stage as a cell that fills; everything else as Qt draws it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def initStyleOption(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """No focus rectangle: the whole row is what is selected."""
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        if index.column() == Col.SOURCE:
            option.textElideMode = Qt.TextElideMode.ElideMiddle
        if index.column() != Col.TITLE:
            option.palette.setColor(QPalette.ColorRole.Text, QColor(self._look.theme.muted))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        column = index.column()
        if column != Col.STATUS and column not in STAGE_OF:
            super().paint(painter, option, index)
            return
        row = index.data(ROW_ROLE)
        if not isinstance(row, RecordRow):
            return
        self._ground(painter, option, index)
        painter.save()
        painter.setFont(option.font)
        area = option.rect.adjusted(_LEFT, _PAD, -_PAD, -_PAD)
        if column == Col.STATUS:
            paint_chip(painter, area, self._look.words.status(row.status), self._look)
        else:
            self._stage(painter, option, row, Col(column))
        painter.restore()

    def _stage(self, painter: QPainter, option: QStyleOptionViewItem, row: RecordRow, column: Col) -> None:
        cell = row.cell(STAGE_OF[column])
        if cell is None:
            return
        words = self._look.words
        look = words.cell(cell)
        state = StateLook(cell_text(cell, words, now()), look.icon, look.tone)
        area = option.rect.adjusted(_LEFT - INSET, _PAD, -INSET, -_PAD)
        paint_cell(painter, area, state, fraction(cell), self._look)

    def _ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The row's ground (selected, hovered), without any text."""
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""
        style = bare.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, bare.widget)
