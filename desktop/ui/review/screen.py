"""The review screen: the queue of held records, the page, the fields; approve, reject, next, all by keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QSettings, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

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
    RegionRead,
    Rendering,
    Screen,
)
from desktop.ui.composing import settle_composition
from desktop.ui.keys import Deed, bind, bind_numbers
from desktop.ui.look import Look
from desktop.ui.models.records import title
from desktop.ui.page.view import PageView, pictures_of
from desktop.ui.parts import Empty, column_of
from desktop.ui.phrases import Phrase
from desktop.ui.review.drafts import Drafts
from desktop.ui.review.judging import Judging
from desktop.ui.review.panel import ReviewPanel
from desktop.ui.review.queue import QueueModel, QueuePanel, QueueView
from desktop.ui.review.rereading import Rereading

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
        self.judging = Judging(self.panel)
        self._rereading = Rereading(look.words, self.panel)
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
        self._reopened = None
        decision, detail = answer.decision, self.panel.detail
        name = title(detail.row, self._words) if detail and detail.row.id == decision.record else ""
        self.side.show_last(decision.verdict, name or str(decision.record))
        self.judging.note_decided(decision)
        self._step_from(decision.record)
        self.model.remove([decision.record])
        self._settle()

    def show_failed(self, answer: AskFailed) -> None:
        """A decision could not be stored: the record is opened afresh, what was typed stays."""
        self._rereading.fail(answer)
        if isinstance(answer.ask, Decide):
            self.judging.note_failed()
            self._keep_draft()
            self._open(answer.ask.request.record)

    def show_region(self, answer: RegionRead) -> None:
        """A place of the page was read again."""
        self._rereading.show(answer)

    def open(self, record: RecordId) -> None:
        """Bring that record up for review."""
        if self.model.place(record) >= 0:
            if self.queue.current == record:
                self.panel.focus_first()
            self.queue.go_to(record)
        else:
            self._open(record)
        self._stack.setCurrentWidget(self.split)

    def undo(self) -> None:
        """Open the record that was decided last again; the next decision on it replaces that one."""
        record = self.judging.take_back()
        if record is None:
            return
        self._keep_draft()
        self._reopened = record
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

    def _step(self, step: int) -> None:
        settle_composition()
        if not self.judging.is_busy:
            self.queue.go_to(self.queue.beside(self.queue.current, step))

    def _step_from(self, record: RecordId) -> None:
        """Leave that record for the one after it, or the one before at the end."""
        if self.queue.current != record:
            return
        following = self.queue.beside(record, 1)
        self.queue.go_to(following if following != record else self.queue.beside(record, -1))

    def _on_chosen(self, record: RecordId) -> None:
        self._keep_draft()
        self.judging.leave_palette()
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
        if same and before is not None and before.row.revision == detail.row.revision and not self.judging.is_busy:
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

    def _connect(self) -> None:
        self.queue.chosen.connect(self._on_chosen)
        self.side.next_wanted.connect(self.next)
        self.side.previous_wanted.connect(self.previous)
        self.side.undo_wanted.connect(self.undo)
        self.panel.field_entered.connect(self.pages.focus_field)
        judging, pages = self.judging, self.pages
        judging.asked.connect(self.asked)
        self._rereading.asked.connect(self.asked)
        pages.picked.connect(self.panel.take)
        pages.region_wanted.connect(self._rereading.want)
        self.panel.approve_wanted.connect(judging.approve)
        self.panel.reject_wanted.connect(judging.start_reject)
        self.panel.palette_panel.closed.connect(judging.leave_palette)
        self.panel.palette_panel.confirmed.connect(judging.confirm_reject)
        self._empty.acted.connect(self.records_wanted)
        bind(self, Deed.APPROVE, judging.approve)
        bind(self, Deed.REJECT, judging.start_reject)
        bind_numbers(self, Deed.TAKE, self.panel.take_choice)
        bind(self, Deed.NEXT, self.next)
        bind(self, Deed.PREVIOUS, self.previous)
        bind(self, Deed.UNDO, self.undo)
