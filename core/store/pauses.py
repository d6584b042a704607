"""Pauses: rows of who paused what, and a mark on every queued run that one of them holds back.

A claim only leaves out what is marked. A pause marks what is queued, whatever is queued later marks itself, and the end
of a pause takes the marks away that no other one needs: all within the transaction, so that the two never disagree.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Exists,
    Index,
    Row,
    String,
    Text,
    Update,
    and_,
    bindparam,
    case,
    false,
    func,
    insert,
    literal,
    or_,
    select,
    text,
    true,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.domain.ids import RecordId
from core.domain.pausing import PastPause, Pause, PauseTarget
from core.domain.states import StageName, StageStatus
from core.store.columns import Key, UtcTime
from core.store.tables import Base, StageRunTable, SubmissionTable, table_of

_ALL_RECORDS: Final = 0
_ALL_STAGES: Final = ""


class PauseTable(Base):
    """record_id: 0 for all, else a plain number: the record may be gone. stage: empty for all.

    ended_at: none while it lasts; ended ones stay, to be told.
    """

    __tablename__ = "pause"
    __table_args__ = (
        Index("uq_pause_open", "record_id", "stage", unique=True, sqlite_where=text("ended_at IS NULL")),
        Index("ix_pause_record", "record_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    record_id: Mapped[int] = mapped_column(Key)
    stage: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(UtcTime)
    actor: Mapped[str] = mapped_column(String(128))
    note: Mapped[str] = mapped_column(Text)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime, default=None)
    ended_by: Mapped[str] = mapped_column(String(128), default="")


_PAUSE: Final = table_of(PauseTable)
_RUN: Final = table_of(StageRunTable)
_SUBMISSION: Final = table_of(SubmissionTable)
_IS_OPEN: Final = _PAUSE.c.ended_at.is_(None)
_THIS: Final = (_IS_OPEN, _PAUSE.c.record_id == bindparam("of_record"), _PAUSE.c.stage == bindparam("of_stage"))
_BEGIN: Final = insert(_PAUSE)
_FIND: Final = select(_PAUSE.c.id).where(*_THIS)
_END: Final = update(_PAUSE).where(*_THIS).values(ended_at=bindparam("now"), ended_by=bindparam("by"))
_OPEN: Final = select(_PAUSE).where(_IS_OPEN).order_by(_PAUSE.c.record_id, _PAUSE.c.stage, _PAUSE.c.id)
_ALL_OF: Final = (
    select(_PAUSE).where(_PAUSE.c.record_id.in_((_ALL_RECORDS, bindparam("of_record")))).order_by(_PAUSE.c.id)
)
_WORKABLE: Final = (
    select(_SUBMISSION.c.record_id)
    .join(_RUN, _RUN.c.submission_id == _SUBMISSION.c.id)
    .where(
        or_(
            _RUN.c.status == StageStatus.RUNNING,
            and_(_RUN.c.status == StageStatus.QUEUED, _RUN.c.paused == false()),
        )
    )
)
_HELD: Final = select(func.count()).where(_RUN.c.status == StageStatus.QUEUED, _RUN.c.paused == true())


def holds_back(record: Any, stage: Any) -> Exists:
    """The condition that a pause holds back that stage of that record: at most four looks into the index."""
    return (
        select(_PAUSE.c.id)
        .where(_IS_OPEN, _PAUSE.c.record_id.in_((_ALL_RECORDS, record)), _PAUSE.c.stage.in_((_ALL_STAGES, stage)))
        .exists()
    )


_RECORD: Final = (
    select(_SUBMISSION.c.record_id).where(_SUBMISSION.c.id == _RUN.c.submission_id).correlate(_RUN).scalar_subquery()
)
_STILL: Final = holds_back(_RECORD, _RUN.c.stage).correlate(_RUN)


class SqlPauses:
    """See `core.domain.pausing.Pauses`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def begin(self, pause: Pause) -> bool:
        """Write it down and mark what it holds back; False if the same is paused already."""
        connection, named = self._session.connection(), _named(pause.target)
        if connection.execute(_FIND, named).first() is not None:
            return False
        row = {"record_id": named["of_record"], "stage": named["of_stage"], "at": pause.at, "actor": pause.actor}
        connection.execute(_BEGIN, {**row, "note": pause.note})
        connection.execute(_queued(pause.target, _RUN.c.paused == false()).values(paused=True))
        return True

    def end(self, target: PauseTarget, actor: str, at: datetime) -> bool:
        """End it, and let go what no other pause holds back; from now on that waits for a lane."""
        connection = self._session.connection()
        if connection.execute(_END, {**_named(target), "now": at, "by": actor}).rowcount != 1:
            return False
        freed = _queued(target, _RUN.c.paused == true(), ~_STILL)
        now = literal(at, UtcTime)
        due = case((_RUN.c.due_at < now, now), else_=_RUN.c.due_at)
        connection.execute(freed.values(paused=False, due_at=due))
        return True

    def open(self) -> tuple[Pause, ...]:
        """Pauses that have not ended, the widest first."""
        return open_pauses(self._session.connection())


def open_pauses(connection: Connection) -> tuple[Pause, ...]:
    """Pauses that have not ended: of all records first, then by record."""
    return tuple(_begun(row) for row in connection.execute(_OPEN))


def pauses_of(connection: Connection, record: RecordId) -> tuple[PastPause, ...]:
    """All pauses that there were of that record, and of all records, in the order they were begun."""
    found = connection.execute(_ALL_OF, {"of_record": record})
    return tuple(PastPause(_begun(row), row.ended_at, row.ended_by) for row in found)


def held_back(connection: Connection) -> int:
    """How many queued runs are paused."""
    return int(connection.execute(_HELD).scalar_one())


def workable(connection: Connection) -> frozenset[RecordId]:
    """Records with an open stage run that no pause holds back."""
    return frozenset(RecordId(record) for record in connection.execute(_WORKABLE).scalars())


def _begun(row: Row[Any]) -> Pause:
    stage = StageName(row.stage) if row.stage else None
    return Pause(PauseTarget(RecordId(row.record_id) or None, stage), row.at, row.actor, row.note)


def _named(target: PauseTarget) -> dict[str, object]:
    return {"of_record": target.record or _ALL_RECORDS, "of_stage": target.stage.value if target.stage else _ALL_STAGES}


def _queued(target: PauseTarget, *conditions: ColumnElement[bool]) -> Update:
    """A change of the queued runs that the target is about."""
    change = update(_RUN).where(_RUN.c.status == StageStatus.QUEUED, *conditions)
    if target.stage is not None:
        change = change.where(_RUN.c.stage == target.stage)
    if target.record is not None:
        of_record = select(_SUBMISSION.c.id).where(_SUBMISSION.c.record_id == target.record)
        change = change.where(_RUN.c.submission_id.in_(of_record))
    return change
