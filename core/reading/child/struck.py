"""Lines drawn through what was recognised: by hand, on paper. What is struck out may still be read, or not at all.

Only words' own places are looked at, in which print has no level stroke as long as a few letters.
"""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median
from typing import Final

import cv2
import numpy as np

from core.domain.page import Box, Word
from core.reading.child.ink_mask import tones
from core.reading.child.pieces import Piece, around, pieces
from core.reading.child.quality import confidence
from core.reading.child.values import Pixels

_TALL: Final = 0.7
"""Of a word's box: its letters."""
_LONG: Final = 3.0
"""Of a letter's height: no stroke of print is as long."""
_MOST: Final = 0.5
"""Of the words' width is struck, at least."""
_BAND: Final = 0.25
"""Of the words' height, from above and below: lines there are rules."""
_THICK: Final = 0.3
"""Of a letter's height: what is thicker is a bar."""
_FILLED: Final = 0.45
"""Of the words' place: so much ink is a shaded cell."""
_LETTERS: Final = 2
_OUT: Final = 0.12
"""Of the struck width shows ink above the line, and below it."""
_NEAR: Final = 0.12
"""Of a letter's height: nearer to the line may be the line's own bend."""
_READ, _THROUGH, _HOLLOW = 0.6, 0.9, 2.0
"""How surely words are read at least; how much of a line beside others is ink, if it is a rule; and from how many times
its height's width on a letter of theirs is none."""
_SLANT: Final = np.ones((3, 1), np.uint8)


def struck_out(words: Iterable[Word], grey: Pixels, text_height: float) -> list[Box]:
    """Words through which a line runs: a box around each that stand together, in fractions of the picture.

    Args:
        words: as recognised, boxes in fractions of the picture.
        grey: the picture, level.
        text_height: of a typical letter in its pixels.
    """
    if text_height <= 0:
        return []
    found = tones(grey)
    middle = (found.paper + found.dark) / 2
    return [around(piece) for piece in pieces(tuple(words)) if _is_struck(piece, grey, middle, text_height)]


def _is_struck(piece: Piece, grey: Pixels, middle: float, text_height: float) -> bool:
    if sum(letter.isalnum() for word in piece for letter in word.text) < _LETTERS:
        return False
    place = _place(piece, grey)
    text_height = max(text_height, _TALL * median(word.box.height for word in piece) * grey.shape[0])
    if place.shape[1] < _LONG * text_height or place.shape[0] < _LETTERS:
        return False
    ink = np.asarray(cv2.threshold(place, middle, 1, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)
    if cv2.mean(ink)[0] > _FILLED:
        return False
    reach = np.ones((1, round(_LONG * text_height)), np.uint8)
    ink = np.asarray(cv2.dilate(ink, _SLANT), dtype=np.uint8)
    opened = cv2.morphologyEx(ink, cv2.MORPH_OPEN, reach, borderType=cv2.BORDER_CONSTANT, borderValue=(0.0,))
    lines = np.asarray(opened, dtype=np.uint8)
    rim = round(_BAND * lines.shape[0])
    through = lines[rim : lines.shape[0] - rim].sum(axis=0)
    struck = (through > 0) & (through <= _THICK * text_height + _SLANT.size)
    if not struck.mean() > _MOST or not _has_letters(ink[:, struck], lines[:, struck], text_height):
        return False
    return confidence(piece) >= _READ or not (_is_hollow(piece, grey) or _goes_on(piece, grey, middle, text_height))


def _is_hollow(piece: Piece, grey: Pixels) -> bool:
    """True for a few letters that were read where many would have room: rules of a table, taken for a word."""
    high, wide = grey.shape
    letters = sum(letter.isalnum() for word in piece for letter in word.text)
    across = sum(word.box.width for word in piece) * wide
    return bool(across > _HOLLOW * letters * median(word.box.height for word in piece) * high)


def _goes_on(piece: Piece, grey: Pixels, middle: float, text_height: float) -> bool:
    """True if the line runs on at both sides of words that could not be read: a table's rule between two rows of it."""
    high, wide = grey.shape
    left, right = min(word.box.x0 for word in piece) * wide, max(word.box.x1 for word in piece) * wide
    top, bottom = min(word.box.y0 for word in piece) * high, max(word.box.y1 for word in piece) * high
    reach = _LONG * text_height
    sides = ((left - reach, left), (right, right + reach))
    beside = [grey[round(top) : round(bottom), max(0, round(x0)) : round(x1)] for x0, x1 in sides]
    return all(part.size and bool(((part < middle).mean(axis=1) > _THROUGH).any()) for part in beside)


def _has_letters(ink: Pixels, lines: Pixels, text_height: float) -> bool:
    """True if letters stand out of the line on both sides: a signature, a seal's rim or a rule has none."""
    near = np.ones((2 * round(_NEAR * text_height) + 1, 1), np.uint8)
    rest = cv2.subtract(ink, cv2.dilate(lines, near))
    above = np.cumsum(lines, axis=0) == 0
    return all(bool((rest * side).any(axis=0).mean() >= _OUT) for side in (above, ~above))


def _place(piece: Piece, grey: Pixels) -> Pixels:
    high, wide = grey.shape
    left, right = min(word.box.x0 for word in piece), max(word.box.x1 for word in piece)
    top, bottom = min(word.box.y0 for word in piece), max(word.box.y1 for word in piece)
    return grey[round(top * high) : round(bottom * high), round(left * wide) : round(right * wide)]
