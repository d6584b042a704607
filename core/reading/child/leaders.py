"""Dotted and dashed leaders between a label and its value: made paper, or the recogniser reads words into them."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
from cv2.typing import MatLike

from core.reading.child.ink_mask import tones
from core.reading.child.outlines import Boxes, Outlined, boxes_of
from core.reading.child.values import Pixels
from core.reading.child.view import View

_DOT_HEIGHT, _DOT_WIDTH = 0.32, 0.7
"""Of a letter's height, at most: a dash is wider than a dot."""
_REACH: Final = 0.8
"""Of a letter's height: dots of a leader stand closer than this; those of a date have figures between them."""
_LEAST_WIDTH: Final = 3.0
"""Of a leader, in letters' heights."""
_LEAST_DOTS: Final = 6
_SHORT_WIDTH, _SHORT_DOTS = 1.0, 4
"""Of one with no ink above or below it: else it is the dots of some i."""
_ABOVE: Final = 0.5
"""Of a letter's height: so far above and below."""
_RIM: Final = 3


def without_leaders(view: View, text_height: float, found: Outlined) -> View:
    """The page without its leaders; itself if it has none.

    Args:
        view: level, in even light.
        text_height: of a typical letter in its pixels; 0 if unknown.
        found: its ink.
    """
    if not text_height:
        return view
    outlines, boxes = _dots(found, text_height)
    if not _may_be_leaders(boxes, text_height):
        return view
    dots = np.zeros(view.grey.shape, np.uint8)
    cv2.drawContours(dots, outlines, -1, (255,), cv2.FILLED)
    leaders = _in_rows(dots, boxes, cv2.subtract(found.ink, dots), text_height)
    if not leaders.any():
        return view
    grey = view.grey.copy()
    grey[cv2.dilate(leaders, np.ones((_RIM, _RIM), np.uint8)) > 0] = tones(view.grey).paper
    return view.toned(grey)


def _dots(found: Outlined, text_height: float) -> tuple[list[MatLike], Boxes]:
    """Outlines of ink too low to be a letter, and their boxes."""
    boxes = found.boxes
    is_dot = (boxes[:, 3] <= _DOT_HEIGHT * text_height) & (boxes[:, 2] <= _DOT_WIDTH * text_height)
    return [outline for outline, kept in zip(found.outer, is_dot, strict=True) if kept], boxes[is_dot]


def _may_be_leaders(boxes: Boxes, text_height: float) -> bool:
    """A quick look: whether enough dots stand close in some row of a letter's height.

    Once more with rows shifted by half of it: some row holds a leader whole.
    """
    for phase in (0.0, 0.5):
        rows = np.floor((boxes[:, 1] + boxes[:, 3] / 2) / text_height + phase)
        order = np.lexsort((boxes[:, 0], rows))
        placed = boxes[order]
        gaps = placed[1:, 0] - placed[:-1, 0] - placed[:-1, 2]
        joined = (rows[order][1:] == rows[order][:-1]) & (gaps <= _REACH * text_height)
        if _longest(joined) + 1 >= _SHORT_DOTS:
            return True
    return False


def _longest(flags: npt.NDArray[np.bool_]) -> int:
    """Length of the longest run of true ones."""
    breaks = np.flatnonzero(~flags)
    return int(np.diff(np.concatenate([[-1], breaks, [len(flags)]])).max()) - 1


def _in_rows(dots: Pixels, boxes: Boxes, others: MatLike, text_height: float) -> Pixels:
    """Those dots that stand in a long row, close together."""
    reach = round(_REACH * text_height) | 1
    joined = cv2.morphologyEx(dots, cv2.MORPH_CLOSE, np.ones((1, reach), np.uint8))
    rows = boxes_of(cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0])
    is_low = rows[:, 3] <= _DOT_HEIGHT * text_height + 2
    leaders = np.zeros_like(dots)
    middles = boxes[:, :2] + boxes[:, 2:] / 2
    for row in rows[is_low & (rows[:, 2] >= _SHORT_WIDTH * text_height)]:
        start, end = row[:2], row[:2] + row[2:]
        count = int(((middles >= start) & (middles <= end)).all(axis=1).sum())
        is_long = row[2] >= _LEAST_WIDTH * text_height and count >= _LEAST_DOTS
        if is_long or (count >= _SHORT_DOTS and _is_alone(row, others, text_height)):
            place = np.s_[start[1] : end[1], start[0] : end[0]]
            leaders[place] = dots[place]
    return leaders


def _is_alone(row: Boxes, others: MatLike, text_height: float) -> bool:
    """True if there is no other ink right above and below the row."""
    left, top, wide, high = row.tolist()
    reach = round(_ABOVE * text_height)
    return not others[max(0, top - reach) : top + high + reach, left : left + wide].any()
