"""Pieces of lines: words that stand close together, and the picture of them alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
from cv2.typing import MatLike

from core.domain.page import Box, Word
from core.reading.child.cleaning import Prepared
from core.reading.child.ink_mask import ink_mask
from core.reading.child.values import Pixels
from core.reading.child.view import View

Piece = tuple[Word, ...]
_GAP: Final = 1.2
"""Of the line's height: a wider gap starts another piece."""
_RULES: Final = re.compile("[|｜│ㅣ]+")
A4: Final = 1.41
"""Height of a page as a multiple of its width: near enough to compare fractions of one with the other."""
_UP_AND_DOWN: Final = 0.6
"""Of its height or a letter's, the larger: so far is looked for the rest of a piece's letters."""
_ASIDE: Final = 2.5
_GAP_WITHIN: Final = 0.35
"""Of a letter's height: a wider gap parts words."""
_INNER: Final = 0.2
_INKED, _RULE = 0.004, 0.85
"""Of a row or column: less ink is dirt, more is a rule."""
_FULL: Final = 255
_MARGIN: Final = 0.25
_LEAST_PIXELS: Final = 8


def pieces(words: Iterable[Word]) -> Iterator[Piece]:
    """Words of one line without a wide gap between them, nor a table's rule, which is a piece by itself.

    A rule is higher than letters: a piece with one would be read too small.
    """
    for _, line in groupby(words, key=lambda word: word.line):
        piece: list[Word] = []
        for word in line:
            if piece and (_is_apart(piece[-1], word) or is_rule(piece[-1]) or is_rule(word)):
                yield tuple(piece)
                piece = []
            piece.append(word)
        yield tuple(piece)


def is_rule(word: Word) -> bool:
    """True for a table's upright rule, as it is read."""
    return _RULES.fullmatch(word.text) is not None


def _is_apart(one: Word, other: Word) -> bool:
    return other.box.x0 - one.box.x1 > _GAP * A4 * max(one.box.height, other.box.height)


def around(piece: Piece) -> Box:
    """The box around all its words."""
    box = piece[0].box
    for word in piece[1:]:
        box = box.union(word.box)
    return box


def cut(piece: Piece, image: Prepared) -> View | None:
    """The piece's place with a margin; None if it is too small to be read."""
    return place(around(piece), image)


def place(box: Box, image: Prepared) -> View | None:
    """That part of the image with a margin; None if it is too small to be read."""
    width, height = image.view.size
    margin = _MARGIN * box.height * height
    left, top = max(0, round(box.x0 * width - margin)), max(0, round(box.y0 * height - margin))
    right, bottom = min(width, round(box.x1 * width + margin)), min(height, round(box.y1 * height + margin))
    if bottom - top < _LEAST_PIXELS or right - left < _LEAST_PIXELS:
        return None
    return image.view.cropped(left, top, right, bottom)


def on_ink(piece: Piece, image: Prepared, words: Iterable[Word]) -> Box:
    """The box around a piece and what belongs to it: doubtful words often have half a line's height, or lack a letter.

    Rules across and along it are no ink, and what stands in the box of another word is left to that.

    Args:
        piece: some of the words.
        image: what was read.
        words: all words of the page.
    """
    box = around(piece)
    width, height = image.view.size
    tall = max(box.height * height, image.text_height) / height
    rows = _ink(replace(box, y0=box.y0 - _UP_AND_DOWN * tall, y1=box.y1 + _UP_AND_DOWN * tall), image)
    if rows is None:
        return box
    y0, y1 = _through(_inked(rows.ink), (box.y0 * height - rows.top, box.y1 * height - rows.top), 0)
    box = replace(box, y0=(rows.top + y0) / height, y1=(rows.top + y1) / height)
    beside = [word.box for word in words if word.box.y0 < box.y1 and word.box.y1 > box.y0 and word not in piece]
    reach = _ASIDE * tall * height / width
    middle = (box.x0 + box.x1) / 2
    left = max([other.x1 for other in beside if (other.x0 + other.x1) / 2 < middle], default=0.0)
    right = min([other.x0 for other in beside if (other.x0 + other.x1) / 2 > middle], default=1.0)
    wide = replace(box, x0=min(box.x0, max(left, box.x0 - reach)), x1=max(box.x1, min(right, box.x1 + reach)))
    columns = _ink(wide, image)
    if columns is None:
        return box
    gap = round(_GAP_WITHIN * tall * height)
    x0, x1 = _through(
        _inked(cv2.transpose(columns.ink)), (box.x0 * width - columns.left, box.x1 * width - columns.left), gap
    )
    return replace(box, x0=min(box.x0, (columns.left + x0) / width), x1=max(box.x1, (columns.left + x1) / width))


def ink_runs(box: Box, image: Prepared) -> list[tuple[int, int]]:
    """Columns with ink in that part of the image: first and first after it, in the image's pixels."""
    found = _ink(box, image)
    if found is None:
        return []
    inked = (_shares(found.ink, 0) > _INKED).astype(np.int8)  # rules too: the stroke of a Hangul letter looks like one
    edges = (np.flatnonzero(np.diff(np.concatenate([[0], inked, [0]]))) + found.left).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def ink_bands(box: Box, image: Prepared) -> list[tuple[int, int]]:
    """Rows with ink in that part of the image, rules left out: first and first after it, in the image's pixels."""
    found = _ink(box, image)
    if found is None:
        return []
    edges = np.flatnonzero(np.diff(np.concatenate([[0], _inked(found.ink).astype(np.int8), [0]]))) + found.top
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class _Inked:
    ink: Pixels
    left: int
    top: int


def _ink(box: Box, image: Prepared) -> _Inked | None:
    width, height = image.view.size
    left, top = max(0, round(box.x0 * width)), max(0, round(box.y0 * height))
    part = image.view.grey[top : max(0, round(box.y1 * height)), left : max(0, round(box.x1 * width))]
    return _Inked(ink_mask(part), left, top) if min(part.shape) >= _LEAST_PIXELS else None


def _inked(ink: MatLike) -> npt.NDArray[np.bool_]:
    """Which rows have ink that is no rule's."""
    is_rule = _shares(ink, 0) > _RULE
    share = _shares(ink if is_rule.all() or not is_rule.any() else ink[:, ~is_rule], 1)
    return np.asarray((share > _INKED) & (share < _RULE))


def _shares(ink: MatLike, axis: int) -> npt.NDArray[np.float64]:
    """How much of each column (axis 0) or row (axis 1) is ink, 0..1."""
    sums = np.asarray(cv2.reduce(ink, axis, cv2.REDUCE_SUM, dtype=cv2.CV_32S), dtype=np.float64)
    return np.asarray(sums.ravel() / (_FULL * ink.shape[axis]))


def _through(inked: npt.NDArray[np.bool_], span: tuple[float, float], gap: int) -> tuple[float, float]:
    """Start and end of the runs of ink that go into the span's inner part, gaps up to that many counted as ink."""
    if gap:
        inked = cv2.morphologyEx(inked.astype(np.uint8)[None], cv2.MORPH_CLOSE, np.ones((1, gap | 1), np.uint8))[0] > 0
    edges = np.flatnonzero(np.diff(np.concatenate([[0], inked.astype(np.int8), [0]])))
    starts, ends = edges[::2], edges[1::2]
    inner = _INNER * (span[1] - span[0])
    through = (ends > span[0] + inner) & (starts < span[1] - inner) & (ends - starts >= _LEAST_PIXELS / 2)
    if not through.any():
        return span
    return float(starts[through].min()), float(ends[through].max())
