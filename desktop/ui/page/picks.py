"""What was taken from a page: words for a field, or a region to be read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby

from core.domain.page import Box, Page, Word


@dataclass(frozen=True, slots=True)
class Pick:
    """Words of one page, in reading order, and the smallest box around them.

    adds: they go behind what the field holds instead of replacing it.
    """

    attachment: int
    page: int
    words: tuple[Word, ...]
    box: Box
    adds: bool = False

    @property
    def text(self) -> str:
        """The words as one value."""
        return " ".join(word.text for word in self.words)


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
    return Pick(page.attachment, page.number, ordered, reduce(Box.union, (word.box for word in ordered)), adds)


def in_reading_order(words: Sequence[Word]) -> tuple[Word, ...]:
    """Line by line as the reader numbered them, each from left to right."""
    by_line = groupby(sorted(words, key=lambda word: word.line), key=lambda word: word.line)
    lines = [sorted(line, key=lambda word: word.box.x0) for _, line in by_line]
    return tuple(word for line in sorted(lines, key=lambda one: one[0].box.y0) for word in line)
