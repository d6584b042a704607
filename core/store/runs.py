"""Stage runs: the queue and the history."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import CursorResult, Executable, Row, bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from core.domain.ids import RecordId, RunId, SubmissionId
from core.domain.rows import StageRunRow
from core.domain.run_settings import AS_SET, RunSettings
from core.domain.states import StageName, StageStatus
from core.domain.work import ClaimedRun, NewRun, RunEnd
from core.errors import LeaseLostError
from core.store.claim import TAKE, TAKEN, next_due
from core.store.codec import pack_settings, unpack_settings
from core.store.pauses import holds_back
from core.store.tables import StageRunTable as Run
from core.store.tables import SubmissionTable, table_of

_OPEN = (StageStatus.QUEUED, StageStatus.RUNNING)
_RUN: Final = table_of(Run)
_OF_STAGE: Final = (_RUN.c.submission_id == bindparam("submission"), _RUN.c.stage == bindparam("name"))
_OPEN_OF: Final = select(_RUN).where(_RUN.c.submission_id == bindparam("submission"), _RUN.c.status.in_(_OPEN))
_LAST: Final = select(func.max(_RUN.c.attempt).label("attempt"), func.max(_RUN.c.series).label("series")).where(
    *_OF_STAGE
)
_QUEUE: Final = (
    insert(_RUN).values(paused=holds_back(bindparam("of_record"), bindparam("of_stage"))).returning(_RUN.c.id)
)
_FAILURES: Final = select(func.count()).where(
    *_OF_STAGE, _RUN.c.series == bindparam("series"), _RUN.c.status == StageStatus.FAILED
)
_LAST_SETTINGS: Final = select(_RUN.c.settings).where(*_OF_STAGE).order_by(_RUN.c.attempt.desc()).limit(1)
_OURS: Final = update(_RUN).where(
    _RUN.c.id == bindparam("run"),
    _RUN.c.fence == bindparam("with_fence"),
    _RUN.c.owner == bindparam("by"),
    _RUN.c.status == StageStatus.RUNNING,
)
_BEAT: Final = _OURS.values(lease_until=bindparam("until"), done=bindparam("pages"), total=bindparam("of"))
_END: Final = _OURS.values(
    status=bindparam("ends"),
    owner="",
    lease_until=None,
    finished_at=bindparam("at"),
    engine=bindparam("engine_name"),
    engine_version=bindparam("engine_is"),
    error_code=bindparam("code"),
    error_text=bindparam("told"),
)


def run_row(run: Run | Row[Any], version: int) -> StageRunRow:
    """A run as a frozen row."""
    return StageRunRow(
        id=RunId(run.id),
        version=version,
        stage=run.stage,
        attempt=run.attempt,
        status=run.status,
        chain=run.chain,
        engine=run.engine,
        engine_version=run.engine_version,
        queued_at=run.queued_at,
        started_at=run.started_at,
        finished_at=run.finished_at,
        error_code=run.error_code,
        error_text=run.error_text,
        settings=unpack_settings(run.settings),
        paused=run.paused and run.status is StageStatus.QUEUED,
    )


def _claimed(run: Run | Row[Any], record: int, version: int) -> ClaimedRun:
    return ClaimedRun(
        run=RunId(run.id),
        record=RecordId(record),
        submission=SubmissionId(run.submission_id),
        version=version,
        stage=run.stage,
        attempt=run.attempt,
        series=run.series,
        chain=run.chain,
        interruptions=run.interruptions,
        priority=run.priority,
        fence=run.fence,
        owner=run.owner,
        settings=unpack_settings(run.settings),
    )


class SqlRuns:
    """See `core.domain.work.Runs`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def _execute(self, statement: Executable, values: dict[str, object]) -> CursorResult[Any]:
        return self._session.connection().execute(statement, values)

    def queue(self, run: NewRun, at: datetime) -> RunId:
        """Add a run to the queue with the next attempt number, and the next series if it has none.

        What is paused is marked so from the start.
        """
        of_stage: dict[str, object] = {"submission": run.submission, "name": run.stage}
        last = self._execute(_LAST, of_stage).one()
        added = self._execute(
            _QUEUE,
            {
                "submission_id": run.submission,
                "stage": run.stage,
                "attempt": (last.attempt or 0) + 1,
                "series": (last.series or 0) + 1 if run.series is None else run.series,
                "status": StageStatus.QUEUED,
                "chain": run.chain,
                "priority": run.priority,
                "interruptions": run.interruptions,
                "queued_at": at,
                "due_at": run.due,
                "settings": pack_settings(run.settings),
                "of_record": run.record,
                "of_stage": run.stage.value,
            },
        )
        return RunId(added.scalar_one())

    def claim(
        self, owner: str, stages: Collection[StageName], now: datetime, lease_until: datetime
    ) -> ClaimedRun | None:
        """Take the next due run of one of these stages; None if there is none."""
        dialect = self._session.get_bind().dialect.name
        found = self._execute(next_due(dialect), {"now": now, "stages": tuple(stages)}).scalar()
        if found is None:
            return None
        self._execute(TAKE, {"run": found, "by": owner, "now": now, "until": lease_until})
        row = self._execute(TAKEN, {"run": found}).one()
        return _claimed(row, row.record_id, row.version)

    def beat(self, claimed: ClaimedRun, lease_until: datetime, done: int, total: int) -> bool:
        """Extend the lease and note the progress; False if the run is not ours any more."""
        values = {"until": lease_until, "pages": done, "of": total}
        return self._execute(_BEAT, _whose(claimed) | values).rowcount == 1

    def end(self, claimed: ClaimedRun, end: RunEnd) -> None:
        """Close the run; raises LeaseLostError if it is not ours any more."""
        values = {
            "ends": end.status,
            "at": end.at,
            "engine_name": end.engine.name if end.engine else "",
            "engine_is": end.engine.version if end.engine else "",
            "code": end.error_code,
            "told": end.error_text,
        }
        if self._execute(_END, _whose(claimed) | values).rowcount != 1:
            raise LeaseLostError("This stage run belongs to somebody else now.")

    def open_of(self, submission: SubmissionId) -> StageRunRow | None:
        """The run of that submission that is queued or running, if any."""
        run = self._execute(_OPEN_OF, {"submission": submission}).first()
        return run_row(run, 0) if run else None

    def cancel_open(self, submission: SubmissionId, at: datetime) -> tuple[RunId, ...]:
        """Cancel what is open; a lane at work on it finds that its lease is gone."""
        ended = self._session.scalars(
            update(Run)
            .where(Run.submission_id == submission, Run.status.in_(_OPEN))
            .values(status=StageStatus.CANCELLED, owner="", lease_until=None, finished_at=at, fence=Run.fence + 1)
            .returning(Run.id)
        )
        return tuple(RunId(run) for run in ended)

    def history(self, submission: SubmissionId, stage: StageName) -> tuple[StageRunRow, ...]:
        """All runs of a stage on a submission, first to last."""
        runs = self._session.scalars(
            select(Run).where(Run.submission_id == submission, Run.stage == stage).order_by(Run.attempt)
        )
        return tuple(run_row(run, 0) for run in runs)

    def failures(self, submission: SubmissionId, stage: StageName, series: int) -> int:
        """How often this stage has failed since somebody last asked for it."""
        of_series = {"submission": submission, "name": stage, "series": series}
        return int(self._execute(_FAILURES, of_series).scalar_one())

    def last_settings(self, submission: SubmissionId, stage: StageName) -> RunSettings:
        """What the last run of that stage used instead of the program's settings."""
        text = self._execute(_LAST_SETTINGS, {"submission": submission, "name": stage}).scalar()
        return unpack_settings(text) if text else AS_SET

    def owners(self) -> tuple[str, ...]:
        """Whoever has a run under way."""
        return tuple(self._session.scalars(select(Run.owner).where(Run.status == StageStatus.RUNNING).distinct()))

    def stranded(self, now: datetime, dead: Sequence[str]) -> tuple[ClaimedRun, ...]:
        """Running runs whose lease has ended or whose owner is dead."""
        found = self._session.execute(
            select(Run, SubmissionTable.record_id, SubmissionTable.version)
            .join(SubmissionTable)
            .where(Run.status == StageStatus.RUNNING, (Run.lease_until < now) | Run.owner.in_(dead))
        )
        return tuple(_from_row(row) for row in found)

    def next_due(self) -> datetime | None:
        """When the next queued run that is not paused becomes due; None if there is none."""
        queued = (Run.status == StageStatus.QUEUED, Run.paused.is_(other=False))
        return self._session.scalar(select(func.min(Run.due_at)).where(*queued))


def _whose(claimed: ClaimedRun) -> dict[str, object]:
    return {"run": claimed.run, "with_fence": claimed.fence, "by": claimed.owner}


def _from_row(row: Row[Run, int, int]) -> ClaimedRun:
    run, record, version = row
    return _claimed(run, record, version)
