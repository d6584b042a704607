"""Labels of dates whose first letter was not read, as where letters stand far apart: 업 일 for 졸 업 일."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile
from typing import Final

from core.domain.field import DATE_FIELDS
from core.domain.normal import has_hangul, is_hangul
from core.extraction.label_ends import checked
from core.extraction.label_hits import LabelHit
from core.extraction.layout import Line
from core.extraction.types import Label, LabelKind

_SHORTEST: Final = 2
"""Letters that are left of it."""
_OF_SEVERAL: Final = ("년", "연", "월", "학")
"""How it begins where more is lost, or another day may be meant: 생년월일 or 입학년월일, 입학일 or 복학일."""
_TYPED: Final = 1.0


def beheaded_label_at(line: Line, text: str, labels: Mapping[str, Label]) -> LabelHit | None:
    """The label that a recognised line begins with but for its first letter, right before a figure.

    Args:
        line: the line.
        text: its letters, in small ones.
        labels: all that are known, by their text.
    """
    if line.words[line.owner[0]].word.confidence >= _TYPED:
        return None
    piece = "".join(takewhile(has_hangul, text))
    label = _beheaded(piece, labels)
    hit = checked(line, label, 0, len(piece)) if label else None
    numbered = hit is not None and hit.value < len(text) and text[hit.value].isdigit()
    return replace(hit, misread=True) if hit and hit.firm and numbered else None


def _beheaded(piece: str, labels: Mapping[str, Label]) -> Label | None:
    """The date's label that the piece is without its first letter; None if it may be several, or none."""
    if len(piece) < _SHORTEST or piece.startswith(_OF_SEVERAL):
        return None
    whole = [labels[text] for text in _by_rest(tuple(labels)).get(piece, ())]
    alike = len({(label.kind, label.fields) for label in whole}) == 1
    dated = alike and whole[0].kind is LabelKind.FIELD and set(whole[0].fields) <= DATE_FIELDS
    return whole[0] if dated else None


@lru_cache(maxsize=8)
def _by_rest(texts: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Labels by what is left of them without their first letter."""
    found: dict[str, tuple[str, ...]] = {}
    for text in filter(is_hangul, texts):
        found[text[1:]] = (*found.get(text[1:], ()), text)
    return found
