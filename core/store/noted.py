"""A transaction that notes under which key it was done, so that a change asked for twice by wire is done once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine

from core.domain.delivery import Outbox
from core.domain.events import Event, RecordAdded, RecordChanged
from core.domain.ids import RecordId
from core.store.lock import FileLock
from core.store.records import BlobPath
from core.store.unit import SqlUnitOfWork


@dataclass(slots=True)
class Note:
    """A key and what was asked for under it. is_kept: the first transaction of the change has noted it."""

    key: str
    fingerprint: str
    is_kept: bool = False


class NotedUnit(SqlUnitOfWork):
    """See `SqlUnitOfWork`; the note becomes durable with the first of a change's transactions, or not at all."""

    def __init__(
        self,
        engine: Engine,
        lock: FileLock,
        blob_path: BlobPath,
        publish: Callable[[Event], None],
        outbox: Outbox | None,
        *,
        note: Note,
    ) -> None:
        super().__init__(engine, lock, blob_path, publish, outbox)
        self._note = note

    def commit(self) -> None:
        """See `SqlUnitOfWork.commit`."""
        if not self._note.is_kept:
            self.handed_in.add_key(self._note.key, self._note.fingerprint, self._record(), datetime.now(UTC))
        super().commit()
        self._note.is_kept = True

    def _record(self) -> RecordId:
        """Which record it was about, as its events tell; 0 for none."""
        told = (event.record for event in self._events if isinstance(event, RecordAdded | RecordChanged))
        return next(told, RecordId(0))
