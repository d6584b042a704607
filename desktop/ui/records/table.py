"""The records table: sorting over what is loaded, more on scroll, columns that give way in a narrow window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSortFilterProxyModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from core.domain.ids import RecordId
from desktop.ui.look import Look
from desktop.ui.models.records import Col, RecordsModel, is_moving
from desktop.ui.models.rows import ID_ROLE, SORT_ROLE
from desktop.ui.phrases import Phrase
from desktop.ui.records.delegate import RecordDelegate
from desktop.ui.tables import fill_ground, set_up

_WIDTHS: Final = {
    Col.STATUS: 116,
    Col.TYPE: 150,
    Col.OCR: 112,
    Col.EXTRACT: 112,
    Col.APPROVE: 112,
    Col.ELAPSED: 72,
    Col.ADDED: 96,
    Col.SOURCE: 210,
}
_GIVES_WAY: Final = ((Col.SOURCE, 1108), (Col.ADDED, 928), (Col.TYPE, 828), (Col.ELAPSED, 660))
"""Columns that are left out below that width, in pixels."""
_NARROWEST, _WIDEST = 40, 1200
_TICK_MS: Final = 500
_MINUTE: Final = 120
"""Ticks after which all is painted anew: rows say how many minutes ago they were added."""
_NEAR_END: Final = 40


class RecordsTable(QTableView):
    """Rows of records."""

    chosen = Signal()
    more_wanted = Signal()
    opened = Signal()

    def __init__(self, look: Look, model: RecordsModel) -> None:
        super().__init__()
        self.rows = model
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(model)
        self._proxy.setSortRole(SORT_ROLE)
        self._proxy.setDynamicSortFilter(True)
        self.setModel(self._proxy)
        self._delegate = RecordDelegate(look)
        self.setItemDelegate(self._delegate)
        set_up(self, compact=look.compact)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAccessibleName(look.words.say(Phrase.RECORDS))
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(Col.TITLE, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        head.setSortIndicatorClearable(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        self.doubleClicked.connect(self._on_opened)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        look.changed.connect(self._on_look_changed)
        self._ticks = 0
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        self._tick.start()

    @property
    def widths(self) -> tuple[int, ...]:
        """The columns' widths in pixels; 0 for those that are left out or stretched."""
        return tuple(0 if column is Col.TITLE else self.columnWidth(column) for column in Col)

    def set_widths(self, widths: Sequence[int]) -> None:
        """Give the columns these widths; 0 leaves one as it is."""
        for column, width in zip(Col, widths, strict=False):
            if _NARROWEST <= width <= _WIDEST:
                self.setColumnWidth(column, width)

    def selected(self) -> tuple[RecordId, ...]:
        """Selected records, top to bottom."""
        rows = sorted(self.selectionModel().selectedRows(), key=QModelIndex.row)
        return tuple(RecordId(index.data(ID_ROLE)) for index in rows)

    def select(self, records: Sequence[RecordId]) -> None:
        """Select these alone and bring the first into view."""
        model = self.selectionModel()
        model.clearSelection()
        for number, record in enumerate(records):
            index = self._proxy.mapFromSource(self.rows.index(self.rows.place(record), 0))
            if not index.isValid():
                continue
            flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
            model.select(index, flags)
            if number == 0:
                model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
                self.scrollTo(index)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """The style sheet has been applied by now."""
        super().showEvent(event)
        fill_ground(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The first arrow selects the row that has the focus; Qt goes past it, and selects nothing if it is alone."""
        is_arrow = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if is_arrow and self.model().rowCount() and not self.selectionModel().hasSelection():
            self.selectRow(max(self.currentIndex().row(), 0))
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave out what there is no room for."""
        super().resizeEvent(event)
        for column, least in _GIVES_WAY:
            self.setColumnHidden(column, event.size().width() < least)

    def _on_look_changed(self) -> None:
        fill_ground(self)
        self.viewport().update()

    def _on_selection(self) -> None:
        self.chosen.emit()

    def _on_opened(self) -> None:
        self.opened.emit()

    def _on_scrolled(self, value: int) -> None:
        if value >= self.verticalScrollBar().maximum() - _NEAR_END * self.rowHeight(0):
            self.more_wanted.emit()

    def _on_tick(self) -> None:
        """Running times grow: repaint the rows of running records, no model change; and now and then all."""
        self._ticks += 1
        if self._ticks % _MINUTE == 0:
            self.viewport().update()
        if not self.isVisible():
            return
        for place, row in enumerate(self.rows.rows):
            if is_moving(row):
                line = self.visualRect(self._proxy.mapFromSource(self.rows.index(place, 0)))
                if line.isValid():
                    self.viewport().update(0, line.top(), self.viewport().width(), line.height())
