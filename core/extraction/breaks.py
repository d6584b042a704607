"""Where a printer ended a line on purpose: what follows is no second part of the value before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from core.extraction.layout import Line

_APART: Final = 2.4
"""From line to line, in text heights: twice the pitch of a value that takes two lines."""
_SPACE: Final = 0.3
_FULL: Final = 0.95


def breaks(lines: Sequence[Line]) -> frozenset[int]:
    """Indexes of the lines that end on purpose: the next one stands well apart, and its first word had room before."""
    widest = max((_width(line) for line in lines), default=0.0)
    return frozenset(index for index, pair in enumerate(pairwise(lines)) if _is_break(*pair, widest))


def _is_break(above: Line, below: Line, widest: float) -> bool:
    em = max(above.em, below.em)
    first = below.words[0]
    has_room = _width(above) + _SPACE * em + first.x1 - first.x0 <= _FULL * widest
    return has_room and below.middle - above.middle >= _APART * em


def _width(line: Line) -> float:
    return line.words[-1].x1 - line.words[0].x0
