"""Pausing: nothing that is paused is begun. What runs already ends its stage, and is paused behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.domain.ids import RecordId
from core.domain.states import StageName


@dataclass(frozen=True, slots=True)
class PauseTarget:
    """What is paused. record: None for every record; stage: None for every stage. Both None: the whole chain."""

    record: RecordId | None = None
    stage: StageName | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause that has not ended. actor: who asked for it; note: why, if they said so."""

    target: PauseTarget
    at: datetime
    actor: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PastPause:
    """A pause and its end. ended_at: None while it lasts; ended_by: who let it go on."""

    begun: Pause
    ended_at: datetime | None
    ended_by: str


class Pauses(Protocol):
    """Pauses in the store, in the transaction of whoever asks."""

    def begin(self, pause: Pause) -> bool:
        """Write it down and hold back what it concerns; False if the same is paused already."""

    def end(self, target: PauseTarget, actor: str, at: datetime) -> bool:
        """End that pause, and let go what no other one holds back; False if it is not paused."""

    def open(self) -> tuple[Pause, ...]:
        """Pauses that have not ended, the widest first."""
