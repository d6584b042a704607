"""Where a deadline is typed: as people of the place write a day or a time, told at once how it is understood."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.domain.deadline import read_typed_moment
from desktop.ui.composing import ComposingEdit
from desktop.ui.look import Look
from desktop.ui.models.records import now
from desktop.ui.parts import WrapLabel, column_of
from desktop.ui.review.deadline import deadline_look, written
from desktop.ui.review.phrases import DeadlinePhrase
from desktop.ui.shown import moment
from desktop.ui.theme import GAP_SMALL


class DueEdit(QWidget):
    """A line, and below it what it means or why it means nothing; `edited` as it is typed, `entered` at Enter."""

    edited = Signal()
    entered = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._words = look.words
        self._before: datetime | None = None
        self._written = ""
        self.edit = ComposingEdit()
        self.edit.setAccessibleName(look.words.say(DeadlinePhrase.LABEL))
        self.edit.setPlaceholderText(look.words.say(DeadlinePhrase.HINT))
        self.told = WrapLabel("", "caption")
        self.edit.textChanged.connect(self._on_text)
        self.edit.returnPressed.connect(self.entered)
        self.setLayout(column_of(self.edit, self.told, spacing=GAP_SMALL))
        self.setFocusProxy(self.edit)
        self.show_due(None)

    def show_due(self, due: datetime | None) -> None:
        """Show that deadline; None is none."""
        self._before = due
        self._written = "" if due is None else written(due)
        self.edit.setText(self._written)
        self._on_text()

    @property
    def due(self) -> datetime | None:
        """The deadline that stands there; None for none, and for what is no time."""
        text = self.edit.text().strip()
        return self._before if text == self._written else read_typed_moment(text)

    @property
    def is_changed(self) -> bool:
        """True if another deadline was typed, or it was taken away."""
        return self.edit.text().strip() != self._written

    @property
    def is_refused(self) -> bool:
        """True if what was typed is neither a time nor nothing."""
        return bool(self.edit.text().strip()) and self.due is None

    def _on_text(self) -> None:
        name = "error" if self.is_refused else "caption"
        if self.told.objectName() != name:
            self.told.setObjectName(name)
            self.told.style().unpolish(self.told)
            self.told.style().polish(self.told)
        self.told.setText(self._meaning())
        self.told.setVisible(bool(self.told.text()))
        self.edited.emit()

    def _meaning(self) -> str:
        if self.is_refused:
            return self._words.say(DeadlinePhrase.BAD)
        due = self.due
        if due is None:
            return ""
        near = deadline_look(due, now(), self._words).text
        return self._words.say(DeadlinePhrase.UNTIL, time=moment(due), near=near)
