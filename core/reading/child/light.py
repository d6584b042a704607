"""The brightness of paper: how uneven it is over a page, and making it even."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from core.reading.child.halving import halved
from core.reading.child.values import Pixels

_HALVINGS: Final = 3
STEP: Final = 2**_HALVINGS
"""The map of the paper has one value for so many pixels each way."""
_LETTERS: Final = 9
"""In values of the map: dark things narrower than this are ink and not paper."""
_UNEVEN: Final = 22.0
_WHITE: Final = 245.0
_DARKEST: Final = 24
"""Nothing is made brighter than by 245 / 24: below this there is only the sensor's noise."""


def paper_map(grey: Pixels) -> Pixels:
    """How bright the paper is, with all writing closed over."""
    closed = cv2.morphologyEx(halved(grey, _HALVINGS), cv2.MORPH_CLOSE, np.ones((_LETTERS, _LETTERS), np.uint8))
    return np.asarray(cv2.medianBlur(closed, 5), dtype=np.uint8)


def is_uneven(paper: Pixels) -> bool:
    """True if the light changes over the page more than a scanner's does."""
    low, high = np.percentile(paper, (3, 97))
    return bool(high - low > _UNEVEN)


def evened(grey: Pixels, paper: Pixels) -> Pixels:
    """The page as if its light were even: each pixel as a share of the paper's brightness around it."""
    full = cv2.resize(np.maximum(paper, _DARKEST), (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, full, scale=_WHITE), dtype=np.uint8)
