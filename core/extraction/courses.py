"""Course tables of transcripts: their rows hold course names and terms, never fields."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from core.domain.dates import read_date
from core.extraction.layout import Line, Span
from core.extraction.types import DocumentTypes, lower

_COLUMNS: Final = 3
_FAR: Final = 6.0
_MARKS: Final = " .,:|()-"


def course_lines(types: DocumentTypes, lines: Sequence[Line]) -> frozenset[int]:
    """Indexes of the lines that belong to a course table: from its headings to its closing line (not included)."""
    found: set[int] = set()
    inside = False
    for index, line in enumerate(lines):
        if _is_heading(types, line):
            inside = True
        elif inside and (_closes(types, line) or _is_far(lines, index)):
            inside = False
        if inside:
            found.add(index)
    return frozenset(found)


def _is_heading(types: DocumentTypes, line: Line) -> bool:
    """At least three column headings and nothing that is not one, column by column."""
    text = lower(line.chars)
    starts = [at for at in range(len(text)) if line.starts_segment(at)] + [len(text)]
    cells = [text[start:end].strip("|.:") for start, end in pairwise(starts)]
    known = sum(cell in types.headings for cell in cells)
    if known >= _COLUMNS:
        return True
    words = {lower(word.word.text).strip("|.:") for word in line.words}
    return sum(word in types.headings for word in words) >= _COLUMNS and not any(mark in text for mark in ":：")


def _closes(types: DocumentTypes, line: Line) -> bool:
    text = lower(line.chars)
    if any(text.startswith(closing) for closing in types.closings) or _is_foot(types, line):
        return True
    return _announces(types, text) or "certif" in text or "증명" in text


def _is_foot(types: DocumentTypes, line: Line) -> bool:
    """True for a line that is nothing but a day, and for the line of who signs: both stand below the table."""
    whole = Span(line, 0, len(line.chars))
    found = read_date(whole.text)
    alone = found and found.iso and not "".join(whole.text[: found.start] + whole.text[found.end :]).strip(_MARKS)
    return bool(alone or types.head_ko.match(line.chars) or types.head_en.match(whole.text))


def _announces(types: DocumentTypes, text: str) -> bool:
    """True if a label stands before a colon; a colon alone may be dirt."""
    for at, letter in enumerate(text):
        if letter in ":：" and any(text[start:at] in types.labels for start in range(at - 1)):
            return True
    return False


def _is_far(lines: Sequence[Line], index: int) -> bool:
    line, above = lines[index], lines[index - 1]
    return line.top - above.bottom > _FAR * max(line.em, above.em)  # a speck is a line of no height
