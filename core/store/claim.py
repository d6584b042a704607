"""Claiming a stage run: the one place where the dialects differ in how they take the next entry of the queue."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, Update, select, update

from core.domain.states import StageName, StageStatus
from core.store.tables import StageRunTable as Run


def next_due(now: datetime, stages: Collection[StageName], *, dialect: str) -> Select[int]:
    """The id of the run to take next.

    SQLite's write transaction already excludes everybody else; PostgreSQL skips rows that others are taking.
    """
    query = (
        select(Run.id)
        .where(Run.status == StageStatus.QUEUED, Run.due_at <= now, Run.stage.in_(stages))
        .order_by(Run.priority, Run.id)
        .limit(1)
    )
    return query.with_for_update(skip_locked=True) if dialect == "postgresql" else query


def take(run: int, owner: str, now: datetime, lease_until: datetime) -> Update:
    """Mark that run as ours; the fence moves, so whoever held it before can write no more."""
    return (
        update(Run)
        .where(Run.id == run, Run.status == StageStatus.QUEUED)
        .values(
            status=StageStatus.RUNNING,
            owner=owner,
            started_at=now,
            lease_until=lease_until,
            fence=Run.fence + 1,
        )
    )
