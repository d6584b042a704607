"""Opens records for review: the one wanted, the next one ahead of time, and what had been typed into each."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from core.domain.ids import RecordId
from core.domain.rows import RecordDetail
from desktop.messages import OpenRecord, RecordOpened, Screen
from desktop.page_messages import LoadPicture
from desktop.ui.page.view import PageView, pictures_of
from desktop.ui.review.drafts import Draft, Drafts
from desktop.ui.review.judging import Judging
from desktop.ui.review.panel import ReviewPanel
from desktop.ui.review.queue import QueueView


class Opening(QObject):
    """asked: an `OpenRecord`. picture_ahead: a `LoadPicture`. shown: a record stands on the desk."""

    asked = Signal(object)
    picture_ahead = Signal(object)
    shown = Signal()

    def __init__(self, queue: QueueView, pages: PageView, panel: ReviewPanel, judging: Judging) -> None:
        super().__init__()
        self._queue = queue
        self._pages = pages
        self._panel = panel
        self._judging = judging
        self._generation = 0
        self._ahead: RecordDetail | None = None
        self._wanted: RecordId | None = None
        self.drafts = Drafts()
        self.reopened: RecordId | None = None
        """A decided record that was opened again, to be decided anew."""

    def choose(self, record: RecordId) -> None:
        """Another record of the queue became current: what was loaded ahead is shown at once."""
        self.keep_draft()
        self._panel.stop_asking()
        self.reopened = None
        ahead, self._ahead = self._ahead, None
        row = self._queue.rows.find(record)
        if ahead is not None and row is not None and (ahead.row.id, ahead.row.revision) == (row.id, row.revision):
            self._generation += 1
            self._show(ahead)
            return
        self.open(record)

    def open(self, record: RecordId) -> None:
        """Ask for that record."""
        self._generation += 1
        self._wanted = record
        self.asked.emit(OpenRecord(Screen.REVIEW, self._generation, record))

    def again(self) -> None:
        """Ask anew for what is wanted or shown: the place that is worked on was away, or another one."""
        shown = self._panel.detail
        record = self._wanted or (shown.row.id if shown is not None else None)
        if record is not None and not self._judging.is_busy:
            self.open(record)

    def take(self, answer: RecordOpened) -> None:
        """A record's content came: the one wanted, or the next one ahead of time."""
        if answer.ask.ahead:
            self._ahead = answer.detail
            self._panel.prepare(answer.detail)
            for blob in pictures_of(answer.detail.reading.pages if answer.detail.reading else ())[:1]:
                self.picture_ahead.emit(LoadPicture(blob))
        elif answer.ask.generation == self._generation:
            self._show(answer.detail)

    def keep_draft(self) -> None:
        """Keep what was typed into the record that is shown."""
        if self._panel.detail is not None:
            self.drafts.keep(self._panel.detail, self._panel.draft())

    def clear(self) -> None:
        """Show no record."""
        self._wanted = None
        if self._panel.detail is not None:
            self._panel.clear()
            self._pages.clear()

    def _show(self, detail: RecordDetail) -> None:
        panel, before = self._panel, self._panel.detail
        self._wanted = None
        same = before is not None and before.row.id == detail.row.id
        if same and before is not None and before.row.revision == detail.row.revision and not self._judging.is_busy:
            panel.set_busy(busy=False)
            return
        if not same:
            self._pages.clear()
        self._pages.show_detail(detail)
        panel.show_detail(detail, self.drafts.of(detail) or self._decided(detail))
        for blob in panel.pictures():
            self.picture_ahead.emit(LoadPicture(blob))
        self.shown.emit()
        self._look_ahead(detail.row.id)

    def _decided(self, detail: RecordDetail) -> Draft | None:
        """What the decision said that was taken back."""
        if detail.row.id != self.reopened or not detail.decisions:
            return None
        return Draft(detail.decisions[-1].corrections, detail.decisions[-1].grounds)

    def _look_ahead(self, record: RecordId) -> None:
        following = self._queue.after(record)
        if following is not None:
            self.asked.emit(OpenRecord(Screen.REVIEW, self._generation, following, ahead=True))
