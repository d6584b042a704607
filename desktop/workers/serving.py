"""The service in a lane of its own: started and stopped as is wished, and stopped before the store is closed."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal

from core.chain.token import StopToken
from core.errors import HoldpointError
from core.wire_settings import ServiceSettings
from desktop.service_messages import ServiceReport, ServiceWish, Standing
from desktop.workers.ports import Served

log = logging.getLogger(__name__)

LANE: Final = "service"
AGAIN_SECONDS: Final = 10.0
INTERNAL: Final = "internal"

Serve = Callable[[ServiceSettings], Served]
"""Starts the service; called in the lane's thread."""


class Serving(QObject):
    """What is wished for, set in the GUI's thread, and how it stands, told in the lane's: `reported` with a report."""

    reported = Signal(object)

    def __init__(self, wish: ServiceWish) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._wish = wish

    def wish(self, wish: ServiceWish) -> None:
        """Serve, or serve not, from the next look on."""
        with self._lock:
            self._wish = wish

    @property
    def wished(self) -> ServiceWish:
        """What is wished now."""
        with self._lock:
            return self._wish


class ServiceStep:
    """A lane's step. One that failed to start, or died, is started again after a while for as long as it is wished."""

    def __init__(self, serving: Serving, serve: Serve, now: Callable[[], float] = time.monotonic) -> None:
        self._serving = serving
        self._serve = serve
        self._now = now
        self._current: ServiceWish | None = None
        self._served: Served | None = None
        self._due = 0.0

    def step(self, _token: StopToken) -> bool:
        """Start or stop if that is wished; never asks to come again at once."""
        wished = self._serving.wished
        if wished != self._current:
            was_on = self._current is not None and self._current.is_on
            self._end()
            self._current, self._due = wished, 0.0
            if was_on and not wished.is_on:
                self._tell(ServiceReport(Standing.OFF))
        if self._served is not None and not self._served.is_alive:
            log.error("service died", extra={"action": "service_died"})
            self._end()
            self._fail("service_failed", "The service ended by itself; the log tells why.")
        if wished.is_on and self._served is None and self._now() >= self._due:
            self._begin(wished.settings)
        return False

    def close(self) -> None:
        """End all connections."""
        self._end()

    def _begin(self, settings: ServiceSettings) -> None:
        self._tell(ServiceReport(Standing.STARTING))
        try:
            self._served = self._serve(settings)
        except HoldpointError as error:
            log.warning("service not started", extra={"action": "service_not_started", "code": error.code})
            self._fail(error.code, error.text)
        except Exception:  # the boundary of a start: the next one may go well
            log.exception("service not started", extra={"action": "service_not_started", "code": INTERNAL})
            self._fail(INTERNAL, "")
        else:
            self._tell(ServiceReport(Standing.ON, self._served.address))

    def _end(self) -> None:
        if self._served is not None:
            self._served.stop()
            self._served = None

    def _fail(self, code: str, text: str) -> None:
        self._due = self._now() + AGAIN_SECONDS
        self._tell(ServiceReport(Standing.FAILED, code=code, text=text))

    def _tell(self, report: ServiceReport) -> None:
        self._serving.reported.emit(report)
