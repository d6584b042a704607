"""Questions about times, answered from rollups and indexes alone: none takes longer for more history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Engine, Row, bindparam, case, func, select
from sqlalchemy.orm import Session

from core.domain.ids import RecordId
from core.domain.rows import Counts
from core.domain.states import ProcessStatus, StageName, StageStatus
from core.domain.times import Bar, Breach, Grain, Lap, Period, Standing, Target, Timeline
from core.errors import NotFoundError
from core.store.counts import open_runs_of
from core.store.listing import HAS_OPEN_RUN
from core.store.tables import StageRunTable, SubmissionTable, table_of
from core.store.time_tables import HoldSpanTable, LapTable, StandingTable, TallyTable, TimeRollupTable
from core.store.time_triggers import WIDTH

MOST_BREACHES: Final = 200
_ROLLUP: Final = table_of(TimeRollupTable)
_TALLY: Final = table_of(TallyTable)
_LAP: Final = table_of(LapTable)
_SPAN: Final = table_of(HoldSpanTable)
_STANDING: Final = table_of(StandingTable)
_RUN: Final = table_of(StageRunTable)
_SUBMISSION: Final = table_of(SubmissionTable)
_WAITING: Final = (ProcessStatus.PENDING, ProcessStatus.IN_PROGRESS, ProcessStatus.HOLD, ProcessStatus.FAILED)
_SINCE: Final[Any] = bindparam("since")
_UNTIL: Final[Any] = bindparam("until")
_GRAIN: Final[Any] = bindparam("grain")
_MOST: Final[Any] = bindparam("most")
_ROLLED: Final = select(_ROLLUP).where(_ROLLUP.c.grain == _GRAIN, _ROLLUP.c.start >= _SINCE, _ROLLUP.c.start < _UNTIL)
_BY_TIME: Final = ("taken_in", "outcome")
"""What is wanted step by step; of all else the sum of the period, of which there may be many kinds."""
_TALLIED: Final = (
    select(
        func.min(_TALLY.c.start).label("start"), _TALLY.c.what, _TALLY.c.key, func.sum(_TALLY.c.number).label("number")
    )
    .where(_TALLY.c.grain == _GRAIN, _TALLY.c.start >= _SINCE, _TALLY.c.start < _UNTIL)
    .group_by(_TALLY.c.what, _TALLY.c.key, case((_TALLY.c.what.in_(_BY_TIME), _TALLY.c.start)))
)
_OLDEST: Final = (
    select(_SUBMISSION.c.record_id, _SUBMISSION.c.record_created_at)
    .where(_SUBMISSION.c.is_current, _SUBMISSION.c.status == bindparam("status"))
    .order_by(_SUBMISSION.c.record_id)
    .limit(1)
    .with_hint(_SUBMISSION, "INDEXED BY ix_submission_status", "sqlite")
)
_OLDEST_QUEUED: Final = _OLDEST.where(HAS_OPEN_RUN)
_LATE: Final = (
    select(_LAP.c.micros, _LAP.c.ended_at, _SUBMISSION.c.record_id, _SUBMISSION.c.version)
    .join_from(_LAP, _RUN, _RUN.c.id == _LAP.c.run_id)
    .join(_SUBMISSION, _SUBMISSION.c.id == _RUN.c.submission_id)
    .where(
        _LAP.c.stage == bindparam("stage"),
        _LAP.c.kind == bindparam("kind"),
        _LAP.c.band == bindparam("band"),
        _LAP.c.ended_at >= _SINCE,
        _LAP.c.ended_at < _UNTIL,
    )
    .order_by(_LAP.c.ended_at.desc())
    .limit(_MOST)
)
_OF_STAGE: Final = (
    select(_RUN.c.due_at, _RUN.c.started_at, _SUBMISSION.c.record_id, _SUBMISSION.c.version)
    .join_from(_RUN, _SUBMISSION, _SUBMISSION.c.id == _RUN.c.submission_id)
    .where(_RUN.c.stage == bindparam("stage"))
    .limit(_MOST)
)
_QUEUED: Final = _OF_STAGE.where(_RUN.c.status == StageStatus.QUEUED, _RUN.c.due_at < _SINCE).order_by(_RUN.c.due_at)
_RUNNING: Final = _OF_STAGE.where(_RUN.c.status == StageStatus.RUNNING, _RUN.c.started_at < _SINCE).order_by(
    _RUN.c.started_at
)
_HELD: Final = (
    select(_SPAN.c.since, _SUBMISSION.c.record_id, _SUBMISSION.c.version)
    .join_from(_SPAN, _SUBMISSION, _SUBMISSION.c.id == _SPAN.c.submission_id)
    .where(_SPAN.c.until.is_(None), _SPAN.c.since < _SINCE)
    .order_by(_SPAN.c.since)
    .limit(_MOST)
)
_HOLDING: Final = (
    select(func.count())
    .select_from(_SPAN)
    .where(_SPAN.c.until.is_(None), _SPAN.c.since >= _SINCE, _SPAN.c.since < _UNTIL)
)
_RUNS: Final = (
    select(_RUN, _SUBMISSION.c.version)
    .join_from(_RUN, _SUBMISSION, _SUBMISSION.c.id == _RUN.c.submission_id)
    .where(_SUBMISSION.c.record_id == bindparam("record"))
)
_HOLDS: Final = (
    select(_SPAN.c.since, _SPAN.c.until, _SUBMISSION.c.version)
    .join_from(_SPAN, _SUBMISSION, _SUBMISSION.c.id == _SPAN.c.submission_id)
    .where(_SUBMISSION.c.record_id == bindparam("record"))
)


@dataclass(frozen=True, slots=True)
class Rolled:
    """The laps of one stage that ended in one hour or day. bands: how many in each."""

    start: datetime
    stage: StageName
    lap: Lap
    laps: int
    micros: int
    bands: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tallied:
    """How often something else happened in one hour or day, or from that one on."""

    start: datetime
    what: str
    key: str
    number: int


class SqlTimes:
    """Read-only; every call is a short transaction of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def rolled(self, grain: Grain, period: Period) -> tuple[Rolled, ...]:
        """The laps of each step of the period, by time."""
        with Session(self._engine) as session:
            rows = session.connection().execute(_ROLLED, _bounds(grain, period))
            return tuple(
                Rolled(row.start, row.stage, row.kind, row.laps, row.micros, _unpacked(row.bands)) for row in rows
            )

    def tallied(self, grain: Grain, period: Period) -> tuple[Tallied, ...]:
        """What else happened: who came in and how it ended by time, of all else the sum of the period."""
        with Session(self._engine) as session:
            rows = session.connection().execute(_TALLIED, _bounds(grain, period))
            return tuple(Tallied(row.start, row.what, row.key, row.number) for row in rows)

    def standing(self) -> tuple[Standing, ...]:
        """Records at each status, and the oldest of those that still have a way to go."""
        with Session(self._engine) as session:
            numbers = {row.status: row.number for row in session.connection().execute(select(_STANDING))}
            return tuple(_standing(session, status, numbers.get(status, 0)) for status in ProcessStatus)

    def part_done(self) -> int:
        """How many of the pending records wait for nothing: see `Counts.part_done`."""
        with Session(self._engine) as session:
            connection = session.connection()
            standing = tuple((row.status, row.number) for row in connection.execute(select(_STANDING)))
            return Counts(standing, *open_runs_of(connection)).part_done

    def holding(self, period: Period) -> int:
        """How many versions were held in the period and are so still."""
        with Session(self._engine) as session:
            return session.connection().execute(_HOLDING, {"since": period.since, "until": period.until}).scalar_one()

    def late(self, target: Target, band: int, period: Period, most: int) -> tuple[Breach, ...]:
        """Laps of that band that ended in the period, the last ones first."""
        with Session(self._engine) as session:
            rows = session.connection().execute(
                _LATE,
                {
                    "stage": target.stage, "kind": target.lap, "band": band,
                    "since": period.since, "until": period.until, "most": most,
                },
            )  # fmt: skip
            return tuple(
                Breach(
                    RecordId(row.record_id), row.version, target.stage, target.lap,
                    row.micros / 1_000_000, target.seconds, row.ended_at,
                )
                for row in rows
            )  # fmt: skip

    def late_now(self, target: Target, now: datetime) -> tuple[Breach, ...]:
        """What has been going on for longer than the target, the longest first."""
        statement = {Lap.WAITING: _QUEUED, Lap.RUNNING: _RUNNING, Lap.HOLDING: _HELD}[target.lap]
        values = {"since": now - timedelta(seconds=target.seconds), "most": MOST_BREACHES}
        if target.lap is not Lap.HOLDING:
            values["stage"] = target.stage
        with Session(self._engine) as session:
            rows = session.connection().execute(statement, values).all()
        begun = {Lap.WAITING: "due_at", Lap.RUNNING: "started_at", Lap.HOLDING: "since"}[target.lap]
        return tuple(
            Breach(
                RecordId(row.record_id), row.version, target.stage, target.lap,
                (now - getattr(row, begun)).total_seconds(), target.seconds, None,
            )
            for row in rows
        )  # fmt: skip

    def timeline(self, record: RecordId, now: datetime) -> Timeline:
        """A record's bars; raises NotFoundError."""
        with Session(self._engine) as session:
            runs = session.connection().execute(_RUNS, {"record": record}).all()
            holds = session.connection().execute(_HOLDS, {"record": record}).all()
        if not runs:
            raise NotFoundError(f"There is no record {record}.")
        bars: list[Bar] = []
        attempts: dict[int, int] = {}
        for run in runs:
            attempts[run.version] = max(attempts.get(run.version, 0), run.attempt * (run.stage is StageName.APPROVE))
            bars.extend(_bars(run))
        bars.extend(
            Bar(
                hold.version, StageName.APPROVE, attempts.get(hold.version, 0), Lap.HOLDING, StageStatus.DONE,
                hold.since, hold.until,
            )
            for hold in holds
        )  # fmt: skip
        return Timeline(record, now, tuple(sorted(bars, key=lambda bar: (bar.version, bar.begin, bar.attempt))))


def _bars(run: Row[*tuple[Any, ...]]) -> Iterator[Bar]:
    started, ended = run.started_at, run.finished_at
    begin = min(run.due_at, started or ended or run.due_at)  # a run may be cancelled before it is due
    yield Bar(run.version, run.stage, run.attempt, Lap.WAITING, run.status, begin, started or ended)
    if started is not None:
        yield Bar(run.version, run.stage, run.attempt, Lap.RUNNING, run.status, started, ended)


def _bounds(grain: Grain, period: Period) -> dict[str, object]:
    return {"grain": grain.value, "since": period.since, "until": period.until}


def _unpacked(bands: str) -> tuple[int, ...]:
    return tuple(int(bands[place : place + WIDTH]) for place in range(0, len(bands), WIDTH))


def _standing(session: Session, status: ProcessStatus, number: int) -> Standing:
    if not number or status not in _WAITING:
        return Standing(status, number)
    oldest = _OLDEST_QUEUED if status is ProcessStatus.PENDING else _OLDEST  # what is part done waits for nothing
    row = session.connection().execute(oldest, {"status": status}).first()
    return Standing(status, number, RecordId(row.record_id), row.record_created_at) if row else Standing(status, number)
