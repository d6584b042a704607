"""Values in a list begin at one edge: a recognised one that begins further in has likely lost its first letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from core.domain.field import DATE_FIELDS, FieldName
from core.domain.normal import has_hangul
from core.domain.page import TextSource
from core.extraction.candidates import Candidate
from core.extraction.label_hits import LabelHit
from core.extraction.layout import Sheet
from core.extraction.torn import TORN

_ALIGNED: Final = 0.35
"""Text heights by which edges of one column may differ."""
_LETTER: Final = (0.6, 2.2)
"""Text heights that a lost letter, or two, leave free."""
_FEWEST: Final = 3
_MOST: Final = 0.7
"""Of the values in the column: in the middle of their cells, some are set in as far by chance."""

Found = Sequence[tuple[LabelHit, Candidate]]


def without_lost_letters(sheet: Sheet, found: Found) -> Iterator[Candidate]:
    """The values beside their labels; a Korean one that is set in although others below each other are not, doubted."""
    edges = [(hit.left, _left(sheet, item)) for hit, item in found]
    for (hit, item), (label, left) in zip(found, edges, strict=True):
        if not _may_lose(sheet, hit, item, left):
            yield item
            continue
        column = [edge for other, edge in edges if abs(other - label) <= _ALIGNED * sheet.em]
        alike = sum(abs(edge - left) <= _ALIGNED * sheet.em for edge in column) - 1
        before = [edge for edge in column if _LETTER[0] <= (left - edge) / sheet.em <= _LETTER[1]]
        apart = before and max(before) - min(before) > _ALIGNED * sheet.em
        most = len(before) >= max(_FEWEST, _MOST * (len(column) - 1))
        lost = most and not apart and not alike
        yield replace(item, doubts=(*item.doubts, TORN)) if lost else item


def _may_lose(sheet: Sheet, hit: LabelHit, item: Candidate, left: float) -> bool:
    plain = item.field not in DATE_FIELDS and item.field is not FieldName.DOCUMENT_NUMBER
    recognised = sheet.page.source is not TextSource.TEXT_LAYER
    return plain and recognised and has_hangul(item.value) and left > hit.right and TORN not in item.doubts


def _left(sheet: Sheet, item: Candidate) -> float:
    return min(word.box.x0 for word in item.words) * sheet.page.width
