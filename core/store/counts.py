"""How many records stand where; asked several times a second while work runs."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, bindparam, func, select

from core.domain.rows import Counts
from core.domain.states import StageStatus
from core.store.pauses import held_back, open_pauses
from core.store.tables import StageRunTable, SubmissionTable, table_of

_SUBMISSION: Final = table_of(SubmissionTable)
_RUN: Final = table_of(StageRunTable)
_BY_STATUS: Final = (
    select(_SUBMISSION.c.status, func.count()).where(_SUBMISSION.c.is_current).group_by(_SUBMISSION.c.status)
)
# Each by itself: an equality is answered from the index of that status alone, whatever has ended since.
_RUNS: Final = select(func.count()).select_from(_RUN).where(_RUN.c.status == bindparam("status"))


def counts_of(connection: Connection) -> Counts:
    """Current records by status, and the stage runs that are queued and running."""
    by_status = tuple((row[0], row[1]) for row in connection.execute(_BY_STATUS))
    queued, running = open_runs_of(connection)
    return Counts(by_status, queued, running, held_back(connection), open_pauses(connection))


def open_runs_of(connection: Connection) -> tuple[int, int]:
    """How many stage runs are queued, and how many running."""
    queued, running = (
        connection.execute(_RUNS, {"status": status}).scalar_one()
        for status in (StageStatus.QUEUED, StageStatus.RUNNING)
    )
    return queued, running
