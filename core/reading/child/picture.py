"""The picture of a page for the screen."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import cv2
import numpy as np

from core.errors import EngineError
from core.reading import limits
from core.reading.child.values import Sheet

_QUALITY: Final = 85


def write_picture(sheet: Sheet, path: Path, most: int = limits.PICTURE_SIDE) -> tuple[int, int]:
    """Write the sheet as JPEG, no side longer than `most`, and return width and height in pixels.

    Raises:
        EngineError: it could not be written.
    """
    shown = sheet.pixels
    scale = most / max(sheet.width, sheet.height)
    if scale < 1:
        size = (max(1, round(sheet.width * scale)), max(1, round(sheet.height * scale)))
        shown = np.asarray(cv2.resize(shown, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    if sheet.is_colour:
        shown = np.asarray(cv2.cvtColor(shown, cv2.COLOR_RGB2BGR), dtype=np.uint8)
    done, data = cv2.imencode(".jpg", shown, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    if not done:  # pragma: no cover - OpenCV encodes every picture that exists
        raise EngineError("The page's picture could not be made; try again.", code="engine_failed")
    path.write_bytes(data.tobytes())
    return int(shown.shape[1]), int(shown.shape[0])
