"""What has not moved for longer than its limit, and why. Nothing here changes anything: leases and lanes do that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from core.domain.times import Cause, Lap, OpenRun, Stuck


class OpenRuns(Protocol):
    """What the store can say about open runs."""

    def open_runs(self, before: datetime, now: datetime) -> tuple[OpenRun, ...]:
        """Runs that were queued, or started, before that time and have not ended; the longest first, not all."""

    def works(self, now: datetime) -> bool:
        """Whether a lane is at work on anything: some run's lease has not ended."""


class Watchdog:
    """Tells what is stuck. limit: seconds. dead: of those lanes, the ones whose process is gone."""

    def __init__(self, runs: OpenRuns, limit: float, dead: Callable[[Sequence[str]], tuple[str, ...]]) -> None:
        self._runs = runs
        self._limit = limit
        self._dead = dead

    def stuck(self, now: datetime) -> tuple[Stuck, ...]:
        """What has not moved, the longest first."""
        found = self._runs.open_runs(now - timedelta(seconds=self._limit), now)
        if not found:
            return ()
        dead = frozenset(self._dead([run.owner for run in found if run.owner]))
        works = self._runs.works(now)
        told = (_told(run, now, self._limit, is_dead=run.owner in dead, works=works) for run in found)
        return tuple(sorted(told, key=lambda item: -item.seconds))


def _told(run: OpenRun, now: datetime, limit: float, *, is_dead: bool, works: bool) -> Stuck:
    begun = run.started or run.queued
    lap = Lap.WAITING if run.started is None else Lap.RUNNING
    cause = _cause(run, now, is_dead=is_dead, works=works)
    due = run.due if cause is Cause.LATER else None
    return Stuck(run.record, run.version, run.stage, lap, (now - begun).total_seconds(), limit, cause, run.ahead, due)


def _cause(run: OpenRun, now: datetime, *, is_dead: bool, works: bool) -> Cause:
    if run.started is not None:
        ended = run.lease_until is not None and run.lease_until < now
        return Cause.LANE_DEAD if is_dead or ended else Cause.SLOW
    if run.paused:
        return Cause.PAUSED
    if run.due > now:
        return Cause.LATER
    if not works:
        return Cause.NO_LANES
    return Cause.BEHIND if run.ahead else Cause.NOT_TAKEN
