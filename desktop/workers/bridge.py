"""Brings events, heard in whatever thread they happened, to the GUI's thread: gathered, at most five times a second."""

from __future__ import annotations

import threading
import time
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from core.domain.events import (
    DeliveryChanged,
    Event,
    LinkChanged,
    PauseChanged,
    RecordAdded,
    RecordChanged,
    RecordsErased,
    StageChanged,
    StageProgress,
)
from core.domain.ids import RecordId, RunId
from core.domain.states import StageStatus
from desktop.messages import News

FLUSH_MS: Final = 200


class Bridge(QObject):
    """Lives in the GUI's thread; `hear` may be called in any.

    `news` carries `News`; the first fact after a quiet time goes up at once. `work_queued` is emitted in the thread
    that published, so that idle lanes need not wait for the GUI. `link_changed` carries the event as it was heard.
    """

    news = Signal(object)
    work_queued = Signal()
    link_changed = Signal(object)
    _stirred = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._changed: dict[RecordId, None] = {}
        self._erased: dict[RecordId, None] = {}
        self._progress: dict[RunId, StageProgress] = {}
        self._is_pause_changed = False
        self._is_stirred = False
        self._flushed_at = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._flush)
        self._stirred.connect(self._on_stirred, Qt.ConnectionType.QueuedConnection)

    def hear(self, event: Event) -> None:
        """Take one event in; in any thread, and quick."""
        if isinstance(event, LinkChanged):
            self.link_changed.emit(event)
            return
        with self._lock:
            self._note(event)
            first, self._is_stirred = not self._is_stirred, True
        if first:
            self._stirred.emit()
        is_queued = isinstance(event, StageChanged) and event.status is StageStatus.QUEUED
        if is_queued or isinstance(event, RecordAdded | PauseChanged):
            self.work_queued.emit()

    def _note(self, event: Event) -> None:
        match event:
            case StageProgress():
                self._progress[event.run] = event
            case StageChanged():
                self._changed[event.record] = None
                if not event.status.is_open:
                    self._progress.pop(event.run, None)
            case RecordAdded() | RecordChanged() | DeliveryChanged():
                self._changed[event.record] = None
            case PauseChanged():
                self._is_pause_changed = True
            case RecordsErased():
                self._erased.update(dict.fromkeys(event.records))

    @Slot()
    def _on_stirred(self) -> None:
        if not self._timer.isActive():
            since = (time.monotonic() - self._flushed_at) * 1000
            self._timer.start(max(0, int(FLUSH_MS - since)))

    @Slot()
    def _flush(self) -> None:
        with self._lock:
            gathered = News(
                tuple(self._changed), tuple(self._erased), tuple(self._progress.values()), self._is_pause_changed
            )
            self._is_pause_changed = False
            self._changed, self._erased, self._progress = {}, {}, {}
            self._is_stirred = False
        self._flushed_at = time.monotonic()
        self.news.emit(gathered)
