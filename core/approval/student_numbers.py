"""A student has one number: pages that show two are of two persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from rapidfuzz.distance import Levenshtein

from core.approval.evidence import Evidence, failed
from core.approval.page_text import lines_of
from core.domain.hold import HoldReason
from core.domain.page import TextSource

_NUMBER: Final = re.compile(
    r"(?i:학번|\bstudent (?:id|no|number|identification)(?: (?:no|number))?)[\s.:：)|]{0,4}"
    r"(?P<number>[a-zA-Z]{0,3}\d[\d-]{4,13}\d)"
)
_MISREAD: Final = 1
"""Figures of a recognised number that may be wrong."""


def student_number(evidence: Evidence) -> tuple[HoldReason, ...]:
    """All pages that show a student's number show the same one."""
    numbers = dict.fromkeys(_numbers(evidence))
    pages = evidence.reading.pages
    allowed = 0 if all(page.source is TextSource.TEXT_LAYER for page in pages) else _MISREAD
    for one, other in combinations(numbers, 2):
        if Levenshtein.distance(one, other) > allowed:
            english, korean = f"Two student numbers: {one} / {other}", f"학번이 서로 다릅니다: {one} / {other}"
            return (failed("student_numbers_differ", None, english, korean),)
    return ()


def _numbers(evidence: Evidence) -> Iterator[str]:
    for page in evidence.reading.pages:
        for line in lines_of(page):
            for hit in _NUMBER.finditer(line):
                yield hit["number"].replace("-", "").casefold()
