"""By when a record is to be decided, as people write it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from core.domain.dates import FIRST_YEAR, LAST_YEAR

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_moment(text: str) -> datetime | None:
    """An ISO day (its last moment, where this machine stands) or an ISO time (here, if it names no zone).

    None if it is neither, or out of the years that can be counted.
    """
    text = text.strip()
    try:
        if _DAY.fullmatch(text):
            found = datetime.combine(date.fromisoformat(text), time()) + timedelta(days=1, seconds=-1)
        elif _DAY.match(text):
            found = datetime.fromisoformat(text)
        else:
            return None
        return found.astimezone() if FIRST_YEAR <= found.year <= LAST_YEAR else None
    except (ValueError, OverflowError):
        return None
