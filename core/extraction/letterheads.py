"""A school's name in a letterhead: at the top of the page, beside a crest or an address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from core.domain.field import FieldName
from core.domain.normal import normalise_value
from core.extraction.candidates import Candidate, Strength, candidate
from core.extraction.label_hits import LabelHit
from core.extraction.layout import Line, Sheet, Span
from core.extraction.row_cells import cells_of, pieces_of
from core.extraction.school_lines import starts_like_name
from core.extraction.types import DocumentTypes

_PAGE: Final = 1414
_LETTERHEAD: Final = 0.12
_OFFICE: Final = re.compile(r"(?i:\boffice\b|registr|services|admissions)")
_MARKS: Final = "|│┃¦.,·-_=: "
_HARDLY_READ: Final = 0.5


def letterhead_schools(
    types: DocumentTypes, sheet: Sheet, lines: Sequence[Line], hits: Sequence[Sequence[LabelHit]]
) -> Iterator[Candidate]:
    """A school's name at the top of the page, in a line with something else: Wexley University   Date: ..."""
    for line, in_line in zip(lines, hits, strict=True):
        cells = cells_of(line) if in_line else pieces_of(line)
        if line.middle > _LETTERHEAD * (sheet.page.height or _PAGE) or not (in_line or len(cells) > 1):
            continue
        first = min((hit.start for hit in in_line), default=len(line.chars))
        made = (_letterhead_school(types, sheet, cell) for cell in cells if 0 < cell.end <= first)
        yield from islice(filter(None, made), 1)


def _letterhead_school(types: DocumentTypes, sheet: Sheet, cell: Span) -> Candidate | None:
    """The cell if it is a school's name: what stands before it may be a crest's letters, behind it an address."""
    span = _without_crest(cell).trimmed(_MARKS)
    value = normalise_value(FieldName.SCHOOL, span.text)
    if types.part.search(value) or _OFFICE.search(value) or not value or not starts_like_name(value):
        return None
    return candidate(types, FieldName.SCHOOL, sheet, span, Strength.LONE, firm=False)


def _without_crest(cell: Span) -> Span:
    """The cell without what was read of a crest before it: signs, or a word hardly read."""
    line = cell.line
    for at in range(cell.start, cell.end):
        word = line.words[line.owner[at]].word
        if line.starts_word(at) and word.confidence >= _HARDLY_READ and any(map(str.isalpha, word.text)):
            return Span(line, at, cell.end)
    return cell
