"""Stamps in a frame, slanting as a hand sets them: where they are, and what stands within the frame."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
from cv2.typing import RotatedRect

from core.reading.child.halving import halved, halvings
from core.reading.child.ink_mask import tones
from core.reading.child.values import Pixels

_SIDE: Final = 1400
"""Pixels of the longer side at which frames are looked for: a frame's stroke is thin."""
_LONG, _HIGH = (0.035, 0.3), 0.012
"""Of the page's longer side: a stamp's longer side, and its shorter one at least."""
_ASPECT: Final = (1.15, 7.0)
_STRAIGHT: Final = 0.85
"""Of the rectangle around it, that the inside of a frame fills."""
_ALONE: Final = 1.35
"""Times its inside is a frame that stands alone; a table's cells hang together."""
_MOST: Final = 4
_SIDE_INK: Final = 0.55
"""Of a side's length is ink, at least; of a row of letters less."""
_OUTER: Final = 0.35
"""Of a stamp's height or width: a frame's stroke lies within that from its edge."""
_DOUBLE: Final = 0.05
"""Of the same: a frame's two strokes lie no farther apart."""
_RIM: Final = 14
_INK, _PAPER = 128, 255


def frames(grey: Pixels) -> list[RotatedRect]:
    """Frames that may be stamps': middle, sides and angle in the page's pixels.

    Args:
        grey: the page, dark on light.
    """
    times = halvings(grey, _SIDE)
    small = halved(grey, times)
    found = tones(np.asarray(small, dtype=np.uint8))
    ink = cv2.threshold(small, (found.paper + found.dark) / 2, 255, cv2.THRESH_BINARY_INV)[1]
    outlines, nesting = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return []
    longest, scale = max(small.shape), 2**times
    stamps: list[RotatedRect] = []
    for outline, (_, _, _, owner) in zip(outlines, np.asarray(nesting)[0].tolist(), strict=True):
        if owner < 0 or len(outline) < 4:  # noqa: PLR2004 - corners
            continue
        inside, outside = cv2.minAreaRect(outline), cv2.minAreaRect(outlines[owner])
        if _is_stamp(inside, cv2.contourArea(outline), longest) and max(outside[1]) < _ALONE * max(inside[1]):
            (x, y), (wide, high), degrees = outside
            stamps.append(((x * scale, y * scale), (wide * scale, high * scale), degrees))
    return stamps[:_MOST]


def _is_stamp(rect: RotatedRect, area: float, longest: int) -> bool:
    long, high = max(rect[1]), min(rect[1])
    if not _LONG[0] * longest < long < _LONG[1] * longest or high < _HIGH * longest:
        return False
    return _ASPECT[0] * high < long < _ASPECT[1] * high and area > _STRAIGHT * long * high


def within_frame(line: Pixels) -> Pixels | None:
    """What stands in a frame around a level line of text; None if there is none on every side.

    Args:
        line: dark on white, with nothing beside the frame but a rim.
    """
    ink = line < _INK
    down, across = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not down.size:
        return None
    ink = ink[down[0] : down[-1] + 1, across[0] : across[-1] + 1]
    top, bottom = _sides(ink.mean(axis=1))
    left, right = _sides(ink.mean(axis=0))
    if None in (top, bottom, left, right):
        return None
    inner = line[down[0] : down[-1] + 1, across[0] : across[-1] + 1][top:bottom, left:right]
    if min(inner.shape) < _RIM / 2:
        return None
    padded = cv2.copyMakeBorder(inner, _RIM, _RIM, _RIM, _RIM, cv2.BORDER_CONSTANT, value=(_PAPER,))
    return np.asarray(padded, dtype=np.uint8)


def _sides(shares: npt.NDArray[np.float64]) -> tuple[int | None, int | None]:
    """Where the inside begins and ends; None for a side without a stroke."""
    first, last = _behind_stroke(shares), _behind_stroke(shares[::-1])
    return first, None if last is None else shares.size - last


def _behind_stroke(shares: npt.NDArray[np.float64]) -> int | None:
    """Behind the outermost stroke, or two that stand close together; a letter's upright farther in is none."""
    strokes = np.flatnonzero(shares > _SIDE_INK).tolist()
    if not strokes or strokes[0] >= _OUTER * shares.size:
        return None
    end = strokes[0]
    for at in strokes:
        if at - end > max(1.0, _DOUBLE * shares.size):
            break
        end = at
    return int(end) + 1
