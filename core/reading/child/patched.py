"""Flat patches on the grain of a scan or photo: where something was painted over, or typed upon a painted place.

A scanner's and a camera's paper has grain everywhere; what a program fills with one colour has none. Pages without
grain of their own (cleaned, fax, poorly compressed) tell nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from statistics import median
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from core.domain.page import Box, Word
from core.reading.child.pieces import Piece, around, pieces
from core.reading.child.values import Pixels

_WINDOW: Final = (9, 9)
_BAND: Final = 512
_PARTS, _FULL = 16.0, 255
"""Of a step of brightness, in which grain is told; and the most that is told apart."""
_PAPER: Final = 25
"""Steps darker than the page's middle tone is no paper."""
_GRAIN: Final = 1.2
"""Steps of brightness that paper must vary by, at least."""
_EVERYWHERE: Final = 0.5
"""Of the usual grain: ninety-nine of a hundred places must have so much."""
_FLAT: Final = 0.3
"""Of the usual grain: less is flat."""
_MOST: Final = 0.02
"""Of the paper: more is glare, or a page put together of flat parts."""
_LEAST: Final = 0.6
"""Squares of a word's height, of what is flat about words that stand side by side."""
_NEAR: Final = 0.5
"""Of a word's height: so near to it what is flat belongs to it."""
_CORE: Final = np.ones((5, 5), np.uint8)


def painted_over(words: Iterable[Word], grey: Pixels) -> list[Box]:
    """Words about which the paper is flat on a page whose paper has grain.

    A box around each that stand together comes back, those with most of it first.

    Args:
        words: as recognised, boxes in fractions of the picture.
        grey: the picture as it came, before anything was done to it.
    """
    dark = float(np.median(grey[::4, ::4])) - _PAPER
    paper = np.asarray(cv2.threshold(grey, max(0.0, dark), 1, cv2.THRESH_BINARY)[1], dtype=np.uint8)
    grain = _grain(grey)
    known = grain[::3, ::3][paper[::3, ::3] > 0]
    if not known.size:
        return []
    least, usual = np.percentile(known, (1, 50))
    if usual < _GRAIN * _PARTS or least < _EVERYWHERE * usual:
        return []
    flat = np.asarray(grain < _FLAT * usual, dtype=np.uint8) * paper
    flat = np.asarray(cv2.morphologyEx(flat, cv2.MORPH_OPEN, _CORE), dtype=np.uint8)
    if not 0 < cv2.countNonZero(flat) < _MOST * grey.size:
        return []
    sums = cv2.integral(flat)
    found = [(_flat_about(piece, np.asarray(sums)), around(piece)) for piece in pieces(words)]
    return [box for flat, box in sorted(found, key=itemgetter(0), reverse=True) if flat > _LEAST]


def _grain(grey: Pixels) -> Pixels:
    """How much each place varies with those around it, in parts of a step of brightness.

    Band by band: of a large photo the numbers in between would not fit into a child's memory.
    """
    grain = np.empty_like(grey)
    rim = _WINDOW[1] // 2
    for top in range(0, grey.shape[0], _BAND):
        first = max(0, top - rim)
        values = grey[first : top + _BAND + rim].astype(np.float32)
        middle = cv2.blur(values, _WINDOW)
        squares = cv2.subtract(cv2.blur(cv2.multiply(values, values), _WINDOW), cv2.multiply(middle, middle))
        steps = np.sqrt(np.maximum(squares, 0))[top - first : top - first + _BAND]
        grain[top : top + _BAND] = np.minimum(steps * _PARTS, _FULL)
    return grain


def _flat_about(piece: Piece, sums: npt.NDArray[np.int32]) -> float:
    """What is flat about the piece, in squares of a word's height."""
    high, wide = sums.shape[0] - 1, sums.shape[1] - 1
    box = around(piece)
    tall = median(word.box.height for word in piece) * high
    near = _NEAR * tall
    top, bottom = max(0, round(box.y0 * high - near)), min(high, round(box.y1 * high + near))
    left, right = max(0, round(box.x0 * wide - near)), min(wide, round(box.x1 * wide + near))
    flat = int(sums[bottom, right]) - int(sums[top, right]) - int(sums[bottom, left]) + int(sums[top, left])
    return flat / tall**2 if tall else 0.0
