"""How a stage run ends. Each ending is one transaction: the run, the submission's next state, and what follows."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

from core.chain import queueing, retry, standing
from core.chain.inputs import inputs_of
from core.domain.events import RecordChanged, StageChanged
from core.domain.field import Extraction, FieldName
from core.domain.hold import HoldReason, Judgement, Outcome
from core.domain.page import Reading
from core.domain.ports import Clock
from core.domain.states import ProcessStatus, StageName, StageStatus
from core.domain.work import ClaimedRun, RunEnd, Section, Submission, UnitOfWork, Work
from core.errors import EngineError, HoldpointError, StoreError

log = logging.getLogger(__name__)


class Endings:
    """Writes endings; every one checks that the lease is still ours."""

    def __init__(self, work: Work, clock: Clock) -> None:
        self._work = work
        self._clock = clock

    def finished(self, run: ClaimedRun, section: Section, inputs: str) -> None:
        """Store the result and hand over, stop, or settle; a result of inputs that are no longer so is thrown away.

        inputs: the hash of what the result was made from.

        Raises:
            LeaseLostError: the run is not ours any more; nothing was stored.
        """
        now = self._clock.now()
        with self._work() as work:
            submission = work.submissions.get(run.submission)
            if inputs != inputs_of(work, run.record, submission, run.stage):
                self._overtaken(work, run, submission)
                return
            work.runs.end(run, RunEnd(StageStatus.DONE, now, section.engine))
            work.results.put(run.run, section, inputs)
            after = _with_result(work, submission, run, section)
            stage = run.stage.next
            goes_on = stage is not None and run.chain
            if stage is not None and goes_on:
                after = replace(after, stage=stage)
                queueing.hand_over(work, after, stage, now, run.settings)
            elif stage is not None:  # chain=false: that one stage, then wait for somebody to ask for the next
                after = replace(after, status=ProcessStatus.PENDING, stage=stage)
            after = work.submissions.put(after, now)
            self._tell(work, run, after, StageStatus.DONE, goes_on=goes_on)
            work.commit()

    def _overtaken(self, work: UnitOfWork, run: ClaimedRun, submission: Submission) -> None:
        """What the stage was given has changed while it ran, for instance the claim: it runs again at once."""
        now = self._clock.now()
        text = "What this stage had been given was changed while it ran."
        work.runs.end(run, RunEnd(StageStatus.INTERRUPTED, now, None, "inputs_changed", text))
        after = self._again(work, submission, run, timedelta(0), run.interruptions)
        after = work.submissions.put(after, now)
        self._tell(work, run, after, StageStatus.INTERRUPTED)
        work.commit()

    def failed(self, run: ClaimedRun, error: HoldpointError) -> None:
        """Note the error, and queue the stage again or give up."""
        now = self._clock.now()
        with self._work() as work:
            work.runs.end(run, RunEnd(StageStatus.FAILED, now, None, error.code, error.text))
            submission = work.submissions.get(run.submission)
            failures = work.runs.failures(run.submission, run.stage, run.series)
            match retry.after_failure(run.stage, error, failures):
                case retry.Retry(delay):
                    after = self._again(work, submission, run, delay, run.interruptions)
                case retry.GiveUp():
                    after = _given_up(submission, run, error)
            after = work.submissions.put(after, now)
            self._tell(work, run, after, StageStatus.FAILED)
            work.commit()
        log.warning("stage failed", extra={"action": "stage_failed", "record": run.record, "code": error.code})

    def put_back(self, run: ClaimedRun, trouble: StoreError | None = None) -> None:
        """Put the stage back into the queue, which counts for nothing.

        trouble: what the store suffers from, to be waited out; without any, the program is closing.
        """
        now = self._clock.now()
        code, text = (trouble.code, trouble.text) if trouble else ("shutdown", "The program was closed.")
        delay = retry.TROUBLE if trouble else timedelta(0)
        with self._work() as work:
            work.runs.end(run, RunEnd(StageStatus.INTERRUPTED, now, None, code, text))
            submission = work.submissions.get(run.submission)
            after = self._again(work, submission, run, delay, run.interruptions)
            after = work.submissions.put(after, now)
            self._tell(work, run, after, StageStatus.INTERRUPTED)
            work.commit()

    def stranded(self, work: UnitOfWork, run: ClaimedRun) -> None:
        """The lane that had this run is dead; called inside the transaction that found it."""
        now = self._clock.now()
        text = "The program ended while this stage ran."
        work.runs.end(run, RunEnd(StageStatus.INTERRUPTED, now, None, "lane_died", text))
        submission = work.submissions.get(run.submission)
        interruptions = run.interruptions + 1
        match retry.after_interruption(interruptions):
            case retry.Retry(delay):
                after = self._again(work, submission, run, delay, interruptions)
            case retry.GiveUp():
                error = EngineError(
                    f"The program ended {interruptions} times during this stage; look at the file before trying again.",
                    code="interrupted_often",
                )
                after = _given_up(submission, run, error)
        after = work.submissions.put(after, now)
        self._tell(work, run, after, StageStatus.INTERRUPTED)

    def _again(
        self, work: UnitOfWork, submission: Submission, run: ClaimedRun, delay: timedelta, interruptions: int
    ) -> Submission:
        queueing.again(work, submission, run, delay=delay, interruptions=interruptions, now=self._clock.now())
        return replace(submission, status=ProcessStatus.PENDING)

    def _tell(
        self, work: UnitOfWork, run: ClaimedRun, after: Submission, status: StageStatus, *, goes_on: bool = False
    ) -> None:
        """goes_on: the next stage was queued in this transaction, so that there is no need to look for an open run."""
        work.tell(StageChanged(run.record, run.run, run.stage, status, run.attempt))
        work.deliveries.promise(after, self._clock.now())
        settled = not goes_on and work.runs.open_of(after.id) is None
        work.tell(RecordChanged(run.record, after.status, settled=settled))


def _given_up(submission: Submission, run: ClaimedRun, error: HoldpointError) -> Submission:
    return replace(
        submission, status=ProcessStatus.FAILED, stage=run.stage, error_code=error.code, error_text=error.text
    )


def _with_result(work: UnitOfWork, submission: Submission, run: ClaimedRun, section: Section) -> Submission:
    """The submission with this result standing; what was made from an older one is void since this was asked for."""
    clean = replace(submission, error_code="", error_text="")
    match section:
        case Reading():
            return replace(clean, ocr_run=run.run)
        case Extraction():
            values = standing.summary_of(work, submission, section)
            work.records.set_summary(
                run.record,
                values.get(FieldName.HOLDER_NAME, ""),
                values.get(FieldName.DOCUMENT_TYPE, ""),
                values.get(FieldName.DOCUMENT_NUMBER, ""),
            )
            return replace(clean, extract_run=run.run)
        case Judgement():
            reasons = (*standing.question_of(work, submission), *_reasons(section))
            work.submissions.set_reasons(submission.id, reasons)
            held = section.outcome is not Outcome.APPROVED or bool(reasons)
            status = ProcessStatus.HOLD if held else ProcessStatus.APPROVED
            return replace(clean, approve_run=run.run, status=status, stage=StageName.APPROVE)


def _reasons(judgement: Judgement) -> tuple[HoldReason, ...]:
    """A hold without a reason would be a question nobody can read; an approval with one would be a lie."""
    if judgement.outcome is Outcome.HOLD and not judgement.reasons:
        raise EngineError("The policy held the record without saying why.", code="hold_without_reason")
    return judgement.reasons
