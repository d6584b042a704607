"""Dates that stand on a page and were taken for nothing: where one is missing, it may be one of them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from typing import Final

from core.domain.dates import AMBIGUOUS, BAD
from core.domain.field import DATE_FIELDS
from core.domain.page import Word
from core.extraction.candidates import Candidate
from core.extraction.dated_lines import DatedLine
from core.extraction.label_hits import LabelHit, announces
from core.extraction.layout import Span

STRAY: Final = "stray_date"
_OTHER_DAYS: Final = re.compile(
    r"(?i:\b(?:term dates?|(?:this|the) academic (?:year|session)|special order|higher education on)\b"
    r"|^\W*(?:spring|summer|fall|autumn|winter)(?: (?:term|semester|quarter|session))?,? (?:19|20)\d\d\b)"
)
"""What tells, before a date in the same line, that it is of something that is not taken: a term, in a table of them."""
_DECIMALS: Final = re.compile(r"\.\d")
"""Behind what looks like a date they show an average on a scale: 7.71 / 10.00."""
_VALIDITY: Final = re.compile("확인|유효|진위|열람|조회|검증")


def has_stray_date(rows: Iterable[DatedLine], candidates: Sequence[Candidate]) -> bool:
    """True if a date of these lines belongs to no candidate, and no candidate is of that day.

    A date right behind a label of something that is not taken is that thing's. A date that no calendar has counts too:
    it is one that was misread, and its label may have been as well.
    """
    taken = {word for item in candidates for word in item.words}
    days = {item.value for item in candidates if item.field in DATE_FIELDS}
    for row in rows:
        for reading, place in row.dates:
            if _is_of_another(row.hits, place, taken) or _OTHER_DAYS.search(Span(row.line, 0, place.start).text):
                continue
            if _ends_validity(row, place) or _DECIMALS.match(row.line.chars[place.end :]):
                continue
            figures = reading.doubt == BAD and place.compact.isdigit()  # a student's number, not a day
            is_whole = bool(reading.iso) or (reading.doubt in (BAD, AMBIGUOUS) and not figures)
            if is_whole and reading.iso not in days and not taken.intersection(place.words):
                return True
    return False


def _ends_validity(row: DatedLine, place: Span) -> bool:
    """True for the last day on which the document can be checked: 확인 가능 기간 : 2025-02-17 까지."""
    chars = row.line.chars
    return chars[place.end :].lstrip(". ").startswith("까지") and _VALIDITY.search(chars[: place.start]) is not None


def _is_of_another(hits: Sequence[LabelHit], place: Span, taken: Container[Word]) -> bool:
    """True if the last label before the date is of a value that is not taken, and no other value stands between."""
    before = [hit for hit in hits if hit.start < place.start]
    if not before or announces(last := max(before, key=lambda hit: hit.start)):
        return False
    between = Span(place.line, min(last.end, place.start), place.start)
    return not any(word in taken for word in between.words)
