"""What will be deleted, row by row and in sum, before anything is; then done, beside the window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from core.domain.ids import RecordId
from core.domain.keeping import Deletion, Part
from desktop.keeping_messages import (
    DeleteForGood,
    KeepingAnswer,
    KeepingDone,
    KeepingFailed,
    KeepingPlanned,
    PlanKeeping,
)
from desktop.ui.keeping.phrases import KeepingPhrase as K
from desktop.ui.look import Look
from desktop.ui.models.rows import Column
from desktop.ui.open import ask_to_delete
from desktop.ui.parts import Empty, SafeLabel, WrapLabel, button, column_of, frame, row_of
from desktop.ui.phrases import Phrase
from desktop.ui.shown import moment, size
from desktop.ui.tables import PartTable
from desktop.ui.theme import GAP, PADDING

_SIZE: Final = (760, 520)


class KeepingDialog(QDialog):
    """Emits `asked` with a `KeepingAsk`. records: erase these; () is what is due by the settings.

    `times_wanted` when somebody wants to say how long things are kept.
    """

    asked = Signal(object)
    times_wanted = Signal()

    def __init__(self, look: Look, records: Sequence[RecordId], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._say = say = look.words.say
        self._records = tuple(records)
        self._generation = 0
        self._deletions: tuple[Deletion, ...] = ()
        self.setObjectName("dialog")
        self.setWindowTitle(say(K.TITLE_ERASE, count=len(records)) if records else say(K.TITLE_DUE))
        self.resize(*_SIZE)
        self.table = PartTable[Deletion](
            look, self._columns(), lambda one: one.record, say(K.NOTHING), wide=1, name=say(K.LINES)
        )
        self.summary = SafeLabel("", "title")
        self.state = WrapLabel("", "hint")
        self.sentence = Empty(look, say(K.LOOKING), say(K.SET_TIMES))
        self.sentence.action.hide()
        self.sentence.acted.connect(self.times_wanted)
        self.delete = button(look, say(K.ERASE if records else K.DELETE), "close", "rejected")
        self.shut = button(look, say(Phrase.CLOSE))
        self.delete.setEnabled(False)
        self.delete.clicked.connect(self._on_delete)
        self.shut.clicked.connect(self.accept)
        self._build()

    def ask(self) -> None:
        """Ask what would be deleted."""
        self._generation += 1
        self.asked.emit(PlanKeeping(self._generation, self._records))

    def receive(self, answer: KeepingAnswer) -> None:
        """A plan came, or it is done, or it could not be."""
        match answer:
            case KeepingPlanned(ask=PlanKeeping(generation=self._generation)):
                self._show(answer)
            case KeepingDone():
                self._show_done(answer)
            case KeepingFailed():
                self.state.setText(self._look.words.error(answer.code, answer.text))
                self.sentence.sentence.setText(self.state.text())
                self.delete.setEnabled(True)
                self.delete.setVisible(bool(self._deletions))
            case _:
                pass

    def _build(self) -> None:
        self._body = QWidget()
        box = column_of(spacing=GAP, margins=(PADDING, PADDING, PADDING, PADDING))
        box.addWidget(self.summary)
        box.addWidget(self.table, 1)
        box.addWidget(self.state)
        self._body.setLayout(box)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.sentence)
        self._stack.addWidget(self._body)
        deeds = frame("actions")
        deeds.setLayout(row_of(self.delete, None, self.shut, margins=(PADDING, PADDING, PADDING, PADDING)))
        self.setLayout(column_of(self._stack, deeds))

    def _columns(self) -> tuple[Column[Deletion], ...]:
        say, words = self._say, self._look.words
        return (
            Column(say(K.COL_RECORD), lambda one: str(one.record), right=True),
            Column(say(K.COL_TITLE), lambda one: one.title),
            Column(say(K.COL_TYPE), lambda one: words.document_type(one.document_type) or "–"),
            Column(say(K.COL_DECIDED), lambda one: moment(one.decided_at) if one.decided_at else "–"),
            Column(say(K.COL_PARTS), lambda one: ", ".join(say(K[part.name]) for part in one.parts)),
            Column(say(K.COL_FILES), lambda one: f"{one.files:,}", right=True),
            Column(say(K.COL_SIZE), lambda one: size(one.size) if one.files else "–", right=True),
        )

    @property
    def _stays(self) -> str:
        whole = bool(self._deletions) and all(Part.RECORD in one.parts for one in self._deletions)
        return self._say(K.STAYS_ERASE if whole else K.STAYS_DUE)

    def _show(self, answer: KeepingPlanned) -> None:
        self._deletions = answer.deletions
        self.delete.setEnabled(True)
        if not answer.deletions:
            self._show_nothing(is_off=answer.is_off)
            return
        self.summary.setText(self._sum(answer.deletions))
        self.state.setText(self._stays)
        self.table.show_rows(answer.deletions)
        self.delete.show()
        self._stack.setCurrentWidget(self._body)
        self.shut.setFocus()  # a key that was pressed too often deletes nothing

    def _show_nothing(self, *, is_off: bool) -> None:
        """A button that can do nothing is not shown; where no times are set, the way there is."""
        self.sentence.sentence.setText(self._say(K.OFF if is_off else K.NOTHING))
        self.sentence.action.setVisible(is_off)
        self.delete.hide()
        self._stack.setCurrentWidget(self.sentence)
        (self.sentence.action if is_off else self.shut).setFocus()

    def _sum(self, deletions: Sequence[Deletion]) -> str:
        files, total = sum(one.files for one in deletions), sum(one.size for one in deletions)
        return self._say(K.SUMMARY, records=f"{len(deletions):,}", files=f"{files:,}", size=size(total))

    def _show_done(self, answer: KeepingDone) -> None:
        done = answer.deleted
        self._deletions = ()
        self.delete.hide()
        text = self._say(K.DONE, records=f"{len(done.records):,}", files=f"{done.files:,}", size=size(done.freed))
        self.sentence.sentence.setText(text)
        self._stack.setCurrentWidget(self.sentence)
        self.shut.setFocus()

    def _on_delete(self) -> None:
        text = self._say(K.SURE_TEXT, summary=self._sum(self._deletions), stays=self._stays)
        if not ask_to_delete(self, self._look.words, text):
            return
        self.delete.setEnabled(False)
        self.state.setText(self._say(K.WORKING))
        self.asked.emit(DeleteForGood(self._deletions))
