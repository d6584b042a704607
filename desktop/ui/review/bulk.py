"""Deciding many records at once: what each would become, row by row, before anything is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from core.domain.bulk import BulkAnswer, BulkRow, Seen
from core.domain.decision import DecisionReason, DecisionRequest, Verdict
from core.domain.ids import RecordId
from core.domain.rows import RecordRow
from core.domain.states import ProcessStatus
from desktop.review_messages import BulkPlanned, DecideMany, ManyDecided, PlanBulk
from desktop.ui.composing import settle_composition
from desktop.ui.keys import Deed, bind, shown
from desktop.ui.look import Look
from desktop.ui.models.records import title
from desktop.ui.models.rows import Column
from desktop.ui.parts import SafeLabel, WrapLabel, button, column_of, row_of
from desktop.ui.phrases import Phrase
from desktop.ui.review.phrases import BulkPhrase
from desktop.ui.review.reason_words import short
from desktop.ui.review.reject import RejectForm
from desktop.ui.shown import tip
from desktop.ui.tables import PartTable
from desktop.ui.theme import GAP, PADDING
from desktop.ui.words import Tone, Words

_SIZE = (940, 560)
_DONE = {Verdict.APPROVE: ProcessStatus.APPROVED, Verdict.REJECT: ProcessStatus.REJECTED}


@dataclass(frozen=True, slots=True)
class Line:
    """One record of the summary. is_refused: it stays as it is, and `change` says why."""

    record: RecordId
    name: str
    questions: str
    change: str
    is_refused: bool


class BulkSheet(QDialog):
    """Emits `asked` with a `PlanBulk` and, when confirmed, a `DecideMany`."""

    asked = Signal(object)

    def __init__(self, look: Look, verdict: Verdict, rows: Sequence[RecordRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._say = look.words.say
        self._verdict = verdict
        self._rows = {row.id: row for row in rows}
        self._generation = 0
        self._plan: tuple[BulkRow, ...] = ()
        self._is_done = False
        approves = verdict is Verdict.APPROVE
        self.setObjectName("dialog")
        self.setModal(True)
        heading = self._say(BulkPhrase.TITLE_APPROVE if approves else BulkPhrase.TITLE_REJECT, count=len(rows))
        self.setWindowTitle(heading)
        self.resize(*_SIZE)
        self.form = RejectForm(look)
        self.form.setVisible(not approves)
        self.table: PartTable[Line] = PartTable(
            look, _columns(look), lambda line: line.record, self._say(BulkPhrase.CHOOSE_REASON), wide=2, name=heading
        )
        self.state = WrapLabel("", "hint")
        self.back = button(look, f"{self._say(Phrase.BACK)}  Esc")
        self.confirm = button(look, "", "approved" if approves else "rejected", "primary")
        self.back.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._on_confirm)
        self.form.chosen.connect(self._plan_again)
        self._build(heading)
        bind(self, Deed.APPROVE, self._on_confirm)
        self._show_confirm()

    def begin(self) -> None:
        """Open, and ask what would change; a rejection needs its reason first."""
        self.open()
        if self._verdict is Verdict.APPROVE:
            self._plan_again()
        else:
            self.form.begin()

    def show_plan(self, answer: BulkPlanned) -> None:
        """What the answer would do came."""
        if answer.ask.generation == self._generation:
            self._plan = answer.rows
            self.table.show_rows([self._line(row) for row in answer.rows])
            self._show_confirm()
            self.confirm.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_done(self, answer: ManyDecided) -> None:
        """It was done; what was refused meanwhile is shown, and stays open to be read."""
        left = [one for one in answer.outcomes if one.decision is None]
        self._is_done = True
        if not left:
            self.accept()
            return
        words = self._look.words
        self.table.show_rows(
            [
                Line(one.record, self._name(one.record), "", words.error(one.code, one.text), is_refused=True)
                for one in left
            ]
        )
        self.state.setText(self._say(BulkPhrase.SOME_NOT, count=len(answer.outcomes) - len(left), left=len(left)))
        self.confirm.hide()
        self.back.setText(self._say(BulkPhrase.CLOSE))

    def _plan_again(self) -> None:
        answer = self._answer()
        if answer is not None:
            self._generation += 1
            self._plan = ()
            self._show_confirm()
            self.asked.emit(PlanBulk(self._generation, tuple(map(Seen.of, self._rows.values())), answer))

    def _answer(self) -> BulkAnswer | None:
        if self._verdict is Verdict.APPROVE:
            return BulkAnswer(Verdict.APPROVE, DecisionReason.VERIFIED)
        if self.form.reason is None:
            return None
        public, internal = self.form.comments
        return BulkAnswer(Verdict.REJECT, self.form.reason, self.form.kind, public, internal)

    def _on_confirm(self) -> None:
        settle_composition()
        answer = self._answer()
        requests = [row.request for row in self._plan if row.request is not None]
        if not requests or answer is None or self._is_done or not self.confirm.isEnabled():
            return
        self.confirm.setEnabled(False)
        self.state.setText(self._say(BulkPhrase.WORKING))
        if answer.verdict is Verdict.REJECT:  # comments may have been typed after the plan was made
            self._generation += 1
        self.asked.emit(DecideMany(tuple(_with_comments(one, answer) for one in requests)))

    def _line(self, row: BulkRow) -> Line:
        words, is_refused = self._look.words, row.request is None
        before = row.row or self._rows.get(row.record)
        reasons = before.reasons if before else ()
        questions = ", ".join(dict.fromkeys(short(reason.code, words) for reason in reasons))
        change = words.error(row.code, row.text) if is_refused else self._becomes(before, words)
        return Line(row.record, self._name(row.record), questions, change, is_refused)

    def _becomes(self, before: RecordRow | None, words: Words) -> str:
        now = words.status(before.status if before else ProcessStatus.HOLD).text
        return self._say(BulkPhrase.BECOMES, before=now, after=words.status(_DONE[self._verdict]).text)

    def _name(self, record: RecordId) -> str:
        row = self._rows.get(record)
        return title(row, self._look.words) if row else str(record)

    def _show_confirm(self) -> None:
        count = sum(row.request is not None for row in self._plan)
        phrase = BulkPhrase.DO_APPROVE if self._verdict is Verdict.APPROVE else BulkPhrase.DO_REJECT
        text = self._say(phrase, count=count or len(self._rows))  # until it is known how many can be
        self.confirm.setText(f"{text}  {shown(Deed.APPROVE)}")
        self.confirm.setEnabled(count > 0)

    def _build(self, heading: str) -> None:
        box: QVBoxLayout = column_of(
            SafeLabel(heading, "title"),
            WrapLabel(self._say(BulkPhrase.HINT), "muted"),
            self.form,
            self.table,
            self.state,
            spacing=GAP,
            margins=(PADDING * 2, PADDING * 2, PADDING * 2, PADDING * 2),
        )
        box.setStretchFactor(self.table, 1)
        box.addLayout(row_of(self.back, None, self.confirm))
        self.setLayout(box)


def _with_comments(request: DecisionRequest, answer: BulkAnswer) -> DecisionRequest:
    return replace(request, public_comment=answer.public_comment, internal_comment=answer.internal_comment)


def _columns(look: Look) -> tuple[Column[Line], ...]:
    say = look.words.say
    return (
        Column(
            say(BulkPhrase.RECORD),
            lambda line: line.name,
            tip=lambda line: tip(line.name),
            icon=lambda line: look.tone_icon(*(("cancelled", Tone.QUIET) if line.is_refused else ("hold", Tone.HOLD))),
        ),
        Column(say(BulkPhrase.NOW), lambda line: line.questions, tip=lambda line: tip(line.questions)),
        Column(
            say(BulkPhrase.CHANGE),
            lambda line: say(BulkPhrase.REFUSED, text=line.change) if line.is_refused else line.change,
            tip=lambda line: tip(line.change),
        ),
    )
