"""The deliveries screen: back ends and the service, what was promised, and every try of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from core.domain.delivery import DeliveryQuery, DeliveryRow, DeliveryState
from core.domain.ids import DeliveryId
from desktop import delivery_messages as d
from desktop.service_messages import ServiceReport
from desktop.ui.deliveries.columns import delivery_columns
from desktop.ui.deliveries.detail import DeliveryDetail
from desktop.ui.deliveries.filters import DeliveryFilters
from desktop.ui.deliveries.lines import StandingLines
from desktop.ui.deliveries.phrases import DeliveryPhrase as D
from desktop.ui.keys import Deed, bind
from desktop.ui.look import Look
from desktop.ui.parts import Empty, SafeLabel, button, column_of, frame, row_of
from desktop.ui.tables import PartTable
from desktop.ui.theme import GAP, GAP_WIDE, PADDING

PAGE: Final = 100
_SETTLE_MS: Final = 1000
_EVERY_MS: Final = 5000
"""Other processes deliver too, and their events are not heard here."""


class DeliveriesScreen(QWidget):
    """Emits `asked` with a `DeliveryAsk`; `told` with a note, `failed` with what went wrong."""

    asked = Signal(object)
    record_wanted = Signal(object)
    set_up_wanted = Signal()
    service_wanted = Signal(bool)
    told = Signal(str)
    failed = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._words, self._say = look.words, look.words.say
        self._generation = 0
        self._asked: DeliveryQuery | None = None
        self._endpoints: frozenset[str] | None = None
        """Those that are set up; None until it is known."""
        self._resting: dict[str, datetime] = {}
        """Until when back ends are left alone."""
        self.filters = DeliveryFilters(look)
        self.lines = StandingLines(look)
        self.table: PartTable[DeliveryRow] = PartTable(
            look,
            delivery_columns(look, self._is_gone, self._rests_until),
            lambda row: row.id,
            self._say(D.NONE),
            wide=7,
            name=self._say(D.DELIVERIES),
        )
        self.older = button(look, self._say(D.OLDER), "down")
        self.older.hide()
        self.detail = DeliveryDetail(look)
        self.empty = Empty(look, self._say(D.EMPTY), self._say(D.SET_UP))
        self._body = QStackedWidget()
        self._settle = _timer(self, _SETTLE_MS, is_single=True)
        self._again = _timer(self, _EVERY_MS, is_single=False)
        self._build()
        self._connect()

    def reload(self) -> None:
        """Ask for everything, as far down as it is shown."""
        query = self.filters.query
        again = self._asked is not None and replace(self._asked, limit=0) == replace(query, limit=0)
        query = replace(query, limit=max(PAGE, self.table.model.rowCount()) if again else PAGE)
        self._asked = query
        self._generation += 1
        self.asked.emit(d.LoadSending())
        self.asked.emit(d.LoadDeliveries(self._generation, query))

    def hear(self) -> None:
        """Something has changed; what is seen is asked for anew, once for all that happens in a second."""
        if self.isVisible() and not self._settle.isActive():
            self._settle.start()

    def show_answer(self, answer: d.DeliveryAnswer) -> None:
        """An answer came; one to an older question is dropped."""
        match answer:
            case d.DeliveriesLoaded() if answer.ask.generation == self._generation:
                self._show_rows(answer)
            case d.SendingLoaded():
                self._show_sending(answer)
            case d.Queued():
                self.told.emit(self._said(answer))
                self.reload()
            case d.DeliveryFailed():
                self.failed.emit(self._words.error(answer.code, answer.text))
            case _:
                return

    def show_service(self, report: ServiceReport) -> None:
        """How the service stands."""
        self.lines.show_service(report)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Look again and again while it is seen."""
        self._again.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nobody looks."""
        self._again.stop()
        self._settle.stop()
        super().hideEvent(event)

    def _build(self) -> None:
        listing = frame("panel")
        box = column_of(self.table, self.older, spacing=GAP, margins=(GAP, GAP, GAP, GAP))
        box.setStretchFactor(self.table, 1)
        listing.setLayout(box)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(listing)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self._body.addWidget(self.empty)
        self._body.addWidget(split)
        self._body.addWidget(QWidget())  # until it is known whether anybody is told anything
        self._body.setCurrentIndex(2)
        head = QWidget()
        row = row_of(SafeLabel(self._say(D.DELIVERIES), "screen"), self.filters, spacing=GAP_WIDE)
        row.setStretchFactor(self.filters, 1)
        head.setLayout(row)
        box = column_of(head, self.lines, self._body, spacing=GAP, margins=(GAP_WIDE, PADDING, GAP_WIDE, PADDING))
        box.setStretchFactor(self._body, 1)
        self.setLayout(box)

    def _connect(self) -> None:
        self.filters.changed.connect(self.reload)
        self.filters.recover_wanted.connect(self._on_recover)
        self.lines.switch_wanted.connect(self._on_switch)
        self.lines.service_wanted.connect(self.service_wanted)
        self.table.chosen.connect(self.detail.show_row)
        self.older.clicked.connect(self._on_older)
        self.detail.send_wanted.connect(self._on_send)
        self.detail.record_wanted.connect(self.record_wanted)
        self.empty.acted.connect(self.set_up_wanted)
        self._settle.timeout.connect(self.reload)
        self._again.timeout.connect(self.reload)
        bind(self, Deed.SEND_AGAIN, self.detail.send.click)

    def _show_rows(self, answer: d.DeliveriesLoaded) -> None:
        query = answer.ask.query
        model = self.table.model
        if query.before is None:
            self.table.show_rows(answer.rows)
        else:
            model.append(answer.rows)
        self.older.setVisible(len(answer.rows) == query.limit)
        chosen = self.detail.row
        self.detail.show_row(model.find(chosen.id) if chosen else None)
        self._choose()

    def _show_sending(self, answer: d.SendingLoaded) -> None:
        self.filters.show_state(answer.state)
        self.filters.show_endpoints([row.endpoint.name for row in answer.endpoints])
        self.lines.show_endpoints(answer.endpoints)
        endpoints = frozenset(row.endpoint.name for row in answer.endpoints)
        states = (row.state for row in answer.endpoints)
        resting = {state.name: state.paused_until for state in states if state.paused_until is not None}
        if (endpoints, resting) != (self._endpoints, self._resting):
            self._endpoints, self._resting = endpoints, resting
            self.table.model.redraw()
        self._choose()

    def _choose(self) -> None:
        """Where no back end is set up and none ever was, there is nothing to filter."""
        has_any = bool(self._endpoints) or bool(self.table.model.rowCount()) or self.filters.is_narrow
        if has_any or self._endpoints is not None:
            self._body.setCurrentIndex(1 if has_any else 0)
        self.filters.setVisible(has_any)

    def _is_gone(self, row: DeliveryRow) -> bool:
        """True if it waits for a back end that is set up no more."""
        is_waiting = row.state is DeliveryState.WAITING
        return is_waiting and self._endpoints is not None and row.endpoint not in self._endpoints

    def _rests_until(self, row: DeliveryRow) -> datetime | None:
        until = self._resting.get(row.endpoint)
        return until if until is not None and until > datetime.now(UTC) else None

    def _said(self, answer: d.Queued) -> str:
        if isinstance(answer.ask, d.SwitchOn):
            return self._say(D.ON_AGAIN, endpoint=answer.ask.endpoint)
        if answer.overtaken:
            return self._say(D.OVERTAKEN, count=answer.count, overtaken=answer.overtaken)
        return self._say(D.QUEUED, count=answer.count)

    def _on_recover(self, length: timedelta) -> None:
        self.asked.emit(d.SendAllAgain(datetime.now(UTC) - length, self.filters.chosen))

    def _on_switch(self, endpoint: str) -> None:
        self.asked.emit(d.SwitchOn(endpoint))

    def _on_send(self, delivery: DeliveryId) -> None:
        self.asked.emit(d.SendAgain(delivery))

    def _on_older(self) -> None:
        rows = self.table.model.rows
        if rows:
            self._generation += 1
            query = replace(self.filters.query, before=rows[-1].id, limit=PAGE)
            self.asked.emit(d.LoadDeliveries(self._generation, query))


def _timer(parent: QWidget, interval: int, *, is_single: bool) -> QTimer:
    made = QTimer(parent)
    made.setSingleShot(is_single)
    made.setInterval(interval)
    return made
