"""Taking over what dead lanes left behind: at start, and every few seconds while running."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import Final

from core.chain.endings import Endings
from core.domain.ports import Clock
from core.domain.work import Work

log = logging.getLogger(__name__)

EVERY_SECONDS: Final = 5.0


class Recovery:
    """Puts stranded runs back into the queue."""

    def __init__(self, work: Work, clock: Clock, dead: Callable[[Sequence[str]], tuple[str, ...]]) -> None:
        self._work = work
        self._clock = clock
        self._dead = dead
        self._endings = Endings(work, clock)
        self._lock = threading.Lock()
        self._next = 0.0

    def now_and_then(self) -> None:
        """Recover if nobody has for a few seconds; every lane calls this before it takes work, the first at once."""
        if time.monotonic() < self._next or not self._lock.acquire(blocking=False):
            return
        try:
            self._next = time.monotonic() + EVERY_SECONDS
            self.recover()
        finally:
            self._lock.release()

    def recover(self) -> int:
        """Put back every run whose lane is dead or whose lease has ended; returns how many."""
        with self._work() as work:
            dead = self._dead(work.runs.owners())
            stranded = work.runs.stranded(self._clock.now(), dead)
            for run in stranded:
                self._endings.stranded(work, run)
            work.commit()
        if stranded:
            log.warning("runs taken over", extra={"action": "recovered", "count": len(stranded)})
        return len(stranded)
