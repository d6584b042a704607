"""Photometric clean-up and scaling of a page for the recogniser. The picture for the screen stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from core.reading.child.values import Pixels, Sheet

_TARGET_DPI: Final = 300.0
_UPSCALE_FROM: Final = 1.2
_PAGE_INCHES: Final = 11.7
"""Long side of A4: what a page is taken for if its file does not say."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the recogniser gets."""

    grey: Pixels
    dpi: int


def prepared(sheet: Sheet) -> Prepared:
    """Scale and clean a sheet."""
    grey = np.asarray(cv2.cvtColor(sheet.rgb, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    dpi = max(sheet.width, sheet.height) / _PAGE_INCHES
    scale = _TARGET_DPI / dpi
    if scale > _UPSCALE_FROM:
        grey = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)
        dpi *= scale
    return Prepared(grey, round(dpi))
