"""A second reader of figures and Latin letters: a network for single lines, trained quite otherwise than Tesseract.

It knows no Hangul, and a line with some confuses it. What it takes for another script tells that the place holds more.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from core.reading.child.single_lines import Reader, Shape, loaded

_SHAPE: Final = Shape(height=48, layers=3, least=32, most=960, narrowed=0.75)
"""As the network was trained. Lines a quarter narrower than they are read as well, and a sixth faster; at half their
width no longer. A wider one is no single word."""
_LATIN_END: Final = "\u0250"


@cache
def latin_reader() -> Reader | None:
    """The reader, loaded when first asked for; None if this system's OpenCV cannot load it."""
    return loaded("latin", _SHAPE, last=" ", script=("", _LATIN_END))
