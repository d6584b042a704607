"""One delivery: what it tells, and every try of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from core.domain.delivery import DeliveryRow
from desktop.ui.deliveries.columns import attempt_columns
from desktop.ui.deliveries.phrases import DeliveryPhrase as D
from desktop.ui.deliveries.phrases import event_text
from desktop.ui.keys import Deed, shown
from desktop.ui.look import Look
from desktop.ui.parts import ElidedLabel, button, column_of, row_of
from desktop.ui.shown import size
from desktop.ui.tables import PartTable
from desktop.ui.theme import GAP, GAP_WIDE, PADDING


class DeliveryDetail(QFrame):
    """`send_wanted` with the delivery's number, `record_wanted` with the record's."""

    send_wanted = Signal(object)
    record_wanted = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._say, self._words = look.words.say, look.words
        self.row: DeliveryRow | None = None
        self.head = ElidedLabel(self._say(D.CHOOSE), "title")
        self.key = ElidedLabel("", "caption")
        self.key.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.send = button(look, self._say(D.SEND), "rerun")
        self.send.setToolTip(shown(Deed.SEND_AGAIN))
        self.open = button(look, self._say(D.OPEN_RECORD), "right")
        self.send.clicked.connect(self._on_send)
        self.open.clicked.connect(self._on_open)
        self.tries = PartTable(
            look,
            attempt_columns(look),
            lambda row: row.number,
            self._say(D.NO_TRY),
            wide=4,
            name=self._say(D.COL_TRIES),
        )
        head = row_of(self.head, self.send, self.open, spacing=GAP)
        head.setStretchFactor(self.head, 1)
        box = column_of(spacing=GAP, margins=(GAP_WIDE, PADDING, GAP_WIDE, PADDING))
        box.addLayout(head)
        box.addWidget(self.key)
        box.addWidget(self.tries, 1)
        self.setLayout(box)
        self.show_row(None)

    def show_row(self, row: DeliveryRow | None) -> None:
        """Show that delivery; None: none is chosen."""
        self.row = row
        for part in (self.send, self.open, self.key, self.tries):
            part.setVisible(row is not None)
        if row is None:
            self.head.setText(self._say(D.CHOOSE))
            return
        event = event_text(row.event, self._words)
        self.head.setText(
            self._say(
                D.HEAD, record=row.record, version=row.version, event=event, endpoint=row.endpoint, number=row.sequence
            )
        )
        self.key.setText(self._say(D.KEY, key=row.key, size=size(row.size)))
        self.tries.show_rows(row.attempts)

    def _on_send(self) -> None:
        if self.row is not None:
            self.send_wanted.emit(self.row.id)

    def _on_open(self) -> None:
        if self.row is not None:
            self.record_wanted.emit(self.row.record)
