"""Words of which recognition gave the start on one line and the rest on another: Feb and ebruary, over the same ink.

A value beside a label of two lines stands between those, and its letters are divided among them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from core.domain.page import Word

_PLAIN: Final = re.compile(r"[A-Za-z0-9.,()'-]+")
_LEVEL: Final = 0.5
"""Of the lower one's height, that both share."""
_NARROW: Final = 0.6
"""Of the width of the other's letters: so narrow is a box that has but the first letter of its word."""
_APART: Final = 1.0
"""Of a letter's width: what stands farther off is another word."""
_TOUCHING: Final = 0.5
_FEWEST: Final = 2


def without_splits(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words, each start and rest of one as one word."""
    found = list(words)
    for rest in words:
        if len(rest.text) < _FEWEST or not _PLAIN.fullmatch(rest.text):
            continue
        for at, start in enumerate(found):
            whole = _joined(start, rest) if start is not rest and start.line != rest.line else None
            if whole is not None and rest in found:
                found[at] = whole
                found.remove(rest)
                break
    return tuple(found)


def _joined(start: Word, rest: Word) -> Word | None:
    """Both as one word; None if they are two."""
    one, other = start.box, rest.box
    if not one.x0 < other.x0 < one.x1 + other.width or not _PLAIN.fullmatch(start.text):
        return None
    if min(one.y1, other.y1) - max(one.y0, other.y0) < _LEVEL * min(one.height, other.height):
        return None
    common = next((k for k in range(len(rest.text), 0, -1) if start.text.endswith(rest.text[:k])), 0)
    letter, gap = other.width / len(rest.text), other.x0 - one.x1
    is_narrow = one.width / len(start.text) < _NARROW * letter
    is_whole = common == len(rest.text) and is_narrow and gap <= _APART * letter
    is_start = common >= _FEWEST and -gap >= _TOUCHING * common * letter
    if not is_whole and not is_start:
        return None
    sure = min(start.confidence, rest.confidence)
    box = replace(one, x1=max(one.x1, other.x1), y0=min(one.y0, other.y0), y1=max(one.y1, other.y1))
    return replace(
        start, text=start.text + rest.text[common:], box=box, confidence=sure, touched=start.touched or rest.touched
    )
