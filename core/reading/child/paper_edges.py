"""Photos that show the whole sheet of paper: finding its four sides and looking at it straight on.

A side is a long straight step in brightness, darker outwards. So is the edge of a shadow: of several steps on one side
the outermost is the paper's, and what lies between them must have the proportions of a sheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from core.reading.child.light import STEP, is_uneven, paper_map
from core.reading.child.values import Pixels, Sheet

_Corners = npt.NDArray[np.float32]
_Points = npt.NDArray[np.float64]
_DARKEST: Final = 16
"""Brightness: below it, steps are the sensor's noise."""
_LEVELS: Final = 46.0
"""Steps of the logarithm: a shadow takes the same number of them from paper and table."""
_EDGE: Final = 6
"""Of these steps, some 13 in a hundred of the brightness."""
_LEAST_LENGTH: Final = 0.3
"""Of the picture's side, that a side of the sheet must show in one piece."""
_MOST_GAP: Final = 0.04
_VOTES: Final = 30
_MOST_SLOPE: Final = 0.47
_OFF: Final = 3.0
"""Values of the map to either side of a step, where its brightness is looked at."""
_SAMPLES: Final = 24
_LEAST_SIDES: Final = 3
_LEAST_SHARE: Final = 0.35
_LONGER: Final = (1.15, 1.8)
"""Longer side of a sheet as a multiple of the shorter: A4 1.41, letter 1.29, seen at an angle."""
_AT_THE_RIM: Final = 0.02
_MAY_BE_UNEVEN: Final = 12.0
_LETTERS: Final = np.ones((9, 9), np.uint8)


