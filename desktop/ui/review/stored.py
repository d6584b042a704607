"""Below a field: what a person's text is kept as, before it is kept; or that it cannot be."""

from __future__ import annotations

from core.domain.field import FieldName
from core.domain.normal import typed_value
from desktop.ui.parts import WrapLabel
from desktop.ui.phrases import Phrase
from desktop.ui.review.phrases import DeskPhrase
from desktop.ui.words import Words


class StoredLine(WrapLabel):
    """Nothing while the field says what was read."""

    def __init__(self, words: Words, name: FieldName, read: str) -> None:
        super().__init__("", "caption")
        self._words = words
        self._name = name
        self._read = read
        self.hide()

    def show_typed(self, typed: str | None) -> None:
        """typed: what the person set; None if it is what was read."""
        text = self._text(typed)
        name = "error" if typed is not None and typed_value(self._name, typed) is None else "caption"
        if self.objectName() != name:
            self.setObjectName(name)
            self.style().polish(self)
        self.setText(text)
        self.setVisible(bool(text))

    def _text(self, typed: str | None) -> str:
        if typed is None:
            return ""
        say = self._words.say
        stored = typed_value(self._name, typed)
        if stored is None:
            return say(DeskPhrase.NO_DATE)
        before = self._read or say(Phrase.NOT_FOUND_VALUE)
        if stored != typed:
            return say(DeskPhrase.STORED_AS, value=self._words.value(self._name, stored), before=before)
        return say(Phrase.EDITED, value=before)
