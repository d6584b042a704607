"""One lane's step: take the next stage run, if there is one, and run it to its end."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from core.chain.control import LEASE, LeasedControl
from core.chain.finisher import Finisher
from core.chain.runner import ChainRunner
from core.chain.token import StopToken
from core.domain.events import Event, RecordChanged, StageChanged
from core.domain.ids import RunId
from core.domain.ports import Clock
from core.domain.states import ProcessStatus, StageName, StageStatus
from core.domain.work import ClaimedRun, Work

log = logging.getLogger(__name__)


class LaneStep(Protocol):
    """What a worker thread needs of a lane."""

    def step(self, token: StopToken) -> bool:
        """Do one stage run if one is due; True if it did."""

    def close(self) -> None:
        """End the lane's child process. In the lane's thread, or after that has ended."""


class Lane:
    """See `LaneStep`. One per thread; it takes runs of some stages only.

    `claims` makes the transactions that say who is at work until when. They need not wait for the disk: a claim that is
    lost with the machine's power leaves its run in the queue.
    """

    def __init__(
        self,
        *,
        owner: str,
        takes: frozenset[StageName],
        runner: ChainRunner,
        claims: Work,
        clock: Clock,
        publish: Callable[[Event], None],
        recover: Callable[[], None],
        on_close: Callable[[], None],
        finisher: Finisher | None = None,
    ) -> None:
        self._owner = owner
        self._takes = takes
        self._runner = runner
        self._claims = claims
        self._clock = clock
        self._publish = publish
        self._recover = recover
        self._on_close = on_close
        self._finisher = finisher
        self._lock = threading.Lock()
        self._control: LeasedControl | None = None

    def step(self, token: StopToken) -> bool:
        """Do one stage run if one is due; True if it did. With a finisher, its ending may still be under way.

        Raises:
            StoreError: the store is in trouble; the run, if any, stays open and is found again by its lease.
        """
        if token.stopped:
            return False
        if self._finisher is not None:
            self._finisher.check()
        self._recover()
        claimed = self._claim()
        if claimed is None:
            return False
        control = LeasedControl(claimed, token, self._claims, self._clock, self._publish)
        with self._lock:
            self._control = control
        try:
            self._runner.run(claimed, control)
        finally:
            with self._lock:
                self._control = None
        return True

    def cancel(self, run: RunId) -> None:
        """Stop at the next checkpoint if this lane is at work on that run; from any thread."""
        with self._lock:
            if self._control is not None and self._control.claimed.run == run:
                self._control.cancel()

    def close(self) -> None:
        """End the lane's child process, after the last ending; a run that it could not store is found again."""
        try:
            if self._finisher is not None:
                self._finisher.wait()
        except Exception:
            log.exception("last result not stored", extra={"action": "finish_failed", "lane": self._owner})
        self._on_close()

    def _claim(self) -> ClaimedRun | None:
        now = self._clock.now()
        with self._claims() as work:
            claimed = work.runs.claim(self._owner, self._takes, now, now + LEASE)
            if claimed is None:
                return None
            submission = work.submissions.get(claimed.submission)
            submission = work.submissions.put(
                replace(submission, status=ProcessStatus.IN_PROGRESS, stage=claimed.stage), now
            )
            work.tell(StageChanged(claimed.record, claimed.run, claimed.stage, StageStatus.RUNNING, claimed.attempt))
            work.tell(RecordChanged(claimed.record, submission.status, settled=False))
            work.commit()
        return claimed
