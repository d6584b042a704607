"""Coloured seals over dark text: made paper, on the recogniser's copy alone. Coloured lines of text stay."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from core.reading.child.halving import halved
from core.reading.child.values import Pixels, Sheet

_HALVINGS: Final = 2
_STEP: Final = 2**_HALVINGS
_COLOURED: Final = 48
"""Difference of the strongest and the weakest of red, green and blue from which a pixel counts as coloured."""
_THINLY_COLOURED: Final = 28
"""The same where thin strokes and the paper between them are seen as one."""
_LEAST_SIDE, _MOST_SIDE = 0.03, 0.4
"""Of the page's width: smaller is a letter, larger is a picture or coloured paper."""
_MOST_ASPECT: Final = 2.2
_REACH: Final = 0.006
"""Of the page's width: parts of a seal lie nearer to one another than this."""
_STRENGTH: Final = 2.0
_INK, _NO_INK = 0.45, 0.7
"""Of the seal's own brightness: what is darker even in its strongest colour is ink below it, and only tinged."""
_SOFT_RIM: Final = np.ones((3, 3), np.uint8)
_AROUND: Final = 4.0
"""Pixels around a hidden one by which it is told what it was."""


def grey_without_seals(sheet: Sheet, grey: Pixels) -> Pixels:
    """The sheet with the colour taken out of each place that looks like a seal; if there is none, `grey` itself.

    Args:
        sheet: in colour, if there is to be anything to take out.
        grey: the same in grey.
    """
    if not sheet.is_colour:
        return grey
    boxes = _seals(sheet.pixels)
    if boxes:
        grey = grey.copy()
    for left, top, right, bottom in boxes:
        part = sheet.pixels[top:bottom, left:right]
        grey[top:bottom, left:right] = _without_colour(part, grey[top:bottom, left:right])
    return grey


def _without_colour(part: Pixels, grey: Pixels) -> Pixels:
    strongest, colourfulness = _strength(part)
    bare = cv2.addWeighted(strongest, 1.0, cv2.blur(colourfulness, (3, 3)), _STRENGTH, 0.0)
    coloured = strongest[colourfulness > _COLOURED]
    share = np.arange(256) / max(1.0, float(np.median(coloured)) if coloured.size else 1.0)
    weight = (np.clip((share - _INK) / (_NO_INK - _INK), 0, 1) * 255).astype(np.uint8)
    lifted = cv2.multiply(cv2.subtract(bare, grey), cv2.LUT(strongest, weight), scale=1 / 255)
    return np.asarray(cv2.add(grey, lifted), dtype=np.uint8)


def mended(sheet: Sheet, grey: Pixels) -> Pixels:
    """The same with strokes of ink carried on below the seals, as if they hid it: thick ink does.

    Args:
        sheet: in colour.
        grey: the same in grey, with its seals.
    """
    grey = grey.copy()
    for left, top, right, bottom in _seals(sheet.pixels):
        place = np.s_[top:bottom, left:right]
        hidden = cv2.dilate(np.asarray(_strength(sheet.pixels[place])[1] > _COLOURED, dtype=np.uint8), _SOFT_RIM)
        grey[place] = cv2.inpaint(np.ascontiguousarray(grey[place]), hidden, _AROUND, cv2.INPAINT_NS)
    return grey


def colourfulness(pixels: Pixels) -> Pixels:
    """By how much the strongest of red, green and blue exceeds the weakest."""
    return _strength(pixels)[1]


def _seals(pixels: Pixels) -> list[tuple[int, int, int, int]]:
    """Left, top, right, bottom in pixels."""
    height, width = pixels.shape[:2]
    small = halved(pixels, _HALVINGS)
    coloured = np.asarray(_strength(small)[1] > _THINLY_COLOURED, dtype=np.uint8)
    if not coloured.any():
        return []
    reach = max(3, round(_REACH * width / _STEP) * 2 + 1)
    joined = cv2.morphologyEx(coloured, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    found = cv2.connectedComponentsWithStats(joined, connectivity=8, ltype=cv2.CV_32S)[2][1:]
    return [_padded(piece, width, height) for piece in found if _is_seal(piece, small.shape[1])]


def _strength(pixels: Pixels) -> tuple[Pixels, Pixels]:
    """The strongest of red, green and blue, and by how much it exceeds the weakest."""
    red, green, blue = cv2.split(pixels)
    strongest, weakest = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
    return np.asarray(strongest, dtype=np.uint8), np.asarray(cv2.subtract(strongest, weakest), dtype=np.uint8)


def _is_seal(piece: Pixels, width: int) -> bool:
    wide, high = int(piece[2]), int(piece[3])
    least, most = min(wide, high), max(wide, high)
    return least > _LEAST_SIDE * width and most < _MOST_SIDE * width and most < _MOST_ASPECT * least


def _padded(piece: Pixels, width: int, height: int) -> tuple[int, int, int, int]:
    x, y, wide, high = (int(side) * _STEP for side in piece[:4])
    pad = 2 * _STEP
    return max(0, x - pad), max(0, y - pad), min(width, x + wide + pad), min(height, y + high + pad)
