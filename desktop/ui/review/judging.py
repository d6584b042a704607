"""Approving and rejecting what is shown: one decision at a time, and the last one can be taken back."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from core.domain.decision import Decision, DecisionReason, Verdict
from core.domain.ids import RecordId
from desktop.review_messages import Decide
from desktop.ui.composing import settle_composition
from desktop.ui.review.drafts import Answer, request_for
from desktop.ui.review.panel import ReviewPanel
from desktop.ui.review.sentences import sentences_of
from desktop.ui.words import Words

LEAST_LOOK_MS: Final = 250
"""No sooner is the next record approved: nobody reads one faster."""


class Judging(QObject):
    """Emits `asked` with a `Decide`. What is being composed is settled before anything is done with it."""

    asked = Signal(object)

    def __init__(self, panel: ReviewPanel, words: Words) -> None:
        super().__init__()
        self._panel = panel
        self._words = words
        self._since_last = QElapsedTimer()
        self.record: RecordId | None = None
        """The record whose decision is being stored."""
        self.mine: set[RecordId] = set()
        """Records that were decided here: nobody need be told of them."""
        self.last: Decision | None = None
        """The decision that was made last, as long as it can be taken back."""

    @property
    def is_busy(self) -> bool:
        """True while a decision is being stored: no second one can be made."""
        return self.record is not None

    def approve(self) -> None:
        """Approve what is shown (or reject it, if the palette is open: there the same key confirms)."""
        settle_composition()
        panel = self._panel
        if panel.palette_panel.isVisible():
            self.confirm_reject()
            return
        if self._is_rushed or panel.focus_refused():
            return
        corrections = panel.corrections()
        reason = DecisionReason.CORRECTED if corrections else DecisionReason.VERIFIED
        self._decide(Answer(Verdict.APPROVE, reason, corrections, panel.grounds()))

    def start_reject(self) -> None:
        """Open the palette of reasons."""
        settle_composition()
        panel = self._panel
        if panel.detail is not None and not self.is_busy and not panel.palette_panel.isVisible():
            panel.deeds.hide()
            corrected = {field for field, _ in panel.corrections()}
            panel.palette_panel.open(sentences_of(panel.detail, corrected, self._words))

    def confirm_reject(self) -> None:
        """Reject with what the palette says."""
        settle_composition()
        form = self._panel.palette_panel.form
        if form.reason is not None:
            self._decide(Answer(Verdict.REJECT, form.reason, self._panel.corrections(), (), form.comments, form.kind))

    def leave_palette(self) -> None:
        """Back to the fields."""
        panel = self._panel
        if panel.palette_panel.isVisible():
            panel.palette_panel.hide()
            panel.focus_first()
        panel.deeds.show()

    def note_decided(self, decision: Decision) -> None:
        """The decision is stored."""
        if self.record == decision.record:
            self.record = None
        self._since_last.start()
        self.last = decision
        self.leave_palette()

    def note_failed(self) -> None:
        """It could not be stored."""
        self.record = None
        self._panel.set_busy(busy=False)

    def take_back(self) -> RecordId | None:
        """The record that was decided last, to be opened again; None if there is none or one is being stored."""
        settle_composition()
        if self.last is None or self.is_busy:
            return None
        self.leave_palette()
        record, self.last = self.last.record, None
        return record

    @property
    def _is_rushed(self) -> bool:
        """True just after a decision: a key pressed twice was meant for the record before, this one nobody has seen."""
        return self._since_last.isValid() and self._since_last.elapsed() < LEAST_LOOK_MS

    def _decide(self, answer: Answer) -> None:
        detail = self._panel.detail
        if detail is None or self.is_busy:
            return
        self.record = detail.row.id
        self.mine.add(self.record)
        self._panel.set_busy(busy=True)
        self.asked.emit(Decide(request_for(detail, answer)))
