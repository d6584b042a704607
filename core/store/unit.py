"""The unit of work on SQLAlchemy: rolled back unless committed, events published after the commit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError, OperationalError

from core.domain.delivery import NoOutbox, Outbox
from core.domain.events import Event
from core.errors import ConflictError, StoreError
from core.store.audit import SqlAudit
from core.store.deliveries import SqlDeliveries
from core.store.egress import SqlEgress
from core.store.engine import PATIENCE, is_busy
from core.store.event_log import log_events
from core.store.handed_in import SqlHandedIn
from core.store.lock import FileLock
from core.store.pauses import SqlPauses
from core.store.queue import SqlQueue
from core.store.records import BlobPath, SqlRecords
from core.store.reruns import SqlReruns
from core.store.results import SqlDecisions, SqlResults
from core.store.runs import SqlRuns
from core.store.session import WriteSession
from core.store.submissions import SqlSubmissions
from core.store.watched import SqlWatched


class SqlUnitOfWork:
    """One write transaction, from `with` to `commit()`. One thread, used once.

    patience: seconds after which to give up waiting for others (`store_busy`); None waits as long as it takes.
    """

    def __init__(
        self,
        engine: Engine,
        lock: FileLock,
        blob_path: BlobPath,
        publish: Callable[[Event], None],
        outbox: Outbox | None = None,
        *,
        is_logged: bool = True,
        patience: float | None = None,
    ) -> None:
        self._is_logged = is_logged
        self._patience = patience
        self._session = WriteSession(engine, expire_on_commit=False, autoflush=False)
        self._lock = lock
        self._publish = publish
        self._events: list[Event] = []
        self._committed = False
        self.records = SqlRecords(self._session, blob_path)
        self.submissions = SqlSubmissions(self._session)
        self.runs = SqlRuns(self._session)
        self.results = SqlResults(self._session)
        self.decisions = SqlDecisions(self._session)
        self.egress = SqlEgress(self._session)
        self.queue = SqlQueue(self._session)
        self.audit = SqlAudit(self._session)
        self.watched = SqlWatched(self._session)
        self.deliveries = SqlDeliveries(self._session, outbox or NoOutbox())
        self.handed_in = SqlHandedIn(self._session)
        self.pauses = SqlPauses(self._session)
        self.reruns = SqlReruns(self._session)

    def tell(self, event: Event) -> None:
        """Publish this event once the commit has succeeded."""
        self._events.append(event)

    def commit(self) -> None:
        """Make everything durable, the events that tell of it among it."""
        if self._is_logged and self._events:
            log_events(self._session.connection(), self._events, datetime.now(UTC))
        self._session.commit()
        self._committed = True

    def __enter__(self) -> Self:
        try:
            self._lock.acquire(self._patience)
        except TimeoutError as error:
            raise _busy() from error
        try:
            self._session.connection(execution_options={PATIENCE: self._patience} if self._patience else {})
        except BaseException as error:
            self._session.close()
            self._lock.release()
            if isinstance(error, OperationalError):
                raise (_busy() if is_busy(error) else _unwritable(error)) from error
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if not self._committed:
                self._session.rollback()
            self._session.close()
        finally:
            self._lock.release()
        match error:
            case IntegrityError():
                raise ConflictError("Somebody else changed this record meanwhile; look at it again.") from error
            case OperationalError():
                raise _unwritable(error) from error
            case None if self._committed:
                for event in self._events:
                    self._publish(event)


def _busy() -> StoreError:
    return StoreError("Another program has kept the store for too long; try again in a moment.", code="store_busy")


def _unwritable(error: OperationalError) -> StoreError:
    return StoreError(f"The store cannot be written: {error.orig}")
