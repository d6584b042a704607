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
_STRIP, _STEP = 24, 96
"""Rows that are looked at, of so many each, to tell the page's grain."""
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
    dark = max(0.0, float(np.median(grey[::4, ::4])) - _PAPER)
    usual = _usual_grain(grey, dark)
    if usual is None:
        return []
    found = [(_flat_about(piece, grey, dark, usual), around(piece)) for piece in pieces(words)]
    return [box for flat, box in sorted(found, key=itemgetter(0), reverse=True) if flat > _LEAST]


def _usual_grain(grey: Pixels, dark: float) -> float | None:
    """The paper's usual grain, told by some of the page's rows; None if it has too little, or much is flat."""
    tall = grey.shape[0]
    strips = [grey[top : top + _STRIP] for top in range(0, max(1, tall - _STRIP + 1), _STEP)]
    grains = [(_grain(strip), _paper(strip, dark)) for strip in strips]
    known = np.concatenate([grain[::3, ::3][paper[::3, ::3] > 0] for grain, paper in grains])
    if not known.size:
        return None
    least, usual = np.percentile(known, (1, 50))
    if usual < _GRAIN * _PARTS or least < _EVERYWHERE * usual:
        return None
    flat = sum(cv2.countNonZero(_flat(grain, paper, usual)) for grain, paper in grains)
    return float(usual) if flat < _MOST * sum(strip.size for strip in strips) else None


def _paper(grey: Pixels, dark: float) -> Pixels:
    """One where there is paper."""
    return np.asarray(cv2.threshold(grey, dark, 1, cv2.THRESH_BINARY)[1], dtype=np.uint8)


def _flat(grain: Pixels, paper: Pixels, usual: float) -> Pixels:
    """One where the paper is flat in more than a speck."""
    flat = np.asarray(grain < _FLAT * usual, dtype=np.uint8) * paper
    return np.asarray(cv2.morphologyEx(flat, cv2.MORPH_OPEN, _CORE), dtype=np.uint8)


def _grain(grey: Pixels) -> Pixels:
    """How much each place varies with those around it, in parts of a step of brightness."""
    values = grey.astype(np.float32)
    middle = cv2.blur(values, _WINDOW)
    squares = cv2.subtract(cv2.blur(cv2.multiply(values, values), _WINDOW), cv2.multiply(middle, middle))
    steps: npt.NDArray[np.float32] = np.sqrt(np.maximum(squares, 0))
    return np.asarray(np.minimum(steps * _PARTS, _FULL), dtype=np.uint8)


def _flat_about(piece: Piece, grey: Pixels, dark: float, usual: float) -> float:
    """What is flat about the piece, in squares of a word's height."""
    high, wide = grey.shape
    box = around(piece)
    tall = median(word.box.height for word in piece) * high
    near = _NEAR * tall
    top, bottom = max(0, round(box.y0 * high - near)), min(high, round(box.y1 * high + near))
    left, right = max(0, round(box.x0 * wide - near)), min(wide, round(box.x1 * wide + near))
    rim = _WINDOW[0]
    first, start = max(0, top - rim), max(0, left - rim)
    part = grey[first : bottom + rim, start : right + rim]
    if not tall or not part.size:
        return 0.0
    flat = _flat(_grain(part), _paper(part, dark), usual)
    own = flat[top - first : bottom - first, left - start : right - start]
    return float(cv2.countNonZero(np.ascontiguousarray(own)) / tall**2)
