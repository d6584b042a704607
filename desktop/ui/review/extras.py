"""What is done with records besides deciding the one shown: put off, hand on, history, evidence, many at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.domain.decision import Verdict
from core.domain.queue import EscalateRequest, PostponeRequest
from core.domain.rows import RecordRow
from desktop.messages import HistoryLoaded, LoadHistory, MakePack
from desktop.review_messages import BulkPlanned, DecideMany, Escalate, ManyDecided, Postpone
from desktop.ui.composing import settle_composition
from desktop.ui.look import Look
from desktop.ui.open import ask_for_pack
from desktop.ui.review.bulk import BulkSheet
from desktop.ui.review.judging import Judging
from desktop.ui.review.panel import ReviewPanel


class Extras(QObject):
    """Emits `asked` with an `Ask`."""

    asked = Signal(object)

    def __init__(self, look: Look, panel: ReviewPanel, judging: Judging, window: QWidget) -> None:
        super().__init__()
        self._look = look
        self._panel = panel
        self._judging = judging
        self._window = window
        self.sheet: BulkSheet | None = None
        head = panel.head
        head.later_wanted.connect(self.postpone)
        head.escalation_wanted.connect(self.start_escalation)
        head.history_toggled.connect(self.toggle_history)
        head.pack_wanted.connect(self.make_pack)
        panel.escalation.closed.connect(self.leave_escalation)
        panel.escalation.confirmed.connect(self.confirm_escalation)

    def postpone(self, until: datetime | None) -> None:
        """Put the record that is shown off."""
        detail = self._panel.detail
        if detail is not None and not self._judging.is_busy:
            row = detail.row
            self.asked.emit(Postpone(PostponeRequest(row.id, detail.version, row.revision, until)))

    def start_escalation(self) -> None:
        """Ask for the question."""
        settle_composition()
        panel = self._panel
        if panel.detail is not None and not self._judging.is_busy and not panel.is_asking:
            panel.deeds.hide()
            panel.escalation.open()

    def confirm_escalation(self) -> None:
        """Hand the record on with what was typed."""
        settle_composition()
        detail, (note, to) = self._panel.detail, self._panel.escalation.answer
        if detail is None or not note or not self._panel.escalation.isVisible():
            return
        self.leave_escalation()
        self.asked.emit(Escalate(EscalateRequest(detail.row.id, detail.version, detail.row.revision, note, to)))

    def leave_escalation(self) -> None:
        """Back to the fields."""
        if self._panel.escalation.isVisible():
            self._panel.escalation.hide()
            self._panel.deeds.show()
            self._panel.focus_first()

    def toggle_history(self, shown: bool) -> None:
        """Show what happened to the record, or its fields."""
        self._panel.show_history(shown=shown)
        self.refresh_history()

    def leave_history(self) -> bool:
        """Back to the fields; True if the history was shown."""
        was = self._panel.head.history.isChecked()
        self._panel.head.history.setChecked(False)
        return was

    def refresh_history(self) -> None:
        """Ask for what happened, if it is shown."""
        detail = self._panel.detail
        if detail is not None and self._panel.head.history.isChecked():
            self.asked.emit(LoadHistory(detail.row.id))

    def show_history(self, answer: HistoryLoaded) -> None:
        """What happened came."""
        detail = self._panel.detail
        if detail is not None and detail.row.id == answer.record:
            self._panel.history.show_rows(answer.rows)

    def make_pack(self) -> None:
        """Ask where to, and write everything known about the record there."""
        detail = self._panel.detail
        if detail is None:
            return
        for path in ask_for_pack(self._window, self._look.words, detail.row.id):
            self.asked.emit(MakePack(detail.row.id, path))

    def decide_many(self, verdict: Verdict, rows: Sequence[RecordRow]) -> None:
        """Open the summary of what would change."""
        if not rows or self.sheet is not None:
            return
        self.sheet = BulkSheet(self._look, verdict, rows, self._window)
        self.sheet.form.show_comments(self._panel.palette_panel.form.offered)
        self.sheet.asked.connect(self._on_sheet_asked)
        self.sheet.finished.connect(self._on_sheet_finished)
        self.sheet.begin()

    def show_plan(self, answer: BulkPlanned) -> None:
        """What it would do came."""
        if self.sheet is not None:
            self.sheet.show_plan(answer)

    def show_done(self, answer: ManyDecided) -> None:
        """It was done."""
        if self.sheet is not None:
            self.sheet.show_done(answer)

    def _on_sheet_asked(self, ask: object) -> None:
        if isinstance(ask, DecideMany):
            self._judging.mine.update(request.record for request in ask.requests)
        self.asked.emit(ask)

    def _on_sheet_finished(self) -> None:
        if self.sheet is not None:
            self.sheet.deleteLater()
            self.sheet = None
