"""The review screen: the queue of held records, the page, the fields; approve, reject, next, all by keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

from core.domain.decision import Verdict
from core.domain.ids import RecordId
from core.domain.rows import RecordRow
from core.domain.states import ProcessStatus
from desktop.messages import AskFailed, LoadState, RecordOpened, RecordsListed, StateLoaded
from desktop.page_messages import PictureLoaded, RegionRead, Rendering
from desktop.review_messages import Decide, Decided, Escalate, Postpone, PutOff, QueueCounted
from desktop.ui.composing import settle_composition
from desktop.ui.look import Look
from desktop.ui.models.records import title
from desktop.ui.page.view import PageView
from desktop.ui.parts import column_of
from desktop.ui.review.deadlines import Deadlines
from desktop.ui.review.elsewhere import Elsewhere
from desktop.ui.review.extras import Extras
from desktop.ui.review.faces import Faces
from desktop.ui.review.judging import Judging
from desktop.ui.review.listing import Listing
from desktop.ui.review.opening import Opening
from desktop.ui.review.panel import ReviewPanel
from desktop.ui.review.queue import QueueView
from desktop.ui.review.queue_rows import QueueModel
from desktop.ui.review.rereading import Rereading
from desktop.ui.review.side import QueuePanel
from desktop.ui.review.views import Views
from desktop.ui.review.wiring import wire
from desktop.window_state import WindowState

_SPLIT = (250, 710, 420)


class ReviewScreen(QWidget):
    """Emits `asked` with an `Ask`, `told` with something worth knowing; is shown answers and news."""

    asked = Signal(object)
    told = Signal(object)
    records_wanted = Signal()
    picture_ahead = Signal(object)

    def __init__(self, look: Look, kept: WindowState) -> None:
        super().__init__()
        self._words = look.words
        self.model = QueueModel(look)
        self.queue = QueueView(look, self.model)
        self.pages = PageView(look, picks=True)
        self.panel = ReviewPanel(look)
        self.side = QueuePanel(look, self.queue)
        self.judging = Judging(self.panel, look.words)
        self.listing = Listing(self.model)
        self.opening = Opening(self.queue, self.pages, self.panel, self.judging)
        self.extras = Extras(look, self.panel, self.judging, self)
        self.deadlines = Deadlines(self.panel, self.judging)
        self.views = Views(self.side, self.listing, self.panel.palette_panel.form)
        self.rereading = Rereading(look.words, self.panel)
        self.elsewhere = Elsewhere(look.words, self.judging, self.panel)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        for part in (self.side, self.pages, self.panel):
            self.split.addWidget(part)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes(kept.review_split or _SPLIT)
        self.faces = Faces(look, self.split)
        self.setLayout(column_of(self.faces))
        wire(self)

    def reload(self) -> None:
        """Ask for how the desk was set last, for the queue, and for what is open."""
        self.asked.emit(LoadState())
        self.opening.again()

    def show_state(self, answer: StateLoaded) -> None:
        """How the desk was set last."""
        self.views.begin(answer.state)

    def show_picture(self, answer: PictureLoaded) -> None:
        """A page's picture came."""
        self.pages.show_picture(answer)
        if answer.levels and answer.rendering is Rendering.PLAIN:
            self.panel.show_picture(answer.blob, answer.levels[0])

    def show_list(self, answer: RecordsListed) -> None:
        """A page of the queue came."""
        self.listing.show_list(answer)

    def show_counts(self, answer: QueueCounted) -> None:
        """How many records wait, by what they can be filtered by."""
        self.side.show_counts(answer.counts)
        self.listing.wait_for(answer.counts.next_due)

    def show_rows(self, rows: Sequence[RecordRow], gone: Sequence[RecordId]) -> None:
        """Fresh rows came: newly held ones join the queue, settled ones leave it."""
        current = self.queue.current
        for row in rows:
            if row.id == current and row.status is not ProcessStatus.HOLD:
                self._leave_behind(row)
        if current is not None and current in gone:
            self._step_from(current)
        self.listing.show_rows(rows, gone)
        self._reopen_changed(rows)
        self.settle()

    def show_detail(self, answer: RecordOpened) -> None:
        """A record's content came."""
        if not self.elsewhere.take(answer):
            self.opening.take(answer)

    def show_decided(self, answer: Decided) -> None:
        """The decision is stored: on to the next."""
        self.opening.drafts.forget(answer.decision.record)
        self.opening.reopened = None
        decision, detail = answer.decision, self.panel.detail
        name = title(detail.row, self._words) if detail and detail.row.id == decision.record else ""
        self.side.show_last(decision.verdict, name or str(decision.record))
        self.views.note_comment(decision.public_comment)
        self.judging.note_decided(decision)
        self._step_from(decision.record)
        self.listing.leave(decision.record)
        self.settle()

    def show_put_off(self, answer: PutOff) -> None:
        """A record was put off or handed on: on to the next."""
        record = answer.row.id
        self.opening.keep_draft()
        self._step_from(record)
        self.listing.show_rows((answer.row,), ())
        if isinstance(answer.ask, Postpone):
            self.listing.leave(record)
        self.settle()

    def show_failed(self, answer: AskFailed) -> bool:
        """Something could not be done: the record is opened afresh, what was typed stays. True if it was told."""
        if self.rereading.fail(answer):
            return True
        if isinstance(answer.ask, Decide | Postpone | Escalate):
            self.judging.note_failed()
            self.opening.keep_draft()
            self.opening.open(answer.ask.request.record)
        return self.elsewhere.fail(answer)

    def show_region(self, answer: RegionRead) -> None:
        """A place of the page was read again."""
        self.rereading.show(answer)

    def open(self, record: RecordId) -> None:
        """Bring that record up for review."""
        if self.model.place(record) >= 0:
            if self.queue.current == record:
                self.panel.focus_first()
            self.queue.go_to(record)
        else:
            self.opening.open(record)
        self.faces.show_desk()

    def approve(self) -> None:
        """Approve what is shown, or confirm what is being asked for."""
        if self.panel.escalation.isVisible():
            self.extras.confirm_escalation()
        elif self.panel.due.isVisible():
            self.deadlines.confirm()
        elif len(self.queue.selected()) > 1:
            self.decide_many(Verdict.APPROVE)
        else:
            self.judging.approve()

    def reject(self) -> None:
        """Open the palette of reasons, or the summary if several are selected."""
        if len(self.queue.selected()) > 1:
            self.decide_many(Verdict.REJECT)
        elif not self.panel.is_asking:
            self.judging.start_reject()

    def undo(self) -> None:
        """Open the record that was decided last again; the next decision on it replaces that one."""
        record = self.judging.take_back()
        if record is None:
            return
        self.opening.keep_draft()
        self.opening.reopened = record
        self.side.show_last(None, "")
        self.queue.leave()
        self.opening.open(record)

    def next(self) -> None:
        """The next record."""
        self._step(1)

    def previous(self) -> None:
        """The record before."""
        self._step(-1)

    def focus_search(self) -> None:
        """Put the cursor into the search box."""
        self.side.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.side.search.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc, where nothing nearer wanted it, leaves the box to be drawn, or the history."""
        if event.key() == Qt.Key.Key_Escape and (self.pages.leave_reading() or self.extras.leave_history()):
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing is opened before somebody looks."""
        super().showEvent(event)
        self.settle()

    def _step(self, step: int) -> None:
        settle_composition()
        if not self.judging.is_busy:
            self.queue.go_to(self.queue.beside(self.queue.current, step))

    def _step_from(self, record: RecordId) -> None:
        """Leave that record for the one to go on with: from one that is not in the queue to what is marked there."""
        current, detail = self.queue.current, self.panel.detail
        if current == record:
            self.queue.go_to(self.queue.after(record))
        elif current is not None and detail is not None and detail.row.id == record:
            self.opening.choose(current)

    def _leave_behind(self, row: RecordRow) -> None:
        """The record that is shown is no longer held; who decided it elsewhere is told."""
        self.elsewhere.note_gone(row)
        self.opening.keep_draft()
        self._step_from(row.id)

    def _reopen_changed(self, rows: Sequence[RecordRow]) -> None:
        shown = self.panel.detail
        for row in rows:
            if row.status is not ProcessStatus.HOLD or shown is None or row.id != shown.row.id:
                continue
            if row.revision != shown.row.revision:
                self.opening.keep_draft()
                self.opening.open(row.id)

    def settle(self) -> None:
        """Something is always open while anything waits."""
        is_empty = self.model.rowCount() == 0
        self.side.show_queue(is_empty=is_empty, is_open=self.listing.is_open)
        if self.opening.reopened is not None:
            return
        if is_empty:
            self.opening.clear()
        self._show_face(is_empty=is_empty and self.listing.is_open)
        if not is_empty and self.queue.current is None and self.isVisible():
            self.queue.go_to(self.queue.after(None))

    def _show_face(self, *, is_empty: bool) -> None:
        if not is_empty:
            self.faces.show_desk()
        elif self.listing.is_known:
            self.faces.show_empty()

    def note_shown(self) -> None:
        """A record stands on the desk."""
        self.faces.show_desk()
        self.extras.refresh_history()
        if not self.queue.is_walked and self.isVisible() and not self.side.search.is_used:
            self.panel.focus_first()

    def decide_many(self, verdict: Verdict) -> None:
        """Open the summary of what would change, for those that are selected."""
        self.extras.decide_many(verdict, self.queue.selected())
