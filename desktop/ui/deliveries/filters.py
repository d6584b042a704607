"""What of the deliveries is listed, and how those that were given up are sent again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QIntValidator
from PySide6.QtWidgets import QButtonGroup, QComboBox, QLineEdit, QMenu, QPushButton, QWidget

from core.domain.delivery import DeliveryQuery, DeliveryState
from core.domain.ids import RecordId
from core.domain.sending import SendingState
from desktop.ui.deliveries.phrases import STATE
from desktop.ui.deliveries.phrases import DeliveryPhrase as D
from desktop.ui.look import Look
from desktop.ui.parts import button, row_of
from desktop.ui.phrases import Phrase
from desktop.ui.shown import plain
from desktop.ui.theme import GAP

_STATES: Final = (None, DeliveryState.WAITING, DeliveryState.FAILED, DeliveryState.SENT)
_SINCE: Final = (
    (D.SINCE_HOUR, timedelta(hours=1)),
    (D.SINCE_DAY, timedelta(days=1)),
    (D.SINCE_FOUR_DAYS, timedelta(days=4)),
    (D.SINCE_MONTH, timedelta(days=30)),
)
_LARGEST: Final = 2_000_000_000
_NUMBER_WIDTH: Final = 120


class DeliveryFilters(QWidget):
    """`changed` when something else is to be listed, `recover_wanted` with how far back to go."""

    changed = Signal()
    recover_wanted = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._words = look.words
        say = look.words.say
        self.chips: dict[DeliveryState | None, QPushButton] = {}
        group = QButtonGroup(self)
        for state in _STATES:
            chip = QPushButton()
            chip.setObjectName("chip")
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            group.addButton(chip)
            self.chips[state] = chip
        self.chips[None].setChecked(True)
        group.buttonClicked.connect(self.changed)
        self.endpoint = QComboBox()
        self.endpoint.setAccessibleName(say(D.COL_TO))
        self.endpoint.addItem(say(D.ALL_ENDPOINTS), "")
        self.endpoint.activated.connect(self.changed)
        self.record = QLineEdit()
        self.record.setPlaceholderText(say(D.RECORD_NUMBER))
        self.record.setAccessibleName(say(D.RECORD_NUMBER))
        self.record.setValidator(QIntValidator(1, _LARGEST, self.record))
        self.record.setFixedWidth(_NUMBER_WIDTH)
        self.record.textChanged.connect(self.changed)
        self.send_all = button(look, say(D.SEND_ALL), "rerun")
        self.send_all.setMenu(self._menu())
        self.setLayout(row_of(*self.chips.values(), self.endpoint, self.record, None, self.send_all, spacing=GAP))
        self.show_state(SendingState())

    @property
    def query(self) -> DeliveryQuery:
        """What is to be listed."""
        state = next((state for state, chip in self.chips.items() if chip.isChecked()), None)
        text = self.record.text()
        return DeliveryQuery(state, self.chosen, RecordId(int(text)) if text.isdecimal() else None)

    @property
    def is_narrow(self) -> bool:
        """True unless everything is to be listed."""
        return self.query != DeliveryQuery()

    @property
    def chosen(self) -> str:
        """The endpoint that is chosen; "" for all."""
        return str(self.endpoint.currentData())

    def show_state(self, state: SendingState) -> None:
        """How many wait and were given up."""
        counts = {DeliveryState.WAITING: state.waiting, DeliveryState.FAILED: state.failed}
        for wanted, chip in self.chips.items():
            text = STATE[wanted][self._words.language == "ko"] if wanted else self._words.say(Phrase.ALL)
            chip.setText(f"{text}  {counts[wanted]:,}" if wanted and counts.get(wanted) else text)
        self.send_all.setEnabled(state.failed > 0)

    def show_endpoints(self, names: Sequence[str]) -> None:
        """The endpoints that can be chosen; the choice stays if it can."""
        shown = [self.endpoint.itemData(at) for at in range(1, self.endpoint.count())]
        if shown == list(names):
            return
        before = self.chosen
        while self.endpoint.count() > 1:
            self.endpoint.removeItem(1)
        for name in names:
            self.endpoint.addItem(plain(name), name)
        self.endpoint.setCurrentIndex(max(0, self.endpoint.findData(before)))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for phrase, length in _SINCE:
            action = menu.addAction(self._words.say(phrase))
            action.setData(length)
        menu.triggered.connect(self._on_since)
        return menu

    def _on_since(self, action: QAction) -> None:
        self.recover_wanted.emit(action.data())
