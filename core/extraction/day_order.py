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
_PROOF: Final = 2
ORDER: Final = "day_order"
"""Doubt: whether day or month stands first is told by one other date of the page."""


def value_of(sheet: Sheet, reading: DateReading, raw: str) -> str:
    """The ISO date; of an unclear one the day that the page's own order of figures makes it, else what is printed."""
    return reading.iso or _told(sheet, reading, raw)[0] or raw


def doubt_of(sheet: Sheet, reading: DateReading, raw: str) -> str:
    """The reading's own doubt, or the lesser one of a day of which other dates of the page tell the order.

    Two of them prove it: who fills a page in writes all of its days in one way. One may be misread, and leaves it to
    the claim to say the same.
    """
    iso, witnesses = _told(sheet, reading, raw)
    if not iso:
        return reading.doubt
    return "" if witnesses >= _PROOF else ORDER


def is_either_order(iso: str, text: str) -> bool:
    """True if the text has that day in figures, of which either may be the month."""
    year, *rest = iso.split("-")
    return any(
        _day_first(found) is None and found["y"] == year and {found["a"].zfill(2), found["b"].zfill(2)} == set(rest)
        for found in _FIGURES.finditer(text)
    )


def _told(sheet: Sheet, reading: DateReading, raw: str) -> tuple[str, int]:
    """The day by the page's own order of figures, and how many other dates tell it; empty if they do not."""
    told = _FIGURES.fullmatch(raw.strip()) if reading.doubt == AMBIGUOUS and not reading.iso else None
    if told is None:
        return "", 0
    others = [other for line in sheet.lines for other in _all_in(Span(line, 0, len(line.chars)).text, told)]
    telling = {other.group(): order for other in others if (order := _day_first(other)) is not None}
    if len(set(telling.values())) != 1:
        return "", 0
    day, month = (told["a"], told["b"]) if next(iter(telling.values())) else (told["b"], told["a"])
    try:
        return date(int(told["y"]), int(month), int(day)).isoformat(), len(telling)
    except ValueError:  # a figure that belongs to the day stands apart: 2 0.10.2017
        return "", 0


def _all_in(text: str, like: re.Match[str]) -> list[re.Match[str]]:
    return [found for found in _FIGURES.finditer(text) if found["sign"] == like["sign"]]


def _day_first(found: re.Match[str]) -> bool | None:
    """True if the first figures can be no month, False if the second ones cannot; None if both can."""
    first, second = int(found["a"]), int(found["b"])
    if (first > _MONTHS) == (second > _MONTHS):
        return None
    return first > _MONTHS
