"""Running again and pausing: what the window asks of the desk worker, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.domain.bulk import Seen
from core.domain.hold import PolicyRef
from core.domain.ids import RecordId
from core.domain.pausing import PauseTarget
from core.domain.rerun import RerunLine, RerunOrder, RerunOutcome
from core.domain.rows import RecordQuery


@dataclass(frozen=True, slots=True)
class FindAll:
    """Which records a list with that filter shows, all of them."""

    query: RecordQuery


@dataclass(frozen=True, slots=True)
class PlanRerun:
    """What an order would do to these records: a batch, so that nobody waits long for it."""

    generation: int
    records: tuple[RecordId, ...]
    order: RerunOrder


@dataclass(frozen=True, slots=True)
class RunAgain:
    """Run these again: a batch."""

    seen: tuple[Seen, ...]
    order: RerunOrder


@dataclass(frozen=True, slots=True)
class ReadPolicy:
    """Read a policy file, to be used for a run."""

    path: Path


@dataclass(frozen=True, slots=True)
class PauseThat:
    """Begin nothing more of it, or let it go on."""

    target: PauseTarget
    is_paused: bool


AgainAsk = FindAll | PlanRerun | RunAgain | ReadPolicy | PauseThat


@dataclass(frozen=True, slots=True)
class AllFound:
    """The answer to `FindAll`."""

    records: tuple[RecordId, ...]


@dataclass(frozen=True, slots=True)
class RerunPlanned:
    """The answer to `PlanRerun`."""

    ask: PlanRerun
    lines: tuple[RerunLine, ...]


@dataclass(frozen=True, slots=True)
class RanAgain:
    """The answer to `RunAgain`."""

    outcomes: tuple[RerunOutcome, ...]


@dataclass(frozen=True, slots=True)
class PolicyRead:
    """The answer to `ReadPolicy`."""

    policy: PolicyRef


AgainAnswer = AllFound | RerunPlanned | RanAgain | PolicyRead
