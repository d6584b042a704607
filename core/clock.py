"""The real clock."""

from __future__ import annotations

from datetime import UTC, datetime


class SystemClock:
    """See `core.domain.ports.Clock`."""

    def now(self) -> datetime:
        """The present, aware, in UTC."""
        return datetime.now(UTC)
