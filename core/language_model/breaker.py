"""The circuit breaker: a server that keeps failing is left alone for a while, by all lanes of this process."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from core.language_model.limits import BREAKER_FAILURES, BREAKER_SECONDS


class Breaker:
    """Safe to use from any thread. After its pause one more failure opens it again.

    Args:
        now: seconds of a clock that never jumps.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._failures = 0
        self._open_until = 0.0

    def wait_seconds(self) -> float:
        """How long to leave the server alone; 0 if it may be asked."""
        with self._lock:
            return max(0.0, self._open_until - self._now())

    def failed(self) -> None:
        """The server gave no answer."""
        with self._lock:
            self._failures += 1
            if self._failures >= BREAKER_FAILURES:
                self._open_until = self._now() + BREAKER_SECONDS

    def answered(self) -> None:
        """The server answered, whatever the answer is worth."""
        with self._lock:
            self._failures = 0
            self._open_until = 0.0
