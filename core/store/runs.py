"""Stage runs: the queue and the history."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Row, Select, func, select, update
from sqlalchemy.orm import Session

from core.domain.ids import RecordId, RunId, SubmissionId
from core.domain.rows import StageRunRow
from core.domain.states import StageName, StageStatus
from core.domain.work import ClaimedRun, NewRun, RunEnd
from core.errors import LeaseLostError
from core.store.claim import next_due, take
from core.store.tables import StageRunTable as Run
from core.store.tables import SubmissionTable

_OPEN = (StageStatus.QUEUED, StageStatus.RUNNING)
_CLAIMED = (Run, SubmissionTable.record_id, SubmissionTable.version)


def run_row(run: Run, version: int) -> StageRunRow:
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
    )


def _claimed(run: Run, record: int, version: int) -> ClaimedRun:
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
    )


class SqlRuns:
    """See `core.domain.work.Runs`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def queue(self, run: NewRun, at: datetime) -> RunId:
        """Add a run to the queue with the next attempt number."""
        last = self._session.scalar(
            select(func.max(Run.attempt)).where(Run.submission_id == run.submission, Run.stage == run.stage)
        )
        row = Run(
            submission_id=run.submission,
            stage=run.stage,
            attempt=(last or 0) + 1,
            series=run.series,
            status=StageStatus.QUEUED,
            chain=run.chain,
            priority=run.priority,
            interruptions=run.interruptions,
            queued_at=at,
            due_at=run.due,
        )
        self._session.add(row)
        self._session.flush()
        return RunId(row.id)

    def claim(
        self, owner: str, stages: Collection[StageName], now: datetime, lease_until: datetime
    ) -> ClaimedRun | None:
        """Take the next due run of one of these stages; None if there is none."""
        dialect = self._session.get_bind().dialect.name
        found = self._session.scalar(next_due(now, stages, dialect=dialect))
        if found is None:
            return None
        self._session.execute(take(found, owner, now, lease_until))
        return self._one(select(*_CLAIMED).join(SubmissionTable).where(Run.id == found))

    def _one(self, query: Select[Run, int, int]) -> ClaimedRun:
        run, record, version = self._session.execute(query).one()
        return _claimed(run, record, version)

    def beat(self, claimed: ClaimedRun, lease_until: datetime, done: int, total: int) -> bool:
        """Extend the lease and note the progress; False if the run is not ours any more."""
        return self._write(claimed, lease_until=lease_until, done=done, total=total)

    def end(self, claimed: ClaimedRun, end: RunEnd) -> None:
        """Close the run; raises LeaseLostError if it is not ours any more."""
        ours = self._write(
            claimed,
            status=end.status,
            owner="",
            lease_until=None,
            finished_at=end.at,
            engine=end.engine.name if end.engine else "",
            engine_version=end.engine.version if end.engine else "",
            error_code=end.error_code,
            error_text=end.error_text,
        )
        if not ours:
            raise LeaseLostError("This stage run belongs to somebody else now.")

    def _write(self, claimed: ClaimedRun, **values: object) -> bool:
        result = self._session.execute(
            update(Run)
            .where(
                Run.id == claimed.run,
                Run.fence == claimed.fence,
                Run.owner == claimed.owner,
                Run.status == StageStatus.RUNNING,
            )
            .values(**values)
            .returning(Run.id)
        )
        return result.first() is not None

    def open_of(self, submission: SubmissionId) -> StageRunRow | None:
        """The run of that submission that is queued or running, if any."""
        run = self._session.scalar(select(Run).where(Run.submission_id == submission, Run.status.in_(_OPEN)))
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
        return (
            self._session.scalar(
                select(func.count()).where(
                    Run.submission_id == submission,
                    Run.stage == stage,
                    Run.series == series,
                    Run.status == StageStatus.FAILED,
                )
            )
            or 0
        )

    def last_series(self, submission: SubmissionId, stage: StageName) -> int:
        """The number of the latest series of this stage; 0 if it never ran."""
        return (
            self._session.scalar(
                select(func.max(Run.series)).where(Run.submission_id == submission, Run.stage == stage)
            )
            or 0
        )

    def owners(self) -> tuple[str, ...]:
        """Whoever has a run under way."""
        return tuple(self._session.scalars(select(Run.owner).where(Run.status == StageStatus.RUNNING).distinct()))

    def stranded(self, now: datetime, dead: Sequence[str]) -> tuple[ClaimedRun, ...]:
        """Running runs whose lease has ended or whose owner is dead."""
        found = self._session.execute(
            select(*_CLAIMED)
            .join(SubmissionTable)
            .where(Run.status == StageStatus.RUNNING, (Run.lease_until < now) | Run.owner.in_(dead))
        )
        return tuple(_from_row(row) for row in found)

    def next_due(self) -> datetime | None:
        """When the next queued run becomes due; None if nothing is queued."""
        return self._session.scalar(select(func.min(Run.due_at)).where(Run.status == StageStatus.QUEUED))


def _from_row(row: Row[Run, int, int]) -> ClaimedRun:
    run, record, version = row
    return _claimed(run, record, version)
