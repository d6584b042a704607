"""One lane: a QObject that does one step a tick in the thread that the supervisor gave it."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
from typing import Final

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from core.chain.token import StopToken
from desktop.workers.ports import Step, StepMaker

log = logging.getLogger(__name__)

IDLE_MS: Final = 500
TROUBLE_MS: Final = 2000
NICE: Final = 5


class LaneWorker(QObject):
    """Made without parent and moved to its thread; all slots run there.

    `stopped` is emitted when the lane has put its work back and ended its child: then its thread may end.
    """

    failed = Signal(object)
    stopped = Signal()

    def __init__(self, name: str, make: StepMaker, token: StopToken) -> None:
        super().__init__()
        self._name = name
        self._make = make
        self._token = token
        self._step: Step | None = None
        self._timer: QTimer | None = None
        self._has_stopped = False

    @Slot()
    def start(self) -> None:
        """Begin to work."""
        step_back()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.tick)
        self._timer.start(0)

    @Slot()
    def wake(self) -> None:
        """Work was queued: look at once. One timer does all the ticks, so that a wake adds none."""
        if self._timer is not None and not self._token.stopped and self._timer.remainingTime() > 0:
            self._timer.start(0)

    @Slot()
    def tick(self) -> None:
        """Do one step and come again: at once if there was work, else after a while."""
        if self._token.stopped or self._timer is None:
            return
        delay = IDLE_MS
        try:
            if self._step is None:
                self._step = self._make(self._name)
            delay = 0 if self._step.step(self._token) else IDLE_MS
        except Exception as error:  # the boundary: nothing passes
            log.exception("lane failed", extra={"action": "lane_failed", "lane": self._name})
            self.failed.emit(str(getattr(error, "code", "internal")))
            delay = TROUBLE_MS
        if not self._token.stopped:
            self._timer.start(delay)

    @Slot()
    def finish(self) -> None:
        """Put everything away; the token has been set before."""
        if self._has_stopped:
            return
        self._has_stopped = True
        if self._timer is not None:
            self._timer.stop()
        try:
            if self._step is not None:
                self._step.close()
        except Exception:  # the boundary: the thread must end whatever the child did
            log.exception("lane did not close", extra={"action": "lane_close_failed", "lane": self._name})
        self.stopped.emit()
        QThread.currentThread().quit()


def step_back() -> None:
    """Let the window go first: this thread, and the child it will start, run at a lower priority (Linux alone).

    Without it two busy readers on two cores keep the window waiting for tens of milliseconds at a time.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
