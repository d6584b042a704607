"""Days and months in figures, of which the page's other dates tell the order: 01.10.2017 beside 27.08.1995."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from core.domain.dates import AMBIGUOUS, DateReading
from core.extraction.layout import Sheet, Span

_FIGURES: Final = re.compile(
    r"(?<!\d)(?P<a>\d{1,2})\s*(?P<sign>[-./])\s*(?P<b>\d{1,2})\s*(?P=sign)\s*(?P<y>\d{4})(?!\d)"
)
_MONTHS: Final = 12


def value_of(sheet: Sheet, reading: DateReading, raw: str) -> str:
    """The ISO date; of an unclear one the day that the page's own order of figures makes it, else what is printed.

    The doubt stays: a person decides, but sees the likely day.
    """
    told = _FIGURES.fullmatch(raw.strip()) if reading.doubt == AMBIGUOUS and not reading.iso else None
    if told is None:
        return reading.iso or raw
    orders = {_day_first(other) for line in sheet.lines for other in _all_in(Span(line, 0, len(line.chars)).text, told)}
    orders.discard(None)
    if len(orders) != 1:
        return raw
    day, month = (told["a"], told["b"]) if orders.pop() else (told["b"], told["a"])
    try:
        return date(int(told["y"]), int(month), int(day)).isoformat()
    except ValueError:  # a figure that belongs to the day stands apart: 2 0.10.2017
        return raw


def _all_in(text: str, like: re.Match[str]) -> list[re.Match[str]]:
    return [found for found in _FIGURES.finditer(text) if found["sign"] == like["sign"]]


def _day_first(found: re.Match[str]) -> bool | None:
    """True if the first figures can be no month, False if the second ones cannot; None if both can."""
    first, second = int(found["a"]), int(found["b"])
    if (first > _MONTHS) == (second > _MONTHS):
        return None
    return first > _MONTHS
