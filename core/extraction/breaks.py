"""Where a printer ended a line on purpose: what follows is no second part of the value before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from core.extraction.layout import Line

_APART: Final = 2.4
"""From line to line, in text heights: twice the pitch of a value that takes two lines."""
_FAR: Final = 5.0
"""Farther apart, however the lines stand: no sentence goes on there."""
_SPACE: Final = 0.3
_ALIGNED: Final = 0.6
_FULL: Final = 0.95
_SHORT: Final = 0.9
"""Of the widest line: a line in the middle that ends earlier had room for another word."""
_ALIKE: Final = 0.85
_OTHER_SIZE: Final = 0.74
"""Small letters alone are that much lower than ones that reach up and down; below it, the letters are smaller."""


def breaks(lines: Sequence[Line]) -> frozenset[int]:
    """Indexes of the lines that end on purpose: the next one stands well apart, and its first word had room before."""
    return frozenset(index for index in range(len(lines) - 1) if _is_break(lines, index))


def _is_break(lines: Sequence[Line], index: int) -> bool:
    above, below = lines[index], lines[index + 1]
    if below.middle - above.middle < _APART * max(above.em, below.em):
        return False
    if below.middle - above.middle > _FAR * max(above.em, below.em):
        return True
    first = below.words[0]
    needed = _width(above) + _SPACE * above.em + first.x1 - first.x0
    if _is_flush(above, below):
        return needed <= _FULL * _width_of_paragraph(lines, index)
    if not _is_centred(above, below):
        return False
    before = lines[index - 1] if index else None
    smaller = not _are_alike_in_size(above, below)
    return smaller or (needed <= _SHORT * max(_width(line) for line in lines) and not _goes_on(before, above))


def _width_of_paragraph(lines: Sequence[Line], index: int) -> float:
    """The width of the widest of the lines around that one that start at its edge."""
    own = lines[index]
    after = takewhile(lambda line: _is_flush(own, line), lines[index:])
    before = takewhile(lambda line: _is_flush(own, line), reversed(lines[:index]))
    return max(_width(line) for line in (*before, *after))


def _is_flush(one: Line, other: Line) -> bool:
    return abs(one.words[0].x0 - other.words[0].x0) <= _ALIGNED * max(one.em, other.em)


def _is_centred(one: Line, other: Line) -> bool:
    middles = (line.words[0].x0 + line.words[-1].x1 for line in (one, other))
    return abs(next(middles) - next(middles)) / 2 <= _ALIGNED * max(one.em, other.em)


def _goes_on(before: Line | None, line: Line) -> bool:
    """True if the line is about as wide as the one before, in letters of its size: of one paragraph."""
    if before is None or not _are_alike_in_size(before, line):
        return False
    widths = (_width(before), _width(line))
    return min(widths) >= _ALIKE * max(widths)


def _are_alike_in_size(one: Line, other: Line) -> bool:
    return min(one.em, other.em) > _OTHER_SIZE * max(one.em, other.em)


def _width(line: Line) -> float:
    return line.words[-1].x1 - line.words[0].x0
