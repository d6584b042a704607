"""Ink of the size and shape of a line of text where nothing was recognised: a person must look there.

Judged by pieces as letters are: of letter height, several side by side on one level. Seals, logos, frames, signatures
and barcodes are ink too, but not so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from core.domain.page import Box, Word
from core.reading.child.cleaning import Prepared
from core.reading.child.ink_mask import tones
from core.reading.child.rings import Ring, rings
from core.reading.child.values import Pixels

_FAINT: Final = 0.3
"""Of the contrast of paper and ink: paler is a watermark or the pattern of security paper."""
_NOISE: Final = 5.0
_MOST_NOISE: Final = 12
_HEIGHTS, _LARGE = (0.5, 2.4), (1.5, 4.0)
"""Of the page's letters: of text, and of heads and titles."""
_FRAME, _FRAME_ASPECT = (4.0, 14.0), 1.7
"""The same of a seal's frame, and its width as a share of its height: a letter may touch it."""
_REACH: Final = 0.7
"""Of a letter's height: gaps within a line are narrower, or else it is taken for two."""
_LEAST_LETTERS: Final = 4
_LEAST_WIDTH: Final = 3.5
"""Of a line, in letters' heights."""
_ROW: Final = 1.6
"""Width of a row of letters in its heights, at least: two letters of Hangul."""
_FILLED: Final = (0.12, 0.75)
"""Share of a line's box that is ink: less is a scrawl, more is a bar or a dark picture."""
_SLIM: Final = 0.2
"""Width of a barcode's bar as a share of its height."""
_FULL, _BARS = 0.85, 0.8
"""Most columns of a barcode are ink from top to bottom, or none at all; so are the rows of a frame's rules."""
_LEAST_PIECES, _REGULAR = 12, 0.08
"""Pieces of a pattern, and by which share of their size and distance they differ: letters differ by a third."""
_PAD, _SIDE_PAD = 0.35, 0.12
"""Of a letter's height: what stands so near above, below or beside a word belongs to it; a figure is hardly wider."""

Boxes = npt.NDArray[np.int64]
"""Rows of left, top, width, height in pixels."""


@dataclass(frozen=True, slots=True)
class Unread:
    """What was left unread on a page, in pixels of `Prepared.unshrunk`.

    ink: 255 where it is. letters: boxes of its pieces of letter size, as rows of left, top, width, height. large: those
    of a head's or title's size. text_height: of a typical letter. page: all of it, grey.
    """

    ink: Pixels
    letters: Boxes
    large: Boxes
    text_height: float
    page: Pixels

    @property
    def rows(self) -> list[Box]:
        """Around letters that stand side by side, in fractions of the picture: of heads, then of text, from the top."""
        high, wide = self.ink.shape
        small = _rows(self.letters, wide, self.text_height)
        heads = _rows(self.large, wide, float(np.median(self.large[:, 3]))) if len(self.large) else []
        heads = [head for head in heads if not any(_is_wider(row, head) for row in small)]
        rows = [row for part in (heads, small) for row in sorted(part, key=lambda row: int(row[1]))]
        return [_fractions(row, wide, high) for row in rows]

    @property
    def lines(self) -> list[Box]:
        """Around what looks like lines of text, in fractions of the picture."""
        if len(self.letters) < _LEAST_LETTERS:
            return []
        high, wide = self.ink.shape
        lines = _lines(self.letters, wide, self.text_height)
        found = [line for line in lines if _is_line(line, self.letters, self.ink, self.text_height)]
        seals = rings(_ink(self.page), self.text_height) if found else []
        return [
            _fractions(line, wide, high)
            for line in found
            if not any(_runs_around(line, self.letters, seal) for seal in seals)
        ]


def unread(words: Sequence[Word], image: Prepared) -> Unread:
    """The ink in which no word was recognised.

    Args:
        words: what was recognised in the image, boxes in fractions of it.
        image: what was read.
    """
    tall = image.text_height * image.shrunk  # letters of a page that was shrunk run into one another
    if not tall:
        nothing, none = np.zeros((1, 1), np.uint8), np.zeros((0, 4), np.int64)
        return Unread(nothing, none, none, 1.0, nothing)
    ink = _without_words(_ink(image.unshrunk.grey), words, tall)
    pieces = _pieces(ink, tall)
    letters, large = (_of_height(pieces, span, tall) for span in (_HEIGHTS, _LARGE))
    return Unread(ink, letters, _unframed(large, pieces, tall), tall, image.unshrunk.grey)


def _ink(grey: Pixels) -> Pixels:
    """255 where something stands out from the paper, also faintly."""
    found = tones(grey)
    noise = _NOISE * max(2, min(found.noise, _MOST_NOISE))
    cut = min(found.paper - _FAINT * (found.paper - found.dark), found.paper - noise)
    return np.asarray(cv2.threshold(grey, cut, 255, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)


def _without_words(ink: Pixels, words: Sequence[Word], text_height: float) -> Pixels:
    high, wide = ink.shape
    pad, side = _PAD * text_height, _SIDE_PAD * text_height
    for word in words:
        box = word.box
        top, bottom = max(0, round(box.y0 * high - pad)), round(box.y1 * high + pad)
        left, right = max(0, round(box.x0 * wide - side)), round(box.x1 * wide + side)
        ink[top:bottom, left:right] = 0
    return ink


def _pieces(ink: Pixels, text_height: float) -> Boxes:
    """Connected pieces. The strokes of a Hangul letter lie apart: they are joined first."""
    reach = max(1, round(0.12 * text_height))
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((reach * 2 + 1, reach + 1), np.uint8))
    return _boxes(np.asarray(joined, dtype=np.uint8))


