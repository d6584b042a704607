"""A record's detail, beside the table: its pages above, everything known about it below, what can be done on top."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from core.domain.claim import Claim
from core.domain.egress import EgressRow
from core.domain.history import HistoryRow
from core.domain.ids import RecordId
from core.domain.pausing import Pause, PauseTarget
from core.domain.rows import RecordDetail, RecordRow
from core.domain.states import ProcessStatus
from desktop.again_messages import PauseThat
from desktop.messages import Ask, Cancel, RetryFailed, SetClaim, SetDue
from desktop.ui.again.phrases import AgainPhrase, PausePhrase
from desktop.ui.keys import Deed, shown
from desktop.ui.look import Look
from desktop.ui.models.records import title
from desktop.ui.page.view import PageView
from desktop.ui.parts import Chip, ElidedLabel, Empty, SafeLabel, button, column_of, frame, icon_button, row_of
from desktop.ui.phrases import Phrase
from desktop.ui.records.sections import Sections
from desktop.ui.review.deadline import written
from desktop.ui.review.phrases import QueuePhrase
from desktop.ui.theme import GAP, PADDING
from desktop.ui.versions.phrases import VersionPhrase

_OPEN = (ProcessStatus.PENDING, ProcessStatus.IN_PROGRESS)


class RecordPanel(QWidget):
    """Shows one record, or what can be done with several; emits `asked` with an `Ask`."""

    asked = Signal(object)
    review_wanted = Signal(object)
    again_wanted = Signal()
    closed = Signal()
    versions_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._say = look.words.say
        self._detail: RecordDetail | None = None
        self._rows: tuple[RecordRow, ...] = ()
        self._pauses: frozenset[PauseTarget] = frozenset()
        self.pages = PageView(look)
        self._build_head()
        self.sections = Sections(look)
        self.sections.field_chosen.connect(self.pages.focus_field)
        self.sections.claim_saved.connect(self._on_claim)
        self.sections.due_saved.connect(self._on_due)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.pages)
        split.addWidget(self.sections)
        split.setSizes([460, 250])
        self._stack = QStackedWidget()
        self._several = Empty(look, "")
        self._stack.addWidget(split)
        self._stack.addWidget(self._several)
        side = frame("side")
        box = column_of(self._head, self._stack)
        box.setStretchFactor(self._stack, 1)
        side.setLayout(box)
        self.setLayout(column_of(side))
        self.setMinimumWidth(400)

    def show_sent(self, record: RecordId, rows: Sequence[EgressRow]) -> None:
        """What left the machine about that record, if it is still the one that is shown."""
        if record == self.shown:
            self.sections.show_sent(rows)

    def show_history(self, record: RecordId, rows: Sequence[HistoryRow]) -> None:
        """What happened to that record, if it is still the one that is shown."""
        if record == self.shown:
            self.sections.history.show_rows(rows)

    def show_pauses(self, pauses: Sequence[Pause]) -> None:
        """What is paused, of all records."""
        targets = frozenset(one.target for one in pauses if one.target.record is not None)
        if targets != self._pauses:
            self._pauses = targets
            self._show_deeds()

    @property
    def shown(self) -> RecordId | None:
        """The record that is shown."""
        return self._detail.row.id if self._detail and len(self._rows) == 1 else None

    def select(self, rows: Sequence[RecordRow]) -> None:
        """These rows are selected: one is about to be opened, several can only be acted on together."""
        self._rows = tuple(rows)
        if len(rows) == 1:
            self._stack.setCurrentIndex(0)
            if self._detail is None or self._detail.row.id != rows[0].id:
                self._detail = None
                self._clear()
            self._show_head(rows[0])
        elif rows:
            self._detail = None
            text = self._say(Phrase.SELECTED, count=len(rows))
            self._title.setText(text)
            self._chip.show_state(None)
            self._facts.setText("")
            self._several.sentence.setText(text)
            self._stack.setCurrentIndex(1)
        self._show_deeds()

    def show_detail(self, detail: RecordDetail) -> None:
        """Show that record's content."""
        fresh = self._detail is None or self._detail.row.id != detail.row.id
        self._detail = detail
        self._rows = (detail.row,)
        self._stack.setCurrentIndex(0)
        self._show_head(detail.row)
        self.pages.show_detail(detail)
        self.sections.show_detail(detail, fresh=fresh)
        self._show_deeds()

    def _clear(self) -> None:
        self.pages.clear()
        self.sections.clear()

    def _show_head(self, row: RecordRow) -> None:
        words = self._look.words
        self._title.setText(title(row, words))
        self._chip.show_state(words.standing(row))
        version = self._say(Phrase.VERSION, version=row.version) if row.version > 1 else ""
        due = words.say(QueuePhrase.DUE, time=written(row.due)) if row.due else ""
        facts = (words.document_type(row.document_type), version, due)
        self._facts.setText(" · ".join(fact for fact in facts if fact))
        error = words.error(row.error_code, row.error_text)
        self._error.setVisible(bool(error))
        self._error.setText(error)

    def _show_deeds(self) -> None:
        one = len(self._rows) == 1
        statuses = [row.status for row in self._rows]
        pending = sum(status in _OPEN for status in statuses)
        failed = sum(status is ProcessStatus.FAILED for status in statuses)
        self._review.setVisible(one and statuses[0] is ProcessStatus.HOLD)
        self._again.setVisible(pending < len(statuses))
        self._pause.setVisible(bool(pending or self._paused))
        self._pause.setText(self._say(PausePhrase.RESUME if self._paused else PausePhrase.PAUSE))
        self._cancel.setVisible(pending > 0)
        self._cancel.setText(self._say(Phrase.CANCEL_MANY, count=pending) if pending > 1 else self._say(Phrase.CANCEL))
        self._retry.setVisible(failed > 0)
        self._retry.setText(self._say(Phrase.RETRY_MANY, count=failed) if failed > 1 else self._say(Phrase.RETRY))

    def _build_head(self) -> None:
        look, say = self._look, self._say
        self._title = ElidedLabel("", "title")
        self._chip = Chip(look)
        self._facts = SafeLabel("", "muted")
        self._error = ElidedLabel("", "error")
        self._error.hide()
        self._review = button(look, say(Phrase.OPEN_IN_REVIEW), "review", "primary")
        self._again = button(look, say(AgainPhrase.OPEN), "rerun")
        self._again.setToolTip(shown(Deed.RUN_AGAIN))
        self._pause = button(look, say(PausePhrase.PAUSE), "pause")
        self._pause.setToolTip(say(PausePhrase.PAUSE_TIP))
        self._cancel = button(look, say(Phrase.CANCEL), "stop")
        self._retry = button(look, say(Phrase.RETRY), "rerun")
        versions = icon_button(look, "versions", f"{say(VersionPhrase.TITLE)}  ({shown(Deed.VERSIONS)})")
        close = icon_button(look, "close", say(Phrase.CLOSE_DETAIL))
        self._review.clicked.connect(self._on_review)
        self._cancel.clicked.connect(self._on_cancel)
        self._retry.clicked.connect(self._on_retry)
        versions.clicked.connect(self.versions_wanted)
        self._again.clicked.connect(self.again_wanted)
        self._pause.clicked.connect(self._on_pause)
        close.clicked.connect(self._on_close)
        top = row_of(self._title, versions, close)
        top.setStretchFactor(self._title, 1)
        below = row_of(self._chip, self._facts, None)
        deeds = row_of(self._cancel, self._pause, self._retry, self._again, None, self._review)
        self._head = frame("tools")
        box = column_of(spacing=GAP, margins=(PADDING, PADDING - 4, PADDING - 4, PADDING))
        for row in (top, below):
            box.addLayout(row)
        box.addWidget(self._error)
        box.addLayout(deeds)
        self._head.setLayout(box)

    @property
    def _paused(self) -> tuple[RecordId, ...]:
        """Those of the selected records that a pause of their own holds back."""
        return tuple(row.id for row in self._rows if PauseTarget(row.id) in self._pauses)

    def _on_pause(self) -> None:
        paused = self._paused
        for row in self._rows:
            if row.id in paused or (not paused and row.status in _OPEN):
                self._ask(PauseThat(PauseTarget(row.id), is_paused=not paused))

    def _ask(self, ask: Ask) -> None:
        self.asked.emit(ask)

    def _on_review(self) -> None:
        if self._rows:
            self.review_wanted.emit(self._rows[0].id)

    def _on_cancel(self) -> None:
        self._ask(Cancel(tuple(row.id for row in self._rows if row.status in _OPEN)))

    def _on_retry(self) -> None:
        self._ask(RetryFailed(tuple(row.id for row in self._rows if row.status is ProcessStatus.FAILED)))

    def _on_claim(self, claim: Claim) -> None:
        if self._rows:
            self._ask(SetClaim(self._rows[0].id, claim))

    def _on_due(self, due: datetime | None) -> None:
        if self._rows:
            self._ask(SetDue(self._rows[0].id, due))

    def _on_close(self) -> None:
        self.closed.emit()
