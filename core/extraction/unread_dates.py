"""Dates in a form whose labels could not be read: told by a letter that is left, or as the only ones missing.

Always a doubt: `label_unread`.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from core.domain.field import DATE_FIELDS, FieldName
from core.domain.normal import has_hangul
from core.domain.page import TextSource, Word
from core.extraction.candidates import Candidate, Strength
from core.extraction.dated_lines import DatedLine
from core.extraction.layout import Sheet, Span
from core.extraction.orphans import UNREAD
from core.extraction.row_cells import pieces_of

_LABEL_LENGTH: Final = 8
_MARKS: Final = " .:：;|-~"
_SURE: Final = 0.9
_LABELLED: Final = 3
"""So many values beside labels make a page a form."""
_TOLD: Final = MappingProxyType(
    {"졸": FieldName.GRADUATION_DATE, "입": FieldName.ADMISSION_DATE, "생": FieldName.BIRTH_DATE}
)
_LABELS: Final = (Strength.LABEL, Strength.WEAKER)
_EXPECTED: Final = "예정"
_LIFE: Final = (FieldName.BIRTH_DATE, FieldName.ADMISSION_DATE, FieldName.GRADUATION_DATE)
"""In the order in which they happen, and are printed."""
_YOUNGEST: Final = 5
"""Years of age at admission to a school."""
_GRADUATES: Final = "graduation_certificate"

Days = Mapping[FieldName, str]


@dataclass(frozen=True, slots=True)
class _Stray:
    label: str
    iso: str
    place: Span


def unread_dates(sheet: Sheet, rows: Sequence[DatedLine], found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Dates in cells of their own that nothing took, each as the one that it must be.

    Args:
        sheet: the page.
        rows: its lines with dates.
        found: what was found otherwise.
    """
    known = {item.field: item.value for item in reversed(found) if item.field in DATE_FIELDS}
    labelled = {item.field for item in found if item.strength in _LABELS}
    is_form = len(labelled - {FieldName.DOCUMENT_TYPE}) >= _LABELLED and FieldName.ISSUE_DATE in known
    if not is_form or sheet.page.source is TextSource.TEXT_LAYER:
        return
    taken = {word for item in found for word in item.words}
    strays = [stray for row in rows for stray in _strays(row, taken) if stray.iso not in known.values()]
    graduates = any(item.value == _GRADUATES for item in found if item.field is FieldName.DOCUMENT_TYPE)
    for field, stray in (*_told(strays, known), *_left_over(strays, known, graduates=graduates)):
        yield Candidate(field, stray.iso, stray.place.text, sheet, stray.place.words, Strength.LONE, (UNREAD,))


def _strays(row: DatedLine, taken: Container[Word]) -> Iterator[_Stray]:
    line = row.line
    used = [word.word in taken for word in line.words]
    for reading, place in row.dates:
        if not reading.iso or reading.doubt or any(used[line.owner[at]] for at in range(place.start, place.end)):
            continue
        start = max((at + 1 for at in range(place.start) if used[line.owner[at]]), default=0)
        cell = next((piece for piece in pieces_of(line) if piece.start <= place.start < piece.end), None)
        label = line.chars[start : place.start].strip(_MARKS)
        ends = cell is not None and not line.chars[place.end : cell.end].strip(_MARKS)
        if ends and _is_unread(row, start, place.start, label):
            yield _Stray(label, reading.iso, place)


def _is_unread(row: DatedLine, start: int, end: int, label: str) -> bool:
    """True if what stands before the date is what a label was misread as, or nothing: 기숙사입사일 means itself."""
    if len(label) > _LABEL_LENGTH or any(start <= hit.start < end for hit in row.hits):
        return False
    words = {row.line.owner[at]: row.line.words[row.line.owner[at]].word for at in range(start, end)}.values()
    return len(label) <= 1 or not has_hangul(label) or any(word.confidence < _SURE for word in words)


def _told(strays: Sequence[_Stray], known: Days) -> list[tuple[FieldName, _Stray]]:
    """Those whose label still has a letter that only one of the missing dates' labels has."""
    found = []
    for letter, field in _TOLD.items():
        mine = [stray for stray in strays if letter in stray.label and _EXPECTED not in stray.label]
        if field not in known and len(mine) == 1:
            found.append((field, mine[0]))
    return found


def _left_over(strays: Sequence[_Stray], known: Days, *, graduates: bool) -> list[tuple[FieldName, _Stray]]:
    """As many dates as are missing, if they are in order with each other and with the dates known."""
    told = dict(_told(strays, known))
    rest = [stray for stray in strays if stray not in told.values()]
    if any(_EXPECTED in stray.label for stray in rest):
        return []
    life = _LIFE if graduates else _LIFE[:-1]
    missing = [field for field in life if field not in known and field not in told]
    if not rest or len(rest) != len(missing):
        return []
    found = list(zip(missing, rest, strict=True))
    days = {**known, **{field: stray.iso for field, stray in (*told.items(), *found)}}
    return found if _is_a_life(days) else []


def _is_a_life(days: Days) -> bool:
    born, entered = (days.get(field, "") for field in _LIFE[:2])
    in_order = [days[field] for field in (*_LIFE, FieldName.ISSUE_DATE) if field in days]
    if not all(day[:4].isdecimal() for day in days.values()):
        return False  # what stands where a day should may be anything
    grown = not (born and entered) or int(entered[:4]) - int(born[:4]) >= _YOUNGEST
    return (
        grown and all(one < other for one, other in pairwise(in_order[:-1])) and in_order[-2:] == sorted(in_order[-2:])
    )
