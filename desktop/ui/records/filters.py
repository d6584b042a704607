"""The filter row: one chip per status with its count, and the search box."""

from __future__ import annotations

from enum import Enum
from typing import Final

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QPushButton, QWidget

from core.domain.rows import Counts, RecordQuery, RecordRow
from core.domain.states import ProcessStatus
from desktop.ui.again.phrases import AgainPhrase
from desktop.ui.keys import Deed, shown
from desktop.ui.look import BEHIND, ICON, Look
from desktop.ui.parts import button, frame, icon_button, row_of
from desktop.ui.phrases import Phrase
from desktop.ui.searching import make_search
from desktop.ui.shown import tip
from desktop.ui.theme import GAP_SMALL, PADDING
from desktop.ui.words import STATUS_ORDER, StateLook


class Resting(Enum):
    """What is chosen beside statuses."""

    PART_DONE = "part_done"


Choice = ProcessStatus | Resting | None
"""What a chip stands for; None: for all."""
CHOICES: Final[tuple[Choice, ...]] = (
    None, ProcessStatus.PENDING, Resting.PART_DONE, *(one for one in STATUS_ORDER if one is not ProcessStatus.PENDING),
)  # fmt: skip
_PAUSE_MS: Final = 180
_SEARCH_WIDTH: Final = 270


class FilterBar(QWidget):
    """Emits `changed` when another list is wanted."""

    changed = Signal()
    retry_all = Signal()
    all_again = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._chips = self._make_chips()
        self.search = self._make_search()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self.search.textChanged.connect(self._pause.start)
        self._make_again()
        bar = frame("tools")
        bar.setFixedHeight(44)
        parts = (*self._chips.values(), None, self.retry, self.again, self.search)
        bar.setLayout(row_of(*parts, spacing=GAP_SMALL, margins=(PADDING, 0, PADDING, 0)))
        self.setLayout(row_of(bar))
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def _make_chips(self) -> dict[Choice, QPushButton]:
        """One for each status, and one for all; one of them is chosen."""
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        chips: dict[Choice, QPushButton] = {}
        for choice in CHOICES:
            chip = chips[choice] = QPushButton(self._chip_text(choice, 0))
            chip.setObjectName("chip")
            chip.setCheckable(True)
            chip.setIconSize(QSize(ICON + BEHIND, ICON))
            self._group.addButton(chip)
        chips[None].setChecked(True)
        self._group.buttonClicked.connect(self._on_chip_clicked)
        return chips

    def _make_search(self) -> QLineEdit:
        say, edit = self._look.words.say, QLineEdit()
        edit.setPlaceholderText(f"{say(Phrase.SEARCH_HINT)}   {shown(Deed.SEARCH)}")
        edit.setAccessibleName(say(Phrase.SEARCH))
        edit.setFixedWidth(_SEARCH_WIDTH)
        make_search(edit, self._look)
        return edit

    def _make_again(self) -> None:
        """All that failed, and all of the list."""
        say = self._look.words.say
        self.retry = button(self._look, say(Phrase.RETRY_ALL), "rerun")
        self.retry.setToolTip(say(Phrase.RETRY_ALL_TIP))
        self.retry.hide()
        self.retry.clicked.connect(self._on_retry)
        text = f"{say(AgainPhrase.OPEN_ALL)}  ({shown(Deed.RUN_ALL_AGAIN)})"
        self.again = icon_button(self._look, "rerun", text)
        self.again.setToolTip(tip(text, say(AgainPhrase.OPEN_ALL_TIP)))
        self.again.clicked.connect(self.all_again)

    @property
    def _chosen(self) -> Choice:
        return next(choice for choice, chip in self._chips.items() if chip.isChecked())

    @property
    def query(self) -> RecordQuery:
        """The list that is wanted."""
        chosen = self._chosen
        if chosen is None:
            return RecordQuery(text=self.text)
        if isinstance(chosen, Resting):
            return RecordQuery((ProcessStatus.PENDING,), self.text, at_rest=True)
        at_rest = False if chosen is ProcessStatus.PENDING else None
        return RecordQuery((chosen,), self.text, at_rest=at_rest)

    def fits(self, row: RecordRow) -> bool:
        """Whether a row is of the chosen kind; whether it has the words, only the store knows."""
        query = self.query
        is_wanted = not query.statuses or row.status in query.statuses
        return is_wanted and (query.at_rest is None or row.is_part_done is query.at_rest)

    @property
    def text(self) -> str:
        """What is searched for."""
        return self.search.text().strip()

    @property
    def is_open(self) -> bool:
        """True if everything is shown."""
        return self._chosen is None and not self.text

    def choose(self, choice: Choice) -> None:
        """Show those alone (None: all), and search for nothing."""
        self._chips[choice].setChecked(True)
        self.search.clear()
        self.changed.emit()

    def show_counts(self, counts: Counts) -> None:
        """Show how many there are of each; statuses nobody has are left out unless chosen."""
        for choice, chip in self._chips.items():
            number = _number(counts, choice)
            chip.setText(self._chip_text(choice, number))
            chip.setVisible(choice is None or number > 0 or chip.isChecked())
        self.retry.setVisible(counts.of(ProcessStatus.FAILED) > 0)

    def _chip_text(self, choice: Choice, number: int) -> str:
        state = self._state(choice)
        return f"{state.text if state else self._look.words.say(Phrase.ALL)}  {number:,}"

    def _state(self, choice: Choice) -> StateLook | None:
        if choice is None:
            return None
        words = self._look.words
        return words.part_done if isinstance(choice, Resting) else words.status(choice)

    def _on_chip_clicked(self) -> None:
        self.changed.emit()

    def _on_retry(self) -> None:
        self.retry_all.emit()

    def _on_look_changed(self) -> None:
        for choice, chip in self._chips.items():
            state = self._state(choice)
            if state is not None:
                colour = self._look.theme.tones[state.tone][0]
                chip.setIcon(self._look.icon_before_text(state.icon, colour))


def _number(counts: Counts, choice: Choice) -> int:
    if choice is None:
        return counts.total
    if isinstance(choice, Resting):
        return counts.part_done
    return counts.of(choice) - (counts.part_done if choice is ProcessStatus.PENDING else 0)
