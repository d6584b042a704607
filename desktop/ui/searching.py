"""What makes a line edit one for searching: the glass at its beginning, the button that empties it, their names."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QToolButton

from desktop.ui.look import Look
from desktop.ui.phrases import Phrase


class Glass(QAction):
    """The glass, in the colours of the moment; belongs to its edit."""

    def __init__(self, edit: QLineEdit, look: Look) -> None:
        super().__init__(look.words.say(Phrase.SEARCH), edit)
        self._look = look
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def _on_look_changed(self) -> None:
        self.setIcon(self._look.icon("search", self._look.theme.muted))


def make_search(edit: QLineEdit, look: Look) -> None:
    """Give it the glass, and a button that empties it; Qt gives that button no name."""
    edit.setObjectName("search")
    edit.addAction(Glass(edit, look), QLineEdit.ActionPosition.LeadingPosition)
    known = set(edit.findChildren(QToolButton))
    edit.setClearButtonEnabled(True)
    for button in set(edit.findChildren(QToolButton)) - known:
        button.setAccessibleName(look.words.say(Phrase.CLEAR_SEARCH))
