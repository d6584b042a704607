"""Where the record in review is given a deadline, or loses it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.due_edit import DueEdit
from desktop.ui.keys import Deed, shown
from desktop.ui.look import Look
from desktop.ui.parts import SafeLabel, button, column_of, frame, row_of
from desktop.ui.phrases import Phrase
from desktop.ui.review.phrases import DeadlinePhrase
from desktop.ui.theme import GAP, GAP_SMALL, PADDING


class DuePanel(QWidget):
    """The line, and two buttons; Enter or Ctrl+Enter keeps it, Esc goes back."""

    closed = Signal()
    confirmed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        say = look.words.say
        self.line = DueEdit(look)
        self.back = button(look, say(Phrase.BACK) + "  Esc")
        self.keep = button(look, f"{say(DeadlinePhrase.SAVE)}  {shown(Deed.APPROVE)}", "later", "primary")
        self.back.clicked.connect(self.closed)
        self.keep.clicked.connect(self.confirmed)
        self.line.entered.connect(self.confirmed)
        self.line.edited.connect(self._on_edited)
        panel = frame("palette")
        box = column_of(
            SafeLabel(say(DeadlinePhrase.LABEL), "title"),
            self.line,
            spacing=GAP_SMALL,
            margins=(PADDING, PADDING, PADDING, PADDING),
        )
        box.addLayout(row_of(self.back, None, self.keep, spacing=GAP, margins=(0, GAP, 0, 0)))
        panel.setLayout(box)
        self.setLayout(column_of(panel))
        self._on_edited()

    def open(self, due: datetime | None) -> None:
        """Start with the deadline that is."""
        self.line.show_due(due)
        self.show()
        self.line.edit.selectAll()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def can_keep(self) -> bool:
        """True if something else was typed, and it can be understood."""
        return self.line.is_changed and not self.line.is_refused

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _on_edited(self) -> None:
        self.keep.setEnabled(self.can_keep)
