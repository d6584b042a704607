"""Runs that have not ended, for the watchdog. A look takes as long as the queue is; history does not count."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Engine, Row, bindparam, false, func, select
from sqlalchemy.orm import Session

from core.domain.ids import RecordId
from core.domain.states import StageStatus
from core.domain.times import OpenRun
from core.store.tables import StageRunTable, SubmissionTable, table_of

MOST: Final = 200
_RUN: Final = table_of(StageRunTable)
_SUBMISSION: Final = table_of(SubmissionTable)
_NOW: Final[Any] = bindparam("now")
_BEFORE: Final[Any] = bindparam("before")
_OPEN: Final = (
    select(_RUN, _SUBMISSION.c.record_id, _SUBMISSION.c.version)
    .join_from(_RUN, _SUBMISSION, _SUBMISSION.c.id == _RUN.c.submission_id)
    .limit(MOST)
)
_QUEUED: Final = _OPEN.where(_RUN.c.status == StageStatus.QUEUED, _RUN.c.queued_at < _BEFORE).order_by(_RUN.c.queued_at)
_RUNNING: Final = _OPEN.where(_RUN.c.status == StageStatus.RUNNING, _RUN.c.started_at < _BEFORE).order_by(
    _RUN.c.started_at
)
_ORDER: Final = (
    select(_RUN.c.id)
    .where(_RUN.c.status == StageStatus.QUEUED, _RUN.c.paused == false(), _RUN.c.due_at <= _NOW)
    .order_by(_RUN.c.priority, _RUN.c.id)
)
_WORKS: Final = (
    select(func.count()).select_from(_RUN).where(_RUN.c.status == StageStatus.RUNNING, _RUN.c.lease_until > _NOW)
)


class SqlOpenRuns:
    """See `core.times.watchdog.OpenRuns`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def open_runs(self, before: datetime, now: datetime) -> tuple[OpenRun, ...]:
        """Runs that were queued, or started, before that time and have not ended."""
        with Session(self._engine) as session:
            connection = session.connection()
            queued = connection.execute(_QUEUED, {"before": before}).all()
            running = connection.execute(_RUNNING, {"before": before}).all()
            order = connection.execute(_ORDER, {"now": now}).scalars() if queued else ()
            places = {run: place for place, run in enumerate(order)}
        return tuple(_value(row, places.get(row.id, 0)) for row in (*running, *queued))

    def works(self, now: datetime) -> bool:
        """Whether a lane is at work on anything."""
        with Session(self._engine) as session:
            return bool(session.connection().execute(_WORKS, {"now": now}).scalar())


def _value(row: Row[*tuple[Any, ...]], ahead: int) -> OpenRun:
    return OpenRun(
        record=RecordId(row.record_id),
        version=row.version,
        stage=row.stage,
        queued=row.queued_at,
        due=row.due_at,
        started=row.started_at,
        lease_until=row.lease_until,
        owner=row.owner,
        ahead=ahead,
        paused=row.paused and row.started_at is None,
    )
