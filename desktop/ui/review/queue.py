"""The list of held records: one is worked on, several can be chosen to be decided together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from core.domain.ids import RecordId
from core.domain.rows import RecordRow
from core.domain.states import ProcessStatus
from desktop.ui.look import Look
from desktop.ui.models.rows import ID_ROLE, ROW_ROLE
from desktop.ui.review.queue_rows import QueueDelegate, QueueModel
from desktop.ui.tables import fill_ground

_NEAR_END: Final = 20
"""Rows before the end at which the next page of the list is asked for."""


class QueueView(QListView):
    """The list.

    chosen: the record's id, when another one becomes current (not while several are being selected).
    many_changed: how many are selected. more_wanted: the end of what is loaded comes near.
    """

    chosen = Signal(object)
    many_changed = Signal(object)
    more_wanted = Signal()

    def __init__(self, look: Look, model: QueueModel) -> None:
        super().__init__()
        self.rows = model
        self.is_walked = False
        self._taken: frozenset[RecordId] = frozenset()
        self.setModel(model)
        self._delegate = QueueDelegate(look)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(look.words.status(ProcessStatus.HOLD).text)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        model.rowsRemoved.connect(self._on_removed)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        look.changed.connect(self._on_look_changed)

    def show_holders(self, texts: Mapping[RecordId, str]) -> None:
        """Who else has which record open, in words."""
        self._taken = frozenset(texts)
        if self._delegate.show_holders(texts):
            self.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """The style sheet has been applied by now."""
        super().showEvent(event)
        fill_ground(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Who clicks wants to work on the record, unless several are being selected."""
        self.is_walked = event.modifiers() != Qt.KeyboardModifier.NoModifier
        super().mousePressEvent(event)

    @property
    def current(self) -> RecordId | None:
        """The record that is current."""
        found = self.currentIndex().data(ID_ROLE)
        return None if found is None else RecordId(found)

    def selected(self) -> tuple[RecordRow, ...]:
        """The rows that are selected, top to bottom."""
        indexes = sorted(self.selectionModel().selectedRows(), key=QModelIndex.row)
        return tuple(index.data(ROW_ROLE) for index in indexes)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Who walks through the list by keys keeps the focus here."""
        self.is_walked = True
        super().keyPressEvent(event)
        self.is_walked = self.hasFocus()

    def go_to(self, record: RecordId | None) -> None:
        """Make that record the current one."""
        self.is_walked = False
        place = -1 if record is None else self.rows.place(record)
        if place >= 0:
            index = self.rows.index(place, 0)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Current
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index)

    def leave(self) -> None:
        """Have no current record: another one, which is not in the queue, is worked on."""
        self.selectionModel().clear()

    def beside(self, record: RecordId | None, step: int) -> RecordId | None:
        """The record `step` places further; the last or first where the list ends, None in an empty one."""
        rows = self.rows.rows
        if not rows:
            return None
        place = self.rows.place(record) if record is not None else -1
        return rows[max(0, min(len(rows) - 1, place + step))].id

    def after(self, record: RecordId | None) -> RecordId | None:
        """The record to go on with: the next one, or else one before, that nobody else has open."""
        rows = [row.id for row in self.rows.rows]
        place = self.rows.place(record) if record is not None else -1
        onward = (*rows[place + 1 :], *reversed(rows[: max(place, 0)]))
        return next((one for one in onward if one not in self._taken), onward[0] if onward else None)

    def _on_current(self, current: QModelIndex) -> None:
        record = current.data(ID_ROLE)
        if record is not None and len(self.selectionModel().selectedRows()) <= 1:
            self.chosen.emit(RecordId(record))

    def _on_removed(self) -> None:
        """Where the current row goes, Qt makes its neighbour current but does not select it."""
        current = self.currentIndex()
        if current.isValid() and not self.selectionModel().hasSelection():
            self.selectionModel().select(current, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _on_look_changed(self) -> None:
        fill_ground(self)
        self.viewport().update()

    def _on_selection(self, _selected: QItemSelection, _deselected: QItemSelection) -> None:
        self.many_changed.emit(len(self.selectionModel().selectedRows()))

    def _on_scrolled(self, value: int) -> None:
        if value >= self.verticalScrollBar().maximum() - _NEAR_END * self.sizeHintForRow(0):
            self.more_wanted.emit()
