"""What was heard, written down as a page: a line for each stretch of speech, with its time before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from PIL import Image, ImageDraw, ImageFont

import resources
from core.domain.page import Box, Word
from core.errors import InputError
from core.reading import limits
from core.reading.child.values import Sheet

_WIDTH: Final = 1200
_RIM, _TEXT_AT = 60, 200
_TOP: Final = 60
_LINE, _AFTER = 46, 14
_SIZE, _TIME_SIZE = 30, 24
_INK, _PALE = 25, 120
_LEAST_HEIGHT: Final = 400
_FONT: Final = "fonts/NanumGothic-Regular.ttf"


@dataclass(frozen=True, slots=True)
class Stretch:
    """One segment to be written. start: seconds."""

    start: float
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Transcript:
    """The page, its words in place, and for each stretch the first and last of its lines."""

    sheet: Sheet
    words: tuple[Word, ...]
    lines: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word, or a part of one that is longer than a line, at its place in pixels from the text's left edge."""

    text: str
    left: float
    width: float


def write_down(stretches: Sequence[Stretch]) -> Transcript:
    """Draw the page.

    Raises:
        InputError: it says more than fits on one.
    """
    rows = [list(_rows(stretch.text)) for stretch in stretches]
    count = sum(map(len, rows))
    height = max(_LEAST_HEIGHT, 2 * _TOP + count * _LINE + len(rows) * _AFTER)
    if height > limits.SIDE:
        raise InputError("The recording says more than fits on a page; send the part that counts.", code="too_long")
    image = Image.new("L", (_WIDTH, height), 255)
    draw, words, lines, y, line = ImageDraw.Draw(image), list[Word](), list[tuple[int, int]](), _TOP, 0
    for stretch, found in zip(stretches, rows, strict=True):
        draw.text((_RIM, y + 4), _clock(stretch.start), fill=_PALE, font=_font(_TIME_SIZE))
        lines.append((line, line + len(found) - 1))
        for row in found:
            for piece in row:
                draw.text((_TEXT_AT + piece.left, y), piece.text, fill=_INK, font=_font(_SIZE))
                words.append(Word(piece.text, _box(piece, y, height), stretch.confidence, line))
            y += _LINE
            line += 1
        y += _AFTER
    return Transcript(Sheet(np.asarray(image, dtype=np.uint8), None), tuple(words), tuple(lines))


def _rows(text: str) -> Iterator[list[_Piece]]:
    """The text's words in lines that fit."""
    space, most = _width(" "), _WIDTH - _TEXT_AT - _RIM
    row: list[_Piece] = []
    at = 0.0
    for part in (part for word in text.split() for part in _parts(word, most)):
        wide = _width(part)
        if row and at + wide > most:
            yield row
            row, at = [], 0.0
        row.append(_Piece(part, at, wide))
        at += wide + space
    if row:
        yield row


def _parts(word: str, most: float) -> Iterator[str]:
    start = 0
    while start < len(word):
        end = len(word)
        while end > start + 1 and _width(word[start:end]) > most:
            end = start + (end - start) // 2
        yield word[start:end]
        start = end


def _box(piece: _Piece, y: int, height: int) -> Box:
    left = _TEXT_AT + piece.left
    return Box(left / _WIDTH, y / height, min(1.0, (left + piece.width) / _WIDTH), (y + _SIZE + 8) / height)


def _width(text: str) -> float:
    return float(_font(_SIZE).getlength(text))


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(resources.path(_FONT)), size)


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02d}"
