"""Photos that show the whole sheet of paper: finding its four corners and looking at it straight on."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from core.reading.child.light import STEP, is_uneven, paper_map
from core.reading.child.values import Pixels, Sheet

_Corners = npt.NDArray[np.float32]
_EDGE: Final = 16
"""Steps of brightness from one value of the map to the next but one: a shadow's soft edge on a table has fewer."""
_LEAST_SHARE: Final = 0.35
_LEAST_FILL: Final = 0.93
_LEAST_CONTRAST: Final = 18.0
_AT_THE_RIM: Final = 0.02


def straightened(sheet: Sheet) -> Sheet:
    """The sheet of paper alone and straight on, if its four edges can be seen; else the sheet as it is."""
    paper = paper_map(sheet.grey())
    corners = _corners(paper) if is_uneven(paper) else None
    if corners is None:
        return sheet
    corners = np.asarray(corners * STEP, dtype=np.float32)
    top, right, bottom, left = (float(np.hypot(*(corners[(i + 1) % 4] - corners[i]))) for i in range(4))
    width, height = round(max(top, bottom)), round(max(left, right))
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    onto = cv2.getPerspectiveTransform(corners, flat)
    pixels = cv2.warpPerspective(sheet.pixels, onto, (width, height), flags=cv2.INTER_LINEAR)
    return Sheet(np.asarray(pixels, dtype=np.uint8), sheet.dpi)


def _corners(paper: Pixels) -> _Corners | None:
    """Top left, top right, bottom right, bottom left in pixels of the map; None if this is no sheet on a table."""
    sheet = _not_table(paper)
    contours, _ = cv2.findContours(sheet, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    hull = np.asarray(cv2.convexHull(max(contours, key=cv2.contourArea)), dtype=np.int32)
    quad = _quad(hull)
    if quad is None or _is_frame(quad, paper) or not _is_sheet(quad, hull, paper):
        return None
    return quad


def _not_table(paper: Pixels) -> Pixels:
    """255 where the map cannot be reached from its rim without crossing an edge."""
    steps = cv2.morphologyEx(paper, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    regions = cv2.connectedComponents(np.asarray(steps < _EDGE, dtype=np.uint8), connectivity=4)[1]
    rim = np.concatenate([regions[0], regions[-1], regions[:, 0], regions[:, -1]])
    table = np.isin(regions, np.unique(rim[rim > 0]))
    sheet = cv2.erode(np.where(table, 0, 255).astype(np.uint8), np.ones((3, 3), np.uint8), borderValue=(0,))
    return np.asarray(cv2.morphologyEx(sheet, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8)), dtype=np.uint8)


def _quad(hull: npt.NDArray[np.int32]) -> _Corners | None:
    length = cv2.arcLength(hull, closed=True)
    for share in (0.02, 0.03, 0.05, 0.08):
        found = cv2.approxPolyDP(hull, share * length, closed=True)
        if len(found) == 4:  # noqa: PLR2004 - corners of a sheet
            points = found.reshape(4, 2).astype(np.float32)
            by_sum, by_difference = points.sum(axis=1), points[:, 0] - points[:, 1]
            order = [by_sum.argmin(), by_difference.argmax(), by_sum.argmax(), by_difference.argmin()]
            return points[order] if len(set(order)) == 4 else None  # noqa: PLR2004 - as above
    return None


def _is_frame(quad: _Corners, paper: Pixels) -> bool:
    """True if the corners are those of the picture itself."""
    height, width = paper.shape
    frame = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    return bool((np.abs(quad - frame) < _AT_THE_RIM * max(height, width)).all())


def _is_sheet(quad: _Corners, hull: npt.NDArray[np.int32], paper: Pixels) -> bool:
    """True if it is large, its sides are straight, and it is brighter than what lies around it."""
    area = float(cv2.contourArea(quad))
    if area < _LEAST_SHARE * paper.size or not _LEAST_FILL < cv2.contourArea(hull) / area < 1 / _LEAST_FILL:
        return False
    inside = np.zeros(paper.shape, np.uint8)
    cv2.fillConvexPoly(inside, quad.astype(np.int32), 255)
    outside = paper[inside == 0]
    return outside.size > 0 and float(np.median(paper[inside > 0]) - np.median(outside)) > _LEAST_CONTRAST
