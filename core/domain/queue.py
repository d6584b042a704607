"""The queue of held records: its orders and filters, and what a reviewer does with a record besides deciding it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from core.domain.hold import ReasonCode
from core.domain.ids import RecordId


class RecordOrder(StrEnum):
    """In which order records are listed.

    newest: last taken in first. oldest: as they wait, those put to the end of the queue last.
    deadline: those that have one, or were postponed to a time, earliest first; then the others, longest waiting first.
    """

    NEWEST = "newest"
    OLDEST = "oldest"
    DEADLINE = "deadline"


class Postponed(StrEnum):
    """What a list does with records that were postponed to a time not yet come."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    ONLY = "only"


@dataclass(frozen=True, slots=True)
class Band:
    """Records whose least certain field has a confidence of `low` or more and less than `high` (both 0..1).

    A band that ends at 1 holds the certain ones too. Records without any field read are in no band.
    """

    low: float
    high: float


BANDS: Final = (Band(0.0, 0.6), Band(0.6, 0.8), Band(0.8, 0.9), Band(0.9, 1.0))
"""The bands to offer, from doubtful to certain."""


@dataclass(frozen=True, slots=True)
class Escalation:
    """A record was handed to a second person. `to`: who shall look, empty for anybody else; `by`: who asked."""

    note: str
    to: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PostponeRequest:
    """Put a held record off. version, revision: as seen (optimistic lock).

    until: hidden from the queue till then; None: to the end of the queue, and seen again in its turn.
    """

    record: RecordId
    version: int
    revision: int
    until: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class EscalateRequest:
    """Hand a held record to a second person. `note` says what the question is; `to` may stay empty."""

    record: RecordId
    version: int
    revision: int
    note: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """Held records by what the queue can be filtered by; only what is above zero, most frequent first.

    Records postponed to a time not yet come count as `postponed` alone; next_due is when the first of them comes back.
    """

    waiting: int
    postponed: int
    escalated: int
    reasons: tuple[tuple[ReasonCode, int], ...]
    document_types: tuple[tuple[str, int], ...]
    bands: tuple[tuple[Band, int], ...]
    oldest: datetime | None
    next_due: datetime | None = None
