"""Lines that the recogniser tore along their middle, as it does with large letters beside a seal: read again as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby
from statistics import median
from typing import Final

from core.domain.page import Box, Word
from core.reading.child import geometry
from core.reading.child.cleaning import Prepared
from core.reading.child.close_up import HEIGHTS, bands, has_hangul, surest
from core.reading.child.pieces import Piece, place
from core.reading.child.quality import confidence, letters
from core.reading.child.recogniser import Recogniser

_LEVEL: Final = 0.25
"""Of the lower one's height, that two words must share: words of two lines of one column never do."""
_ASIDE: Final = 0.3
"""Of the narrower one's width, that they must share."""
_ALIKE: Final = 0.3
"""Of the wider one's width, that the other must have: a seal's words are read as wide ones over a whole line."""
_LEAST: Final = 2
"""Words of one half that stand on words of the other."""
_ONE_BAND: Final = 0.75
"""Of the place's height, that its ink must reach through: two lines have paper between them."""
_SURE, _PLAUSIBLE = 0.85, 0.8
_MOST, _MOST_ENDS = 4, 3
_KOREAN: Final = "kor"


def with_torn_lines(words: Sequence[Word], image: Prepared, recogniser: Recogniser) -> Piece:
    """The words, those of two halves of a line replaced by that line's own where it is read surely.

    Args:
        words: as read from the image, boxes in fractions of it.
        image: what was read.
        recogniser: who read it.
    """
    found = tuple(words)
    lines = [_Line(number, tuple(line)) for number, line in groupby(found, key=lambda word: word.line)]
    torn = [(one, other) for one, other in combinations(lines, 2) if one.is_half_of(other)]
    for one, other in torn[:_MOST]:
        for box in _places(one, other):
            whole = _read(box, max(_hangul(one.until(box)), _hangul(other.until(box))), image, recogniser)
            if whole:
                gone = {id(word) for word in (*one.until(box), *other.until(box))}
                at = next(at for at, word in enumerate(found) if id(word) in gone)
                kept = [[word for word in part if id(word) not in gone] for part in (found[:at], found[at:])]
                found = (*kept[0], *(replace(word, line=one.number) for word in whole), *kept[1])
                break
    return found


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    words: Piece

    @property
    def top(self) -> float:
        return median(word.box.y0 for word in self.words)

    @property
    def bottom(self) -> float:
        return median(word.box.y1 for word in self.words)

    def until(self, box: Box) -> Piece:
        """Its words up to the box's end."""
        return tuple(word for word in self.words if word.box.x0 < box.x1)

    def is_half_of(self, other: _Line) -> bool:
        """True if words of both stand on one place, each with a part of its letters."""
        return sum(any(_share_place(word.box, under.box) for under in other.words) for word in self.words) >= _LEAST


def _share_place(one: Box, other: Box) -> bool:
    level = min(one.y1, other.y1) - max(one.y0, other.y0)
    if level < _LEVEL * min(one.height, other.height):
        return False
    if min(one.width, other.width) < _ALIKE * max(one.width, other.width):
        return False
    return min(one.x1, other.x1) - max(one.x0, other.x0) > _ASIDE * min(one.width, other.width)


def _places(one: _Line, other: _Line) -> Iterator[Box]:
    """Where the line may stand: as far as either half has Hangul, of which the last may be a seal's."""
    words = (*one.words, *other.words)
    ends = sorted((word.box.x1 for word in words if _is_sure_hangul(word)), reverse=True)
    left = min(word.box.x0 for word in words)
    for end in ends[:_MOST_ENDS]:
        yield Box(left, min(one.top, other.top), end, max(one.bottom, other.bottom))


def _is_sure_hangul(word: Word) -> bool:
    return has_hangul(word.text) and word.confidence >= _PLAUSIBLE


def _hangul(words: Iterable[Word]) -> int:
    return sum(map(has_hangul, letters(tuple(words))))


def _read(box: Box, least: int, image: Prepared, recogniser: Recogniser) -> Piece:
    part = place(box, image)
    if part is None or _KOREAN not in recogniser.languages:
        return ()
    if max(bands(part), default=0) < _ONE_BAND * box.height * image.view.size[1]:
        return ()
    found = surest(part, (_KOREAN,), recogniser, HEIGHTS)
    if confidence(found.words) < _SURE or _hangul(found.words) < least:
        return ()
    onto = geometry.inverse(image.view.back) @ found.view.back
    return geometry.words_through(found.words, onto, found.view.size, image.view.size)
