"""Values that travel inside the child only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.domain.page import TextSource, Word

Pixels = npt.NDArray[np.uint8]
"""Rows, columns, and for colour a third axis of red, green, blue."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as pixels. dpi: dots per inch if the source says so, else None."""

    rgb: Pixels
    dpi: float | None

    @property
    def width(self) -> int:
        """Columns."""
        return int(self.rgb.shape[1])

    @property
    def height(self) -> int:
        """Rows."""
        return int(self.rgb.shape[0])


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A page with its words: what the parent is told, and the pixels of which the picture is made."""

    sheet: Sheet
    source: TextSource
    words: tuple[Word, ...]
    turned: int
    flags: tuple[str, ...]
