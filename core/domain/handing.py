"""Handing in by wire: what a client says beside the files, and what it is told about records and events later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.domain.claim import Claim
from core.domain.ids import BlobHash, EventId, RecordId
from core.domain.rows import RecordDetail
from core.domain.states import JobStatus, ProcessStatus


@dataclass(frozen=True, slots=True)
class Upload:
    """A file whose bytes are durable already. name: untrusted."""

    name: str
    blob: BlobHash
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class HandIn:
    """What a client hands in.

    key: under which the same request makes the same record, empty for none. reference: the client's own word for the
    record. callback: the endpoint that shall be told, empty for all. due: by when it is to be decided.
    """

    files: tuple[Upload, ...]
    claim: Claim
    chain: bool
    key: str = ""
    reference: str = ""
    callback: str = ""
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What became of it. is_new: False if the record was made by an earlier request with the same key."""

    record: RecordId
    at: datetime
    is_new: bool


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a client said when it handed a record in."""

    reference: str = ""
    callback: str = ""


@dataclass(frozen=True, slots=True)
class RecordLook:
    """One look at a record, all of the same moment. facts: text that is another one as soon as anything has changed."""

    detail: RecordDetail
    job_status: JobStatus
    reference: str
    facts: str


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """A fact of the event log. kind: `record.added`, `record.changed`, `record.erased`, `delivery.changed`.

    status: where the record stood then, or how the delivery did. settled: none of the record's stage runs was open.
    """

    id: EventId
    at: datetime
    record: RecordId
    kind: str
    status: ProcessStatus | str
    settled: bool
