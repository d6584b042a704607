"""What lists and details show, read in one consistent snapshot. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from core.domain.audit import AuditReport, AuditRow
from core.domain.claim import Claim
from core.domain.delivery import DeliveryQuery, DeliveryRow, DeliveryState, EndpointState
from core.domain.egress import EgressRow, Service, Usage
from core.domain.handing import LoggedEvent, RecordLook, Ticket
from core.domain.history import HistoryRow
from core.domain.ids import DeliveryId, EventId, RecordId
from core.domain.pausing import Pause
from core.domain.queue import QueueCounts
from core.domain.rows import (
    Counts,
    RecordDetail,
    RecordPage,
    RecordQuery,
    RecordRow,
)
from core.domain.states import JobStatus, StageStatus
from core.errors import NotFoundError
from core.store.audit import links_of, verify
from core.store.counts import counts_of
from core.store.delivery_rows import (
    delivery_counts,
    delivery_row,
    delivery_rows,
    endpoint_states,
    is_due,
    job_statuses,
    payload_of,
    unsettled_counts,
)
from core.store.detail import detail_of
from core.store.egress import egress_rows, usage_since
from core.store.event_log import events_after, log_ends
from core.store.facts import facts_of
from core.store.finding import named, numbered
from core.store.handed_in import noted, tickets_of
from core.store.history import history_of
from core.store.listing import matching, page_of
from core.store.pauses import open_pauses, workable
from core.store.queue import queue_counts
from core.store.records import BlobPath, SqlRecords
from core.store.rows import rows_of
from core.store.tables import StageRunTable, SubmissionTable


class SqlViews:
    """Read-only questions to the store; every call is one short transaction of its own."""

    def __init__(self, engine: Engine, blob_path: BlobPath) -> None:
        self._engine = engine
        self._blob_path = blob_path

    def list(self, query: RecordQuery, now: datetime) -> RecordPage:
        """Records, paged by key; what was postponed until `now` is so no more."""
        with Session(self._engine) as session:
            records, more = page_of(session, query, now)
            return RecordPage(rows_of(session.connection(), records), more)

    def row(self, record: RecordId) -> RecordRow:
        """One row; raises NotFoundError."""
        found = self.rows([record])
        if not found:
            raise NotFoundError(f"There is no record {record}.")
        return found[0]

    def rows(self, records: Sequence[RecordId]) -> tuple[RecordRow, ...]:
        """The rows of those records, in the order asked; those that are gone are left out."""
        with Session(self._engine) as session:
            return rows_of(session.connection(), records)

    def unsettled(self) -> frozenset[RecordId]:
        """Records with an open stage run."""
        with Session(self._engine) as session:
            found = session.scalars(
                select(SubmissionTable.record_id)
                .join(StageRunTable, StageRunTable.submission_id == SubmissionTable.id)
                .where(StageRunTable.status.in_((StageStatus.QUEUED, StageStatus.RUNNING)))
            )
            return frozenset(RecordId(record) for record in found)

    def workable(self) -> frozenset[RecordId]:
        """Records with an open stage run that is not paused."""
        with Session(self._engine) as session:
            return workable(session.connection())

    def pauses(self) -> tuple[Pause, ...]:
        """What is paused, the widest first."""
        with Session(self._engine) as session:
            return open_pauses(session.connection())

    def matching(self, query: RecordQuery, now: datetime) -> tuple[RecordId, ...]:
        """All records of that list, whatever its limit."""
        with Session(self._engine) as session:
            return matching(session, query, now)

    def counts(self) -> Counts:
        """Records per status and open stage runs."""
        with Session(self._engine) as session:
            return counts_of(session.connection())

    def waiting(self, most: int) -> int:
        """Stage runs in the queue; counted up to `most`."""
        with Session(self._engine) as session:
            queued = select(StageRunTable.id).where(StageRunTable.status == StageStatus.QUEUED).limit(most).subquery()
            return session.scalar(select(func.count()).select_from(queued)) or 0

    def queue_counts(self, now: datetime) -> QueueCounts:
        """Held records by what the queue can be filtered by."""
        with Session(self._engine) as session:
            return queue_counts(session, now)

    def history(self, record: RecordId) -> tuple[HistoryRow, ...]:
        """Everything that happened to that record, first to last; raises NotFoundError."""
        with Session(self._engine) as session:
            return history_of(session, record)

    def links(self, record: RecordId) -> tuple[AuditRow, ...]:
        """The links of the chain of hashes that concern that record."""
        with Session(self._engine) as session:
            return links_of(session, record)

    def claim(self, record: RecordId) -> Claim:
        """What the applicant says; raises NotFoundError."""
        with Session(self._engine) as session:
            return SqlRecords(session, self._blob_path).claim(record)

    def named(self, name: str) -> tuple[RecordId, ...]:
        """Records that came from a file or folder of that name."""
        with Session(self._engine) as session:
            return named(session, name)

    def numbered(self, number: str) -> tuple[RecordId, ...]:
        """Records whose document carries that number."""
        with Session(self._engine) as session:
            return numbered(session, number)

    def verify_audit(self, head: str = "") -> AuditReport:
        """Walk the chain of hashes; `head`: a hash that must be part of it."""
        with Session(self._engine) as session:
            return verify(session, head)

    def egress(self, record: RecordId) -> tuple[EgressRow, ...]:
        """What left the machine about that record, first to last."""
        with Session(self._engine) as session:
            return egress_rows(session, record)

    def usage(self, since: datetime, service: Service = Service.MODEL) -> Usage:
        """Calls to that service since then, of all records."""
        with Session(self._engine) as session:
            return usage_since(session, since, service)

    def deliveries(self, query: DeliveryQuery) -> tuple[DeliveryRow, ...]:
        """Deliveries with their tries, the latest first."""
        with Session(self._engine) as session:
            return delivery_rows(session.connection(), query)

    def delivery(self, delivery: DeliveryId) -> DeliveryRow:
        """One delivery; raises NotFoundError."""
        with Session(self._engine) as session:
            found = delivery_row(session.connection(), delivery)
        if found is None:
            raise NotFoundError(f"There is no delivery {delivery}.")
        return found

    def payload(self, delivery: DeliveryId) -> bytes:
        """The bytes that are sent."""
        with Session(self._engine) as session:
            return payload_of(session.connection(), delivery)

    def delivery_counts(self) -> dict[DeliveryState, int]:
        """How many deliveries stand at each state."""
        with Session(self._engine) as session:
            return delivery_counts(session.connection())

    def unsettled_deliveries(self) -> dict[DeliveryState, int]:
        """How many deliveries wait or were given up."""
        with Session(self._engine) as session:
            return unsettled_counts(session.connection())

    def endpoints(self) -> tuple[EndpointState, ...]:
        """How the endpoints fare that were called at least once."""
        with Session(self._engine) as session:
            return endpoint_states(session.connection())

    def is_delivery_due(self, endpoints: Sequence[str], now: datetime) -> bool:
        """Whether there is anything to deliver to one of these."""
        with Session(self._engine) as session:
            return is_due(session.connection(), endpoints, now)

    def job_statuses(self, rows: Sequence[RecordRow]) -> dict[RecordId, JobStatus]:
        """What an outside client sees of these records."""
        with Session(self._engine) as session:
            return job_statuses(session.connection(), [(row.id, row.version, row.status) for row in rows])

    def tickets(self, records: Sequence[RecordId]) -> dict[RecordId, Ticket]:
        """What clients said of records that they handed in."""
        with Session(self._engine) as session:
            return tickets_of(session.connection(), records)

    def noted(self, key: str) -> tuple[RecordId, str] | None:
        """The record and the fingerprint of what was done under that key; None if nothing was."""
        with self._engine.connect() as connection:
            return noted(connection, key)

    def events(self, seen: int, most: int, record: RecordId | None = None) -> tuple[LoggedEvent, ...]:
        """Events that follow `seen`, at most so many; of one record if it is given."""
        with Session(self._engine) as session:
            return events_after(session.connection(), seen, most, record)

    def event_ends(self) -> tuple[EventId, EventId]:
        """The first and the last event's number; zeros if there is none."""
        with Session(self._engine) as session:
            return log_ends(session.connection())

    def detail(self, record: RecordId, version: int | None = None) -> RecordDetail:
        """Everything about one version; raises NotFoundError."""
        with Session(self._engine) as session:
            return detail_of(session, self._blob_path, record, version)

    def look(self, record: RecordId, version: int | None = None, seen: str = "") -> RecordLook | None:
        """What an outside client is told about one version, in one snapshot; raises NotFoundError.

        None: its facts are still those that were `seen` before.
        """
        with Session(self._engine) as session:
            connection = session.connection()
            facts = facts_of(connection, record)
            if facts == seen:
                return None
            detail = detail_of(session, self._blob_path, record, version)
            row = detail.row
            statuses = job_statuses(connection, [(record, row.version, row.status)])
            ticket = tickets_of(connection, [record]).get(record, Ticket())
            return RecordLook(detail, statuses[record], ticket.reference, facts)
