"""Labels that nothing sets off from their values, as some registrars type them: NAME Anna Villanueva   Sex Female."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from core.domain.field import DATE_FIELDS
from core.extraction.label_hits import LabelHit
from core.extraction.layout import Line
from core.extraction.types import DocumentTypes, lower

_FEWEST: Final = 2
"""Dates right behind their labels, each at the start of a line, that show how the page is typed."""
_NAMES: Final = (
    "name", "student", "fullname", "nameinfull", "studentname", "nameofstudent", "nameofthestudent", "student'sname",
    "degree/titleconferred", "degree/title", "degreeconferred", "degree", "major", "course", "program", "programme",
    "sex", "gender", "citizenship", "nationality", "placeofbirth", "highschool", "entrancecredential",
    "entrancecredentials", "authority", "address", "homeaddress",
)  # fmt: skip
"""Labels that are found so, without spaces; others are words of titles, offices and sentences as well."""
_LONGEST: Final = max(map(len, _NAMES))
_SMALL: Final = re.compile(r"(?!(?:of|in|and|the|de|la|del|da|y|bin|von|van)\b)\b[a-z]{2,}")
_MOST_SMALL: Final = 1
_INNER: Final = 0.9
"""Text heights between the words of a label, at most."""


def is_typed_inline(in_lines: Sequence[Sequence[LabelHit]]) -> bool:
    """True if the page has dates right behind their labels, with nothing but a space between."""
    bare = [hits[0] for hits in in_lines if hits and hits[0].start == 0]
    return sum(set(hit.label.fields) <= DATE_FIELDS and hit.firm and not hit.apart for hit in bare) >= _FEWEST


def with_inline(types: DocumentTypes, line: Line, hits: Sequence[LabelHit]) -> tuple[LabelHit, ...]:
    """The line's labels, and those at its cells' starts that nothing but a space sets off; no sentence has any."""
    text = lower(line.chars)
    written = " ".join(placed.word.text for placed in line.words)
    if len(_SMALL.findall(written)) > _MOST_SMALL:
        return tuple(hits)
    starts = [at for at in range(len(text)) if line.starts_segment(at) and not any(_covers(hit, at) for hit in hits)]
    found = (hit for at in starts if (hit := _label_at(types, line, text, at)))
    return tuple(sorted((*hits, *found), key=lambda hit: hit.start))


def _covers(hit: LabelHit, at: int) -> bool:
    return hit.start <= at < max(hit.value, hit.end)


def _label_at(types: DocumentTypes, line: Line, text: str, at: int) -> LabelHit | None:
    for end in range(min(len(text) - 1, at + _LONGEST), at, -1):
        label = types.labels.get(text[at:end]) if text[at:end] in _NAMES else None
        whole = line.starts_word(at) and line.starts_word(end) and line.chars[end].isupper()
        if label and whole and all(line.before[place] < _INNER for place in range(at + 1, end)):
            return LabelHit(line, label, at, end, end, firm=True, apart=True, misread=False)
    return None
