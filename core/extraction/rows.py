"""Which of a page's words stand in one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from core.domain.normal import has_hangul
from core.domain.page import Word

_SAME_LINE, _SCRAP = 0.5, 0.9
"""Of the lower one's height, that two words share; what is no text is less of a line."""
_FULL_SIZED: Final = 0.6
_OVER: Final = 0.4
"""Of the lower one's height, that the middles of words of two lines lie apart."""
_CREST, _HARDLY_SURE, _FEW = 1.8, 0.7, 2
"""So many times as high as most words, so little sure, and of so few letters is what was read of a crest or seal."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A word with its place in pixels."""

    word: Word
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def height(self) -> float:
        """Height in pixels."""
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        """Vertical centre in pixels."""
        return (self.y0 + self.y1) / 2


def rows(words: Sequence[Placed]) -> list[list[Placed]]:
    """Words from left to right, each put into the row whose last full-sized word it stands beside best."""
    found: list[list[Placed]] = []
    anchors: list[Placed] = []
    usual = sorted(word.height for word in words)[len(words) // 2] if words else 0.0
    for word in sorted(words, key=lambda item: item.x0):
        if _is_crest(word, usual):
            found.append([word])
            anchors.append(replace(word, y0=-1, y1=-1))
            continue
        best, share = -1, _SAME_LINE
        for index, anchor in enumerate(anchors):
            if anchor.y1 <= word.y0 or word.y1 <= anchor.y0 or word.x0 <= anchor.x0 - 1:  # nearly all of them
                continue
            if _stands_over(found[index][-1], word):
                continue
            overlap = _overlap(anchor, word) * (1 if _is_text(anchor) else _SCRAP)
            if overlap >= share:
                best, share = index, overlap
        if best < 0:
            found.append([word])
            anchors.append(word)
            continue
        found[best].append(word)
        if word.height >= _FULL_SIZED * anchors[best].height and _is_text(word):
            anchors[best] = word
    return found


def _overlap(one: Placed, other: Placed) -> float:
    """How much of the smaller one's height both share."""
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared / max(1e-9, min(one.height, other.height))


def _stands_over(one: Placed, other: Placed) -> bool:
    """True if one stands over or under the other: the two lines of a label. Boxes of one line may share their ink."""
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    apart = abs(one.middle - other.middle)
    return shared >= _SAME_LINE * min(one.x1 - one.x0, other.x1 - other.x0) and apart >= _OVER * min(
        one.height, other.height
    )


def _is_crest(word: Placed, usual: float) -> bool:
    """True for what was read of a crest or seal, as high as two lines, which it would join. usual: a word's height."""
    few = len(word.word.text) <= _FEW and not has_hangul(word.word.text)
    return few and word.word.confidence < _HARDLY_SURE and word.height > _CREST * usual


def _is_text(word: Placed) -> bool:
    return any(letter.isalnum() or letter == "_" for letter in word.word.text)
