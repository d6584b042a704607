from __future__ import annotations

from datetime import UTC, datetime, timedelta


class HandClock:
    """A clock that stands still until it is turned."""

    def __init__(self) -> None:
        self._now = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self._now

    def turn(self, delta: timedelta) -> None:
        self._now += delta
