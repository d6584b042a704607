"""From a page's pixels to its words: prepare, recognise, and look again only if the first look was poor."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from core.domain.page import Word
from core.reading.child.cleaning import prepared
from core.reading.child.recogniser import Recogniser
from core.reading.child.values import Pixels, Sheet


@dataclass(frozen=True, slots=True)
class Recognised:
    """The words, and the sheet as it was turned to read them. turned: degrees clockwise."""

    sheet: Sheet
    words: tuple[Word, ...]
    turned: int = 0


def recognise(sheet: Sheet, recogniser: Recogniser) -> Recognised:
    """Read a sheet of unknown quality."""
    image = prepared(sheet)
    return Recognised(sheet, recogniser.read(image.grey, image.dpi))


def grey_of(sheet: Sheet) -> Pixels:
    """The sheet in grey."""
    return np.asarray(cv2.cvtColor(sheet.rgb, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
