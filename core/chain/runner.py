"""Runs one claimed stage: begin, work with no transaction open, end. Ends and hand-overs are one transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Protocol, TypeVar

from core.chain import retry
from core.chain.control import LeasedControl
from core.chain.endings import Endings
from core.chain.inputs import hash_of
from core.domain.control import Stage
from core.domain.ports import Clock
from core.domain.record import Dossier, ReadingOptions
from core.domain.states import StageName
from core.domain.work import ClaimedRun, Section, Work
from core.errors import (
    DamagedResultError,
    EngineError,
    HoldpointError,
    LeaseLostError,
    Stopped,
    StopReason,
    StoreError,
)

log = logging.getLogger(__name__)

T = TypeVar("T")


def at_once(ending: Callable[[], object]) -> None:
    """End a stage run there and then."""
    ending()


class Brought(Protocol):
    """The bytes that stages bring beside their results: pictures of pages, sounds."""

    def bringing(self) -> AbstractContextManager[None]:
        """A stage runs in this thread meanwhile; if it gives no result, what it brought is forgotten."""

    def settle(self, section: Section) -> None:
        """Wait until what a result names is on the disk; called before it is stored, in any thread.

        Raises:
            StoreError: it is not here, or the disk refuses.
        """


class ChainRunner:
    """Knows the order of nothing and the content of nothing: it brings a dossier to its stage and its result home.

    Args:
        stages: by name.
        work: transactions.
        clock: the time.
        options: how documents are read.
        brought: keeps the bytes that results name.
        finish: does an ending, at once or beside the lane (see `core.chain.finisher`).
    """

    def __init__(
        self,
        stages: Mapping[StageName, Stage],
        work: Work,
        clock: Clock,
        options: ReadingOptions,
        *,
        brought: Brought,
        finish: Callable[[Callable[[], object]], None] = at_once,
    ) -> None:
        self._stages = stages
        self._work = work
        self._endings = Endings(work, clock)
        self._options = options
        self._brought = brought
        self._finish = finish

    def run(self, claimed: ClaimedRun, control: LeasedControl) -> None:
        """Run the stage to its end, whatever that is; never raises for the stage's own failures.

        Raises:
            StoreError: the store is in trouble; the run waits in the queue, or, if not even that could be written, is
                found again by its lease.
        """
        done = self._guarded(claimed, lambda: self._result(claimed, control))
        if done is not None:
            self._finish(lambda: self._guarded(claimed, lambda: self._end(claimed, *done)))

    def _result(self, claimed: ClaimedRun, control: LeasedControl) -> tuple[Section, str]:
        """The result, and the hash of what it was made from."""
        dossier = self._dossier(claimed)
        control.checkpoint()
        with self._brought.bringing():
            return section_of(self._stages[claimed.stage].run(dossier, control), claimed.stage), dossier.inputs

    def _end(self, claimed: ClaimedRun, section: Section, inputs: str) -> None:
        self._brought.settle(section)
        self._endings.finished(claimed, section, inputs)

    def _guarded(self, claimed: ClaimedRun, work: Callable[[], T]) -> T | None:
        """What `work` returns; None if it failed, which then has been written down."""
        try:
            return work()
        except Stopped as stopped:
            self._stop(claimed, stopped.reason)
        except LeaseLostError:
            log.info("result dropped", extra={"action": "lease_lost", "record": claimed.record, "stage": claimed.stage})
        except DamagedResultError as error:  # of a stage before: no trouble that passes
            self._fail(claimed, error)
        except StoreError as error:
            self._put_back(claimed, error)
            raise
        except HoldpointError as error:
            self._fail(claimed, error)
        except Exception as error:
            # A fault in a stage must cost one run, never the lane. The traceback goes to the log, without locals.
            log.exception("stage broke", extra={"action": "stage_broke", "record": claimed.record})
            self._fail(claimed, EngineError(f"The stage broke ({type(error).__name__}).", code="internal_error"))
        return None

    def _fail(self, claimed: ClaimedRun, error: HoldpointError) -> None:
        try:
            self._endings.failed(claimed, error)
        except LeaseLostError:
            log.info("failure dropped", extra={"action": "lease_lost", "record": claimed.record})

    def _stop(self, claimed: ClaimedRun, reason: StopReason) -> None:
        if reason is not StopReason.SHUTDOWN:
            return  # cancelled or taken over: whoever did it has closed the run already
        try:
            self._endings.put_back(claimed)
        except LeaseLostError:
            log.info("nothing to put back", extra={"action": "lease_lost", "record": claimed.record})

    def _put_back(self, claimed: ClaimedRun, trouble: StoreError) -> None:
        """The disk is full, or worse: no fault of the document, which waits until that is over."""
        try:
            self._endings.put_back(claimed, trouble)
        except (LeaseLostError, StoreError) as error:
            log.info("not put back", extra={"action": "not_put_back", "record": claimed.record, "code": error.code})

    def _dossier(self, claimed: ClaimedRun) -> Dossier:
        """What the stage may know: only the sections before it, each from the run that stands for it now."""
        with self._work() as work:
            submission = work.submissions.get(claimed.submission)
            files, claim = work.records.attachments(submission), work.records.claim(claimed.record)
            dossier = Dossier(
                record=claimed.record,
                version=claimed.version,
                run=claimed.run,
                attachments=files,
                claim=claim,
                options=self._options.but(claimed.settings),
                settings=claimed.settings,
                inputs=hash_of(work, submission, claimed.stage, files, lambda: claim),
                is_last_try=retry.is_last_try(
                    claimed.stage, work.runs.failures(claimed.submission, claimed.stage, claimed.series)
                ),
            )
            if claimed.stage is StageName.OCR:
                return dossier
            if submission.ocr_run is None:
                raise EngineError("The pages have to be read first; run ocr.", code="no_reading")
            dossier = replace(dossier, reading=work.results.reading(submission.ocr_run))
            if claimed.stage is StageName.EXTRACT:
                return dossier
            if submission.extract_run is None:
                raise EngineError("The fields have to be read first; run extract.", code="no_extraction")
            return replace(dossier, extraction=work.results.extraction(submission.extract_run))


def section_of(dossier: Dossier, stage: StageName) -> Section:
    """The section that this stage had to fill."""
    section: Section | None
    match stage:
        case StageName.OCR:
            section = dossier.reading
        case StageName.EXTRACT:
            section = dossier.extraction
        case StageName.APPROVE:
            section = dossier.judgement
    if section is None:
        raise EngineError(f"The stage {stage} returned nothing.", code="no_result")
    return section
