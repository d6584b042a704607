"""Specks on faxes: single dots of a bad line, black on white, which grow into letters' strokes when they are read."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from core.reading.child.values import Pixels

_LEAST_AREA: Final = 5.0
"""Pixels at 200 dots per inch: a full stop of eight points has more."""
_INCHES, _DPI = 11.7, 200.0
_LEVELS: Final = 256
_SAMPLED: Final = 61
"""Of so many rows one tells nearly always that a page has more than two tones."""
_SOFT: Final = 0.8
"""Pixels: letters of two tones are read better with soft rims."""


def without_specks(grey: Pixels) -> Pixels:
    """A page of black and white alone without its specks, and softened; any other page as it is."""
    few = grey[::_SAMPLED]
    if ((few > 0) & (few < _LEVELS - 1)).any():
        return grey
    counts = cv2.calcHist([grey], [0], None, [_LEVELS], [0, _LEVELS]).ravel()
    if counts[0] + counts[-1] < grey.size or not counts[0]:
        return grey
    least = _LEAST_AREA * (max(grey.shape) / _INCHES / _DPI) ** 2
    labels, stats = cv2.connectedComponentsWithStats(cv2.bitwise_not(grey), connectivity=8, ltype=cv2.CV_32S)[1:3]
    tone = np.where(stats[:, cv2.CC_STAT_AREA] > least, 0, 255).astype(np.uint8)
    tone[0] = 255
    return np.asarray(cv2.GaussianBlur(tone[labels], (0, 0), _SOFT), dtype=np.uint8)
