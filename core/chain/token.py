"""The thread-safe request to stop."""

from __future__ import annotations

import threading

from core.errors import StopReason


class StopToken:
    """Set from any thread, looked at by the work at every checkpoint. The first reason stays."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._reason: StopReason | None = None
        self._lock = threading.Lock()

    @property
    def stopped(self) -> StopReason | None:
        """Why to stop; None while the work may go on."""
        return self._reason

    def stop(self, reason: StopReason) -> None:
        """Ask to stop."""
        with self._lock:
            if self._reason is None:
                self._reason = reason
        self._event.set()

    def wait(self, seconds: float) -> bool:
        """Sleep until asked to stop, at most `seconds`; True if asked."""
        return self._event.wait(seconds)
