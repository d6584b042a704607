"""What left this machine: one row for every call to a server that is not ours. Never the data itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from core.domain.ids import EgressId, RecordId, RunId


class Service(StrEnum):
    """What was asked. All but the language model begin the name that is noted as the model with this word."""

    MODEL = "model"
    CLOVA = "clova-ocr"
    SPEECH = "speech"


class DataKind(StrEnum):
    """In what form a page left."""

    TEXT = "text"
    PICTURE = "picture"
    SOUND = "sound"


class MaskKind(StrEnum):
    """What is replaced before text leaves."""

    RESIDENT_NUMBER = "resident_number"
    PHONE = "phone"
    EMAIL = "email"
    BANK_NUMBER = "bank_number"


class EgressOutcome(StrEnum):
    """How a call ended.

    `started` and never changed: the program ended under it. `unusable`: an answer of no use. `refused`: the server
    did not accept the call. `unreachable`: no whole answer. `stopped`: the work was cancelled meanwhile.
    """

    STARTED = "started"
    ANSWERED = "answered"
    UNUSABLE = "unusable"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class SentPage:
    """A page that left. page: 1-based. is_cut: only its beginning did."""

    attachment: int
    page: int
    kind: DataKind
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Masked:
    """How many values of that kind were replaced."""

    kind: MaskKind
    count: int


@dataclass(frozen=True, slots=True)
class EgressCall:
    """A call about to be made.

    endpoint: scheme, host and port. bytes_out: of the body. cost: what is set aside for it.
    """

    at: datetime
    record: RecordId
    run: RunId
    endpoint: str
    model: str
    sent: tuple[SentPage, ...]
    masked: tuple[Masked, ...]
    bytes_out: int
    cost: float


@dataclass(frozen=True, slots=True)
class EgressEnd:
    """How it went. Bytes as they passed the network, headers included; tokens as the server counts them."""

    at: datetime
    outcome: EgressOutcome
    bytes_out: int
    bytes_in: int
    tokens_in: int | None
    tokens_out: int | None
    cost: float


@dataclass(frozen=True, slots=True)
class EgressRow:
    """One call, for a person. cost: in the currency of the prices that were set."""

    id: EgressId
    started_at: datetime
    finished_at: datetime | None
    record: RecordId
    run: RunId
    endpoint: str
    model: str
    sent: tuple[SentPage, ...]
    masked: tuple[Masked, ...]
    outcome: EgressOutcome
    bytes_out: int
    bytes_in: int
    tokens_in: int | None
    tokens_out: int | None
    cost: float


@dataclass(frozen=True, slots=True)
class Usage:
    """Calls and their cost within a time."""

    calls: int
    cost: float


def start_of_day(now: datetime) -> datetime:
    """From when on calls count for today (UTC, so that it is the same day for every lane and machine)."""
    return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
