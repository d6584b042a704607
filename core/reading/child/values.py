"""Values that travel inside the child only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from core.domain.page import Code, Flagged, TextSource, Word

Pixels = npt.NDArray[np.uint8]
"""Rows, columns, and for colour a third axis of red, green, blue."""
_COLOUR_AXES: Final = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as pixels, in grey (two axes) if its source has no colour. dpi: dots per inch if known, else None."""

    pixels: Pixels
    dpi: float | None

    @property
    def width(self) -> int:
        """Columns."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """Rows."""
        return int(self.pixels.shape[0])

    @property
    def is_colour(self) -> bool:
        """True if it has red, green and blue, which may still be equal everywhere."""
        return self.pixels.ndim == _COLOUR_AXES

    def grey(self) -> Pixels:
        """The sheet in grey."""
        if not self.is_colour:
            return self.pixels
        return np.asarray(cv2.cvtColor(self.pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)

    def turned(self, degrees: int) -> Sheet:
        """The sheet turned clockwise by 0, 90, 180 or 270 degrees."""
        if degrees == 0:
            return self
        return Sheet(np.ascontiguousarray(np.rot90(self.pixels, -degrees // 90)), self.dpi)


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A page with its words: what the parent is told, and the pixels of which the picture is made."""

    sheet: Sheet
    source: TextSource
    words: tuple[Word, ...]
    turned: int
    flags: tuple[str, ...]
    codes: tuple[Code, ...] = ()
    flagged: tuple[Flagged, ...] = ()
