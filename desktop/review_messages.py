"""What the screens ask about judging records, and what is answered; see `desktop.messages`."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.bulk import BulkAnswer, BulkOutcome, BulkRow, Seen
from core.domain.decision import Decision, DecisionRequest
from core.domain.queue import EscalateRequest, PostponeRequest, QueueCounts
from core.domain.rows import RecordRow


@dataclass(frozen=True, slots=True)
class Decide:
    """Approve or reject."""

    request: DecisionRequest


@dataclass(frozen=True, slots=True)
class CountQueue:
    """Count held records by what the queue can be filtered by."""


@dataclass(frozen=True, slots=True)
class Postpone:
    """Put a held record off."""

    request: PostponeRequest


@dataclass(frozen=True, slots=True)
class Escalate:
    """Hand a held record to a second person."""

    request: EscalateRequest


@dataclass(frozen=True, slots=True)
class PlanBulk:
    """Tell what one answer would do to each of these records."""

    generation: int
    records: tuple[Seen, ...]
    answer: BulkAnswer


@dataclass(frozen=True, slots=True)
class DecideMany:
    """Decide each of these."""

    requests: tuple[DecisionRequest, ...]


ReviewAsk = Decide | CountQueue | Postpone | Escalate | PlanBulk | DecideMany


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision is stored."""

    ask: Decide
    decision: Decision


@dataclass(frozen=True, slots=True)
class QueueCounted:
    """The answer to `CountQueue`."""

    counts: QueueCounts


@dataclass(frozen=True, slots=True)
class PutOff:
    """A record was postponed or handed on; its row as it is now."""

    ask: Postpone | Escalate
    row: RecordRow


@dataclass(frozen=True, slots=True)
class BulkPlanned:
    """The answer to `PlanBulk`, in its order."""

    ask: PlanBulk
    rows: tuple[BulkRow, ...]


@dataclass(frozen=True, slots=True)
class ManyDecided:
    """The answer to `DecideMany`, in its order."""

    outcomes: tuple[BulkOutcome, ...]


ReviewAnswer = Decided | QueueCounted | PutOff | BulkPlanned | ManyDecided
