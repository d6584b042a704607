"""Pieces of lines: words that stand close together, and the picture of them alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from core.domain.page import Word
from core.reading.child.cleaning import Prepared
from core.reading.child.view import View

Piece = tuple[Word, ...]
_GAP: Final = 1.2
"""Of the line's height: a wider gap starts another piece."""
_A4: Final = 1.41
"""Height of a page as a multiple of its width: near enough to compare fractions of one with the other."""
_MARGIN: Final = 0.25
_LEAST_PIXELS: Final = 8


def pieces(words: Iterable[Word]) -> Iterator[Piece]:
    """Words of one line without a wide gap between them."""
    for _, line in groupby(words, key=lambda word: word.line):
        piece: list[Word] = []
        for word in line:
            if piece and word.box.x0 - piece[-1].box.x1 > _GAP * _A4 * max(piece[-1].box.height, word.box.height):
                yield tuple(piece)
                piece = []
            piece.append(word)
        yield tuple(piece)


def cut(piece: Piece, image: Prepared) -> View | None:
    """The piece's place with a margin; None if it is too small to be read."""
    width, height = image.view.size
    box = piece[0].box
    for word in piece[1:]:
        box = box.union(word.box)
    margin = _MARGIN * box.height * height
    left, top = max(0, round(box.x0 * width - margin)), max(0, round(box.y0 * height - margin))
    right, bottom = min(width, round(box.x1 * width + margin)), min(height, round(box.y1 * height + margin))
    if bottom - top < _LEAST_PIXELS or right - left < _LEAST_PIXELS:
        return None
    return image.view.cropped(left, top, right, bottom)
