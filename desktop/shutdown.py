"""Closing at any moment: lanes put their work back, then the desk closes its store, then the program may end."""

from __future__ import annotations

import logging
import os
import signal
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.workers.supervisor import Supervisor

log = logging.getLogger(__name__)

DEADLINE_MS: Final = 8000
"""After that the reading children are killed, which frees lanes that wait for them; threads are never killed."""
LAST_MS: Final = 2000


class Closer(QObject):
    """One way through; entering twice is harmless.

    lanes_wanted: lanes were asked to end. desk_may_close: they have. done: everything has ended.
    """

    desk_may_close = Signal()
    done = Signal()
    gave_up = Signal()

    def __init__(self, deadline_ms: int = DEADLINE_MS, last_ms: int = LAST_MS) -> None:
        super().__init__()
        self._last_ms = last_ms
        self._supervisor: Supervisor | None = None
        self._is_closing = False
        self._threads = 0
        self._deadline = QTimer(self)
        self._deadline.setSingleShot(True)
        self._deadline.setInterval(deadline_ms)
        self._deadline.timeout.connect(self._on_deadline)

    @property
    def is_closing(self) -> bool:
        """True once closing has begun: no new work is taken."""
        return self._is_closing

    def watch(self, supervisor: Supervisor) -> None:
        """These lanes must end first."""
        self._supervisor = supervisor
        supervisor.ended.connect(self._on_lanes_ended)

    def expect_threads(self, count: int) -> None:
        """So many other threads tell by `note_thread_finished`."""
        self._threads = count

    @Slot()
    def close(self) -> None:
        """Begin to close."""
        if self._is_closing:
            return
        self._is_closing = True
        log.info("closing", extra={"action": "closing"})
        self._deadline.start()
        if self._supervisor is None:
            self._on_lanes_ended()
        else:
            self._supervisor.stop()

    @Slot()
    def note_thread_finished(self) -> None:
        """Desk or picture thread has ended."""
        self._threads -= 1
        if self._threads == 0:
            self._deadline.stop()
            self.done.emit()

    @Slot()
    def _on_lanes_ended(self) -> None:
        self.desk_may_close.emit()

    @Slot()
    def _on_deadline(self) -> None:
        log.warning("closing takes too long", extra={"action": "children_killed"})
        kill_children()
        QTimer.singleShot(self._last_ms, self._on_last)

    @Slot()
    def _on_last(self) -> None:
        if self._threads > 0:
            self.gave_up.emit()


def kill_children() -> None:
    """Kill this process's children with their groups, where the system tells which they are (Linux)."""
    mine = os.getpid()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            if int(after_name[1]) != mine:
                continue
            child = int(stat.parent.name)
            group = os.getpgid(child)
            if group == os.getpgid(0):
                os.kill(child, signal.SIGKILL)
            else:
                os.killpg(group, signal.SIGKILL)
        except (OSError, ValueError, IndexError):
            continue  # it has ended meanwhile