def straightened(sheet: Sheet) -> Sheet:
    """The sheet of paper alone and straight on, if its sides can be seen; else the sheet as it is."""
    corners = _corners(paper) if _may_be_uneven(sheet) and is_uneven(paper := paper_map(sheet.grey())) else None
    if corners is None:
        return sheet
    corners = np.asarray(corners * STEP, dtype=np.float32)
    width, height = (round(side) for side in _size(corners))
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    onto = cv2.getPerspectiveTransform(corners, flat)
    pixels = cv2.warpPerspective(
        sheet.pixels, onto, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return Sheet(np.asarray(pixels, dtype=np.uint8), sheet.dpi)


def _may_be_uneven(sheet: Sheet) -> bool:
    """A quick look: false for paper as even as a scanner's, in a tenth of the time of a map."""
    few = np.ascontiguousarray(sheet.pixels[::STEP, ::STEP])
    paper = cv2.medianBlur(cv2.morphologyEx(Sheet(few, None).grey(), cv2.MORPH_CLOSE, _LETTERS), 5)
    low, high = np.percentile(paper, (3, 97))
    return bool(high - low > _MAY_BE_UNEVEN)


@dataclass(frozen=True, slots=True)
class _Step:
    """A straight step in brightness, from one point to another."""

    start: _Points
    end: _Points

    @property
    def middle(self) -> _Points:
        """The point half way."""
        return (self.start + self.end) / 2

    def meets(self, other: _Step) -> _Points | None:
        """Where the two lines cross; None if they hardly do."""
        way, across = self.end - self.start, other.end - other.start
        turn = way[0] * across[1] - way[1] * across[0]
        if abs(turn) < 1e-6:  # noqa: PLR2004 - parallel
            return None
        gap = other.start - self.start
        return np.asarray(self.start + way * (gap[0] * across[1] - gap[1] * across[0]) / turn)


def _corners(paper: Pixels) -> _Corners | None:
    """Top left, top right, bottom right, bottom left in pixels of the map; None if this is no sheet on a table."""
    high, wide = paper.shape
    found = _sides(paper)
    if sum(side is not None for side in found) < _LEAST_SIDES:
        return None
    rim = _rim(wide, high)
    left, top, right, bottom = (side or edge for side, edge in zip(found, rim, strict=True))
    crossings = [one.meets(other) for one, other in ((left, top), (top, right), (right, bottom), (bottom, left))]
    if any(point is None for point in crossings):
        return None
    corners = np.asarray(crossings, dtype=np.float32)
    return corners if _is_sheet(corners, paper) else None


def _rim(wide: int, high: int) -> tuple[_Step, _Step, _Step, _Step]:
    """The picture's own sides: left, top, right, bottom."""
    corners = np.array([[0, high], [0, 0], [wide, 0], [wide, high], [0, high]], dtype=np.float64)
    left, top, right, bottom = (_Step(one, other) for one, other in pairwise(corners))
    return left, top, right, bottom


def _sides(paper: Pixels) -> list[_Step | None]:
    """The outermost step on the left, at the top, on the right and at the bottom; None where there is none."""
    brightness = np.asarray(np.log(np.maximum(paper, _DARKEST)) * _LEVELS, dtype=np.float32)
    edges = cv2.morphologyEx(brightness, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) >= _EDGE
    least, gap = _LEAST_LENGTH * min(paper.shape), _MOST_GAP * max(paper.shape)
    drawn = np.asarray(edges, dtype=np.uint8) * 255
    lines = cv2.HoughLinesP(drawn, 1, np.pi / 360, _VOTES, minLineLength=least, maxLineGap=gap)
    steps = [_Step(*np.asarray(line, dtype=np.float64).reshape(2, 2)) for line in (() if lines is None else lines)]
    middle = np.array([paper.shape[1], paper.shape[0]]) / 2
    return [_outermost(steps, brightness, middle, axis, sign) for axis, sign in ((0, -1), (1, -1), (0, 1), (1, 1))]


def _outermost(
    steps: list[_Step], brightness: npt.NDArray[np.float32], middle: _Points, axis: int, sign: int
) -> _Step | None:
    """The step farthest out: on axis 0 to the left (-1) or right (1), on axis 1 upwards (-1) or downwards (1)."""
    fit = [
        step
        for step in steps
        if abs((step.end - step.start)[axis]) <= _MOST_SLOPE * abs((step.end - step.start)[1 - axis])
        and sign * (step.middle - middle)[axis] > 0
        and _darker(step, brightness, axis, sign) >= _EDGE
    ]
    return max(fit, key=lambda step: sign * step.middle[axis], default=None)


def _darker(step: _Step, brightness: npt.NDArray[np.float32], axis: int, sign: int) -> float:
    """By how much it is darker outwards than inwards, along most of the step."""
    along = step.start + np.linspace(0.05, 0.95, _SAMPLES)[:, None] * (step.end - step.start)
    off = np.zeros(2)
    off[axis] = sign * _OFF
    return float(np.percentile(_at(brightness, along - off) - _at(brightness, along + off), 30))


def _at(brightness: npt.NDArray[np.float32], points: _Points) -> npt.NDArray[np.float32]:
    high, wide = brightness.shape
    x, y = np.rint(points).astype(int).T
    return np.asarray(brightness[np.clip(y, 0, high - 1), np.clip(x, 0, wide - 1)])


def _size(corners: _Corners) -> tuple[float, float]:
    """Width and height."""
    top, right, bottom, left = (float(np.hypot(*(corners[(i + 1) % 4] - corners[i]))) for i in range(4))
    return max(top, bottom), max(left, right)


def _is_sheet(corners: _Corners, paper: Pixels) -> bool:
    """True if it is large, has a sheet's proportions, and is not the picture itself."""
    width, height = _size(corners)
    if not _LONGER[0] < max(width, height) / max(1.0, min(width, height)) < _LONGER[1]:
        return False
    high, wide = paper.shape
    frame = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    reach = _AT_THE_RIM * max(high, wide)
    is_convex = cv2.isContourConvex(corners)
    return (
        is_convex
        and cv2.contourArea(corners) >= _LEAST_SHARE * paper.size
        and bool((np.abs(corners - frame) > reach).any())
    )
