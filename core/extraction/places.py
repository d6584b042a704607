"""Where on the pages a value stands that somebody else read: its words and box, checked like any other value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from core.domain.field import DATE_FIELDS, Field, FieldName, Source
from core.domain.normal import clean, comparison_key, normalise_value
from core.domain.page import Page, Word
from core.extraction.candidates import dates_in
from core.extraction.grounding import is_grounded
from core.extraction.layout import Line, Sheet, Span, lay_out, union
from core.extraction.types import DocumentTypes

_NO_LETTER: Final = re.compile(r"[\W_]+", re.UNICODE)
_FEWEST: Final = 2
_TITLE_LINES: Final = 2


def found_on(name: FieldName, value: str, source: Source, pages: Iterable[Page], types: DocumentTypes) -> Field | None:
    """The field at the first place that says this value, or None if none does.

    Args:
        name: which field the value is said to be of.
        value: as somebody copied it; untrusted.
        source: who says it.
        pages: the record's pages.
        types: what the rules know of documents.
    """
    normal = normalise_value(name, value)
    for page in pages:
        for words in _places(name, normal, lay_out(page)):
            field = Field(
                name=name,
                value=normal,
                raw=" ".join(word.text for word in words),
                attachment=page.attachment,
                page=page.number,
                box=union(words),
                words=words,
                confidence=min(word.confidence for word in words),
                sources=(source,),
                grounded=False,
            )
            if is_grounded(field, (page,), types):
                return replace(field, grounded=True)
    return None


def _places(name: FieldName, value: str, sheet: Sheet) -> Iterator[tuple[Word, ...]]:
    if name is FieldName.DOCUMENT_TYPE:
        yield from _lines(sheet)
        return
    for line in sheet.lines:
        if name in DATE_FIELDS:
            found = dates_in(Span(line, 0, len(line.chars)))
            yield from (place.words for reading, place in found if reading.iso == value)
        else:
            yield from _in_line(line, _letters(comparison_key(name, value)))


def _lines(sheet: Sheet) -> Iterator[tuple[Word, ...]]:
    """Single lines, then neighbours together: titles and statements may run over two."""
    for count in range(1, _TITLE_LINES + 1):
        for start in range(len(sheet.lines) - count + 1):
            together = sheet.lines[start : start + count]
            yield tuple(placed.word for line in together for placed in line.words)


def _in_line(line: Line, wanted: str) -> Iterator[tuple[Word, ...]]:
    """The words that those letters run through, wherever they stand in the line; whole words first."""
    if len(wanted) < _FEWEST:
        return
    pieces = [_letters(clean(placed.word.text).casefold()) for placed in line.words]
    text = "".join(pieces)
    owner = [index for index, piece in enumerate(pieces) for _ in piece]
    starts = [at for at in range(len(text) - len(wanted) + 1) if text.startswith(wanted, at)]
    for at in sorted(starts, key=lambda at: _is_inside(owner, at, at + len(wanted))):
        first, last = owner[at], owner[at + len(wanted) - 1]
        yield tuple(placed.word for placed in line.words[first : last + 1])


def _is_inside(owner: Sequence[int], start: int, end: int) -> bool:
    """True if a word reaches over either end."""
    before = start > 0 and owner[start - 1] == owner[start]
    after = end < len(owner) and owner[end - 1] == owner[end]
    return before or after


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text)
