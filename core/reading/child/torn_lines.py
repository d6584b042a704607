"""Lines that the recogniser tore along their middle, as it does with large letters beside a seal: read again as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, groupby
from statistics import median
from typing import Final

from core.domain.page import Box, Word
from core.reading.child.cleaning import Prepared
from core.reading.child.close_up import HEIGHTS, bands, has_hangul, surest
from core.reading.child.pieces import Piece, place
from core.reading.child.quality import confidence, letters
from core.reading.child.recogniser import Recogniser

_GAP: Final = 0.15
"""Of the lower one's height: two words with more between them are of two lines."""
_ASIDE: Final = 0.3
"""Of the narrower one's width, that they must share."""
_ALIKE: Final = 0.3
"""Of the wider one's width, that the other must have: a seal's words are read as wide ones over a whole line."""
_LEAST: Final = 2
"""Words of one half that stand on words of the other."""
_ONE_BAND: Final = 0.75
"""Of the place's height, that its ink must reach through: two lines have paper between them."""
_SURE, _FAIR, _PLAUSIBLE = 0.85, 0.7, 0.8
"""Of a reading that takes the place of both halves, of one that bears out either, and of a word that is no scrap."""
_LEAST_KNOWN: Final = 3
"""Letters of a half that can be borne out."""
_LONGEST: Final = 30
"""Letters: heads and titles are torn, prose is not."""
_MOST, _MOST_ENDS = 10, 3
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
    torn = [(one, other) for one, other in combinations(lines, 2) if one.is_near(other) and one.is_half_of(other)]
    mended: set[int] = set()
    for one, other in torn[:_MOST]:
        if mended & {one.number, other.number}:
            continue
        for box in _places(one, other):
            halves = one.until(box), other.until(box)
            whole = _whole(halves, box, image, recogniser)
            if whole:
                found = _in_place(found, halves, tuple(replace(word, line=one.number) for word in whole))
                mended |= {one.number, other.number}
                break
    return found


def _in_place(words: Piece, halves: tuple[Piece, Piece], whole: Piece) -> Piece:
    gone = {id(word) for half in halves for word in half}
    at = next(at for at, word in enumerate(words) if id(word) in gone)
    before, after = ([word for word in part if id(word) not in gone] for part in (words[:at], words[at:]))
    return (*before, *whole, *after)


@dataclass(frozen=True)
class _Line:
    number: int
    words: Piece

    @cached_property
    def _reach(self) -> tuple[float, float]:
        return min(word.box.y0 for word in self.words), max(word.box.y1 for word in self.words)

    @property
    def top(self) -> float:
        return median(word.box.y0 for word in self.words)

    @property
    def bottom(self) -> float:
        return median(word.box.y1 for word in self.words)

    def until(self, box: Box) -> Piece:
        """Its words up to the box's end."""
        return tuple(word for word in self.words if word.box.x0 < box.x1)

    def is_near(self, other: _Line) -> bool:
        """False if no word of one can touch a word of the other: told at once, for a page has many lines."""
        (top, bottom), (its_top, its_bottom) = self._reach, other._reach
        return max(top, its_top) - min(bottom, its_bottom) <= _GAP * min(bottom - top, its_bottom - its_top)

    def is_half_of(self, other: _Line) -> bool:
        """True if words of both stand on one place, each with a part of its letters."""
        return sum(any(_share_place(word.box, under.box) for under in other.words) for word in self.words) >= _LEAST


def _share_place(one: Box, other: Box) -> bool:
    if max(one.y0, other.y0) - min(one.y1, other.y1) > _GAP * min(one.height, other.height):
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


def _hangul(words: Iterable[Word]) -> str:
    return "".join(filter(has_hangul, letters(tuple(words))))


def _whole(halves: tuple[Piece, Piece], box: Box, image: Prepared, recogniser: Recogniser) -> Piece:
    """The line as it is read alone; the half that this bears out, if it is not quite sure; else nothing."""
    part = place(box, image)
    known = [_hangul(half) for half in halves]
    if part is None or _KOREAN not in recogniser.languages or max(map(len, known)) > _LONGEST:
        return ()
    if max(bands(part), default=0) < _ONE_BAND * box.height * image.view.size[1]:
        return ()
    found = surest(part, (_KOREAN,), recogniser, HEIGHTS)
    said, sure = _hangul(found.words), confidence(found.words)
    if any(map(str.isdecimal, letters(found.words))):
        return ()  # numbers are read less well by the model of Hangul than they were
    if sure >= _SURE and len(said) >= max(map(len, known)):
        return found.view.carried(found.words, image.view)
    borne_out = [
        half for half, its in zip(halves, known, strict=True) if len(its) >= _LEAST_KNOWN and _is_in(its, said)
    ]
    return borne_out[0] if len(borne_out) == 1 and sure >= _FAIR else ()


def _is_in(known: str, said: str) -> bool:
    """True if its letters were read in their order, whatever stands between them."""
    rest = iter(said)
    return all(letter in rest for letter in known)
