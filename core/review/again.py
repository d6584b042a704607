"""Running a record again; cancelling, retrying, and setting a claim."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from core.chain import queueing
from core.chain.inputs import inputs_of
from core.domain.audit import AuditKind
from core.domain.claim import Claim
from core.domain.desk import RerunRequest
from core.domain.events import RecordChanged, StageChanged
from core.domain.ids import RecordId, RunId
from core.domain.ports import Clock
from core.domain.rerun import RerunOrder
from core.domain.states import ProcessStatus, StageName, StageStatus
from core.domain.work import Submission, UnitOfWork, Work
from core.errors import ConflictError, NotFoundError
from core.review.preview import refused
from core.review.standing import summarise
from core.review.starting import Starter, order_content

_OPEN = {ProcessStatus.PENDING, ProcessStatus.IN_PROGRESS}


class Rerunning:
    """What a person asks of the chain.

    on_cancel: tells lanes at once that a run of theirs was cancelled.
    """

    def __init__(self, work: Work, clock: Clock, starter: Starter, on_cancel: Callable[[RunId], None]) -> None:
        self._work = work
        self._clock = clock
        self._starter = starter
        self._on_cancel = on_cancel

    def rerun(self, request: RerunRequest) -> None:
        """Queue a stage again.

        `ocr` makes a new version, and so does any stage of a decided version: what was decided stays as it was.

        Raises:
            ConflictError: a stage of this record is open, the stages before the asked one have no result, or what it
                needs was deleted.
            UsageError: the settings for this run are of no use.
        """
        order = RerunOrder(request.stage, request.chain, request.settings)
        self._starter.check(order)
        with self._work() as work:
            state = work.reruns.states([request.record]).get(request.record)
            if state is None:
                raise NotFoundError(f"There is no record {request.record}.")
            if (refusal := refused(state, order)) is not None:
                raise ConflictError(refusal[1], code=refusal[0])
            self._starter.begin(work, state.submission, order, by_hand=True)
            work.commit()

    def cancel(self, records: Sequence[RecordId]) -> int:
        """Cancel what is pending or in progress; returns how many records were."""
        return sum(self._cancel(record) for record in records)

    def _cancel(self, record: RecordId) -> bool:
        now = self._clock.now()
        with self._work() as work:
            current = work.submissions.current(record)
            if current.status not in _OPEN:
                return False
            runs = work.runs.cancel_open(current.id, now)
            after = _cancelled(work, current, now)
            self._starter.note(work, after, AuditKind.CANCELLED, {})
            is_outdated = _is_outdated(work, after)
            if is_outdated:
                settings = work.runs.last_settings(after.id, StageName.APPROVE)
                order = RerunOrder(StageName.APPROVE, chain=False, settings=settings)
                self._starter.begin(work, after, order, by_hand=True, by_itself=True)
            for run in runs:
                work.tell(StageChanged(record, run, current.stage or StageName.OCR, StageStatus.CANCELLED, 0))
            if not is_outdated:
                work.tell(RecordChanged(record, after.status, settled=True))
            work.commit()
        for run in runs:
            self._on_cancel(run)
        return True

    def retry_failed(self, records: Sequence[RecordId] | None) -> int:
        """Queue the failed stage of those records (None: of all failed) again, with the chain after it."""
        if records is None:
            with self._work() as work:
                records = work.submissions.ids_with(ProcessStatus.FAILED)
        return sum(self._retry(record) for record in records)

    def _retry(self, record: RecordId) -> bool:
        now = self._clock.now()
        with self._work() as work:
            current = work.submissions.current(record)
            if current.status is not ProcessStatus.FAILED or current.stage is None:
                return False
            pending = replace(current, status=ProcessStatus.PENDING, error_code="", error_text="")
            after = work.submissions.put(pending, now)
            order = RerunOrder(current.stage, chain=True, settings=work.runs.last_settings(current.id, current.stage))
            queueing.ask(work, after, order.stage, chain=True, by_hand=True, now=now, settings=order.settings)
            self._starter.note(work, after, AuditKind.RERUN, order_content(order))
            work.tell(RecordChanged(record, after.status, settled=False))
            work.commit()
        return True

    def set_due(self, record: RecordId, due: datetime | None) -> None:
        """Say by when the record is to be decided; None takes its deadline away."""
        with self._work() as work:
            now, current = self._clock.now(), work.submissions.current(record)
            work.records.set_due(record, due, now)
            after = replace(current, revision=current.revision + 1)
            self._starter.note(work, after, AuditKind.CLAIM, {"until": due.isoformat() if due else None})
            work.tell(RecordChanged(record, current.status, settled=current.status not in _OPEN))
            work.commit()

    def set_claim(self, record: RecordId, claim: Claim) -> None:
        """Replace what the applicant says; a judged, undecided record is judged again."""
        with self._work() as work:
            now = self._clock.now()
            current = work.submissions.current(record)
            content = {"before": _plain(work.records.claim(record)), "after": _plain(claim)}
            work.records.set_claim(record, claim, now)
            after = replace(current, revision=current.revision + 1)
            self._starter.note(work, after, AuditKind.CLAIM, content)
            if not self._judged_again(work, record):
                work.tell(RecordChanged(record, current.status, settled=current.status not in _OPEN))
            work.commit()

    def _judged_again(self, work: UnitOfWork, record: RecordId) -> bool:
        """Queue the judgement of a held record anew, within the transaction that gave it another claim."""
        state = work.reruns.states([record])[record]
        settings = work.runs.last_settings(state.submission.id, StageName.APPROVE)
        order = RerunOrder(StageName.APPROVE, chain=False, settings=settings)
        if state.submission.status is not ProcessStatus.HOLD or refused(state, order) is not None:
            return False
        self._starter.begin(work, state.submission, order, by_hand=True, by_itself=True)
        return True


def _is_outdated(work: UnitOfWork, standing: Submission) -> bool:
    """Whether a held version that stands again was judged with another claim: it may have come in meanwhile."""
    if standing.status is not ProcessStatus.HOLD or standing.approve_run is None:
        return False
    now = inputs_of(work, standing.record, standing, StageName.APPROVE)
    return work.results.inputs(standing.approve_run) != now


def _plain(claim: Claim) -> list[list[str]]:
    return [[name.value, value] for name, value in claim.values]


def _cancelled(work: UnitOfWork, current: Submission, now: datetime) -> Submission:
    """Cancel the version; one that a person decided stands again, or the one before a reading that never came to be."""
    earlier = work.submissions.decided_before(current)
    if earlier is None and current.ocr_run is None:
        earlier = _version_before(work, current)
    cancelled = replace(current, status=ProcessStatus.CANCELLED, is_current=earlier is None)
    after = work.submissions.put(cancelled, now)
    if earlier is None:
        return after
    after = work.submissions.put(replace(earlier, is_current=True), now)
    summarise(work, after)
    return after


def _version_before(work: UnitOfWork, current: Submission) -> Submission | None:
    for version in range(current.version - 1, 0, -1):
        earlier = work.submissions.version(current.record, version)
        if earlier.ocr_run is not None:
            return earlier
    return None
