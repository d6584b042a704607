"""What nobody foresaw: written down wherever it happened, told in the window only in the GUI's thread."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QObject, Qt, Signal, Slot

log = logging.getLogger(__name__)

FAULT_FILE = "fault.log"


class CrashKeeper(QObject):
    """Takes over the hooks for unhandled exceptions; `told` is emitted in the GUI's thread, once for each kind."""

    told = Signal(object)
    _caught = Signal(object)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self._seen: set[str] = set()
        self._file: TextIO | None = None
        self._caught.connect(self._on_caught, Qt.ConnectionType.QueuedConnection)

    def install(self) -> bool:
        """Set the hooks, and have the interpreter's own crashes written to a file.

        Returns:
            True if the last run left such a crash behind.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.folder / FAULT_FILE
        left = path.exists() and path.stat().st_size > 0
        if left:
            path.replace(path.with_suffix(".previous.log"))
        self._file = path.open("w", encoding="utf-8")
        faulthandler.enable(self._file)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        return left

    def remove(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        faulthandler.disable()
        if self._file is not None:
            self._file.close()
            self._file = None

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """May run in any thread: log, and post to the GUI's."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("unhandled", exc_info=(kind, error, trace), extra={"action": "crash", "code": kind.__name__})
        self._caught.emit(kind.__name__)

    def _on_thread_exception(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._on_exception(caught.exc_type, caught.exc_value, caught.exc_traceback)

    @Slot(object)
    def _on_caught(self, kind: object) -> None:
        if str(kind) not in self._seen:
            self._seen.add(str(kind))
            self.told.emit(kind)
