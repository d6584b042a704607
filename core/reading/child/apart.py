"""One word apart from its neighbours: its box ends within a letter at times, and Hangul beside a number spoils it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from core.domain.page import Box, Word
from core.reading.child.cleaning import Prepared
from core.reading.child.pieces import ink_runs, on_ink, place
from core.reading.child.view import View

_NEAR: Final = 1.5
"""Of the word's height: farther words do not reach into its place."""
_REACH: Final = 1.0
"""Of the word's height: so far from where the boxes meet the gap between two words may lie."""
_FAR: Final = 0.3
"""Pixels that a gap must be wider for each pixel that it is farther away."""
_LEVEL: Final = 0.4
_MOST_SHARED: Final = 0.3
"""Of the word's width: what shares more of it is no neighbour, but read from the same ink."""
_OUTER: Final = 0.75
"""Of a neighbour's width: a gap beyond that lies behind it."""
_MARGIN: Final = 0.25

_Span = tuple[float, float]
"""From one column to another, in pixels."""


def apart(word: Word, image: Prepared, words: Sequence[Word]) -> View | None:
    """The word's place, cut in the gaps beside it where another word stands near; None if it is too small to be read.

    Args:
        word: one of the words.
        image: what was read.
        words: all words of the page.
    """
    box = on_ink((word,), image, words)
    width, height = image.view.size
    tall = box.height * height
    reach = _NEAR * tall / width
    before, after = _neighbours(word, words, reach)
    if before is None and after is None:
        return place(box, image)
    gaps = _gaps(replace(box, x0=max(0.0, box.x0 - reach), x1=min(1.0, box.x1 + reach)), image)
    margin = _MARGIN * tall
    left, right = box.x0 * width - margin, box.x1 * width + margin
    if before is not None:
        inner = [gap for gap in gaps if gap[1] > (before.x1 - _OUTER * before.width) * width]
        first = _widest(inner, before.x1 * width, word.box.x0 * width, tall)
        left = left if first is None else max(first[0], first[1] - margin)
    if after is not None:
        inner = [gap for gap in gaps if gap[0] < (after.x0 + _OUTER * after.width) * width]
        last = _widest(inner, after.x0 * width, word.box.x1 * width, tall)
        right = right if last is None else min(last[1], last[0] + margin)
    if right - left < tall:
        return place(box, image)
    top, bottom = max(0, round(box.y0 * height - margin)), min(height, round(box.y1 * height + margin))
    return image.view.cropped(max(0, round(left)), top, min(width, round(right)), bottom)


def _gaps(box: Box, image: Prepared) -> list[_Span]:
    """Columns without ink from one end of the box to the other."""
    width = image.view.size[0]
    edges = [round(box.x0 * width), *(edge for run in ink_runs(box, image) for edge in run), round(box.x1 * width)]
    return [(end, start) for end, start in zip(edges[::2], edges[1::2], strict=True) if start > end]


def _neighbours(word: Word, words: Sequence[Word], near: float) -> tuple[Box | None, Box | None]:
    """Where the words right before and after it stand on its line's height, if they stand near."""
    box = word.box
    level = [
        other.box
        for other in words
        if other is not word
        and any(map(str.isalnum, other.text))
        and min(box.y1, other.box.y1) - max(box.y0, other.box.y0) > _LEVEL * min(box.height, other.box.height)
        and min(box.x1, other.box.x1) - max(box.x0, other.box.x0) < _MOST_SHARED * box.width
    ]
    before = [other for other in level if _middle(other) < _middle(box) and other.x1 > box.x0 - near]
    after = [other for other in level if _middle(other) > _middle(box) and other.x0 < box.x1 + near]
    return max(before, key=lambda other: other.x1, default=None), min(after, key=lambda other: other.x0, default=None)


def _middle(box: Box) -> float:
    return (box.x0 + box.x1) / 2


def _widest(gaps: Sequence[_Span], theirs: float, its: float, tall: float) -> _Span | None:
    """The widest gap about where the two boxes meet, or overlap; None if there is none."""
    low, high = min(theirs, its), max(theirs, its)

    def away(gap: _Span) -> float:
        middle = (gap[0] + gap[1]) / 2
        return max(0.0, low - middle, middle - high)

    near = [gap for gap in gaps if away(gap) <= _REACH * tall]
    return max(near, key=lambda gap: gap[1] - gap[0] - _FAR * away(gap), default=None)
