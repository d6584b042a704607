"""Dates whose label was half read, told by what is left of it: 생년원잎 for 생년월일."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from core.domain.field import DATE_FIELDS, FieldName
from core.domain.page import Word
from core.extraction.candidates import MISREAD, Candidate, Strength
from core.extraction.dated_lines import DatedLine
from core.extraction.label_hits import LabelHit
from core.extraction.layout import SEGMENT_GAP, Line, Sheet
from core.extraction.orphans import UNREAD
from core.extraction.types import DocumentTypes, Label, LabelKind, lower

_NO_LETTER: Final = re.compile(r"[\W\d_]+", re.UNICODE)
_SHORTEST: Final = 7
"""Of a label, in Latin letters or parts of Korean ones: a shorter one is too easily like another."""
_LONGEST: Final = 60
_LIKE: Final = 0.70
_VERY_LIKE: Final = 0.85
_MARGIN: Final = 0.1
"""By how much a label of another meaning must be less like it."""

Meaning = tuple[LabelKind, tuple[FieldName, ...]]


def half_read_dates(
    types: DocumentTypes,
    sheet: Sheet,
    rows: Sequence[DatedLine],
    taken: Container[Word],
) -> Iterator[Candidate]:
    """Dates that nothing else took, behind what is clearly more like one date's label than like any other label.

    Args:
        types: the labels known.
        sheet: the page.
        rows: its lines with dates.
        taken: words of values found otherwise.
    """
    for row in rows:
        past = 0
        for reading, place in row.dates:
            before = _before(row.line, row.hits, past, place.start)
            past = place.end
            if not reading.iso or any(word in taken for word in place.words):
                continue
            if told := _field_of(before, types.labels):
                field, doubt = told
                doubts = (reading.doubt, doubt) if reading.doubt else (doubt,)
                yield Candidate(field, reading.iso, place.text, sheet, place.words, Strength.LONE, doubts)


def _before(line: Line, hits: Sequence[LabelHit], past: int, end: int) -> str:
    """What stands in the cell before the date, or in the date's own, without labels and values that were read."""
    start = max((past, *(hit.end for hit in hits if hit.end <= end)))
    while end > start and not line.chars[end - 1].isalnum():
        end -= 1
    gaps = [at for at in range(start + 1, end) if line.before[at] >= SEGMENT_GAP]
    return line.chars[gaps[-1] if gaps else start : end]


def _field_of(text: str, labels: Mapping[str, Label]) -> tuple[FieldName, str] | None:
    """The date that the label must have meant, and how doubtful that is; None if it may have meant another."""
    parts = _parts(text)
    if not _SHORTEST <= len(parts) <= _LONGEST:
        return None
    known = tuple(labels.values())
    likeness: dict[Meaning, float] = {}
    for _, score, index in process.extract_iter(
        parts, _spelled(tuple(labels)), scorer=Levenshtein.normalized_similarity, score_cutoff=_LIKE - _MARGIN
    ):
        meaning = (known[index].kind, known[index].fields)
        likeness[meaning] = max(score, likeness.get(meaning, 0.0))
    if not likeness:
        return None
    (kind, fields), best = max(likeness.items(), key=lambda item: item[1])
    rival = max((score for meaning, score in likeness.items() if meaning != (kind, fields)), default=0.0)
    if kind is not LabelKind.FIELD or not set(fields) <= DATE_FIELDS or best < _LIKE or rival > best - _MARGIN:
        return None
    return fields[0], MISREAD if best >= _VERY_LIKE else UNREAD


@lru_cache(maxsize=8)
def _spelled(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_parts(text) for text in texts)


def _parts(text: str) -> str:
    """Letters alone, Korean ones as their parts."""
    return unicodedata.normalize("NFD", _NO_LETTER.sub("", lower(text)))
