"""A word in the strip when something does not move though nothing explains it."""

from __future__ import annotations

from collections import Counter
from typing import Final

from PySide6.QtCore import QTimer, Signal

from core.domain.times import Cause
from desktop.times_messages import LoadStuck, StuckLoaded
from desktop.ui.look import Look
from desktop.ui.parts import SafeLabel
from desktop.ui.shown import tip
from desktop.ui.times.phrases import CAUSE, TimesPhrase

EVERY_MS: Final = 60_000
_EXPLAINED: Final = frozenset({Cause.BEHIND, Cause.LATER, Cause.PAUSED})
"""What waits in a long queue, until its time, or because somebody paused it: the strip says that already."""


class StuckInStrip(SafeLabel):
    """Emits `asked` with a `LoadStuck` once a minute; hidden while everything moves."""

    asked = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__("", "error")
        self._words = look.words
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._on_time)
        self.hide()

    def begin(self) -> None:
        """The desk is open."""
        self._timer.start()
        self._on_time()

    def show_answer(self, answer: StuckLoaded) -> None:
        """What does not move."""
        say = self._words.say
        causes = Counter(one.cause for one in answer.stuck if one.cause not in _EXPLAINED)
        self.setText(say(TimesPhrase.STUCK_STRIP, count=causes.total()) if causes else "")
        lines = (
            say(TimesPhrase.CAUSE_COUNT, cause=say(CAUSE[cause]), count=number) for cause, number in causes.items()
        )
        self.setToolTip(tip(*lines) if causes else "")
        self.setVisible(bool(causes))

    def _on_time(self) -> None:
        self.asked.emit(LoadStuck())
