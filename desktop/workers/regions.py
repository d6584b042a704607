"""Reads places of pages again for the reviewer: in a thread of its own, for a recogniser takes its time."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from core.domain.record import Attachment
from core.domain.rows import AttachmentRow
from core.errors import HoldpointError, Stopped, StopReason
from desktop.messages import AskFailed
from desktop.page_messages import RegionRead
from desktop.workers.ports import Regions
from desktop.workers.requests import RegionFound

log = logging.getLogger(__name__)

IDLE_MS: Final = 120_000
"""After that its child process is ended: it keeps a recogniser's model in memory."""
INTERNAL: Final = "internal"


@dataclass
class Watch:
    """Whether anybody still waits for an answer; a plain value, so that it may be set in any thread."""

    newest: int = 0
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the reader asks while it waits for words."""

    watch: Watch
    generation: int

    def checkpoint(self) -> None:
        """Go on, unless a newer question has come or the program ends."""
        if self.watch.is_over:
            raise Stopped(StopReason.SHUTDOWN)
        if self.generation != self.watch.newest:
            raise Stopped(StopReason.CANCELLED)


class RegionWorker(QObject):
    """A QObject without parent, moved to a thread of its own. A newer question ends the one before it."""

    answered = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._open: Callable[[], Regions] | None = None
        self._reader: Regions | None = None
        self._watch = Watch()
        self._idle: QTimer | None = None

    def use(self, open_reader: Callable[[], Regions]) -> None:
        """This makes the reader at the first need."""
        self._open = open_reader

    def note(self, found: RegionFound) -> None:
        """A question is on its way; in any thread, so that the one that is read now can end."""
        self._watch.newest = found.ask.generation

    def stop(self) -> None:
        """End what is being read; in any thread."""
        self._watch.is_over = True

    @Slot(object)
    def read(self, found: object) -> None:
        """Read one place; whatever goes wrong becomes an answer too."""
        if not isinstance(found, RegionFound) or self._watch.is_over or self._open is None:
            return
        ask = found.ask
        if ask.generation != self._watch.newest:
            return
        self._rest()
        try:
            if self._reader is None:
                self._reader = self._open()
            control = Waiting(self._watch, ask.generation)
            words = self._reader.read(
                _attachment(ask.attachment, found.path), ask.page, ask.box, control, turned=ask.turned
            )
            self.answered.emit(RegionRead(ask, tuple(words)))
        except Stopped:
            return
        except HoldpointError as error:
            log.info("region not read", extra={"action": "region_refused", "code": error.code})
            self.answered.emit(AskFailed(ask, error.code, error.text))
        except Exception:  # the boundary: nothing passes
            log.exception("region failed", extra={"action": "region_failed", "code": INTERNAL})
            self.answered.emit(AskFailed(ask, INTERNAL, ""))

    @Slot()
    def finish(self) -> None:
        """End the child and the thread."""
        if self._idle is not None:
            self._idle.stop()
            self._idle.setParent(None)  # or it would be deleted with the worker, in another thread
            self._idle = None
        self._close()
        self.closed.emit()
        QThread.currentThread().quit()

    @Slot()
    def _close(self) -> None:
        try:
            if self._reader is not None:
                self._reader.close()
        except Exception:  # the boundary: the thread must end whatever the child did
            log.exception("region reader did not close", extra={"action": "region_close_failed"})
        self._reader = None

    def _rest(self) -> None:
        if self._idle is None:
            self._idle = QTimer(self)
            self._idle.setSingleShot(True)
            self._idle.setInterval(IDLE_MS)
            self._idle.timeout.connect(self._close)
        self._idle.start()


def _attachment(row: AttachmentRow, path: Path) -> Attachment:
    return Attachment(row.index, row.name, row.sha256, row.size, row.media_type, path, row.duplicate_of)
