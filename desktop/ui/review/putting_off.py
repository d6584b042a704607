"""Putting a record off to a later time, and handing it to a second person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui.composing import ComposingEdit
from desktop.ui.keys import Deed, shown
from desktop.ui.look import Look
from desktop.ui.models.records import now
from desktop.ui.parts import SafeLabel, button, column_of, frame, row_of
from desktop.ui.phrases import Phrase
from desktop.ui.review.phrases import DeadlinePhrase, OffPhrase
from desktop.ui.shown import moment
from desktop.ui.theme import GAP, GAP_SMALL, PADDING
from desktop.ui.words import Words

_MORNING: Final = 9
_WEEK: Final = 7


def times(at: datetime) -> Iterator[tuple[OffPhrase, datetime | None]]:
    """To when a record can be put off, told from `at`; None: to the end of the queue."""
    here = at.astimezone()
    morning = here.replace(hour=_MORNING, minute=0, second=0, microsecond=0)
    yield OffPhrase.TO_THE_END, None
    yield OffPhrase.HOUR, here + timedelta(hours=1)
    tomorrow, monday = morning + timedelta(days=1), morning + timedelta(days=_WEEK - here.weekday())
    yield OffPhrase.TOMORROW, tomorrow
    if monday != tomorrow:
        yield OffPhrase.NEXT_WEEK, monday


class LaterMenu(QMenu):
    """`chosen` with the time, or None for the end of the queue; `due_wanted` for its deadline. Digits choose."""

    chosen = Signal(object)
    due_wanted = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.aboutToShow.connect(self.fill)
        self.triggered.connect(self._on_triggered)

    def fill(self) -> None:
        """Make the entries for the moment."""
        self.clear()
        for number, (phrase, until) in enumerate(times(now()), 1):
            text = self._words.say(phrase, time=moment(until) if until else "")
            action = self.addAction(f"&{number}   {text}")
            action.setData((until,))
        self.addSeparator()
        self.addAction(f"&{len(self.actions())}   {self._words.say(DeadlinePhrase.SET)}")

    def _on_triggered(self, action: QAction) -> None:
        if action.data() is None:
            self.due_wanted.emit()
        else:
            self.chosen.emit(action.data()[0])


class EscalatePanel(QWidget):
    """What the question is and who shall look; Ctrl+Enter hands it on, Esc goes back."""

    closed = Signal()
    confirmed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        say = look.words.say
        self._note, self._to = ComposingEdit(), ComposingEdit()
        for edit, name, hint in (
            (self._note, OffPhrase.NOTE, OffPhrase.NOTE_HINT),
            (self._to, OffPhrase.TO, OffPhrase.TO_HINT),
        ):
            edit.setAccessibleName(say(name))
            edit.setPlaceholderText(say(hint))
        self._note.textChanged.connect(self._on_text)
        self.back = button(look, say(Phrase.BACK) + "  Esc")
        self.hand_on = button(look, f"{say(OffPhrase.HAND_ON)}  {shown(Deed.APPROVE)}", "flag", "primary")
        self.back.clicked.connect(self.closed)
        self.hand_on.clicked.connect(self.confirmed)
        panel = frame("palette")
        box = column_of(
            SafeLabel(say(OffPhrase.ESCALATE), "title"),
            SafeLabel(say(OffPhrase.NOTE), "caption"),
            self._note,
            SafeLabel(say(OffPhrase.TO), "caption"),
            self._to,
            spacing=GAP_SMALL,
            margins=(PADDING, PADDING, PADDING, PADDING),
        )
        box.addLayout(row_of(self.back, None, self.hand_on, spacing=GAP, margins=(0, GAP, 0, 0)))
        panel.setLayout(box)
        self.setLayout(column_of(panel))
        self._on_text()

    @property
    def answer(self) -> tuple[str, str]:
        """The note and for whom it is."""
        return self._note.text().strip(), self._to.text().strip()

    def open(self) -> None:
        """Start anew."""
        self._note.clear()
        self._to.clear()
        self.show()
        self._note.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _on_text(self) -> None:
        self.hand_on.setEnabled(bool(self._note.text().strip()))
