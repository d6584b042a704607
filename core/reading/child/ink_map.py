"""Where a grey page has ink, and of what size its letters are; half the resolution is enough for that, and fast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from core.reading.child.halving import halved
from core.reading.child.ink_mask import Tones, ink_mask, tones
from core.reading.child.values import Pixels

_STEP: Final = 2
_LEAST_HEIGHT: Final = 3
_MOST_HEIGHT: Final = 60
_SPECK: Final = 3
_LONG_SHARE: Final = 0.2
"""Of the page's side: what is longer is a rule, a frame or the edge of the paper, and no letter."""
_THIN: Final = (3, 44)
"""Width and height of a piece of a thin frame: so thin a stroke of a letter is not as high."""
_TALL_SHARE: Final = 75
"""Hangul letters fall apart into strokes; the taller ones among all pieces are as high as a line of text."""
_FEW: Final = 12
_FAINT, _FAINT_NOISE = 0.12, 3.0
_DOT_SHARE, _MOSTLY = 0.3, 0.5
_BAR, _BARS, _BAR_HEIGHT = 3, 10, 10
"""A barcode's bar is so many times as high as wide, beside so many that start and end at its level, and so high."""
_LEVEL: Final = 1.0


@dataclass(frozen=True, slots=True)
class InkMap:
    """All in pixels of the page.

    left, top, right, bottom: around all that may be writing, a margin included. text_height: of a typical capital or
    Hangul letter; 0 if there are too few to tell. letters: how many pieces of letter size there are.
    """

    left: int
    top: int
    right: int
    bottom: int
    text_height: float
    letters: int


def ink_map(grey: Pixels) -> InkMap:
    """Look at a page whose light is even."""
    height, width = grey.shape[:2]
    small = halved(grey, 1)
    found = tones(small)
    pieces = _pieces(ink_mask(small, found))
    pieces = _without_barcodes(pieces[(pieces[:, 2] >= _SPECK) | (pieces[:, 3] >= _SPECK)])
    wide, high = pieces[:, 2], pieces[:, 3]
    is_letter = (high >= _LEAST_HEIGHT) & (high <= _MOST_HEIGHT) & (wide <= _LONG_SHARE * small.shape[1])
    is_letter &= (wide > _THIN[0]) | (high <= _THIN[1])
    tall = np.percentile(_without_dots(high[is_letter]), _TALL_SHARE) if is_letter.sum() >= _FEW else 0.0
    around = _union(_faint_ink(small, found), pieces[is_letter])
    return _around(around, _STEP * float(tall), int(is_letter.sum()), (width, height))


def _pieces(ink: Pixels) -> npt.NDArray[np.int64]:
    """Boxes of the pieces of ink, those within a frame too, as rows of left, top, width, height."""
    outlines, nesting = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return np.zeros((0, 4), dtype=np.int64)
    owners = np.asarray(nesting)[0, :, 3].tolist()  # what lies in another piece is a hole
    boxes = [cv2.boundingRect(outline) for outline, owner in zip(outlines, owners, strict=True) if owner < 0]
    return np.array(boxes, dtype=np.int64)


def _without_barcodes(pieces: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Without bars: many of one height on one level, and high; they would pass for what most letters are."""
    is_slim = pieces[:, 3] >= np.maximum(_BAR_HEIGHT, _BAR * pieces[:, 2])
    is_bar = np.zeros(len(pieces), np.bool_)
    for at in np.flatnonzero(is_slim):
        if not is_bar[at]:
            alike = is_slim & (abs(pieces[:, [1, 3]] - pieces[at, [1, 3]]) <= _LEVEL).all(axis=1)
            is_bar |= alike & (alike.sum() >= _BARS)
    return pieces[~is_bar]


def _union(faint: tuple[int, int, int, int], letters: npt.NDArray[np.int64]) -> tuple[int, int, int, int]:
    """Around both: the thin strokes of small print at a line's end are no faint ink, which is without single points."""
    if not len(letters) or not faint[2]:
        return faint
    (left, top), (right, bottom) = letters[:, :2].min(axis=0), (letters[:, :2] + letters[:, 2:]).max(axis=0)
    x, y = min(faint[0], int(left)), min(faint[1], int(top))
    return x, y, max(faint[0] + faint[2], int(right)) - x, max(faint[1] + faint[3], int(bottom)) - y


def _faint_ink(small: Pixels, found: Tones) -> tuple[int, int, int, int]:
    """Left, top, width, height around all that stands out from the paper: pale print must not be cut off."""
    cut = found.paper - max(_FAINT_NOISE * max(1, found.noise), _FAINT * (found.paper - found.dark))
    faint = cv2.threshold(small, cut, 255, cv2.THRESH_BINARY_INV)[1]
    left, top, wide, high = cv2.boundingRect(cv2.morphologyEx(faint, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)))
    return int(left), int(top), int(wide), int(high)


def _without_dots(heights: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Heights of pieces without those of dotted leaders, where there are more dots than letters."""
    is_dot = heights < _DOT_SHARE * np.percentile(heights, 95)
    return heights[~is_dot] if is_dot.mean() > _MOSTLY else heights


def _around(ink: tuple[int, int, int, int], tall: float, letters: int, size: tuple[int, int]) -> InkMap:
    (left, top, wide, high), (width, height) = (_STEP * side for side in ink), size
    if not wide or not high:
        return InkMap(0, 0, width, height, tall, letters)
    margin = max(20, round(tall))
    right, bottom = min(width, left + wide + margin), min(height, top + high + margin)
    return InkMap(max(0, left - margin), max(0, top - margin), right, bottom, tall, letters)
