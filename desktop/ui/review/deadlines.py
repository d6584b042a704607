"""By when the record in review is to be decided: asks for it, and for keeping what was typed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.messages import SetDue
from desktop.ui.composing import settle_composition
from desktop.ui.review.judging import Judging
from desktop.ui.review.panel import ReviewPanel


class Deadlines(QObject):
    """Emits `asked` with a `SetDue`."""

    asked = Signal(object)

    def __init__(self, panel: ReviewPanel, judging: Judging) -> None:
        super().__init__()
        self._panel = panel
        self._judging = judging
        panel.head.due_wanted.connect(self.start)
        panel.due.closed.connect(self.leave)
        panel.due.confirmed.connect(self.confirm)

    def start(self) -> None:
        """Ask for the deadline."""
        settle_composition()
        panel = self._panel
        if panel.detail is not None and not self._judging.is_busy and not panel.is_asking:
            panel.deeds.hide()
            panel.due.open(panel.detail.row.due)

    def confirm(self) -> None:
        """Have it kept, unless what was typed says nothing or nothing new."""
        settle_composition()
        panel = self._panel
        if panel.detail is not None and panel.due.isVisible() and panel.due.can_keep:
            self.asked.emit(SetDue(panel.detail.row.id, panel.due.line.due))
            self.leave()

    def leave(self) -> None:
        """Back to the fields."""
        if self._panel.due.isVisible():
            self._panel.stop_asking()
            self._panel.focus_first()
