"""What the desk keeps for the person who works at it: how the queue is shown, saved views, comments to use again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.domain.hold import ReasonCode
from core.domain.queue import Band, Postponed, RecordOrder
from core.domain.rows import RecordQuery
from core.domain.states import ProcessStatus

MOST_VIEWS = 20
MOST_COMMENTS = 20


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which held records the queue shows, and in which order.

    older_than_hours: taken in longer ago than that; None for all. escalated: those handed to a second person alone.
    postponed: those put off to a later time alone; they are hidden otherwise.
    """

    order: RecordOrder = RecordOrder.OLDEST
    reasons: tuple[ReasonCode, ...] = ()
    document_types: tuple[str, ...] = ()
    older_than_hours: int | None = None
    band: Band | None = None
    escalated: bool = False
    postponed: bool = False

    @property
    def is_open(self) -> bool:
        """True if nothing is left out."""
        return self == QueueFilter(self.order)

    def query(self, text: str, now: datetime, limit: int, after: int | None = None) -> RecordQuery:
        """The question to the desk; `now` is when the age counts from."""
        hours = self.older_than_hours
        return RecordQuery(
            statuses=(ProcessStatus.HOLD,),
            text=text,
            after=after,
            limit=limit,
            order=self.order,
            reasons=self.reasons,
            document_types=self.document_types,
            created_before=None if hours is None else now - timedelta(hours=hours),
            band=self.band,
            escalated=True if self.escalated else None,
            postponed=Postponed.ONLY if self.postponed else Postponed.HIDDEN,
        )


@dataclass(frozen=True, slots=True)
class DeskState:
    """view: the filter of the moment. views: those kept. comments: those to applicants, last used first."""

    view: QueueFilter = QueueFilter()
    views: tuple[QueueFilter, ...] = ()
    comments: tuple[str, ...] = ()

    def with_view(self, view: QueueFilter) -> DeskState:
        """Keep that view as well; the oldest goes where there are too many."""
        kept = (*(one for one in self.views if one != view), view)
        return DeskState(self.view, kept[-MOST_VIEWS:], self.comments)

    def without_view(self, view: QueueFilter) -> DeskState:
        """Keep that view no more."""
        return DeskState(self.view, tuple(one for one in self.views if one != view), self.comments)

    def with_comment(self, comment: str) -> DeskState:
        """Offer that comment again, first of all."""
        kept = (comment, *(one for one in self.comments if one != comment))
        return DeskState(self.view, self.views, kept[:MOST_COMMENTS])
