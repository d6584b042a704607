"""Deliveries: what was promised to a back end, each try of it, and how the back end's address fares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from core.domain.decision import Decision
from core.domain.field import Extraction, FieldName
from core.domain.hold import HoldReason, PolicyRef
from core.domain.ids import DeliveryId, RecordId
from core.domain.states import ProcessStatus, StageName

PERSONAL_FIELDS: Final = frozenset({FieldName.HOLDER_NAME, FieldName.BIRTH_DATE, FieldName.DOCUMENT_NUMBER})
"""What says who somebody is; an endpoint may be told without it."""


class DeliveryEvent(StrEnum):
    """What a back end is told."""

    APPROVED = "record.approved"
    REJECTED = "record.rejected"
    HELD = "record.held"
    FAILED = "record.failed"
    SUPERSEDED = "decision.superseded"


EVENT_OF: Final = {
    ProcessStatus.APPROVED: DeliveryEvent.APPROVED,
    ProcessStatus.REJECTED: DeliveryEvent.REJECTED,
    ProcessStatus.HOLD: DeliveryEvent.HELD,
    ProcessStatus.FAILED: DeliveryEvent.FAILED,
}
"""Statuses that are worth a promise."""


class DeliveryState(StrEnum):
    """Where a delivery stands. `failed`: given up; only a person sends it again."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class AttemptOutcome(StrEnum):
    """How one try ended.

    `started` and never changed: the program ended under it. `confirmed`: a 2xx answer. `unavailable`: may work later.
    `refused`: the answer says that it never will. `interrupted`: the program closed or ended; it counts for nothing.
    """

    STARTED = "started"
    CONFIRMED = "confirmed"
    UNAVAILABLE = "unavailable"
    REFUSED = "refused"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where callbacks go.

    events: what it is told. is_personal: whether `PERSONAL_FIELDS` and comments are told too.
    allows_private: whether its address may be one of this machine or network; allows_plain: whether http:// will do.
    """

    name: str
    url: str
    events: frozenset[DeliveryEvent]
    is_personal: bool = True
    allows_private: bool = False
    allows_plain: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """The facts that a promise tells, as they stand in the deciding transaction.

    sequence: counts what is told of a record; a receiver ignores what is older than what it knows.
    reference: the client's own word for the record. decision: a person's; None if the chain settled it.
    """

    event: DeliveryEvent
    record: RecordId
    version: int
    sequence: int
    reference: str
    status: ProcessStatus
    stage: StageName | None
    error_code: str
    at: datetime
    extraction: Extraction | None = None
    reasons: tuple[HoldReason, ...] = ()
    policy: PolicyRef | None = None
    decision: Decision | None = None


class Outbox(Protocol):
    """What makes promises out of facts. Called within the deciding transaction: no network, no clock, no waiting."""

    def addressees(self, event: DeliveryEvent, only: str) -> tuple[str, ...]:
        """Names of the endpoints to be told; `only`: the one that the client asked for, empty for all."""

    def payload(self, told: Told, endpoint: str) -> bytes:
        """The body for that endpoint: made once, sent unchanged at every try."""


@dataclass(frozen=True, slots=True)
class ClaimedDelivery:
    """A delivery that a courier owns until its lease ends. `fence` must still match when its end is written.

    key: the same at every try. failures: tries that failed since it was promised, or since it was sent again by hand.
    """

    id: DeliveryId
    key: str
    endpoint: str
    record: RecordId
    payload: bytes
    attempt: int
    failures: int
    fence: int
    owner: str


@dataclass(frozen=True, slots=True)
class AttemptEnd:
    """How a try ended. status: the HTTP status, None if no answer came. code: what went wrong, empty if nothing did."""

    at: datetime
    outcome: AttemptOutcome
    status: int | None = None
    code: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What becomes of a delivery after a try. due: when to try again, if it waits."""

    state: DeliveryState
    due: datetime
    failures: int


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """One try, for a person. number: 1-based."""

    number: int
    started_at: datetime
    finished_at: datetime | None
    outcome: AttemptOutcome
    status: int | None
    code: str
    address: str


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One promise, for a person. due_at: the next try, if it waits. told: the status that it tells."""

    id: DeliveryId
    key: str
    record: RecordId
    version: int
    sequence: int
    endpoint: str
    event: DeliveryEvent
    told: ProcessStatus
    state: DeliveryState
    failures: int
    created_at: datetime
    due_at: datetime
    sent_at: datetime | None
    size: int
    code: str
    attempts: tuple[AttemptRow, ...] = ()


@dataclass(frozen=True, slots=True)
class EndpointState:
    """How an endpoint fares.

    failures: one after the other, since failing_since. paused_until: it is left alone until then, which was
    `paused_for` seconds ahead.
    off_at: when it was switched off by itself, with off_code saying why; only a person switches it on again.
    """

    name: str
    failures: int = 0
    failing_since: datetime | None = None
    paused_until: datetime | None = None
    paused_for: float = 0.0
    off_at: datetime | None = None
    off_code: str = ""
    confirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DeliveryQuery:
    """Which deliveries to list, the latest first. None stands for all. before: an id from the page before."""

    state: DeliveryState | None = None
    endpoint: str = ""
    record: RecordId | None = None
    before: DeliveryId | None = None
    limit: int = 100

    def __post_init__(self) -> None:
        if self.limit < 0:
            raise ValueError("a list has no negative length")


@dataclass(frozen=True, slots=True)
class Recovered:
    """What sending again of given-up deliveries came to. overtaken: left alone, as later news of theirs was tried."""

    queued: int
    overtaken: int


class NoOutbox:
    """An outbox where no endpoint is set up: nothing is promised."""

    def addressees(self, event: DeliveryEvent, only: str) -> tuple[str, ...]:
        """Nobody."""
        del event, only
        return ()

    def payload(self, told: Told, endpoint: str) -> bytes:
        """Never asked for."""
        raise NotImplementedError
