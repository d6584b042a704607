"""What the review screen shows: the desk, that nothing waits, or that it is not known yet."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui.look import Look
from desktop.ui.parts import Empty
from desktop.ui.phrases import Phrase


class Faces(QStackedWidget):
    """`records_wanted`: there is nothing to review, and the person wants to see the records."""

    records_wanted = Signal()

    def __init__(self, look: Look, desk: QWidget) -> None:
        super().__init__()
        say = look.words.say
        self.empty = Empty(look, say(Phrase.EMPTY_REVIEW), say(Phrase.EMPTY_REVIEW_ACTION))
        self.empty.acted.connect(self.records_wanted)
        self.opening = Empty(look, say(Phrase.NOT_OPEN_YET))
        self._desk = desk
        for face in (self.opening, self.empty, desk):
            self.addWidget(face)

    def show_desk(self) -> None:
        """There is something to do."""
        self.setCurrentWidget(self._desk)

    def show_empty(self) -> None:
        """Nothing waits."""
        self.setCurrentWidget(self.empty)
