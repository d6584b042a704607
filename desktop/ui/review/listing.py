"""Keeps the queue as the desk has it: asks for it page by page, by filter and search, and takes news in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from core.domain.desk_state import DeskState, QueueFilter
from core.domain.ids import RecordId
from core.domain.queue import RecordOrder
from core.domain.rows import RecordRow
from core.domain.states import ProcessStatus
from desktop.messages import ListRecords, RecordsListed, SaveState, Screen
from desktop.review_messages import CountQueue
from desktop.ui.models.records import now
from desktop.ui.review.queue_rows import QueueModel

PAGE: Final = 200
_FEW: Final = 40
"""Rows left at which the next page is asked for, whatever the scroll."""
_RELIST_MS: Final = 400
_COUNT_MS: Final = 1500
_LONGEST_MS: Final = 3_600_000
"""A clock may be set and a computer sleep: what is due later than that is looked at again on the way."""
_LEAST_MS: Final = 1000
_AFTER_MS: Final = 250
"""A little after the time itself, so that it has come for the store as well."""


class Listing(QObject):
    """Emits `asked` with an `Ask`; `settled` when the list has come to rest after a change."""

    asked = Signal(object)
    settled = Signal()

    def __init__(self, model: QueueModel) -> None:
        super().__init__()
        self._model = model
        self.state = DeskState()
        self.text = ""
        self._generation = 0
        self._next: int | None = None
        self._is_loading = False
        self.is_known = False
        """True once the first answer has come."""
        self._leaving: set[RecordId] = set()
        self._relist = self._timer(_RELIST_MS, self._list_again)
        self._count = self._timer(_COUNT_MS, self._ask_counts)
        self._due = self._timer(_LONGEST_MS, self._on_due)

    @property
    def is_open(self) -> bool:
        """True if nothing is left out by filter or search."""
        return self.state.view.is_open and not self.text

    def reload(self) -> None:
        """Ask for the list from its beginning, and for the counts."""
        self._ask(None, PAGE)
        self._ask_counts()

    def choose(self, view: QueueFilter) -> None:
        """Show that part of the queue."""
        self.keep(replace(self.state, view=view))
        self.reload()

    def search(self, text: str) -> None:
        """Show what holds these words."""
        if text != self.text:
            self.text = text
            self._ask(None, PAGE)

    def keep(self, state: DeskState) -> None:
        """This is how the desk is set now."""
        if state != self.state:
            self.state = state
            self.asked.emit(SaveState(state))

    def more(self) -> None:
        """The end of what is loaded comes near."""
        if self._next is not None and not self._is_loading:
            self._ask(self._next, PAGE)

    def show_list(self, answer: RecordsListed) -> None:
        """A page of the list came; answers to older questions are dropped."""
        if answer.ask.generation != self._generation:
            return
        self._is_loading, self.is_known = False, True
        rows = [row for row in answer.page.rows if row.id not in self._leaving]
        if answer.ask.query.after is not None:
            self._model.append(rows)
        else:
            self._model.show(rows)
        self._next = answer.page.next
        self._leaving.clear()
        self.settled.emit()

    def wait_for(self, due: datetime | None) -> None:
        """A record that was put off comes back then; None if none will."""
        self._due.stop()
        if due is not None:
            left = (due - now()).total_seconds() * 1000 + _AFTER_MS
            self._due.start(int(max(_LEAST_MS, min(left, _LONGEST_MS))))

    def leave(self, record: RecordId) -> None:
        """That record leaves the queue now, whatever a list says that was asked for before."""
        if self._is_loading:
            self._leaving.add(record)
        self._model.remove([record])
        self._count.start()
        self._refill()

    def show_rows(self, rows: Sequence[RecordRow], gone: Sequence[RecordId]) -> None:
        """Fresh rows came: those held are shown as they are now, others leave; new ones come with the next list."""
        held = [row for row in rows if row.status is ProcessStatus.HOLD]
        before = self._model.rowCount()
        self._model.remove([*gone, *(row.id for row in rows if row.status is not ProcessStatus.HOLD)])
        moved = [row for row in held if self._is_elsewhere(row)]
        self._model.update(held)
        new = any(self._model.place(row.id) < 0 for row in held)
        if moved or (new and self._could_show_new()):
            self._relist.start()
        if rows and (new or before != self._model.rowCount() or moved):
            self._count.start()
        self._refill()

    def _is_elsewhere(self, row: RecordRow) -> bool:
        """True if the row was put off, handed on or got a deadline since, so that its place may be another one."""
        old = self._model.find(row.id)
        return old is not None and _place(old) != _place(row)

    def _could_show_new(self) -> bool:
        """New ones come last where the oldest are first: while there is more to load they are not seen."""
        return self._next is None or self.state.view.order is not RecordOrder.OLDEST

    def _refill(self) -> None:
        if self._model.rowCount() < _FEW:
            self.more()

    def _list_again(self) -> None:
        self._ask(None, max(PAGE, self._model.rowCount()))

    def _on_due(self) -> None:
        self._list_again()
        self._ask_counts()

    def _ask(self, after: int | None, limit: int) -> None:
        self._generation += 1
        self._is_loading = True
        query = self.state.view.query(self.text, now(), limit, after)
        self.asked.emit(ListRecords(Screen.REVIEW, self._generation, query))

    def _ask_counts(self) -> None:
        self.asked.emit(CountQueue())

    def _timer(self, milliseconds: int, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer


def _place(row: RecordRow) -> tuple[object, ...]:
    return row.postponed_until, row.escalation, row.due
