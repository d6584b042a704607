"""Dates that stand on a page and were taken for nothing: where one is missing, it may be one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from core.domain.dates import AMBIGUOUS, BAD
from core.domain.field import DATE_FIELDS
from core.extraction.candidates import Candidate, dates_in
from core.extraction.layout import Line, Span

STRAY: Final = "stray_date"


def has_stray_date(lines: Iterable[Line], candidates: Sequence[Candidate]) -> bool:
    """True if a date of these lines belongs to no candidate, and no candidate is of that day.

    A date that no calendar has counts too: it is one that was misread, and its label may have been as well.
    """
    taken = {word for item in candidates for word in item.words}
    days = {item.value for item in candidates if item.field in DATE_FIELDS}
    for line in lines:
        for reading, place in dates_in(Span(line, 0, len(line.chars))):
            is_whole = bool(reading.iso) or reading.doubt in (BAD, AMBIGUOUS)
            if is_whole and reading.iso not in days and not taken.intersection(place.words):
                return True
    return False
