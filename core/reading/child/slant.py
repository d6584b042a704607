"""How text lies on a page: along rows or columns, and by which small angle off. Judged by the profile of its lines."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from core.reading.child.halving import halved, halvings
from core.reading.child.ink_mask import ink_mask
from core.reading.child.values import Pixels

_MOST_DEGREES: Final = 6.0
_COARSE: Final = 0.5
_FINE: Final = 0.1
SIDE: Final = 800
"""Pixels of the longer side of the picture that is judged, at most: lines of text must still stand apart."""
_LONG_SHARE: Final = 8
_STRIPS: Final = 32
_SPECK: Final = 0.3
"""Of a letter's height: smaller pieces are dots."""
_SMEAR: Final = 0.7
"""Of a letter's height: with this much, the direction was right on 162 pages of eleven kinds, with 0.35 on as many."""


def ink_picture(grey: Pixels) -> Pixels:
    """A small picture of the ink alone, without long rules."""
    small = halved(grey, halvings(grey, SIDE))
    ink = ink_mask(small)
    long = max(8, max(small.shape) // _LONG_SHARE)
    for shape in ((1, long), (long, 1)):
        rules = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        without = cv2.subtract(ink, cv2.dilate(rules, np.ones((3, 3), np.uint8)))
        ink = np.asarray(without, dtype=np.uint8)
    return ink


def runs_down(ink: Pixels, text_height: float) -> bool:
    """True if lines of text run along the columns: the page was turned by a quarter.

    Letters stand closer to their neighbours in the line than lines to one another: smeared along the lines they melt
    into fewer pieces. (Profiles of rows and columns cannot tell: a list of short values has sharp columns.)

    Args:
        ink: see `ink_picture`.
        text_height: of a typical letter, in pixels of that picture.
    """
    ink = _letters(ink, _SPECK * text_height)
    reach = max(3, round(_SMEAR * text_height) + 1)
    return _pieces(ink, (reach, 1)) < _pieces(ink, (1, reach))


def _letters(ink: Pixels, speck: float) -> Pixels:
    """The ink without dots: leaders run along a line, but stand no closer there than their rows do."""
    outlines = cv2.findContours(ink, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[
        0
    ]  # labelling takes five times as long
    dots = [outline for outline in outlines if max(cv2.boundingRect(outline)[2:]) <= speck]
    return np.asarray(cv2.drawContours(ink.copy(), dots, -1, (0,), cv2.FILLED), dtype=np.uint8)


def _pieces(ink: Pixels, shape: tuple[int, int]) -> int:
    smeared = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones(shape, np.uint8))
    return len(cv2.findContours(smeared, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0])


def slant(ink: Pixels) -> float:
    """Degrees by which the lines fall to the right (clockwise); 0.0 if there is nothing to tell by."""
    if not ink.any():
        return 0.0
    sharpness = _profile(ink)
    best = max(_COARSE_ANGLES, key=lambda angle: (sharpness(angle), -abs(angle)))
    return max((best + step * _FINE for step in range(-5, 6)), key=lambda angle: (sharpness(angle), -abs(angle)))


_STEPS: Final = round(_MOST_DEGREES / _COARSE)
_COARSE_ANGLES: Final = tuple(step * _COARSE for step in range(-_STEPS, _STEPS + 1))


def _profile(ink: Pixels) -> Callable[[float], float]:
    """A function of the angle: how abruptly lines of ink follow on gaps if the page is levelled by it.

    Columns are bundled into strips, and the strips' profiles slide along one another: as good as turning the page for
    small angles, and fast enough to try many.
    """
    height, width = ink.shape
    edges = np.linspace(0, width, min(_STRIPS, width) + 1).astype(int)
    strips = np.stack([ink[:, a:b].sum(axis=1, dtype=np.int32) for a, b in pairwise(edges)])
    middles = (edges[:-1] + edges[1:]) / 2 - width / 2
    reach = int(np.ceil(width / 2 * np.tan(np.radians(_MOST_DEGREES + 1)))) + 1
    padded: npt.NDArray[np.int32] = np.pad(strips, ((0, 0), (reach, reach)))
    slid, each = np.lib.stride_tricks.sliding_window_view(padded, height, axis=1), np.arange(len(strips))

    def sharpness(degrees: float) -> float:
        falls = np.rint(np.tan(np.radians(degrees)) * middles).astype(int)
        rows = slid[each, reach + falls].sum(axis=0, dtype=np.int32)
        return float(np.square(np.diff(rows.astype(np.float64))).sum())

    return sharpness
