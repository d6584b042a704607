"""What is asked about a field, one line each; an answered question steps back, so that the open ones are seen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QFrame

from core.domain.hold import HoldReason
from desktop.ui.parts import WrapLabel
from desktop.ui.shown import tip
from desktop.ui.words import Words


class Questions:
    """Belongs to a field's card, whose frame tells the same."""

    def __init__(self, card: QFrame, reasons: Iterable[HoldReason], words: Words) -> None:
        self._card = card
        self.lines = [WrapLabel(words.question(one), "question") for one in reasons]
        for line, one in zip(self.lines, reasons, strict=True):
            line.setToolTip(tip(f"{words.stage(one.stage)} · {one.code}"))

    def dress(self, *, is_answered: bool) -> None:
        """Look as answered, or as open."""
        name = "answered" if is_answered else "doubtful"
        if self._card.objectName() == name:
            return
        self._card.setObjectName(name)
        for line in self.lines:
            line.setObjectName("hint" if is_answered else "question")
        for part in (self._card, *self.lines):
            part.style().polish(part)
