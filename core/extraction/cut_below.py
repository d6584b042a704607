"""Labels of which only the upper strokes were read, as where a watermark lies over a line: 즈며버호 for 증명번호."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from core.domain.normal import is_hangul
from core.extraction.types import Label

_SHORTEST: Final = 3
"""Syllables: of shorter labels too little is left to tell them from words."""


def cut_label(piece: str, labels: Mapping[str, Label]) -> Label | None:
    """The label that the piece is without some of its last consonants; None if it may be several, or none.

    Args:
        piece: what stands in a label's place.
        labels: all that are known, by their text.
    """
    if len(piece) < _SHORTEST or not is_hangul(piece):
        return None
    whole = [labels[text] for text in _by_upper_strokes(tuple(labels)).get(_upper(piece), ()) if _is_cut(piece, text)]
    return whole[0] if len({(label.kind, label.fields) for label in whole}) == 1 else None


@lru_cache(maxsize=8)
def _by_upper_strokes(texts: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for text in filter(is_hangul, texts):
        found[_upper(text)] = (*found.get(_upper(text), ()), text)
    return found


def _upper(text: str) -> str:
    """The syllables without their last consonants."""
    return "".join(unicodedata.normalize("NFD", syllable)[:2] for syllable in text)


def _is_cut(piece: str, text: str) -> bool:
    """True if each syllable is the label's own or lacks its last consonant: another one would be another word."""
    return all(
        one == other or unicodedata.normalize("NFD", one) == _upper(other)
        for one, other in zip(piece, text, strict=True)
    )
