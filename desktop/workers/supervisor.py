"""Owns the lanes' threads: starts them, wakes them, and ends them in good order."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from core.chain.token import StopToken
from core.errors import StopReason
from desktop.workers.lane import LaneWorker
from desktop.workers.ports import StepMaker

log = logging.getLogger(__name__)


class Supervisor(QObject):
    """One lane for each name. `ended` when every thread has finished (at once if none was started).

    beside: those of them that take no stage runs; queued work does not wake them, they look by themselves.
    """

    ended = Signal()
    lane_failed = Signal(object)
    _wake = Signal()
    _wake_beside = Signal()
    _finish = Signal()

    def __init__(self, make: StepMaker, names: Sequence[str], beside: Sequence[str] = ()) -> None:
        super().__init__()
        self._make = make
        self._names = (*names, *beside)
        self._beside = frozenset(beside)
        self._token = StopToken()
        self._threads: list[QThread] = []
        self._workers: list[LaneWorker] = []
        self._running = 0
        self._is_stopping = False

    def start(self) -> None:
        """Start all lanes."""
        for name in self._names:
            thread = QThread()
            thread.setObjectName(name)
            worker = LaneWorker(name, self._make, self._token)
            worker.moveToThread(thread)
            queued = Qt.ConnectionType.QueuedConnection
            thread.started.connect(worker.start)
            (self._wake_beside if name in self._beside else self._wake).connect(worker.wake, queued)
            self._finish.connect(worker.finish, queued)
            worker.failed.connect(self._on_lane_failed)
            thread.finished.connect(self._on_thread_finished)
            self._threads.append(thread)
            self._workers.append(worker)
        self._running = len(self._threads)
        for thread in self._threads:
            thread.start()

    @Slot()
    def wake(self) -> None:
        """Work was queued: idle lanes look at once. May be called from any thread."""
        self._wake.emit()

    @Slot()
    def wake_beside(self) -> None:
        """A wish for one of the lanes beside: they look at once. May be called from any thread."""
        self._wake_beside.emit()

    def stop(self) -> None:
        """Ask every lane to put its work back and end; returns at once, `ended` follows. Harmless twice."""
        if self._is_stopping:
            return
        self._is_stopping = True
        self._token.stop(StopReason.SHUTDOWN)
        if self._running == 0:
            self.ended.emit()
            return
        self._finish.emit()

    def wait(self) -> None:
        """After `ended`: the threads have said so, this only lets the system finish with them."""
        for thread in self._threads:
            thread.wait(1000)

    @property
    def running(self) -> int:
        """Threads that have not finished."""
        return self._running

    @Slot(object)
    def _on_lane_failed(self, code: object) -> None:
        if not self._is_stopping:
            self.lane_failed.emit(code)

    @Slot()
    def _on_thread_finished(self) -> None:
        self._running -= 1
        if self._running == 0 and self._is_stopping:
            log.info("lanes ended", extra={"action": "lanes_ended"})
            self.ended.emit()
