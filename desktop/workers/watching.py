"""The watched folder in a lane of its own: looked into about every second while a folder is set."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from core.chain.token import StopToken
from core.domain.watching import WatchReport
from core.errors import HoldpointError
from core.settings import WatchSettings
from desktop.workers.ports import Watcher

log = logging.getLogger(__name__)

LANE: Final = "watch"
EVERY_SECONDS: Final = 1.0
AFTER_TROUBLE_SECONDS: Final = 10.0

OpenWatcher = Callable[[WatchSettings], Watcher]
"""Makes what looks into a folder."""


class Watching(QObject):
    """What is wished for, set in the GUI's thread, and what is found, told in the lane's.

    `reported` with a `WatchReport`, or None when nothing is watched any more.
    """

    reported = Signal(object)

    def __init__(self, wish: WatchSettings) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._wish = wish

    def wish(self, settings: WatchSettings) -> None:
        """Watch that from the next look on."""
        with self._lock:
            self._wish = settings

    @property
    def wished(self) -> WatchSettings:
        """What is to be watched."""
        with self._lock:
            return self._wish


class WatchStep:
    """A lane's step. Reports are told when they differ from the one before, or something was taken or refused."""

    def __init__(
        self, watching: Watching, open_watcher: OpenWatcher, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._watching = watching
        self._open = open_watcher
        self._now = now
        self._current: WatchSettings | None = None
        self._watcher: Watcher | None = None
        self._last: WatchReport | None = None
        self._due = 0.0

    def step(self, _token: StopToken) -> bool:
        """Look if it is time; never asks to come again at once."""
        wished = self._watching.wished
        if wished != self._current:
            self._change(wished)
        if wished.folder is not None and self._now() >= self._due:
            self._tell(self._look(wished, wished.folder))
        return False

    def close(self) -> None:
        """Nothing is kept open between two looks."""
        self._watcher = None

    def _change(self, wished: WatchSettings) -> None:
        was_watching = self._current is not None and self._current.folder is not None
        self._current, self._watcher, self._last, self._due = wished, None, None, 0.0
        if wished.folder is None and was_watching:
            self._watching.reported.emit(None)

    def _look(self, wished: WatchSettings, folder: Path) -> WatchReport:
        self._due = self._now() + EVERY_SECONDS
        try:
            if self._watcher is None:
                self._watcher = self._open(wished)
            report = self._watcher.look()
        except HoldpointError as error:
            report = WatchReport(folder, problem=error.text)
        except Exception:  # the boundary of a look: the next one may go well
            log.exception("look failed", extra={"action": "watch_failed"})
            report = WatchReport(folder, problem="The folder could not be looked into.")
        if report.problem:
            self._due = self._now() + AFTER_TROUBLE_SECONDS
        return report

    def _tell(self, report: WatchReport) -> None:
        if report != self._last or report.taken or report.refused:
            self._watching.reported.emit(report)
        self._last = report
