"""Dates that stand on a page and were taken for nothing: where one is missing, it may be one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from core.domain.field import DATE_FIELDS
from core.extraction.candidates import Candidate, dates_in
from core.extraction.layout import Line, Span

STRAY: Final = "stray_date"


def has_stray_date(lines: Iterable[Line], candidates: Sequence[Candidate]) -> bool:
    """True if a date of these lines belongs to no candidate, and no candidate is of that day."""
    taken = {word for item in candidates for word in item.words}
    days = {item.value for item in candidates if item.field in DATE_FIELDS}
    for line in lines:
        for reading, place in dates_in(Span(line, 0, len(line.chars))):
            if reading.iso and reading.iso not in days and not taken.intersection(place.words):
                return True
    return False
