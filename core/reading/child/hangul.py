"""A third reader of Hangul: a small network for single lines, trained by us on drawn lines (see `resources/hangul`).

Both of Tesseract's models were trained alike and take the same letters for one another; this one errs elsewhere.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from core.reading.child.single_lines import Reader, Shape, loaded

_SHAPE: Final = Shape(height=40, layers=1, least=16, most=1200, step=4)


@cache
def hangul_reader() -> Reader | None:
    """The reader, loaded when first asked for; None if this system's OpenCV cannot load it."""
    return loaded("hangul", _SHAPE)
