"""The review screen: the queue of held records, the page, the fields; approve, reject, next, all by keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QSettings, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from core.domain.decision import Decision, DecisionReason, Verdict
from core.domain.ids import RecordId
from core.domain.queue import Postponed, RecordOrder
from core.domain.rows import RecordDetail, RecordQuery, RecordRow
from core.domain.states import ProcessStatus
from desktop.messages import (
    AskFailed,
    Decide,
    Decided,
    ListRecords,
    LoadPicture,
    OpenRecord,
    PictureLoaded,
    RecordOpened,
    RecordsListed,
    Rendering,
    Screen,
)
from desktop.ui.composing import settle_composition
from desktop.ui.keys import Deed, bind
from desktop.ui.look import Look
from desktop.ui.models.records import title
from desktop.ui.page.view import PageView, pictures_of
from desktop.ui.parts import Empty, column_of
from desktop.ui.phrases import Phrase
from desktop.ui.review.drafts import Draft, Drafts, request_for
from desktop.ui.review.panel import ReviewPanel
from desktop.ui.review.queue import QueueModel, QueuePanel, QueueView

QUEUE_ROWS = 500
_SPLIT = "window/review"


class ReviewScreen(QWidget):
    """Emits `asked` with an `Ask`; is shown answers and news."""

    asked = Signal(object)
    records_wanted = Signal()
    picture_ahead = Signal(object)

    def __init__(self, look: Look, store: QSettings) -> None:
        super().__init__()
        self._words = look.words
        self._say = look.words.say
        self._store = store
        self.model = QueueModel(look)
        self.queue = QueueView(look, self.model)
        self.pages = PageView(look, picks=True)
        self.panel = ReviewPanel(look)
        self._generation = 0
        self._open_generation = 0
        self._ahead: RecordDetail | None = None
        self._deciding: RecordId | None = None
        self._last: Decision | None = None
        self._reopened: RecordId | None = None
        self._drafts = Drafts()
        self._empty = Empty(look, self._say(Phrase.EMPTY_REVIEW), self._say(Phrase.EMPTY_REVIEW_ACTION))
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.side = QueuePanel(look, self.queue)
        for part in (self.side, self.pages, self.panel):
            self.split.addWidget(part)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([240, 720, 420])
        saved = store.value(_SPLIT)
        if isinstance(saved, QByteArray):
            self.split.restoreState(saved)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.split)
        self.setLayout(column_of(self._stack))
        self._connect()

    def remember(self) -> None:
        """Keep the splits for the next start."""
        self._store.setValue(_SPLIT, self.split.saveState())

    def show_picture(self, answer: PictureLoaded) -> None:
        """A page's picture came."""
        self.pages.show_picture(answer)
        if answer.levels and answer.rendering is Rendering.PLAIN:
            self.panel.show_picture(answer.blob, answer.levels[0])

    def reload(self) -> None:
        """Ask for the queue."""
        self._generation += 1
        query = RecordQuery(
            statuses=(ProcessStatus.HOLD,), limit=QUEUE_ROWS, order=RecordOrder.OLDEST, postponed=Postponed.HIDDEN
        )
        self.asked.emit(ListRecords(Screen.REVIEW, self._generation, query))

    def show_list(self, answer: RecordsListed) -> None:
        """The queue came."""
        if answer.ask.generation == self._generation:
            self.model.show(answer.page.rows)
            self._settle()

    def show_rows(self, rows: Sequence[RecordRow], gone: Sequence[RecordId]) -> None:
        """Fresh rows came: newly held ones join the queue, settled ones leave it."""
        held = [row for row in rows if row.status is ProcessStatus.HOLD]
        current = self.queue.current
        leaving = [*gone, *(row.id for row in rows if row.status is not ProcessStatus.HOLD)]
        if current in leaving:
            self._step_from(current)
        self.model.remove(leaving)
        self.model.update(held)
        self.model.join(held)
        self._reopen_changed(held)
        self._settle()

    def show_detail(self, answer: RecordOpened) -> None:
        """A record's content came: the one wanted, or the next one ahead of time."""
        if answer.ask.ahead:
            self._ahead = answer.detail
            for blob in pictures_of(answer.detail.reading.pages if answer.detail.reading else ())[:1]:
                self.picture_ahead.emit(LoadPicture(blob))
        elif answer.ask.generation == self._open_generation:
            self._show(answer.detail)

    def show_decided(self, answer: Decided) -> None:
        """The decision is stored: on to the next."""
        self._drafts.forget(answer.decision.record)
        if self._deciding == answer.decision.record:
            self._deciding = None
        self._reopened = None
        self._last = answer.decision
        detail = self.panel.detail
        name = title(detail.row, self._words) if detail and detail.row.id == self._last.record else ""
        self.side.show_last(self._last.verdict, name or str(self._last.record))
        self._close_palette()
        self._step_from(answer.decision.record)
        self.model.remove([answer.decision.record])
        self._settle()

    def show_failed(self, answer: AskFailed) -> None:
        """A decision could not be stored: the record is opened afresh, what was typed stays."""
        if isinstance(answer.ask, Decide):
            self._deciding = None
            self.panel.set_busy(busy=False)
            self._keep_draft()
            self._open(answer.ask.request.record)

    def open(self, record: RecordId) -> None:
        """Bring that record up for review."""
        if self.model.place(record) >= 0:
            if self.queue.current == record:
                self.panel.focus_first()
            self.queue.go_to(record)
        else:
            self._open(record)
        self._stack.setCurrentWidget(self.split)

    def approve(self) -> None:
        """Approve what is shown (or reject it, if the palette is open: there the same key confirms)."""
        settle_composition()
        if self.panel.palette_panel.isVisible():
            self.confirm_reject()
            return
        corrections = self.panel.corrections()
        reason = DecisionReason.CORRECTED if corrections else DecisionReason.VERIFIED
        self._decide(Verdict.APPROVE, reason, corrections, ("", ""))

    def start_reject(self) -> None:
        """Open the palette of reasons."""
        settle_composition()
        if self.panel.detail is not None and self._deciding is None and not self.panel.palette_panel.isVisible():
            self.panel.deeds.hide()
            self.panel.palette_panel.open()

    def confirm_reject(self) -> None:
        """Reject with what the palette says."""
        settle_composition()
        reason = self.panel.palette_panel.reason
        if reason is not None:
            self._decide(Verdict.REJECT, reason, self.panel.corrections(), self.panel.palette_panel.comments)

    def undo(self) -> None:
        """Open the record that was decided last again; the next decision on it replaces that one."""
        settle_composition()
        if self._last is None or self._deciding is not None:
            return
        self._keep_draft()
        self._close_palette()
        self._reopened, self._last = self._last.record, None
        self.side.show_last(None, "")
        self.queue.leave()
        self._open(self._reopened)

    def next(self) -> None:
        """The next record."""
        self._step(1)

    def previous(self) -> None:
        """The record before."""
        self._step(-1)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing is opened before somebody looks."""
        super().showEvent(event)
        self._settle()

    def _decide(self, verdict: Verdict, reason: DecisionReason, corrections: Draft, comments: tuple[str, str]) -> None:
        detail = self.panel.detail
        if detail is None or self._deciding is not None:
            return
        self._deciding = detail.row.id
        self.panel.set_busy(busy=True)
        self.asked.emit(Decide(request_for(detail, verdict, reason, corrections, comments)))

    def _step(self, step: int) -> None:
        settle_composition()
        if self._deciding is None:
            self.queue.go_to(self.queue.beside(self.queue.current, step))

    def _step_from(self, record: RecordId) -> None:
        """Leave that record for the one after it, or the one before at the end."""
        if self.queue.current != record:
            return
        following = self.queue.beside(record, 1)
        self.queue.go_to(following if following != record else self.queue.beside(record, -1))

    def _on_chosen(self, record: RecordId) -> None:
        self._keep_draft()
        self._close_palette()
        self._reopened = None
        ahead, self._ahead = self._ahead, None
        row = self.model.find(record)
        if ahead is not None and row is not None and (ahead.row.id, ahead.row.revision) == (row.id, row.revision):
            self._open_generation += 1
            self._show(ahead)
            return
        self._open(record)

    def _open(self, record: RecordId) -> None:
        self._open_generation += 1
        self.asked.emit(OpenRecord(Screen.REVIEW, self._open_generation, record))

    def _show(self, detail: RecordDetail) -> None:
        before = self.panel.detail
        same = before is not None and before.row.id == detail.row.id
        if same and before is not None and before.row.revision == detail.row.revision and self._deciding is None:
            self.panel.set_busy(busy=False)
            return
        if not same:
            self.pages.clear()
        self.pages.show_detail(detail)
        decided = detail.decisions[-1].corrections if detail.row.id == self._reopened and detail.decisions else ()
        draft = self._drafts.of(detail)
        self.panel.show_detail(detail, decided if draft is None else draft)
        for blob in self.panel.pictures():
            self.picture_ahead.emit(LoadPicture(blob))
        self._stack.setCurrentWidget(self.split)
        if not self.queue.is_walked and self.isVisible():
            self.panel.focus_first()
        following = self.queue.beside(detail.row.id, 1)
        if following is not None and following != detail.row.id:
            self.asked.emit(OpenRecord(Screen.REVIEW, self._open_generation, following, ahead=True))

    def _reopen_changed(self, held: Sequence[RecordRow]) -> None:
        shown = self.panel.detail
        for row in held:
            if shown is not None and row.id == shown.row.id and row.revision != shown.row.revision:
                self._keep_draft()
                self._open(row.id)

    def _keep_draft(self) -> None:
        if self.panel.detail is not None:
            self._drafts.keep(self.panel.detail, self.panel.corrections())

    def _settle(self) -> None:
        """Something is always open while anything waits."""
        if self._reopened is not None:
            return
        if self.model.rowCount() == 0:
            if self.panel.detail is not None:
                self.panel.clear()
                self.pages.clear()
            self._stack.setCurrentWidget(self._empty)
            return
        self._stack.setCurrentWidget(self.split)
        if self.queue.current is None and self.isVisible():
            self.queue.go_to(self.model.rows[0].id)

    def _close_palette(self) -> None:
        if self.panel.palette_panel.isVisible():
            self.panel.palette_panel.hide()
            self.panel.focus_first()
        self.panel.deeds.show()

    def _connect(self) -> None:
        self.queue.chosen.connect(self._on_chosen)
        self.side.next_wanted.connect(self.next)
        self.side.previous_wanted.connect(self.previous)
        self.side.undo_wanted.connect(self.undo)
        self.panel.field_entered.connect(self.pages.focus_field)
        self.panel.approve_wanted.connect(self.approve)
        self.panel.reject_wanted.connect(self.start_reject)
        self.panel.palette_panel.closed.connect(self._close_palette)
        self.panel.palette_panel.confirmed.connect(self.confirm_reject)
        self._empty.acted.connect(self.records_wanted)
        bind(self, Deed.APPROVE, self.approve)
        bind(self, Deed.REJECT, self.start_reject)
        bind(self, Deed.NEXT, self.next)
        bind(self, Deed.PREVIOUS, self.previous)
        bind(self, Deed.UNDO, self.undo)
