"""The gaps between a line's words. Where a line of prose is spread to fill its column they say nothing of cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_FEWEST_WORDS: Final = 5
_FEWEST_SMALL: Final = 3
_SMALL: Final = re.compile(r"[a-z]{2,}[,.;]?")
"""A word as sentences have them and rows of tables hardly."""
_PRINTED: Final = 0.3
"""Text heights: what a gap between words is in a line that is not spread."""
_WIDEST, _ALIKE = 2.2, 1.7
"""Text heights at most, and times the middle one: a spread line has no gap of its own."""


def word_gaps(words: Sequence[tuple[str, float, float]], em: float) -> tuple[float, ...]:
    """For each word the gap before it in text heights; 0 before the first.

    Args:
        words: text, left and right edge of each, from left to right.
        em: the line's text height.
    """
    gaps: list[float] = []
    reach = words[0][1]
    for _, left, right in words:
        gaps.append((left - reach) / em)
        reach = max(reach, right)
    spread = _spread([text for text, _, _ in words], gaps[1:])
    return tuple(gap * spread for gap in gaps)


def _spread(texts: Sequence[str], gaps: Sequence[float]) -> float:
    """By what the gaps of a line of prose are to be multiplied to be those of one that is not spread; 1 for others."""
    if len(texts) < _FEWEST_WORDS or sum(_SMALL.fullmatch(text) is not None for text in texts) < _FEWEST_SMALL:
        return 1.0
    middle = sorted(gaps)[len(gaps) // 2]
    if not _PRINTED < middle <= _WIDEST or max(gaps) > _ALIKE * middle:
        return 1.0
    return _PRINTED / middle
