"""Ink that the recogniser read twice: words in boxes of others, and letters of the word before at a word's start."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from core.domain.normal import is_hangul
from core.domain.page import Box, Word
from core.extraction.half_lines import without_half_lines
from core.extraction.split_words import without_splits

_COVERED: Final = 0.6
"""The share of a word's box that another word's box must cover."""
_NOISE: Final = 0.3
_SURE: Final = 0.8
_INSIDE: Final = 0.8
_BESIDE: Final = 0.5
_SCRAP, _SCRAP_BELOW, _HARDLY_READ = 2, 0.7, 0.5
"""Letters at most, and how surely they are read at most; below the last, whatever was read."""
_OVERLAP: Final = 0.6
"""Of the width that the letters read twice have in their word."""
_TOO_WIDE: Final = 1.5
"""The first letter of a word in spaced print often has the whole word's box: no letter of it is read twice."""
_MOST: Final = 3
_NO_ROOM: Final = 0.8
"""Of a letter's width in the word before: letters that are narrower share the room of fewer."""


def without_doubles(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words without those in the box of a larger one of another line, and without letters read twice."""
    return _without_repeats(_without_scraps(_without_inner(without_splits(without_half_lines(words)))))


def _without_scraps(words: Sequence[Word]) -> tuple[Word, ...]:
    """Without what is made of the tops of Korean letters that were read whole: = or ~s over 등학교, as a line apart."""
    whole = [word for word in words if word.confidence >= _SURE and is_hangul(word.text)]
    return tuple(word for word in words if not (_may_be_scrap(word) and _is_over(word, whole)))


def _may_be_scrap(word: Word) -> bool:
    letters = sum(map(str.isalnum, word.text))
    if word.confidence < _HARDLY_READ:
        return True
    if any(map(is_hangul, word.text)) or any(map(str.isdecimal, word.text)) or letters > _SCRAP:
        return False
    return not letters or word.confidence < _SCRAP_BELOW


def _is_over(word: Word, whole: Sequence[Word]) -> bool:
    """True if letters of other lines stand in most of its width, from top to bottom."""
    covered = 0.0
    for other in whole:
        height = min(word.box.y1, other.box.y1) - max(word.box.y0, other.box.y0)
        if other.line != word.line and height >= _INSIDE * word.box.height:
            covered += max(0.0, min(word.box.x1, other.box.x1) - max(word.box.x0, other.box.x0))
    return covered >= _BESIDE * word.box.width


def _without_inner(words: Sequence[Word]) -> tuple[Word, ...]:
    order = sorted(range(len(words)), key=lambda index: words[index].box.x0)
    dropped: set[int] = set()
    for place, index in enumerate(order):
        one = words[index]
        for other_index in order[place + 1 :]:
            other = words[other_index]
            if other.box.x0 >= one.box.x1:
                break
            if other.box.y0 >= one.box.y1 or other.box.y1 <= one.box.y0:  # most stand on another line altogether
                continue
            if one.line != other.line and _shared(one.box, other.box) >= _COVERED * min(_area(one), _area(other)):
                dropped.add(index if _area(one) < _area(other) else other_index)
            elif _is_noise_in(one, other) or _is_noise_in(other, one):
                dropped.add(index if one.confidence < other.confidence else other_index)
    return tuple(word for index, word in enumerate(words) if index not in dropped)


def _is_noise_in(word: Word, other: Word) -> bool:
    """True for what was not really read, where another word was."""
    if word.confidence > _NOISE or other.confidence < _SURE:
        return False
    width = min(word.box.x1, other.box.x1) - max(word.box.x0, other.box.x0)
    height = min(word.box.y1, other.box.y1) - max(word.box.y0, other.box.y0)
    return width >= _INSIDE * word.box.width and height >= _INSIDE * min(word.box.height, other.box.height)


def _without_repeats(words: Sequence[Word]) -> tuple[Word, ...]:
    """Without Korean letters at a word's start that are the last ones of the word before it, and no ink of their own.

    한빛 빛, the second box within the first; 대 대학교, in a box that has room for two letters alone.
    """
    by_end: defaultdict[str, list[Word]] = defaultdict(list)
    for word in words:
        if is_hangul(word.text):
            by_end[word.text[-1]].append(word)
    return tuple(kept for word in words if (kept := _without_repeat(word, by_end)))


def _without_repeat(word: Word, by_end: Mapping[str, Sequence[Word]]) -> Word | None:
    if not is_hangul(word.text):
        return word
    for count in range(min(_MOST, len(word.text)), 0, -1):
        for one in by_end.get(word.text[count - 1], ()):
            if one is not word and one.box.x0 < word.box.x0 and _repeats(one, word, count):
                return _cut(one, word, count) if count < len(word.text) else None
    return word


def _repeats(one: Word, word: Word, count: int) -> bool:
    """True if the word's first letters, so many of them, are the end of the one before it, read again."""
    height = min(one.box.y1, word.box.y1) - max(one.box.y0, word.box.y0)
    if height < _BESIDE * min(one.box.height, word.box.height) or not one.text.endswith(word.text[:count]):
        return False
    letter, before = word.box.width / len(word.text), one.box.width / len(one.text)
    gap = word.box.x0 - one.box.x1
    if count == 1 and 0 <= gap <= letter and len(word.text) > 1:
        return letter <= _NO_ROOM * before
    return before <= _TOO_WIDE * letter and -gap >= _OVERLAP * count * letter


def _cut(one: Word, word: Word, count: int) -> Word:
    """What is left of the word: behind the one before it, if it reaches into that."""
    left = min(max(word.box.x0, one.box.x1), word.box.x1)
    return replace(word, text=word.text[count:], box=replace(word.box, x0=left))


def _shared(one: Box, other: Box) -> float:
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    return max(0.0, width) * max(0.0, height)


def _area(word: Word) -> float:
    return word.box.width * word.box.height
