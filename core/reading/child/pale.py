"""What is paler than ink and darker than paper: watermarks, stains, what shines through."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from core.reading.child.halving import halved
from core.reading.child.ink_mask import tones
from core.reading.child.values import Pixels

_DEPTH, _NOISE = 0.55, 4
_CORE: Final = np.ones((3, 3), np.uint8)


def pale_cores(grey: Pixels) -> Pixels:
    """255 within pale strokes and spots, their rims left out, as the rims of letters are; at half the size."""
    small = halved(grey, 1)
    found = tones(small)
    darkest = found.paper - _DEPTH * (found.paper - found.dark)
    palest = found.paper - _NOISE * max(1, found.noise)
    if darkest > palest:
        return np.zeros_like(small)
    return np.asarray(cv2.erode(cv2.inRange(small, (darkest,), (palest,)), _CORE), dtype=np.uint8)
