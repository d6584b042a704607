"""Reading order by geometry: words whose middles lie at one height form a line, lines run from top to bottom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.domain.page import Word


def number_lines(words: Iterable[Word]) -> tuple[Word, ...]:
    """The words in reading order, each with the number of its line, from 0."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: one.box.y0 + one.box.y1):
        home = next((line for line in reversed(lines[-4:]) if _is_level(line[0], word)), None)
        if home is None:
            lines.append([word])
        else:
            home.append(word)
    return tuple(
        replace(word, line=number)
        for number, line in enumerate(lines)
        for word in sorted(line, key=lambda one: one.box.x0)
    )


def _is_level(first: Word, word: Word) -> bool:
    """True if the two share at least half of the lower one's height."""
    common = min(first.box.y1, word.box.y1) - max(first.box.y0, word.box.y0)
    return common >= 0.5 * min(first.box.height, word.box.height)
