"""Dotted and dashed leaders between a label and its value: made paper, or the recogniser reads words into them."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from core.reading.child.ink_mask import ink_mask, tones
from core.reading.child.values import Pixels
from core.reading.child.view import View

_DOT_HEIGHT, _DOT_WIDTH = 0.32, 0.7
"""Of a letter's height, at most: a dash is wider than a dot."""
_REACH: Final = 0.8
"""Of a letter's height: dots of a leader stand closer than this; those of a date have figures between them."""
_LEAST_WIDTH: Final = 3.0
"""Of a leader, in letters' heights."""
_LEAST_DOTS: Final = 6
_RIM: Final = 3


def without_leaders(view: View, text_height: float) -> View:
    """The page without its leaders; itself if it has none.

    Args:
        view: level, in even light.
        text_height: of a typical letter in its pixels; 0 if unknown.
    """
    if not text_height:
        return view
    ink = ink_mask(view.grey)
    if not _may_have(ink, text_height):
        return view
    dots, count = _dots(ink, text_height)
    if count < _LEAST_DOTS:
        return view
    leaders = _in_rows(dots, text_height)
    if not leaders.any():
        return view
    grey = view.grey.copy()
    grey[cv2.dilate(leaders, np.ones((_RIM, _RIM), np.uint8)) > 0] = tones(view.grey).paper
    return view.toned(grey)


def _may_have(ink: Pixels, text_height: float) -> bool:
    """A quick look, twenty times cheaper than finding them: whether enough small outlines stand close in some row."""
    outlines, _ = cv2.findContours(ink, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    boxes = np.array([cv2.boundingRect(outline) for outline in outlines], dtype=np.int64).reshape(-1, 4)
    boxes = boxes[(boxes[:, 3] <= _DOT_HEIGHT * text_height) & (boxes[:, 2] <= _DOT_WIDTH * text_height)]
    for phase in (
        0.0,
        0.5,
    ):  # rows of a letter's height, once more shifted by half of it: some row holds a leader whole
        rows = np.floor((boxes[:, 1] + boxes[:, 3] / 2) / text_height + phase)
        order = np.lexsort((boxes[:, 0], rows))
        placed = boxes[order]
        gaps = placed[1:, 0] - placed[:-1, 0] - placed[:-1, 2]
        joined = (rows[order][1:] == rows[order][:-1]) & (gaps <= _REACH * text_height)
        if _longest(joined) + 1 >= _LEAST_DOTS:
            return True
    return False


def _longest(flags: npt.NDArray[np.bool_]) -> int:
    """Length of the longest run of true ones."""
    breaks = np.flatnonzero(~flags)
    return int(np.diff(np.concatenate([[-1], breaks, [len(flags)]])).max()) - 1


def _dots(ink: Pixels, text_height: float) -> tuple[Pixels, int]:
    """255 where there is a piece of ink too low to be a letter; and how many there are."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_32S)
    is_dot = (stats[:, cv2.CC_STAT_HEIGHT] <= _DOT_HEIGHT * text_height) & (
        stats[:, cv2.CC_STAT_WIDTH] <= _DOT_WIDTH * text_height
    )
    is_dot[0] = False
    if count <= _LEAST_DOTS or is_dot.sum() < _LEAST_DOTS:
        return ink, 0
    return np.asarray(np.where(is_dot, 255, 0).astype(np.uint8)[labels], dtype=np.uint8), int(is_dot.sum())


def _in_rows(dots: Pixels, text_height: float) -> Pixels:
    """Those dots that stand in a long row, close together."""
    reach = round(_REACH * text_height) | 1
    rows = cv2.morphologyEx(dots, cv2.MORPH_CLOSE, np.ones((1, reach), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(rows, connectivity=8, ltype=cv2.CV_32S)
    pieces = _pieces_in(labels, dots, count)
    is_leader = (
        (stats[:, cv2.CC_STAT_WIDTH] >= _LEAST_WIDTH * text_height)
        & (stats[:, cv2.CC_STAT_HEIGHT] <= _DOT_HEIGHT * text_height + 2)
        & (pieces >= _LEAST_DOTS)
    )
    is_leader[0] = False
    return cv2.bitwise_and(dots, np.where(is_leader, 255, 0).astype(np.uint8)[labels]).astype(np.uint8)


def _pieces_in(labels: np.ndarray, dots: Pixels, count: int) -> np.ndarray:
    """How many dots each row joins."""
    outlines, _ = cv2.findContours(dots, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    owners = [int(labels[outline[0, 0, 1], outline[0, 0, 0]]) for outline in outlines]
    return np.bincount(owners, minlength=count)
