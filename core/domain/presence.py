"""Who has which record open, where several people work on one store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.domain.ids import RecordId


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody has a record open. reviewer: as their desk says, untrusted. since: opened; seen: last did something."""

    record: RecordId
    reviewer: str
    since: datetime
    seen: datetime


class PresenceDesk(Protocol):
    """As `core.domain.desk.Desk`: never on the GUI thread."""

    def look_at(self, record: RecordId | None) -> tuple[Holder, ...]:
        """Say that this record is open here and somebody is at work on it (None: none is); what the others have open.

        Whoever opened a record first has it, until they turn to another one or do nothing for the idle time: then
        whoever looks at it takes it over.
        """

    def others(self) -> tuple[Holder, ...]:
        """What the others have open, without saying anything."""
