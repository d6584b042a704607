"""Text of a PDF's layer that runs aslant or along a curve: a stamp or a watermark across the page, a round seal's rim.

Level lines must not take it in. What it says may be that the page is a sample, a copy or void, and it crosses what a
recogniser reads: so its letters are told as lines behind the page's others, however pale they are. Such a word's box is
the level line through its middle, of no height: it stands in no row of the page, and no field is read from it.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final, Generic, Protocol, TypeVar

from core.domain.page import Box, Word
from core.reading.child.geometry import turning, words_through
from core.reading.child.values import ReadSheet

_LEVEL: Final = 0.98
"""Cosine of some eleven degrees: less is a scan's or a printer's slant."""
_APART: Final = 2.5
"""Letters of one line have their middles no farther apart than this, in their size; a space lies between."""
_CURVE: Final = 5
"""Letters along a curve, at least."""
_BEND: Final = (0.01, 0.7)
"""Sine of the angle between two of them."""
_LEAST: Final = 2
"""The letters of a round seal have a direction each; a stamp of two Korean letters has one."""
_WHOLE: Final = (1, 1)
"""Boxes in fractions are turned as those of a picture of one dot."""


class Letter(Protocol):
    """What must be known of a letter: its text, its box in points, its size, its direction, and whether it is drawn."""

    @property
    def text(self) -> str:
        """One letter, or a space."""

    @property
    def box(self) -> Any:
        """A PyMuPDF rectangle."""

    @property
    def size(self) -> float:
        """Of its font, in points."""

    @property
    def direction(self) -> tuple[float, float]:
        """Across and down, of length 1."""

    @property
    def is_inked(self) -> bool:
        """False for letters that are never painted."""


L = TypeVar("L", bound=Letter)


@dataclass(frozen=True, slots=True)
class Parted(Generic[L]):
    """A page's letters in their order, without the lines aslant; and those lines."""

    level: tuple[L, ...]
    aslant: tuple[tuple[L, ...], ...]


def parted(letters: Iterable[L]) -> Parted[L]:
    """Takes lines that run aslant, or along a curve as a round seal's do, out of the others."""
    level: list[L] = []
    aslant: list[tuple[L, ...]] = []
    straight: list[L] = []
    for stretch in _bends(letters):
        if len(stretch) >= _CURVE:
            aslant.append(tuple(stretch))
        else:
            straight += stretch
    for direction, run in groupby(straight, key=_slant):
        if direction is None:
            level += run
            continue
        for line in _lines(run):
            if sum(bool(letter.text.strip()) for letter in line) < _LEAST:
                level += line
            else:
                aslant.append(tuple(line))
    return Parted(tuple(level), tuple(aslant))


def words_aslant(lines: Sequence[Sequence[L]], width: float, height: float) -> tuple[Word, ...]:
    """The words of such lines, those of a line that is said often once; line: from 0.

    Args:
        lines: letters that are painted.
        width: of the page, in points.
        height: of the page, in points.
    """
    said: dict[tuple[str, ...], tuple[Word, ...]] = {}
    for line in lines:
        words = tuple(_words(line, width, height))
        if words:
            said.setdefault(tuple(word.text for word in words), words)
    return tuple(replace(word, line=number) for number, words in enumerate(said.values()) for word in words)


def with_aslant(read: ReadSheet, words: Sequence[Word], turn: int) -> ReadSheet:
    """The page with these words as lines behind its own.

    Args:
        read: the page as read.
        words: boxes in fractions of the page as `turn` lays it.
        turn: degrees clockwise by which the page was turned for its layer to stand upright.
    """
    if not words:
        return read
    placed = words_through(words, turning((read.turned - turn) % 360, *_WHOLE), _WHOLE, _WHOLE)
    return replace(read, words=behind(read.words, placed))


def behind(words: Sequence[Word], more: Sequence[Word]) -> tuple[Word, ...]:
    """The words, and more lines of words, counted from 0, as lines behind theirs."""
    first = 1 + max((word.line for word in words), default=-1)
    return (*words, *(replace(word, line=first + word.line) for word in more))


def _bends(letters: Iterable[L]) -> Iterator[list[L]]:
    """The letters in stretches, within each of which every letter is turned a little against the one before it."""
    stretch: list[L] = []
    for letter in letters:
        if stretch and not _is_bent(stretch[-1], letter):
            yield stretch
            stretch = []
        stretch.append(letter)
    if stretch:
        yield stretch


def _is_bent(one: Letter, other: Letter) -> bool:
    (across, down), (next_across, next_down) = one.direction, other.direction
    least, most = _BEND
    near = math.dist(_middle(one), _middle(other)) <= _APART * other.size
    return near and least <= abs(across * next_down - down * next_across) <= most


def _slant(letter: Letter) -> tuple[float, float] | None:
    """The direction, roughly, of what runs aslant."""
    across, down = letter.direction
    if max(abs(across), abs(down)) >= _LEVEL:
        return None
    return round(across, 2), round(down, 2)


def _lines(run: Iterable[L]) -> Iterator[list[L]]:
    line: list[L] = []
    for letter in run:
        if line and math.dist(_middle(line[-1]), _middle(letter)) > _APART * letter.size:
            yield line
            line = []
        line.append(letter)
    if line:
        yield line


def _middle(letter: Letter) -> tuple[float, float]:
    return (letter.box.x0 + letter.box.x1) / 2, (letter.box.y0 + letter.box.y1) / 2


def _words(line: Sequence[L], width: float, height: float) -> Iterator[Word]:
    """Those whose middle lies on the page."""
    for is_text, letters in groupby(line, key=lambda letter: bool(letter.text.strip())):
        if not is_text:
            continue
        known = list(letters)
        box = known[0].box
        for letter in known[1:]:
            box = box | letter.box
        if 0 < box.x0 + box.x1 < 2 * width and 0 < box.y0 + box.y1 < 2 * height:
            middle = (box.y0 + box.y1) / 2 / height
            shares = (box.x0 / width, middle, box.x1 / width, middle)
            text = unicodedata.normalize("NFC", "".join(letter.text for letter in known))
            yield Word(text, Box(*(min(1.0, max(0.0, share)) for share in shares)), 1.0, 0)
