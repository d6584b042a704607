"""Running again, cancelling, retrying, and setting a claim."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from core.chain import queueing
from core.domain.audit import Act, AuditKind, canonical
from core.domain.claim import Claim
from core.domain.desk import RerunRequest
from core.domain.events import RecordChanged, StageChanged
from core.domain.ids import RecordId, RunId
from core.domain.ports import Clock
from core.domain.states import DECIDED, ProcessStatus, StageName, StageStatus
from core.domain.work import Submission, UnitOfWork, Work
from core.errors import ConflictError

_OPEN = {ProcessStatus.PENDING, ProcessStatus.IN_PROGRESS}


class Rerunning:
    """What a person asks of the chain. `on_cancel` tells lanes at once that a run of theirs was cancelled."""

    def __init__(self, work: Work, clock: Clock, actor: str, on_cancel: Callable[[RunId], None]) -> None:
        self._work = work
        self._clock = clock
        self._actor = actor
        self._on_cancel = on_cancel

    def rerun(self, request: RerunRequest) -> None:
        """Queue a stage again.

        `ocr` makes a new version, and so does any stage of a decided version: what was decided stays as it was.

        Raises:
            ConflictError: a stage of this record is open, or the stages before the asked one have no result.
        """
        self._rerun(request, by_itself=False)

    def _rerun(self, request: RerunRequest, *, by_itself: bool) -> None:
        now = self._clock.now()
        with self._work() as work:
            current = work.submissions.current(request.record)
            if work.runs.open_of(current.id) is not None:
                raise ConflictError(
                    f"Record {request.record} is still in work; wait for it or cancel it first.", code="in_work"
                )
            _check_inputs(current, request.stage)
            after = self._prepared(work, current, request.stage)
            work.queue.wake(after.id)
            if after.id != current.id:
                work.queue.carry(current.id, after.id)
            queueing.ask(work, after, request.stage, chain=request.chain, by_hand=True, now=now)
            if not by_itself:
                self._note(work, after, AuditKind.RERUN, {"stage": request.stage.value, "chain": request.chain})
            work.tell(RecordChanged(request.record, after.status, settled=False))
            work.commit()

    def _prepared(self, work: UnitOfWork, current: Submission, stage: StageName) -> Submission:
        now = self._clock.now()
        if stage is StageName.OCR and current.ocr_run is not None:
            return work.submissions.add(current.record, stage, now)
        if current.status in DECIDED:
            return work.submissions.add(current.record, stage, now, like=_before(current, stage))
        after = replace(
            _before(current, stage), status=ProcessStatus.PENDING, stage=stage, error_code="", error_text=""
        )
        work.submissions.set_reasons(current.id, ())
        return work.submissions.put(after, now)

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
            self._note(work, after, AuditKind.CANCELLED, {})
            for run in runs:
                work.tell(StageChanged(record, run, current.stage or StageName.OCR, StageStatus.CANCELLED, 0))
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
            queueing.ask(work, after, current.stage, chain=True, by_hand=True, now=now)
            self._note(work, after, AuditKind.RERUN, {"stage": current.stage.value, "chain": True})
            work.tell(RecordChanged(record, after.status, settled=False))
            work.commit()
        return True

    def set_claim(self, record: RecordId, claim: Claim) -> None:
        """Replace what the applicant says; a judged, undecided record is judged again."""
        with self._work() as work:
            now = self._clock.now()
            current = work.submissions.current(record)
            content = {"before": _plain(work.records.claim(record)), "after": _plain(claim)}
            work.records.set_claim(record, claim, now)
            after = replace(current, revision=current.revision + 1)
            self._note(work, after, AuditKind.CLAIM, content)
            judged = current.status is ProcessStatus.HOLD and current.extract_run is not None
            work.tell(RecordChanged(record, current.status, settled=not judged))
            work.commit()
        if judged:
            self._rerun(RerunRequest(record, StageName.APPROVE, chain=False), by_itself=True)

    def _note(self, work: UnitOfWork, after: Submission, kind: AuditKind, content: Mapping[str, object]) -> None:
        """The link in the chain of hashes for what was just done."""
        text = canonical({**content, "revision": after.revision})
        work.audit.add(Act(after.record, after.version, kind, self._actor, self._clock.now(), text))


def _plain(claim: Claim) -> list[list[str]]:
    return [[name.value, value] for name, value in claim.values]


def _cancelled(work: UnitOfWork, current: Submission, now: datetime) -> Submission:
    """Cancel the version; if it was a new reading that never came to be, the one before it stands again."""
    earlier = _version_before(work, current) if current.ocr_run is None else None
    cancelled = replace(current, status=ProcessStatus.CANCELLED, is_current=earlier is None)
    after = work.submissions.put(cancelled, now)
    return work.submissions.put(replace(earlier, is_current=True), now) if earlier else after


def _version_before(work: UnitOfWork, current: Submission) -> Submission | None:
    for version in range(current.version - 1, 0, -1):
        earlier = work.submissions.version(current.record, version)
        if earlier.ocr_run is not None:
            return earlier
    return None


def _check_inputs(current: Submission, stage: StageName) -> None:
    missing = (stage is not StageName.OCR and current.ocr_run is None) or (
        stage is StageName.APPROVE and current.extract_run is None
    )
    if missing:
        raise ConflictError(f"The stages before {stage} have no result yet; run them first.", code="stage_order")


def _before(current: Submission, stage: StageName) -> Submission:
    """The submission with only what the stage builds on: later results would be out of date."""
    if stage is StageName.EXTRACT:
        return replace(current, extract_run=None, approve_run=None)
    return replace(current, approve_run=None)
