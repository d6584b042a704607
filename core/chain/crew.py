"""Lanes without a screen: plain threads that work until a condition holds. The window has its own, in Qt."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Final

from core.chain.lane import LaneStep
from core.chain.token import StopToken
from core.domain.events import Event, PauseChanged, StageChanged
from core.domain.states import StageStatus
from core.errors import StopReason

log = logging.getLogger(__name__)

IDLE_SECONDS: Final = 0.2


class Crew:
    """Runs lanes in threads."""

    def __init__(self, lanes: Sequence[LaneStep]) -> None:
        self._lanes = tuple(lanes)
        self._token = StopToken()
        self._queued = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Start all lanes."""
        for number, lane in enumerate(self._lanes):
            thread = threading.Thread(target=self._work, args=(lane,), name=f"lane-{number}")
            thread.start()
            self._threads.append(thread)

    def wait(self, settled: Callable[[], bool], on_tick: Callable[[], None]) -> None:
        """Return once `settled()` is true; meanwhile call `on_tick` five times a second."""
        while not settled():
            on_tick()
            if self._token.wait(IDLE_SECONDS):
                return
            if self._threads and not any(thread.is_alive() for thread in self._threads):
                return
        on_tick()

    def hear(self, event: Event) -> None:
        """Wake idle lanes when work is queued; give this to the desk's `subscribe`."""
        if isinstance(event, PauseChanged) or (isinstance(event, StageChanged) and event.status is StageStatus.QUEUED):
            self._queued.set()

    def ask_to_stop(self) -> None:
        """Let `wait` return and the lanes put back what they have; safe in a signal handler."""
        self._token.stop(StopReason.SHUTDOWN)

    def stop(self) -> None:
        """Put back what is under way, end the lanes and their children."""
        self._token.stop(StopReason.SHUTDOWN)
        self._queued.set()
        for thread in self._threads:
            thread.join()
        for lane in self._lanes:
            lane.close()

    def _work(self, lane: LaneStep) -> None:
        while not self._token.stopped:
            try:
                busy = lane.step(self._token)
            except Exception:
                # The boundary of the thread: the run is found again by its lease, the lane goes on.
                log.exception("lane failed", extra={"action": "lane_failed"})
                busy = False
            if not busy:
                self._queued.wait(IDLE_SECONDS)
                self._queued.clear()
