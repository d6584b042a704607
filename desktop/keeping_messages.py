"""What the screens ask about keeping and deleting, and what is answered; see `desktop.messages`."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.ids import RecordId
from core.domain.keeping import Deleted, Deletion


@dataclass(frozen=True, slots=True)
class PlanKeeping:
    """Tell what would be deleted: what is due by the settings, or all of these records."""

    generation: int
    records: tuple[RecordId, ...] = ()


@dataclass(frozen=True, slots=True)
class DeleteForGood:
    """Delete what was shown."""

    deletions: tuple[Deletion, ...]


KeepingAsk = PlanKeeping | DeleteForGood


@dataclass(frozen=True, slots=True)
class KeepingPlanned:
    """The answer to `PlanKeeping`. is_off: the settings delete nothing."""

    ask: PlanKeeping
    deletions: tuple[Deletion, ...]
    is_off: bool


@dataclass(frozen=True, slots=True)
class KeepingDone:
    """It is deleted."""

    deleted: Deleted


@dataclass(frozen=True, slots=True)
class KeepingFailed:
    """It could not be told or done. `code` is `internal` if nobody foresaw it; the text is then empty."""

    ask: KeepingAsk
    code: str
    text: str


KeepingAnswer = KeepingPlanned | KeepingDone | KeepingFailed
