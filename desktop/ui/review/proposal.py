"""What a region gave when it was read again: shown below the field, taken with Enter, left with Esc."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from desktop.ui.look import Look
from desktop.ui.page.picks import Pick
from desktop.ui.parts import SafeLabel, WrapLabel, column_of
from desktop.ui.review.phrases import DeskPhrase
from desktop.ui.shown import percent


class ProposalLine(QFrame):
    """Hidden while there is nothing to propose."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._say = look.words.say
        self._pick: Pick | None = None
        self._text = WrapLabel("", "proposed")
        self._keys = SafeLabel(self._say(DeskPhrase.AGAIN_KEYS), "caption")
        self.setObjectName("proposal")
        self.setLayout(column_of(self._text, self._keys, spacing=2, margins=(8, 6, 8, 6)))
        self.hide()

    @property
    def pick(self) -> Pick | None:
        """What is proposed."""
        return self._pick

    def show_waiting(self) -> None:
        """The region is being read."""
        self._show(None, self._say(DeskPhrase.READING))

    def show_pick(self, pick: Pick | None) -> None:
        """That was read; None: nothing."""
        if pick is None:
            self._show(None, self._say(DeskPhrase.AGAIN_NOTHING))
            return
        sure = min(word.confidence for word in pick.words)
        self._show(pick, self._say(DeskPhrase.AGAIN, value=pick.text, confidence=percent(sure)))

    def show_problem(self, text: str) -> None:
        """It could not be read."""
        self._show(None, text)

    def leave(self) -> bool:
        """Propose nothing any more; True if something was shown."""
        was, self._pick = self.isVisible(), None
        self.hide()
        return was

    def _show(self, pick: Pick | None, text: str) -> None:
        self._pick = pick
        self._text.setText(text)
        self._keys.setVisible(pick is not None)
        self.show()
