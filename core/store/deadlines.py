"""By what time a held record sorts where the earliest deadline comes first.

One with a deadline by that, or by the time it was put off to if that is sooner. All others come after every deadline,
longest waiting first: their times lie a century on, so that one index holds both kinds in order.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import BigInteger, Case, ColumnElement, ScalarSelect, bindparam, case, func, select, type_coerce

from core.store.tables import RecordTable, SubmissionTable, table_of

NO_DEADLINE: Final = timedelta(days=36_525)
_MICROSECONDS: Final = int(NO_DEADLINE.total_seconds()) * 1_000_000
_SUBMISSION: Final = table_of(SubmissionTable)
_RECORD: Final = table_of(RecordTable)
_DUE: Final[ScalarSelect[Any]] = (
    select(type_coerce(_RECORD.c.due, BigInteger))
    .where(_RECORD.c.id == _SUBMISSION.c.record_id)
    .correlate(_SUBMISSION)
    .scalar_subquery()
)
OF_RECORD: Final[ScalarSelect[Any]] = select(_RECORD.c.due).where(_RECORD.c.id == bindparam("record")).scalar_subquery()
"""The deadline of the record that `record` names."""


def place_by(due: datetime | None, waits_since: datetime) -> datetime:
    """The time that a new version sorts by."""
    return due or waits_since + NO_DEADLINE


def until_or_due(until: ColumnElement[Any]) -> Case[Any]:
    """The same for one that is put off until then. until: microseconds."""
    return case((until > _DUE, _DUE), else_=until)


def place_now() -> Case[Any]:
    """The same for a version as it is now, where its record's deadline has changed."""
    until = type_coerce(_SUBMISSION.c.postponed_until, BigInteger)
    since = type_coerce(_SUBMISSION.c.place_at, BigInteger)
    return case((until.is_not(None), until_or_due(until)), else_=due_or_since(since))


def due_or_since(waits_since: ColumnElement[Any]) -> ColumnElement[Any]:
    """The same for one that waits since then. waits_since: microseconds."""
    return func.coalesce(_DUE, waits_since + _MICROSECONDS)
