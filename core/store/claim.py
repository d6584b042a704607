"""Claiming a stage run: the one place where the dialects differ in how they take the next entry of the queue."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Select, bindparam, false, or_, select, update

from core.domain.states import StageStatus
from core.store.tables import StageRunTable, SubmissionTable, table_of

_RUN: Final = table_of(StageRunTable)
_SUBMISSION: Final = table_of(SubmissionTable)

_NEXT: Final = (
    select(_RUN.c.id)
    .where(
        _RUN.c.status == StageStatus.QUEUED,
        _RUN.c.paused == false(),
        # Queued in what is now the future: the clock has been set back since, and nobody waits until it is there again.
        or_(_RUN.c.due_at <= bindparam("now"), _RUN.c.queued_at > bindparam("now")),
        _RUN.c.stage.in_(bindparam("stages", expanding=True)),
    )
    .order_by(_RUN.c.priority, _RUN.c.id)
    .limit(1)
)
_NEXT_UNLOCKED: Final = _NEXT.with_for_update(skip_locked=True)

TAKE: Final = (
    update(_RUN)
    .where(_RUN.c.id == bindparam("run"), _RUN.c.status == StageStatus.QUEUED)
    .values(
        status=StageStatus.RUNNING,
        owner=bindparam("by"),
        started_at=bindparam("now"),
        lease_until=bindparam("until"),
        fence=_RUN.c.fence + 1,
    )
)
"""Mark run `run` as taken `by` a lane; the fence moves, so whoever held it before can write no more."""

TAKEN: Final = (
    select(_RUN, _SUBMISSION.c.record_id, _SUBMISSION.c.version)
    .join(_SUBMISSION, _SUBMISSION.c.id == _RUN.c.submission_id)
    .where(_RUN.c.id == bindparam("run"))
)


def next_due(dialect: str) -> Select[int]:
    """The id of the run to take next, of those `stages`, due `now` and not paused.

    SQLite's write transaction already excludes everybody else; PostgreSQL skips rows that others are taking.
    """
    return _NEXT_UNLOCKED if dialect == "postgresql" else _NEXT
