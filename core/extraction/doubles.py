"""Ink that the recogniser read twice: a line's words once more, in boxes within the boxes of the first reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from core.domain.page import Box, Word

_COVERED: Final = 0.6
"""The share of a word's box that another word's box must cover."""


def without_doubles(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words without those that stand in the box of a larger one of another line."""
    order = sorted(range(len(words)), key=lambda index: words[index].box.x0)
    dropped: set[int] = set()
    for place, index in enumerate(order):
        one = words[index]
        for other_index in order[place + 1 :]:
            other = words[other_index]
            if other.box.x0 >= one.box.x1:
                break
            if other.box.y0 >= one.box.y1 or other.box.y1 <= one.box.y0:  # most stand on another line altogether
                continue
            if one.line != other.line and _shared(one.box, other.box) >= _COVERED * min(_area(one), _area(other)):
                dropped.add(index if _area(one) < _area(other) else other_index)
    return tuple(word for index, word in enumerate(words) if index not in dropped)


def _shared(one: Box, other: Box) -> float:
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    return max(0.0, width) * max(0.0, height)


def _area(word: Word) -> float:
    return word.box.width * word.box.height
