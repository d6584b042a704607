"""Who has which record open: in this process's memory, for a restart ends nothing but a courtesy."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from core.calls.ports import DESK
from core.calls.signatures import Call
from core.domain.ids import RecordId
from core.domain.presence import Holder
from core.errors import ConflictError


class Presence:
    """Safe to call from several threads.

    Args:
        idle: after that long without a sign a record may be taken over.
        now: the time.
    """

    def __init__(self, idle: timedelta, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._idle = idle
        self._now = now
        self._lock = threading.Lock()
        self._open: dict[RecordId, Holder] = {}

    def look_at(self, reviewer: str, record: RecordId | None) -> None:
        """That reviewer has that record open, and no other one; somebody else's stays theirs until they are idle."""
        now = self._now()
        with self._lock:
            self._forget(now)
            for other in [one.record for one in self._open.values() if one.reviewer == reviewer]:
                if other != record:
                    del self._open[other]
            if record is None:
                return
            holder = self._open.get(record)
            if holder is None:
                self._open[record] = Holder(record, reviewer, now, now)
            elif holder.reviewer == reviewer:
                self._open[record] = replace(holder, seen=now)

    def others(self, reviewer: str) -> tuple[Holder, ...]:
        """What others have open."""
        with self._lock:
            self._forget(self._now())
            return tuple(one for one in self._open.values() if one.reviewer != reviewer)

    def check(self, reviewer: str, record: RecordId) -> None:
        """Somebody else's record is not changed.

        Raises:
            ConflictError: somebody else has it open (`open_elsewhere`); its facts say who, and since when.
        """
        holder = next((one for one in self.others(reviewer) if one.record == record), None)
        if holder is not None:
            facts = (("actor", holder.reviewer), ("action", "opened"), ("at", holder.since.isoformat()))
            text = "Somebody else has this record open; ask them, or wait until they have been idle for a while."
            raise ConflictError(text, code="open_elsewhere", facts=facts)

    def _forget(self, now: datetime) -> None:
        for record in [one.record for one in self._open.values() if now - one.seen > self._idle]:
            del self._open[record]


@dataclass(frozen=True, slots=True)
class ReviewerPresence:
    """See `core.domain.presence.PresenceDesk`, for one reviewer."""

    presence: Presence
    reviewer: str

    def look_at(self, record: RecordId | None) -> tuple[Holder, ...]:
        """See `PresenceDesk.look_at`."""
        self.presence.look_at(self.reviewer, record)
        return self.others()

    def others(self) -> tuple[Holder, ...]:
        """See `PresenceDesk.others`."""
        return self.presence.others(self.reviewer)


_JUDGING = frozenset({"decide", "keep", "postpone", "escalate"})


def judged_record(call: Call, given: dict[str, object]) -> RecordId | None:
    """The record that a call judges, which only whoever has it open may; None for other calls, and for many at once."""
    if call.port != DESK or call.name not in _JUDGING:
        return None
    one = given.get("record", getattr(given.get("request"), "record", None))
    return RecordId(one) if isinstance(one, int) else None
