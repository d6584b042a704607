"""How every table of the window is set up, and a small table for a record's parts."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Final, Generic

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.ui.look import ICON, Look
from desktop.ui.models.rows import ROW_ROLE, Column, Row, RowsModel
from desktop.ui.parts import Empty
from desktop.ui.theme import GAP, ROW, ROW_COMPACT


def set_up(table: QTableView, *, compact: bool = False) -> None:
    """Rows are selected as a whole, nothing is edited in place, no grid, no row numbers."""
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTextElideMode(Qt.TextElideMode.ElideRight)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setTabKeyNavigation(False)
    table.setCornerButtonEnabled(False)
    rows = table.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(ROW_COMPACT if compact else ROW)
    head = table.horizontalHeader()
    head.setHighlightSections(False)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    head.setMinimumSectionSize(40)


def fill_ground(view: QAbstractItemView) -> None:
    """Have the view's ground filled before its cells are drawn; call when it is shown, and after a new style sheet.

    A style sheet leaves the viewport without one, and Qt then repaints all of it at every step of a scroll instead of
    moving what is there: 216 cells instead of 27.
    """
    view.viewport().setAutoFillBackground(True)


class PartDelegate(QStyledItemDelegate):
    """Paints a small table's cells by hand, as the records table's are: the style sheet would cost five times that."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._on_look_changed()
        look.changed.connect(self._on_look_changed)

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As wide as icon and text."""
        icon = ICON + GAP if index.data(Qt.ItemDataRole.DecorationRole) is not None else 0
        return QSize(option.fontMetrics.horizontalAdvance(index.data() or "") + icon + 2 * GAP + 2, ROW_COMPACT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        rect: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._selected)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._hair)
        area = rect.adjusted(GAP, 0, -GAP, 0)
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(icon, QIcon):
            icon.paint(painter, QRect(area.left(), area.center().y() - ICON // 2 + 1, ICON, ICON))
            area.adjust(ICON + GAP, 0, 0, 0)
        painter.setPen(self._text)
        cut = option.fontMetrics.elidedText(index.data() or "", Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), cut)

    def _on_look_changed(self) -> None:
        theme = self._look.theme
        self._selected, self._hair = QColor(theme.selected), QColor(theme.hover)
        self._text = QColor(theme.text)


_LEAST: Final = 160
"""Pixels that any column may take."""


class PartTable(QStackedWidget, Generic[Row]):
    """A small table of one kind of row, or a sentence where there is none; `chosen` with the row that is current.

    Made when it is first shown: a record's detail has six of these, of which one is seen.
    """

    chosen = Signal(object)

    def __init__(
        self,
        look: Look,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], Hashable],
        empty: str,
        *,
        wide: int,
        name: str,
    ) -> None:
        super().__init__()
        self.model = RowsModel(columns, key, self)
        self.table: QTableView | None = None
        self._look = look
        self._wide = wide
        self._name = name
        self._sentence = empty

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows."""
        self.model.show(rows)
        if self.table is not None and self.isVisible():
            self._fit(self.table)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Make the table at the first need."""
        if self.table is None:
            self.table = self._make()
        self._fit(self.table)
        super().showEvent(event)

    def _make(self) -> QTableView:
        table = QTableView(self)
        set_up(table, compact=True)
        table.setModel(self.model)
        self._delegate = PartDelegate(self._look)
        table.setItemDelegate(self._delegate)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setAccessibleName(self._name)
        head = table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(self._wide, QHeaderView.ResizeMode.Stretch)
        table.selectionModel().currentRowChanged.connect(self._on_current)
        self._look.changed.connect(table.viewport().update)
        self.addWidget(Empty(self._look, self._sentence))
        self.addWidget(table)
        return table

    def _fit(self, table: QTableView) -> None:
        for column in range(self.model.columnCount()):
            if column != self._wide:
                table.resizeColumnToContents(column)
                most = self.width() * 3 // 10  # what is longer is cut, and no column pushes another out of sight
                table.setColumnWidth(column, min(table.columnWidth(column), max(most, _LEAST)))
        self.setCurrentIndex(1 if self.model.rowCount() else 0)

    def _on_current(self, current: QModelIndex) -> None:
        row = current.data(ROW_ROLE)
        if row is not None:
            self.chosen.emit(row)
