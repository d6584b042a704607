"""What was taken from a page: words for a field, or a region to be read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby, pairwise
from typing import Final

from core.domain.page import Box, Page, Word

_SPACE: Final = 0.28
"""Of a line's height: gaps up to that are none between words. Hangul's own spaces are a third of it and more."""


@dataclass(frozen=True, slots=True)
class Pick:
    """Words of one page, in reading order, the smallest box around them, and the text they make.

    adds: they go behind what the field holds instead of replacing it.
    """

    attachment: int
    page: int
    words: tuple[Word, ...]
    box: Box
    text: str
    adds: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page, as it is shown. page: 1-based. turned: as the reader had turned it, degrees clockwise."""

    attachment: int
    page: int
    box: Box
    turned: int


def pick_of(page: Page, words: Sequence[Word], *, adds: bool = False) -> Pick:
    """The words of that page, ordered; at least one."""
    ordered = in_reading_order(words)
    box = reduce(Box.union, (word.box for word in ordered))
    return Pick(page.attachment, page.number, ordered, box, text_of(page, ordered), adds)


def text_of(page: Page, words: Sequence[Word]) -> str:
    """The words as one value: recognisers part Hangul into syllables, so a space stands only where one is seen."""
    parts = [words[0].text] if words else []
    for before, word in pairwise(words):
        parts.append(word.text if is_joined(page, before, word) else f" {word.text}")
    return "".join(parts)


def is_joined(page: Page, before: Word, word: Word) -> bool:
    """True if the word goes on where the other one ends, without a space."""
    if word.line != before.line:
        return False
    gap = (word.box.x0 - before.box.x1) * page.width
    high = max(word.box.height, before.box.height) * page.height
    return -high < gap <= _SPACE * high


def run_of(page: Page, words: Sequence[Word], number: int) -> tuple[int, ...]:
    """The word of that number with all that are joined to it: what a person takes for one word."""
    line = sorted(
        (at for at, word in enumerate(words) if word.line == words[number].line), key=lambda at: words[at].box.x0
    )
    first = last = line.index(number)
    while first > 0 and is_joined(page, words[line[first - 1]], words[line[first]]):
        first -= 1
    while last + 1 < len(line) and is_joined(page, words[line[last]], words[line[last + 1]]):
        last += 1
    return tuple(line[first : last + 1])


def in_reading_order(words: Sequence[Word]) -> tuple[Word, ...]:
    """Line by line as the reader numbered them, each from left to right."""
    by_line = groupby(sorted(words, key=lambda word: word.line), key=lambda word: word.line)
    lines = [sorted(line, key=lambda word: word.box.x0) for _, line in by_line]
    return tuple(word for line in sorted(lines, key=lambda one: one[0].box.y0) for word in line)


def widened(box: Box) -> Box:
    """The box with a third of its height around it, within the page."""
    more = box.height / 3
    return Box(max(0.0, box.x0 - more), max(0.0, box.y0 - more), min(1.0, box.x1 + more), min(1.0, box.y1 + more))
