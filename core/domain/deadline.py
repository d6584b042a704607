"""By when a record is to be decided, as programs and as people write it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from core.domain.dates import FIRST_YEAR, LAST_YEAR
from core.domain.field import FieldName
from core.domain.normal import clean, typed_value

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_CLOCK: Final = re.compile(r"[\s,]+(\d{1,2}):(\d{2})$")


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


def read_typed_moment(text: str) -> datetime | None:
    """What a person typed: as `read_moment`, or a day as people write it, with or without a time of day behind it.

    None if it is neither. "1 Dec 2026, 17:00" and "2026. 12. 1. 17:00" are times here; "3/4/2026" is two days, so none.
    """
    text = clean(text)
    clock = _CLOCK.search(text)
    day = typed_value(FieldName.ISSUE_DATE, text[: clock.start()] if clock else text)
    if not day:
        return read_moment(text)
    return read_moment(f"{day}T{int(clock[1]):02}:{clock[2]}" if clock else day)
