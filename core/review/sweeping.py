"""Retention by itself: once a day, and soon after the start, what is over its time is deleted.

What was deleted may have copies left in the database if the program ended in the middle: the next one goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from core.chain.token import StopToken
from core.domain.keeping import Wiping
from core.domain.ports import Clock
from core.review.keeping import Retention

log = logging.getLogger(__name__)

AFTER_START: Final = timedelta(minutes=2)
EVERY: Final = timedelta(days=1)
LOOK: Final = timedelta(minutes=1)


class Sweep:
    """A lane that reads nothing; see `core.chain.lane.LaneStep`. retention: None where nothing is set to be deleted."""

    def __init__(self, retention: Callable[[], Retention] | None, wiping: Wiping, clock: Clock) -> None:
        self._retention = retention
        self._wiping = wiping
        self._clock = clock
        self._due: datetime = clock.now() + AFTER_START
        self._look: datetime = clock.now() + AFTER_START

    def step(self, token: StopToken) -> bool:
        """Delete what is due, if it is time to look; never asks to come again at once."""
        now = self._clock.now()
        if self._retention is not None and now >= self._due:
            self._due = now + EVERY  # first: what fails is tried again tomorrow, not at every tick
            self._delete(self._retention(), token)
        if now >= self._look and not token.stopped:
            self._look = now + LOOK
            self._wipe(token)
        return False

    def close(self) -> None:
        """Nothing is kept open."""

    def _delete(self, retention: Retention, token: StopToken) -> None:
        done = retention.delete(retention.plan(), stopped=lambda: token.stopped is not None)
        if done.records:
            log.info("retention", extra={"action": "swept", "records": len(done.records), "files": done.files})

    def _wipe(self, token: StopToken) -> None:
        if self._wiping.is_owed:
            self._wiping.shrink(lambda: token.stopped is not None)
            log.info("no copies left", extra={"action": "wiped", "done": not self._wiping.is_owed})
