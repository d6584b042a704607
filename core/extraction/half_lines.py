"""The tops or feet of a line's letters, read as a line of their own: mostly of large print beside a seal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from core.domain.normal import has_hangul
from core.domain.page import Word

_LOWER: Final = 0.5
"""Of the page: higher up titles are torn so, and what they say must then be asked about."""
_FEWEST, _FEWEST_WHOLE = 2, 4
"""Words of the half line and of the whole one."""
_MOSTLY: Final = 0.6
_OVER: Final = 0.5
"""Of a word's width, that stands over letters of the whole line."""
_HALF: Final = 0.8
"""Of the whole line's height at most."""
_NEAR: Final = 0.12
"""Of the page's width: so far aside letters tell how high the line is there."""
_SLACK: Final = 0.002


def without_half_lines(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words without those that stand in the height of another line's letters, over or under them."""
    by_line: defaultdict[int, list[Word]] = defaultdict(list)
    for word in words:
        if word.box.y0 > _LOWER:
            by_line[word.line].append(word)
    dropped = {id(word) for number, line in by_line.items() for word in _halves(number, line, by_line)}
    return tuple(word for word in words if id(word) not in dropped)


def _halves(number: int, line: Sequence[Word], by_line: Mapping[int, Sequence[Word]]) -> Sequence[Word]:
    """The words of that line that are halves of another one's letters; none unless most of those in its width are."""
    for other, whole in by_line.items():
        if other == number or len(line) < _FEWEST or len(whole) < _FEWEST_WHOLE or not _is_surer(whole, line):
            continue
        left, right = min(word.box.x0 for word in whole), max(word.box.x1 for word in whole)
        beside = [word for word in line if word.box.x0 < right and word.box.x1 > left]
        halves = [word for word in beside if _is_half_of(word, whole)]
        if len(halves) >= max(_FEWEST, _MOSTLY * len(beside)):
            return halves
    return ()


def _is_surer(whole: Sequence[Word], line: Sequence[Word]) -> bool:
    korean = sum(has_hangul(word.text) for word in whole) >= _FEWEST_WHOLE
    sure, other = (sum(word.confidence for word in words) / len(words) for words in (whole, line))
    return korean and sure > other


def _is_half_of(word: Word, whole: Sequence[Word]) -> bool:
    box = word.box
    near = [one.box for one in whole if one.box.x1 > box.x0 - _NEAR and one.box.x0 < box.x1 + _NEAR]
    if not near:
        return False
    top, bottom = min(one.y0 for one in near), max(one.y1 for one in near)
    if box.y0 < top - _SLACK or box.y1 > bottom + _SLACK or box.height > _HALF * (bottom - top):
        return False
    over = sum(max(0.0, min(one.x1, box.x1) - max(one.x0, box.x0)) for one in near)
    return over >= _OVER * box.width
