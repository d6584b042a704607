"""Retention by itself: once a day, and soon after the start, what is over its time is deleted."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from core.chain.token import StopToken
from core.domain.ports import Clock
from core.review.keeping import Retention

log = logging.getLogger(__name__)

AFTER_START: Final = timedelta(minutes=2)
EVERY: Final = timedelta(days=1)


class Sweep:
    """A lane that reads nothing; see `core.chain.lane.LaneStep`. retention: None where nothing is set to be deleted."""

    def __init__(self, retention: Callable[[], Retention] | None, clock: Clock) -> None:
        self._retention = retention
        self._clock = clock
        self._due: datetime = clock.now() + AFTER_START

    def step(self, token: StopToken) -> bool:
        """Delete what is due, if it is time to look; never asks to come again at once."""
        now = self._clock.now()
        if self._retention is None or now < self._due:
            return False
        self._due = now + EVERY  # first: what fails is tried again tomorrow, not at every tick
        retention = self._retention()
        done = retention.delete(retention.plan(), stopped=lambda: token.stopped is not None)
        if done.records:
            log.info("retention", extra={"action": "swept", "records": len(done.records), "files": done.files})
        return False

    def close(self) -> None:
        """Nothing is kept open."""
