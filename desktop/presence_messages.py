"""What the window says about the record that is open in it, and what it is told of others; see `desktop.messages`."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.ids import RecordId
from core.domain.presence import Holder


@dataclass(frozen=True, slots=True)
class LookAt:
    """This record is open for review, None if none is. is_active: somebody did something since the last time."""

    record: RecordId | None
    is_active: bool


@dataclass(frozen=True, slots=True)
class OthersSeen:
    """What others have open."""

    holders: tuple[Holder, ...]
