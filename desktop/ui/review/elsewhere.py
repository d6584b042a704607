"""Tells when a record that is shown was decided in another window: who, what, and when."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from core.domain.decision import Verdict
from core.domain.rows import RecordRow
from core.domain.states import ProcessStatus
from desktop.messages import AskFailed, OpenRecord, RecordOpened, Screen
from desktop.ui.models.records import title
from desktop.ui.review.judging import Judging
from desktop.ui.review.panel import ReviewPanel
from desktop.ui.review.phrases import OffPhrase
from desktop.ui.shown import moment
from desktop.ui.words import Words

_TOLD = -1
"""The generation of a record that is opened only to tell who decided it."""


class Elsewhere(QObject):
    """asked: an `OpenRecord`. told: a sentence."""

    asked = Signal(object)
    told = Signal(object)

    def __init__(self, words: Words, judging: Judging, panel: ReviewPanel) -> None:
        super().__init__()
        self._words = words
        self._judging = judging
        self._panel = panel

    def note_gone(self, row: RecordRow) -> None:
        """The record that is shown is no longer held."""
        decided = row.status in {ProcessStatus.APPROVED, ProcessStatus.REJECTED}
        if decided and row.id not in self._judging.mine:
            self.asked.emit(OpenRecord(Screen.REVIEW, _TOLD, row.id))

    def take(self, answer: RecordOpened) -> bool:
        """True if this was opened to tell who decided it."""
        if answer.ask.generation != _TOLD:
            return False
        for decision in answer.detail.decisions[-1:]:
            self._tell(title(answer.detail.row, self._words), decision.verdict, decision.actor, decision.at)
        return True

    def fail(self, answer: AskFailed) -> bool:
        """Something was refused; True if it could be told who had decided meanwhile."""
        facts, detail = dict(answer.facts), self._panel.detail
        if not {"actor", "verdict", "at"} <= facts.keys() or detail is None:
            return False
        name = title(detail.row, self._words)
        self._tell(name, Verdict(facts["verdict"]), facts["actor"], datetime.fromisoformat(facts["at"]))
        return True

    def _tell(self, name: str, verdict: Verdict, actor: str, at: datetime) -> None:
        said = self._words.verdict(verdict).text
        self.told.emit(
            self._words.say(OffPhrase.DECIDED_ELSEWHERE, title=name, verdict=said, actor=actor, time=moment(at))
        )
