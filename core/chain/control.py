"""What a stage may ask of the chain: may I go on, and here is how far I am. Keeps the lease alive meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from core.chain.token import StopToken
from core.domain.events import Event, StageProgress
from core.domain.ports import Clock
from core.domain.work import ClaimedRun, Work
from core.errors import Stopped, StopReason

LEASE: Final = timedelta(seconds=60)
HEARTBEAT_SECONDS: Final = 10.0
PROGRESS_SECONDS: Final = 0.1


class LeasedControl:
    """See `core.domain.control.Control`. Used in the lane's thread, but for `cancel`, which any thread may call."""

    def __init__(
        self, claimed: ClaimedRun, token: StopToken, work: Work, clock: Clock, publish: Callable[[Event], None]
    ) -> None:
        self._claimed = claimed
        self._token = token
        self._work = work
        self._clock = clock
        self._publish = publish
        self._cancelled = False
        self._done = 0
        self._total = 0
        self._beat_at = time.monotonic()
        self._told_at = 0.0

    @property
    def claimed(self) -> ClaimedRun:
        """The run this control belongs to."""
        return self._claimed

    def cancel(self) -> None:
        """Somebody cancelled this run; the next checkpoint stops it."""
        self._cancelled = True

    def checkpoint(self) -> None:
        """See `Control.checkpoint`."""
        if self._cancelled:
            raise Stopped(StopReason.CANCELLED)
        if (reason := self._token.stopped) is not None:
            raise Stopped(reason)
        if time.monotonic() - self._beat_at >= HEARTBEAT_SECONDS:
            self._beat()

    def report(self, done: int, total: int) -> None:
        """See `Control.report`. Told at most ten times a second; the last page is always told."""
        self._done, self._total = done, total
        now = time.monotonic()
        if now - self._told_at >= PROGRESS_SECONDS or done >= total:
            self._told_at = now
            run = self._claimed
            self._publish(StageProgress(run.record, run.run, run.stage, done, total))

    def _beat(self) -> None:
        self._beat_at = time.monotonic()
        with self._work() as work:
            ours = work.runs.beat(self._claimed, self._clock.now() + LEASE, self._done, self._total)
            work.commit()
        if not ours:
            raise Stopped(StopReason.LEASE_LOST)
