"""Where held records stand in the queue: postponed, escalated, or neither; and how many there are of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Case,
    ColumnElement,
    Select,
    bindparam,
    case,
    delete,
    func,
    insert,
    select,
    text,
    type_coerce,
    update,
)
from sqlalchemy.orm import Session

from core.domain.hold import ReasonCode
from core.domain.ids import SubmissionId
from core.domain.queue import BANDS, Band, Escalation, QueueCounts
from core.store.columns import UtcTime
from core.store.deadlines import due_or_since, until_or_due
from core.store.listing import put_off
from core.store.review_tables import EscalationTable
from core.store.tables import SubmissionTable, table_of

_SUBMISSION: Final = table_of(SubmissionTable)
_ESCALATION: Final = table_of(EscalationTable)
_THIS: Final = update(_SUBMISSION).where(_SUBMISSION.c.id == bindparam("key"))
_UNTIL: Final = _THIS.values(
    postponed_until=bindparam("until"),
    due_at=until_or_due(type_coerce(bindparam("until", type_=UtcTime()), BigInteger)),
)
_TO_THE_END: Final = _THIS.values(
    postponed_until=None,
    place_at=bindparam("now"),
    due_at=due_or_since(type_coerce(bindparam("now", type_=UtcTime()), BigInteger)),
)
_WAKE: Final = _THIS.values(postponed_until=None, due_at=due_or_since(type_coerce(_SUBMISSION.c.place_at, BigInteger)))
_FLAG: Final = _THIS.values(escalated=True)
_UNFLAG: Final = _THIS.values(escalated=False)
_FORGET: Final = delete(_ESCALATION).where(_ESCALATION.c.submission_id == bindparam("key"))
_NOTE: Final = insert(_ESCALATION)
_FLAGGED: Final = (
    select(_ESCALATION)
    .join(_SUBMISSION, _SUBMISSION.c.id == _ESCALATION.c.submission_id)
    .where(_SUBMISSION.c.id == bindparam("key"), _SUBMISSION.c.escalated)
)


class SqlQueue:
    """See `core.domain.review_work.Queue`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def _execute(self, statement: Any, values: Mapping[str, object]) -> None:
        self._session.connection().execute(statement, values)

    def postpone(self, submission: SubmissionId, until: datetime | None, at: datetime) -> None:
        """Put it off until a time, or behind everything that waits at `at`."""
        if until is None:
            self._execute(_TO_THE_END, {"key": submission, "now": at})
        else:
            self._execute(_UNTIL, {"key": submission, "until": until})

    def escalate(self, submission: SubmissionId, escalation: Escalation) -> None:
        """Flag it, and note for whom and why; the last note counts."""
        self._execute(_FLAG, {"key": submission})
        self._execute(_FORGET, {"key": submission})
        values = {"note": escalation.note, "to": escalation.to, "by": escalation.by, "at": escalation.at}
        self._execute(_NOTE, {"submission_id": submission, **values})

    def carry(self, before: SubmissionId, after: SubmissionId) -> None:
        """Escalate the new version as the one before was, if it was."""
        row = self._session.connection().execute(_FLAGGED, {"key": before}).first()
        if row is not None:
            self.escalate(after, Escalation(row.note, row.to, row.by, row.at))

    def settle(self, submission: SubmissionId) -> None:
        """Neither postponed nor escalated any more."""
        self._execute(_WAKE, {"key": submission})
        self._execute(_UNFLAG, {"key": submission})

    def wake(self, submission: SubmissionId) -> None:
        """Not postponed any more."""
        self._execute(_WAKE, {"key": submission})


def queue_counts(session: Session, now: datetime) -> QueueCounts:
    """Held records by what the queue can be filtered by, read from the index of held records alone."""
    lookups: tuple[ColumnElement[Any], ...] = (
        _SUBMISSION.c.document_type,
        _SUBMISSION.c.escalated,
        _band(),
        put_off(now),
    )
    reasons: Counter[ReasonCode] = Counter()
    kinds: Counter[str] = Counter()
    bands: Counter[Band] = Counter()
    waiting = postponed = escalated = 0
    oldest: datetime | None = None
    next_due: datetime | None = None
    for codes, number in session.execute(_grouped(_SUBMISSION.c.reason_codes).where(~put_off(now))):
        reasons.update({ReasonCode(code): number for code in codes.split(",") if code})
    first_at, back_at = func.min(_SUBMISSION.c.record_created_at), func.min(_SUBMISSION.c.postponed_until)
    for kind, is_escalated, band, is_put_off, number, first, back in session.execute(
        _grouped(*lookups).add_columns(first_at, back_at)
    ):
        if is_put_off:
            postponed += number
            next_due = min(next_due or back, back)
            continue
        waiting += number
        escalated += number if is_escalated else 0
        kinds.update({kind: number} if kind else {})
        bands.update({BANDS[band]: number} if band is not None else {})
        oldest = min(oldest or first, first)
    return QueueCounts(
        waiting=waiting,
        postponed=postponed,
        escalated=escalated,
        reasons=tuple(reasons.most_common()),
        document_types=tuple(kinds.most_common()),
        bands=tuple((band, bands[band]) for band in BANDS if bands[band]),
        oldest=oldest,
        next_due=next_due,
    )


def _grouped(*columns: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    """Held records counted by these columns."""
    return (
        select(*columns, func.count())
        .where(_SUBMISSION.c.is_current, text("submission.status = 'hold'"))
        .with_hint(_SUBMISSION, "INDEXED BY ix_submission_held", "sqlite")
        .group_by(*columns)
    )


def _band() -> Case[int | None]:
    """The place of a record's band among those to offer; null without any field."""
    lowest = _SUBMISSION.c.confidence
    steps = ((lowest < band.high, place) for place, band in enumerate(BANDS[:-1]))
    return case((lowest.is_(None), None), *steps, else_=len(BANDS) - 1)
