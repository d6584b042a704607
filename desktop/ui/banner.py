"""A banner where something went wrong: what happened, to which file, what to do. Never a modal box."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import partial
from pathlib import PurePath
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from core.domain.desk import Refusal
from desktop.ui.keytable import KeyPhrase
from desktop.ui.look import Look
from desktop.ui.parts import SafeLabel, WrapLabel, button, icon_button
from desktop.ui.phrases import Phrase
from desktop.ui.theme import GAP, GAP_SMALL, PADDING
from desktop.ui.words import Tone

_LINES: Final = 5


class NextStep(Enum):
    """What a banner's button offers; the value is how it is said."""

    OPEN_SETTINGS = KeyPhrase.SETTINGS
    OPEN_LOGS = Phrase.OPEN_LOGS
    SHOW_REPORT = Phrase.SHOW_REPORT


class Banner(QFrame):
    """Shown until it is dismissed or replaced; `chosen` with the `NextStep` that was pressed."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("banner_failed")
        self._title = SafeLabel("", "title")
        self._lines: list[WrapLabel] = []
        self.dismiss = icon_button(look, "close", look.words.say(Phrase.DISMISS))
        self.dismiss.clicked.connect(self.hide)
        self._box = QVBoxLayout()
        self._box.setSpacing(GAP_SMALL)
        self._box.addWidget(self._title)
        row = QHBoxLayout(self)
        row.setContentsMargins(PADDING, GAP, GAP, GAP)
        row.addLayout(self._box, 1)
        self.steps = {step: button(look, look.words.say(step.value)) for step in NextStep}
        for step, one in self.steps.items():
            one.clicked.connect(partial(self.chosen.emit, step))
            row.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.dismiss, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_text(
        self, title: str, lines: Sequence[str] = (), tone: Tone = Tone.FAILED, steps: Sequence[NextStep] = ()
    ) -> None:
        """Show a title and lines below it, all of it plain text, and what can be done about it."""
        for line in self._lines:
            self._box.removeWidget(line)
            line.hide()  # until it is deleted it would stand where it stood
            line.deleteLater()
        self._title.setText(title)
        self._lines = [WrapLabel(line) for line in lines]
        for line in self._lines:
            self._box.addWidget(line)
        for step, one in self.steps.items():
            one.setVisible(step in steps)
        self.setObjectName("banner_hold" if tone is Tone.HOLD else "banner_failed")
        for widget in (self, *self.findChildren(SafeLabel)):  # the labels' colour depends on the frame's name
            self.style().unpolish(widget)
            self.style().polish(widget)
        self.show()

    def forget_note(self) -> None:
        """What was only worth knowing is over; what went wrong stays."""
        if self.objectName() == "banner_hold":
            self.hide()

    def show_refusals(self, refused: Sequence[Refusal]) -> None:
        """List what was not taken in, and what to do."""
        say, error = self._look.words.say, self._look.words.error
        phrase = Phrase.REFUSED_ONE if len(refused) == 1 else Phrase.REFUSED_MANY
        lines = [f"{PurePath(one.source).name or one.source}: {error(one.code, one.text)}" for one in refused[:_LINES]]
        if len(refused) > _LINES:
            lines.append(say(Phrase.REFUSED_MORE, count=len(refused) - _LINES))
        self.show_text(say(phrase, count=len(refused)), lines)

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything it says."""
        return (self._title.text(), *(line.text() for line in self._lines))
