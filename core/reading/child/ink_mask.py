"""What is ink on a picture of a page: darker than half way between the paper and the darkest of the writing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from core.reading.child.values import Pixels

_INK_SHARE: Final = 0.002
"""So much of a page is written on at the least; a threshold by two equal classes (Otsu's) fails on faded pages, where
noise on the paper outweighs this little ink."""
_NOISE: Final = 4.0
_MOST_NOISE: Final = 12
_SHARES: Final = (0.5, _INK_SHARE, 0.16)
_LEVELS: Final = 256
_ENOUGH: Final = 600_000
"""Pixels: of a larger picture every second row, or third, tells the same."""


@dataclass(frozen=True, slots=True)
class Tones:
    """Brightness (0 to 255) of the paper and of the darkest ink, and how far paper strays towards the dark."""

    paper: int
    dark: int
    noise: int


def tones(grey: Pixels) -> Tones:
    """Look at a page in even light."""
    rows = grey[:: max(1, grey.size // _ENOUGH)]
    counts = cv2.calcHist([rows], [0], None, [_LEVELS], [0, _LEVELS]).ravel()
    share = np.cumsum(counts) / max(1, rows.size)
    paper, dark, stray = np.searchsorted(share, _SHARES).tolist()
    return Tones(paper, dark, paper - stray)


def ink_mask(grey: Pixels, found: Tones | None = None) -> Pixels:
    """255 where there is ink; all 0 if nothing stands out from the paper's own noise. found: its tones, if known."""
    found = found or tones(grey)
    cut = min((found.paper + found.dark) / 2, found.paper - _NOISE * max(1, min(found.noise, _MOST_NOISE)))
    return np.asarray(cv2.threshold(grey, cut, 255, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)
