"""What was read at the word under the mouse, beside it and at once."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from core.domain.page import Word
from desktop.ui.page.phrases import PagePhrase
from desktop.ui.parts import SafeLabel
from desktop.ui.shown import percent
from desktop.ui.words import Words

_AWAY = 4


class HoverNote(SafeLabel):
    """Floats over the page; never in the mouse's way."""

    def __init__(self, words: Words, page: QWidget) -> None:
        super().__init__("", "hover", page)
        self._words = words
        self._page = page
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_word(self, word: Word | None, place: QRect | None) -> None:
        """Stand below that place (above it at the bottom edge); None hides it."""
        page = self._page
        if word is None or place is None:
            self.hide()
            return
        self.setText(self._words.say(PagePhrase.WORD, text=word.text, confidence=percent(word.confidence)))
        self.adjustSize()
        top = place.bottom() + _AWAY
        if top + self.height() > page.height():
            top = place.top() - _AWAY - self.height()
        left = max(0, min(place.left(), page.width() - self.width()))
        self.move(left, max(0, top))
        self.show()
        self.raise_()