def _of_height(pieces: Boxes, span: tuple[float, float], text_height: float) -> Boxes:
    """Those that may be letters of that height, in the page's letters' heights."""
    wide, high = pieces[:, 2], pieces[:, 3]
    least, most = span[0] * text_height, span[1] * text_height
    fits = (high >= least) & (high <= most) & (wide <= 3 * most) & (wide > _SLIM * high)
    return np.asarray(pieces[fits], dtype=np.int64)


def _unframed(letters: Boxes, pieces: Boxes, text_height: float) -> Boxes:
    """Those that lie in no seal's frame: it stands so near to a head that they would be read with it."""
    least, most = _FRAME[0] * text_height, _FRAME[1] * text_height
    wide, high = pieces[:, 2], pieces[:, 3]
    fits = (high >= least) & (high <= most) & (wide >= least) & (wide <= _FRAME_ASPECT * high)
    inside = {tuple(letter) for frame in pieces[fits] for letter in _within(frame, letters).tolist()}
    return letters[[tuple(letter) not in inside for letter in letters.tolist()]]


def _rows(letters: Boxes, width: int, text_height: float) -> list[Boxes]:
    lines = _lines(letters, width, text_height) if len(letters) else letters
    return [*lines[(lines[:, 2] >= _ROW * lines[:, 3]) & (lines[:, 3] <= _HEIGHTS[1] * text_height)]]


def _boxes(ink: Pixels) -> Boxes:
    """Around each connected piece of ink, by its outline: twenty times faster than labelling its pixels."""
    outlines, nesting = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return np.zeros((0, 4), dtype=np.int64)
    owners = np.asarray(nesting)[0, :, 3].tolist()  # what lies in another piece is a hole
    boxes = [cv2.boundingRect(outline) for outline, owner in zip(outlines, owners, strict=True) if owner < 0]
    return np.array(boxes, dtype=np.int64)


def _lines(letters: Boxes, width: int, text_height: float) -> Boxes:
    """Boxes around letters that stand side by side, looked for where there are letters alone. width: of the picture."""
    reach = round(_REACH * text_height) * 2 + 1
    (x0, y0), (x1, y1) = letters[:, :2].min(axis=0), (letters[:, :2] + letters[:, 2:]).max(axis=0)
    x0, x1 = max(0, x0 - reach), min(width, x1 + reach)
    filled = np.zeros((y1 - y0, x1 - x0), np.uint8)
    for left, top, wide, high in letters.tolist():
        filled[top - y0 : top - y0 + high, left - x0 : left - x0 + wide] = 255
    joined = cv2.morphologyEx(filled, cv2.MORPH_CLOSE, np.ones((1, reach), np.uint8))
    boxes = _boxes(np.asarray(joined, dtype=np.uint8))
    return np.asarray(boxes + np.array([x0, y0, 0, 0]), dtype=np.int64)


def _is_wider(row: Boxes, other: Boxes) -> bool:
    """True if the row goes through the other's middle and is as wide: some of its letters were too low for a head's."""
    return len(_within(row, other[None])) > 0 and bool(row[2] >= other[2])


def _fractions(line: Boxes, width: int, height: int) -> Box:
    left, top, across, down = (int(side) for side in line)
    return Box(left / width, top / height, (left + across) / width, (top + down) / height)


def _within(line: Boxes, letters: Boxes) -> Boxes:
    """The letters whose middles lie in the line."""
    left, top, wide, high = (int(side) for side in line)
    middles = letters[:, :2] + letters[:, 2:] / 2
    inside = (
        (middles[:, 0] >= left)
        & (middles[:, 0] <= left + wide)
        & (middles[:, 1] >= top)
        & (middles[:, 1] <= top + high)
    )
    return np.asarray(letters[inside])


def _runs_around(line: Boxes, letters: Boxes, seal: Ring) -> bool:
    return all(seal.has(x + wide / 2, y + high / 2) for x, y, wide, high in _within(line, letters).tolist())


def _is_pattern(line: Boxes, letters: Boxes) -> bool:
    """True for many pieces of one size at one distance, as the dots of a frame are: they say nothing."""
    pieces = _within(line, letters)
    if len(pieces) < _LEAST_PIECES:
        return False
    pieces = pieces[np.argsort(pieces[:, 0])]
    steps = np.diff(pieces[:, 0] + pieces[:, 2] / 2)
    return all(float(np.std(sizes)) < _REGULAR * float(np.mean(sizes)) for sizes in (pieces[:, 2], pieces[:, 3], steps))


def _is_line(line: Boxes, letters: Boxes, ink: Pixels, text_height: float) -> bool:
    left, top, wide, high = (int(side) for side in line)
    if high > _HEIGHTS[1] * text_height or wide < _LEAST_WIDTH * high:
        return False
    if len(_within(line, letters)) < _LEAST_LETTERS or _is_pattern(line, letters):
        return False
    least, most = _FILLED
    part = ink[top : top + high, left : left + wide] > 0
    columns, rows = part.mean(axis=0), part.mean(axis=1)
    if _is_striped(columns) or (_is_striped(rows) and float(rows.max()) > _FULL):
        return False
    return least < float(part.mean()) < most


def _is_striped(shares: npt.NDArray[np.float64]) -> bool:
    """True for a barcode, by its columns, and for a piece of a double frame, by its rows."""
    return float(((shares > _FULL) | (shares < 1 - _FULL)).mean()) > _BARS
