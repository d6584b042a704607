"""Marks over the whole page, paler than its ink: watermarks, patterns of security paper. Made paper where they show.

The recogniser parts ink from paper by one brightness for the whole page: with a mark on it, the mark counts as ink.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from cv2.typing import MatLike

from core.reading.child.halving import halved, halvings
from core.reading.child.ink_map import ink_map
from core.reading.child.ink_mask import Tones, tones
from core.reading.child.values import Pixels, Sheet

_SIDE: Final = 1700
"""Pixels of the longer side at which a page is judged, at most: print of 100 dots per inch melts if it is halved."""
_DEEPEST: Final = 0.66
"""Of the way from paper to ink: what is darker is ink."""
_PALEST, _GRAINS, _STEPS = 0.06, 6, 10
"""What is nearer to paper, in parts of that way, in the paper's grain, or in steps of brightness, is paper."""
_RIM: Final = np.ones((5, 5), np.uint8)
_CORE: Final = np.ones((3, 3), np.uint8)
_DOT: Final = 2
_SMALL: Final = 0.021
"""Of the page's longer side: letters are no larger, those of marks are."""
_BAND_FILLED: Final = 0.8
"""Of its box: more is a band or a shaded cell, and no mark."""
_LARGER: Final = 1.6
"""Than the page's letters, at least, is a letter of a mark."""
_NEAR: Final = np.ones((25, 25), np.uint8)
"""Print farther from a mark than half of that is left as it is: a passport photo is no mark."""
_LEAST_CORES, _DARK_CORES = 0.004, 0.3
"""Of the page, within strokes; grey print has none. So dark a share of them is the mark at its strongest."""
_LEAST_CORES_OF_PHOTOS: Final = 0.03
"""The table around the paper, and shadows, leave more than paper on a scanner does."""
_LEAST, _DARK_LINES = 0.04, 0.25
"""The same for fine lines, of which grey print and the rims of letters on pages without marks make up 0.02."""
_MOST_WHITE: Final = 0.55
_SOFT: Final = 25.0
"""Steps of brightness from what is left as it is to what becomes paper."""
_LEVELS: Final = 256
_BAND: Final = (0.55, 0.75)
_FINE: Final = 9


@dataclass(frozen=True, slots=True)
class _Mark:
    """tones: of the page. darkest: brightness of the mark where it is strong. around: not 0 near it, seen smaller."""

    tones: Tones
    darkest: int
    around: Pixels


def without_marks(grey: Pixels, sheet: Sheet | None) -> Pixels:
    """The page with what is as pale as its marks made paper; `grey` itself if it has none.

    Args:
        grey: in even light.
        sheet: the same in colour, if its light was even from the start; strong colours show less in their own channel.
    """
    least = _LEAST_CORES if sheet is not None else _LEAST_CORES_OF_PHOTOS
    mark = _mark(grey, least)
    if mark is None:
        return grey
    if sheet is not None and sheet.is_colour:
        grey = _by_strongest(grey, sheet, mark.tones)
        mark = _mark(grey, least) or mark
    white = max(mark.darkest, mark.tones.paper - _MOST_WHITE * (mark.tones.paper - mark.tones.dark))
    tone = np.arange(_LEVELS)
    share = np.clip((tone - white + _SOFT) / _SOFT, 0, 1)
    table = np.where(tone < mark.tones.paper, tone + share * (mark.tones.paper - tone), tone).astype(np.uint8)
    bleached = np.asarray(cv2.LUT(grey, table), dtype=np.uint8)
    around = cv2.resize(mark.around, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_NEAREST)
    return np.asarray(np.where(around > 0, bleached, grey), dtype=np.uint8)


