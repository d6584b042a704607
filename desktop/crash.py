"""What nobody foresaw: written down wherever it happened, told in the window only in the GUI's thread."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, TextIO

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.trouble import Trouble, trouble_before, trouble_of

log = logging.getLogger(__name__)

FAULT_FILE: Final = "fault.log"
_MOST_BYTES: Final = 200_000


class CrashKeeper(QObject):
    """Takes over the hooks for unhandled exceptions.

    `told` is emitted with a `Trouble` in the GUI's thread, once for each kind.
    """

    told = Signal(object)
    _caught = Signal(object)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self._seen: set[str] = set()
        self._file: TextIO | None = None
        self._caught.connect(self._on_caught, Qt.ConnectionType.QueuedConnection)

    def install(self) -> Trouble | None:
        """Set the hooks, and have the interpreter's own crashes written to a file.

        Returns:
            The crash that the last run left behind, if it did.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.folder / FAULT_FILE
        left = _left_in(path)
        if left is not None:
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
        self._caught.emit(trouble_of(kind, trace, datetime.now(UTC)))

    def _on_thread_exception(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._on_exception(caught.exc_type, caught.exc_value, caught.exc_traceback)

    @Slot(object)
    def _on_caught(self, trouble: Trouble) -> None:
        if trouble.kind not in self._seen:
            self._seen.add(trouble.kind)
            self.told.emit(trouble)


def _left_in(path: Path) -> Trouble | None:
    try:
        with path.open("rb") as file:
            text = file.read(_MOST_BYTES).decode("utf-8", "replace")
        at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError:
        return None
    return trouble_before(text, at) if text.strip() else None
