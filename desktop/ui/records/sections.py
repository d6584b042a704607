"""Everything known about a record, in tabs below its pages."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtCore import Signal

from core.domain.egress import EgressRow
from core.domain.rows import RecordDetail
from desktop.ui.fitting_tabs import FittingTabs
from desktop.ui.look import Look
from desktop.ui.models.rows import Column
from desktop.ui.phrases import Phrase
from desktop.ui.records.claim import ClaimEditor
from desktop.ui.records.history import HistoryView
from desktop.ui.records.history_words import HistoryPhrase
from desktop.ui.records.parts import (
    FieldLine,
    Question,
    check_columns,
    decision_columns,
    field_columns,
    field_lines,
    file_columns,
    question_columns,
    questions_of,
    run_columns,
)
from desktop.ui.records.sent import sent_columns
from desktop.ui.tables import PartTable


class Sections(FittingTabs):
    """`field_chosen` with the field (or None) of a line that was chosen; `claim_saved` with a `Claim`.

    `due_saved` with a time, or None for no deadline.
    """

    field_chosen = Signal(object)
    claim_saved = Signal(object)
    due_saved = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(look.words.say(Phrase.MORE))
        self._look = look
        self._say = look.words.say
        self._is_chosen = False
        self.questions = self._add(
            Phrase.TAB_QUESTIONS, question_columns(look), lambda row: row.number, Phrase.NO_QUESTIONS, wide=0
        )
        self.fields = self._add(
            Phrase.TAB_FIELDS, field_columns(look), lambda row: row.field.name, Phrase.NO_FIELDS, wide=1
        )
        self.checks = self._add(Phrase.TAB_CHECKS, check_columns(look), lambda row: row, Phrase.NO_CHECKS, wide=0)
        self.claim = ClaimEditor(look)
        self.addTab(self.claim, self._say(Phrase.TAB_CLAIM))
        self.history = HistoryView(look)
        self.addTab(self.history, self._say(HistoryPhrase.TITLE))
        self.decisions = self._add(
            Phrase.TAB_DECISIONS, decision_columns(look), lambda row: row.id, Phrase.NO_DECISIONS, wide=4
        )
        self.files = self._add(Phrase.TAB_FILES, file_columns(look), lambda row: row.index, Phrase.NO_PAGES, wide=0)
        self.runs = self._add(Phrase.TAB_RUNS, run_columns(look), lambda row: row.id, Phrase.NO_RUNS, wide=5)
        self.sent = self._add(Phrase.TAB_SENT, sent_columns(look), lambda row: row.id, Phrase.NOTHING_SENT, wide=2)
        self.claim.saved.connect(self.claim_saved)
        self.claim.due_saved.connect(self.due_saved)
        self.picked.connect(self._on_picked)
        self.questions.chosen.connect(self._on_question_chosen)
        self.fields.chosen.connect(self._on_field_chosen)

    def show_detail(self, detail: RecordDetail, *, fresh: bool) -> None:
        """Show that record; `fresh`: it is another one than before."""
        questions = questions_of(detail)
        self.questions.show_rows(questions)
        self.fields.show_rows(field_lines(detail))
        checks = dict.fromkeys(detail.judgement.checks) if detail.judgement else ()
        self.checks.show_rows(sorted(checks, key=lambda one: one.passed))
        self.runs.show_rows(tuple(reversed(detail.runs)))
        self.files.show_rows(detail.attachments)
        self.decisions.show_rows(tuple(reversed(detail.decisions)))
        self.claim.show_claim(detail.claim, detail.row.due, fresh=fresh)
        self._count()
        for part, has_rows in ((self.questions, bool(questions)), (self.decisions, bool(detail.decisions))):
            self.set_present(part, is_present=has_rows)
        if fresh or not self._is_chosen:
            self._is_chosen = False
            self.setCurrentWidget(self.questions if questions else self.fields if detail.extraction else self.runs)

    def show_sent(self, rows: Sequence[EgressRow]) -> None:
        """What left this machine."""
        self.sent.show_rows(rows)
        self._count()

    def clear(self) -> None:
        """Show nothing."""
        for part in self._parts():
            part.show_rows(())
        self.history.show_rows(())

    def _add(
        self,
        title: Phrase,
        columns: Sequence[Column[Any]],
        key: Callable[[Any], Hashable],
        empty: Phrase,
        *,
        wide: int,
    ) -> PartTable[Any]:
        name = self._say(title, count="").strip()
        part: PartTable[Any] = PartTable(self._look, columns, key, self._say(empty), wide=wide, name=name)
        part.setProperty("title", title.name)
        self.addTab(part, name)
        return part

    def _parts(self) -> list[PartTable[Any]]:
        return [self.questions, self.fields, self.checks, self.runs, self.files, self.decisions, self.sent]

    def _count(self) -> None:
        for part in self._parts():
            count = part.model.rowCount()
            title = Phrase[str(part.property("title"))]
            self.setTabText(self.indexOf(part), self._say(title, count=count or "").strip())
        self.fit()

    def _on_question_chosen(self, row: Question) -> None:
        self.field_chosen.emit(row.reason.field)

    def _on_field_chosen(self, row: FieldLine) -> None:
        self.field_chosen.emit(row.field.name)

    def _on_picked(self) -> None:
        self._is_chosen = True
