"""What the service asks of the rest: the desk, and a little more that only clients by wire need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from core.domain.decision import Verdict
from core.domain.delivery import DeliveryState, EndpointState
from core.domain.desk import Desk, NewFiles
from core.domain.handing import HandedIn, HandIn, LoggedEvent, RecordLook, Ticket, Upload
from core.domain.ids import BlobHash, EventId, RecordId
from core.domain.rows import RecordRow
from core.domain.sending import DeliveryDesk
from core.domain.states import JobStatus


@dataclass(frozen=True, slots=True)
class Limits:
    """What one client may ask of us. Sizes in bytes.

    body: of one request. pdf, image, audio: of one file. files: in one request. queue: records that wait, at most.
    per_minute: requests. free: nothing is taken in when the disk has less left. idle_seconds: between two pieces of a
    body. listeners: of events, at the same time.
    """

    body: int
    pdf: int
    image: int
    files: int
    queue: int
    per_minute: int
    free: int
    idle_seconds: float = 30
    listeners: int = 2000
    audio: int = 50_000_000


@dataclass(frozen=True, slots=True)
class Permissions:
    """What clients may do beside handing in and asking, as the settings say.

    verdicts: what of decisions the policy leaves to programs.
    """

    decide: bool
    verdicts: frozenset[Verdict]
    erase: bool


class Office(Protocol):
    """Safe to call from several threads."""

    @property
    def desk(self) -> Desk:
        """The desk, at which all is done in the service's name."""

    @property
    def deliveries(self) -> DeliveryDesk: ...  # noqa: D102
    @property
    def may(self) -> Permissions: ...  # noqa: D102

    @property
    def callbacks(self) -> tuple[str, ...]:
        """Names of the endpoints that a client may ask to be told at."""

    @property
    def incoming(self) -> Path:
        """A folder for files under way, emptied by somebody else after a crash."""

    def keep(self, part: Path, blob: BlobHash) -> None:
        """Take a file over, durably; raises StoreError."""

    def hand_in(self, given: HandIn) -> HandedIn:
        """Make a record; see `core.intake.handing`."""

    def resubmit(self, record: RecordId, files: Sequence[Upload], how: NewFiles) -> None:
        """Read a record anew with these files, whose bytes were kept before; see `Desk.resubmit`."""

    def erase(self, record: RecordId) -> None:
        """Delete a record for good, with the files that nobody else needs; raises NotFoundError."""

    def look(self, record: RecordId, version: int | None = None, seen: str = "") -> RecordLook | None:
        """What is told of a record; None if its facts are those that were `seen` before; raises NotFoundError."""

    def job_statuses(self, rows: Sequence[RecordRow]) -> dict[RecordId, JobStatus]: ...  # noqa: D102
    def tickets(self, records: Sequence[RecordId]) -> dict[RecordId, Ticket]: ...  # noqa: D102
    def events(self, seen: int, most: int, record: RecordId | None = None) -> tuple[LoggedEvent, ...]: ...  # noqa: D102
    def event_ends(self) -> tuple[EventId, EventId]: ...  # noqa: D102
    def delivery_counts(self) -> dict[DeliveryState, int]: ...  # noqa: D102
    def endpoint_states(self) -> tuple[EndpointState, ...]: ...  # noqa: D102

    def waiting(self) -> int:
        """Stage runs in the queue."""

    def free_bytes(self) -> int:
        """What the disk has left."""

    def problems(self) -> tuple[str, ...]:
        """Why no work can be done now; empty if it can."""
