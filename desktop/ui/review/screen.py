"""The review screen: the queue of held records, the page, the fields; approve, reject, next, all by keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QSettings, Qt, Signal
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from core.domain.decision import REJECT_REASONS, DecisionReason, DecisionRequest, Verdict
from core.domain.field import FieldName
from core.domain.ids import BlobHash, RecordId
from core.domain.rows import RecordDetail, RecordQuery, RecordRow
from core.domain.states import ProcessStatus
from desktop.messages import AskFailed, Decide, Decided, ListRecords, OpenRecord, RecordOpened, RecordsListed, Screen
from desktop.ui.composing import settle_composition
from desktop.ui.keys import Deed, bind, shown
from desktop.ui.look import Look
from desktop.ui.page.view import PageView, pictures_of
from desktop.ui.parts import Empty, SafeLabel, column_of, frame, icon_button, row_of
from desktop.ui.phrases import Phrase
from desktop.ui.review.panel import Draft, ReviewPanel
from desktop.ui.review.queue import QueueModel, QueueView
from desktop.ui.theme import GAP_SMALL, PADDING

QUEUE_ROWS = 500
_DRAFTS = 50
_SPLIT = "window/review"


class ReviewScreen(QWidget):
    """Emits `asked` with an `Ask`; is shown answers and news."""

    asked = Signal(object)
    records_wanted = Signal()
    picture_ahead = Signal(object)

    def __init__(self, look: Look, store: QSettings) -> None:
        super().__init__()
        self._say = look.words.say
        self._store = store
        self.model = QueueModel(look)
        self.queue = QueueView(look, self.model)
        self.pages = PageView(look)
        self.panel = ReviewPanel(look)
        self._generation = 0
        self._open_generation = 0
        self._ahead: RecordDetail | None = None
        self._deciding: RecordId | None = None
        self._drafts: dict[tuple[RecordId, int], Draft] = {}
        self._empty = Empty(look, self._say(Phrase.EMPTY_REVIEW), self._say(Phrase.EMPTY_REVIEW_ACTION))
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        for part in (self._build_queue(look), self.pages, self.panel):
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

    def show_picture(self, blob: BlobHash, levels: tuple[QImage, ...]) -> None:
        """A page's picture came."""
        self.pages.show_picture(blob, levels)

    def reload(self) -> None:
        """Ask for the queue."""
        self._generation += 1
        query = RecordQuery(statuses=(ProcessStatus.HOLD,), limit=QUEUE_ROWS, oldest_first=True)
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
        for row in sorted((row for row in held if self.model.find(row.id) is None), key=lambda one: one.id):
            place = next((at for at, old in enumerate(self.model.rows) if old.id > row.id), self.model.rowCount())
            self.model.insert(place, [row])
        self._reopen_changed(held)
        self._settle()

    def show_detail(self, answer: RecordOpened) -> None:
        """A record's content came: the one wanted, or the next one ahead of time."""
        if answer.ask.ahead:
            self._ahead = answer.detail
            for blob in pictures_of(answer.detail.reading.pages if answer.detail.reading else ())[:1]:
                self.picture_ahead.emit(blob)
        elif answer.ask.generation == self._open_generation:
            self._show(answer.detail)

    def show_decided(self, answer: Decided) -> None:
        """The decision is stored: on to the next."""
        self._drafts = {key: draft for key, draft in self._drafts.items() if key[0] != answer.decision.record}
        if self._deciding == answer.decision.record:
            self._deciding = None
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
        self._decide(Verdict.APPROVE, reason, corrections, "", "")

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
            public, internal = self.panel.palette_panel.comments
            self._decide(Verdict.REJECT, reason, self.panel.corrections(), public, internal)

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

    def _decide(self, verdict: Verdict, reason: DecisionReason, corrections: Draft, public: str, internal: str) -> None:
        detail = self.panel.detail
        if detail is None or self._deciding is not None:
            return
        self._deciding = detail.row.id
        self.panel.set_busy(busy=True)
        request = DecisionRequest(
            record=detail.row.id,
            version=detail.version,
            revision=detail.row.revision,
            verdict=verdict,
            reason=reason,
            public_comment=public,
            internal_comment=internal,
            corrections=corrections,
            kind=REJECT_REASONS[reason] if verdict is Verdict.REJECT else None,
        )
        self.asked.emit(Decide(request))

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
        self.panel.show_detail(detail, self._drafts.get((detail.row.id, detail.version), ()))
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
        detail = self.panel.detail
        if detail is not None:
            self._drafts.pop((detail.row.id, detail.version), None)
            if typed := self.panel.corrections():
                self._drafts[detail.row.id, detail.version] = typed
        while len(self._drafts) > _DRAFTS:
            self._drafts.pop(next(iter(self._drafts)))

    def _settle(self) -> None:
        """Something is always open while anything waits."""
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

    def _on_field_entered(self, name: FieldName) -> None:
        self.pages.focus_field(name)

    def _build_queue(self, look: Look) -> QWidget:
        head = frame("tools")
        head.setFixedHeight(40)
        previous = icon_button(look, "left", f"{self._say(Phrase.PREVIOUS)}  ({shown(Deed.PREVIOUS)})")
        following = icon_button(look, "right", f"{self._say(Phrase.NEXT)}  ({shown(Deed.NEXT)})")
        previous.clicked.connect(self.previous)
        following.clicked.connect(self.next)
        for tool in (previous, following):
            tool.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        title = SafeLabel(self._say(Phrase.OLDEST_FIRST), "muted")
        head.setLayout(row_of(title, None, previous, following, spacing=0, margins=(PADDING, 0, GAP_SMALL, 0)))
        self.queue.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        panel = frame("queue")
        box = column_of(head, self.queue)
        box.setStretchFactor(self.queue, 1)
        panel.setLayout(box)
        panel.setMinimumWidth(190)
        return panel

    def _connect(self) -> None:
        self.queue.chosen.connect(self._on_chosen)
        self.panel.field_entered.connect(self._on_field_entered)
        self.panel.approve_wanted.connect(self.approve)
        self.panel.reject_wanted.connect(self.start_reject)
        self.panel.palette_panel.closed.connect(self._close_palette)
        self.panel.palette_panel.confirmed.connect(self.confirm_reject)
        self._empty.acted.connect(self.records_wanted)
        bind(self, Deed.APPROVE, self.approve)
        bind(self, Deed.REJECT, self.start_reject)
        bind(self, Deed.NEXT, self.next)
        bind(self, Deed.PREVIOUS, self.previous)
