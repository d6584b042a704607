"""How every table of the window is set up, and a small table for a record's parts."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStackedWidget, QTableView

from desktop.ui.look import Look
from desktop.ui.models.rows import Column, Row, RowsModel
from desktop.ui.parts import Empty
from desktop.ui.theme import ROW, ROW_COMPACT


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


class PartTable(QStackedWidget, Generic[Row]):
    """A small table of one kind of row, or a sentence where there is none."""

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
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setAccessibleName(name)
        set_up(self.table, compact=True)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        self._wide = wide
        self._empty = Empty(look, empty)
        self.addWidget(self._empty)
        self.addWidget(self.table)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows."""
        self.model.show(rows)
        for column in range(self.model.columnCount()):
            if column != self._wide:
                self.table.resizeColumnToContents(column)
        self.setCurrentWidget(self.table if rows else self._empty)
