"""What stands behind a value in its row: words that take something of it back, another day, the rest of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from core.domain.field import DATE_FIELDS, FieldName
from core.domain.normal import has_hangul, has_latin
from core.extraction.candidates import Candidate, dates_in, doubts_of
from core.extraction.label_hits import LabelHit
from core.extraction.layout import Sheet, Span
from core.extraction.row_cells import cell_at
from core.extraction.types import lower
from core.extraction.value_shapes import fits_name
from core.extraction.wrapped import CUT_OFF

QUALIFIED: Final = "qualified"
_TAKES_BACK: Final = re.compile(
    "예정|수료|취소|무효|정정|변경|개명|제적|자퇴|퇴학|중퇴|휴학|유예|미졸업|조건부|말소"
    r"|\b(?:expect|anticipat|provisional|pending|cancel|withdr[ae]w|revoked|rescinded|void|former|n[ée]e|amended"
    r"|corrected|incomplete|candidate|dismissed|not (?:yet )?(?:conferred|completed|awarded|graduated))"
)
_LEVEL: Final = re.compile(r"(?i:\b(?P<level>associate|bachelor|master|doctor)\b[^()/]*)")
_LEVELS: Final = (("전문학사", "associate"), ("학사", "bachelor"), ("석사", "master"), ("박사", "doctor"))
_FAR: Final = 8.0
"""Text heights; what stands farther off is of another column."""
_DAY_FIGURES: Final = 6
"""Of a whole date, at least."""
_WORDS: Final = re.compile(
    r"[A-Z][\w&,.'()/-]*(?: (?:[A-Z&][\w&,.'()/-]*|and|of|the|in|for|with|&))*|(?:and|of|in|&) [A-Z].*"
)
_FIGURES: Final = re.compile(r"[-/]?(?:[A-Z]{1,4}[-/]?)?\d{2,}[\w/-]*호?")
_PROSE: Final = re.compile(r"\b[a-z]{2,}\b")
_SENTENCE: Final = 3
_LATIN: Final = frozenset({FieldName.HOLDER_NAME, FieldName.SCHOOL, FieldName.MAJOR, FieldName.DEGREE})


def with_tails(sheet: Sheet, hit: LabelHit, limit: int, first: Span, made: Sequence[Candidate]) -> Iterator[Candidate]:
    """The values of a label, with the doubts that what follows them raises, and other days of the same cell.

    Args:
        sheet: the page.
        hit: the label.
        limit: where its row ends on its line, or the next label starts.
        first: the cell in which the values stand, or its first line.
        made: the values.
    """
    for item in made:
        behind = _behind(first, limit if first.line is hit.line else first.end, item)
        taken_back = _TAKES_BACK.search(lower(behind)) is not None
        goes_on = first.line is hit.line and _goes_on(first, limit, item)
        doubts = (*((QUALIFIED,) if taken_back else ()), *((CUT_OFF,) if goes_on else ()))
        yield replace(item, doubts=(*item.doubts, *doubts))
        yield from _other_level(first, behind, item)
        if item.field in DATE_FIELDS and len(made) == 1 and sum(map(str.isdecimal, behind)) >= _DAY_FIGURES:
            yield from _other_days(sheet, first, item)


def _other_level(first: Span, behind: str, item: Candidate) -> Iterator[Candidate]:
    """The degree in English behind a Korean one, if it is of another level: 공학사 / Master of Science."""
    told = _LEVEL.search(behind) if item.field is FieldName.DEGREE else None
    meant = next((level for ending, level in _LEVELS if item.value.endswith(ending)), None)
    if told and meant and told["level"].casefold() != meant:
        said = told.group().strip()
        yield replace(item, value=said, raw=said, words=first.words, doubts=())


def _behind(first: Span, limit: int, item: Candidate) -> str:
    """The row's text behind the value; all of it if the value stands there otherwise."""
    text = Span(first.line, first.start, max(first.end, limit)).text
    return text.partition(item.raw)[2] if item.raw in text else text


def _other_days(sheet: Sheet, first: Span, item: Candidate) -> Iterator[Candidate]:
    for reading, place in dates_in(first)[1:]:
        if len(_PROSE.findall(first.text.partition(item.raw)[2].partition(place.text)[0])) >= _SENTENCE:
            return  # born on 3 March 2002, was admitted to ... on 10 August 2025
        if reading.iso and reading.iso != item.value:
            doubts = doubts_of(sheet, reading, place.text)
            yield replace(item, value=reading.iso, raw=place.text, words=place.words, doubts=doubts)


def _goes_on(first: Span, limit: int, item: Candidate) -> bool:
    """True if beyond a wide gap, before any label, stands what may be the rest: Anna     Schmidt; 2020-12    34."""
    is_number = item.field is FieldName.DOCUMENT_NUMBER
    if not is_number and (item.field not in _LATIN or has_hangul(item.value)):
        return False
    rest = cell_at(first.line, first.end, limit) if first.end < limit else None
    if rest is None or first.line.before[rest.start] > _FAR:
        return False
    if is_number:
        return _FIGURES.fullmatch(rest.compact) is not None and not dates_in(rest)
    if not has_latin(rest.text):
        return False
    return (
        bool(fits_name(rest.text)) if item.field is FieldName.HOLDER_NAME else _WORDS.fullmatch(rest.text) is not None
    )
