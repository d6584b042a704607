"""What a receiver asks us to wait (Retry-After)."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def retry_after(text: str, now: datetime | None = None) -> float | None:
    """Seconds; None if it asks for nothing readable. A time that has passed asks for nothing."""
    text = text.strip()
    if text.isascii() and text.isdecimal() and len(text) <= len("1000000000"):
        return float(text)
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return max(0.0, (at - (now or datetime.now(UTC))).total_seconds())