def _mark(grey: Pixels, least: float) -> _Mark | None:
    small = halved(grey, halvings(grey, _SIDE))
    found = tones(small)
    depth = found.paper - found.dark
    darkest, palest = (
        found.paper - _DEEPEST * depth,
        found.paper - max(_PALEST * depth, _GRAINS * _grain(small), _STEPS),
    )
    if darkest >= palest:
        return None
    ink = cv2.threshold(small, darkest, 255, cv2.THRESH_BINARY_INV)[1]
    pale = cv2.subtract(cv2.inRange(small, (darkest,), (palest,)), cv2.dilate(ink, _RIM))
    cores = cv2.erode(pale, _CORE)
    if not _has_enough(cores, least) and not _has_enough(pale, _LEAST):
        return None
    if _is_print(pale, cv2.countNonZero(ink)):
        return None
    if _has_enough(cores, least):
        cores = _large(cores, _LARGER * ink_map(grey).text_height / 2 ** halvings(grey, _SIDE))
    if _has_enough(cores, least):
        around = np.asarray(cv2.dilate(cores, _NEAR), dtype=np.uint8)
        return _Mark(found, _brightness(small, cores, _DARK_CORES), around)
    if _has_enough(pale, _LEAST):
        return _Mark(found, _brightness(small, pale, _DARK_LINES), np.ones_like(small))
    return None


def _has_enough(pale: MatLike, least: float) -> bool:
    """True if more than that share of the points is not 0."""
    return cv2.countNonZero(pale) > least * pale.size


def _is_print(pale: MatLike, ink: int) -> bool:
    """True if more of the pale is as small as letters than there is ink: grey print, with a note in black on it."""
    outlines = cv2.findContours(np.asarray(pale, dtype=np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]
    most = _SMALL * max(pale.shape)
    boxes = [cv2.boundingRect(outline) for outline in outlines]
    small = [outline for outline, box in zip(outlines, boxes, strict=True) if _DOT < max(box[2:]) <= most]
    drawn = cv2.drawContours(np.zeros(pale.shape, np.uint8), small, -1, (1,), cv2.FILLED)
    return bool(cv2.countNonZero(cv2.bitwise_and(drawn, pale)) > ink)


def _large(cores: MatLike, least: float) -> MatLike:
    """Those that are parts of something larger than letters, and no bands: print may be white on those."""
    joined = cv2.dilate(cores, _CORE)
    labels, stats = cv2.connectedComponentsWithStats(joined, connectivity=8, ltype=cv2.CV_32S)[1:3]
    is_large = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) > least
    filled = stats[:, cv2.CC_STAT_AREA] / (stats[:, cv2.CC_STAT_WIDTH] * stats[:, cv2.CC_STAT_HEIGHT])
    is_large &= filled < _BAND_FILLED
    is_large[0] = False
    return np.asarray(np.where(is_large[labels], cores, 0), dtype=np.uint8)


def _brightness(grey: Pixels, where: MatLike, share: float) -> int:
    """Than which that share of the marked points is darker."""
    counts = np.cumsum(cv2.calcHist([grey], [0], where, [_LEVELS], [0, _LEVELS]).ravel())
    return int(np.searchsorted(counts, share * counts[-1]))


def _grain(grey: Pixels) -> int:
    """How much one point of the paper differs from the next; marks leave that as it is."""
    steps = cv2.absdiff(grey[:, 1:], grey[:, :-1])
    counts = np.cumsum(cv2.calcHist([steps], [0], None, [_LEVELS], [0, _LEVELS]).ravel())
    return max(1, int(np.searchsorted(counts, counts[-1] / 2)))


def _by_strongest(grey: Pixels, sheet: Sheet, found: Tones) -> Pixels:
    """The pale parts as bright as the strongest of red, green and blue; ink as it is."""
    red, green, blue = cv2.split(sheet.pixels)
    strongest = cv2.max(cv2.max(red, green), blue)
    start, end = (found.paper - share * (found.paper - found.dark) for share in reversed(_BAND))
    weight = np.clip((np.arange(_LEVELS) - start) / max(1.0, end - start), 0, 1) * 255
    pale = cv2.LUT(grey, weight.astype(np.uint8))
    lifted = cv2.multiply(cv2.subtract(strongest, grey), pale, scale=1 / 255)
    return np.asarray(cv2.add(grey, lifted), dtype=np.uint8)
