"""Marks before the items of a list (squares, discs, rings): made paper, or the recogniser reads them into the labels.

"■ 학 과" comes out as "mst 과". A mark is told by its place and shape: the first ink of its line, apart from what
follows, without dents, and above or below others that are the same. Boxes of which one is ticked are not the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from core.reading.child.ink_mask import tones
from core.reading.child.outlines import Boxes, Outlined
from core.reading.child.view import View

_HEIGHT: Final = (0.28, 1.35)
"""Of a letter's height; a square that frames something is larger."""
_SQUARE: Final = 0.7
"""The shorter side of it as a share of the longer one: figures are slimmer."""
_GAP, _REACH = 0.22, 3.0
"""Of a letter's height: the parts of a letter stand nearer to one another, and an item's first word not so far away."""
_SPECK, _FRAME = 0.2, 3.0
"""Of a letter's height: what is smaller in both ways is dirt, what is larger in one is a rule."""
_COLUMN: Final = 0.35
"""Of a letter's height: how far one may stand to the side of the next."""
_LEAST: Final = 3
_ALIKE: Final = 0.2
"""By how much a side, as a share of it, or the share of ink may differ."""
_CONVEX: Final = 0.9
"""Of the area without its dents."""
_RIM: Final = 2


def without_list_marks(view: View, text_height: float, found: Outlined) -> View:
    """The page without such marks; itself if it has none.

    Args:
        view: level, in even light.
        text_height: of a typical letter in its pixels; 0 if unknown.
        found: its ink.
    """
    if not text_height:
        return view
    marks = [box for column in _columns(found.boxes, text_height) if _are_marks(column, found) for box in column]
    if not marks:
        return view
    grey, paper = view.grey.copy(), tones(view.grey).paper
    for left, top, wide, high in found.boxes[marks].tolist():
        grey[max(0, top - _RIM) : top + high + _RIM, max(0, left - _RIM) : left + wide + _RIM] = paper
    return view.toned(grey)


def _columns(boxes: Boxes, text_height: float) -> Iterator[list[int]]:
    """Numbers of boxes of a mark's size that begin a line each, one below the other."""
    first = sorted(_firsts(boxes, text_height), key=lambda at: int(boxes[at, 0]))
    column: list[int] = []
    for at in first:
        if column and boxes[at, 0] - boxes[column[-1], 0] > _COLUMN * text_height:
            yield column
            column = []
        column.append(at)
    yield column


def _firsts(boxes: Boxes, text_height: float) -> Iterator[int]:
    sides = boxes[:, 2:]
    shorter, longer = sides.min(axis=1), sides.max(axis=1)
    is_fit = (longer <= _HEIGHT[1] * text_height) & (shorter >= _HEIGHT[0] * text_height)
    is_ink = (longer >= _SPECK * text_height) & (longer <= _FRAME * text_height)
    others = boxes[is_ink]
    for at in np.flatnonzero(is_fit & (shorter >= _SQUARE * longer)).tolist():
        if _is_first(boxes[at], others, text_height):
            yield at


def _is_first(box: npt.NDArray[np.int64], others: Boxes, text_height: float) -> bool:
    """True if nothing stands before it on its level, and the next ink not beside it but near."""
    left, top, wide, high = box.tolist()
    level = others[(others[:, 1] < top + high) & (others[:, 1] + others[:, 3] > top)]
    if (level[:, 0] < left).any():
        return False
    gap = (level[level[:, 0] > left, 0] - left - wide).min(initial=round(_FRAME * _REACH * text_height))
    return bool(_GAP * text_height <= gap <= _REACH * text_height)


def _are_marks(column: list[int], found: Outlined) -> bool:
    """True if there are enough, and all of one size and shape."""
    if len(column) < _LEAST:
        return False
    boxes = found.boxes[column]
    sides = boxes[:, 2:]
    usual = np.median(sides, axis=0)
    if (np.abs(sides - usual) > np.maximum(_RIM, _ALIKE * usual)).any():
        return False
    inked = [float((found.ink[top : top + high, left : left + wide] > 0).mean()) for left, top, wide, high in boxes]
    if max(inked) - min(inked) > _ALIKE:
        return False
    return all(_is_convex(found.outer[at]) for at in column)


def _is_convex(outline: cv2.typing.MatLike) -> bool:
    return cv2.contourArea(outline) >= _CONVEX * cv2.contourArea(cv2.convexHull(outline))
