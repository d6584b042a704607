"""One place of a page read again, closer, because a person pointed at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from core.domain.page import Box, Word
from core.errors import InputError
from core.reading.child import geometry
from core.reading.child.cleaning import Prepared, flattened, levelled
from core.reading.child.document import Document
from core.reading.child.ink_mask import ink_mask
from core.reading.child.lines import number_lines
from core.reading.child.pages import sheet_as_shown
from core.reading.child.quality import confidence
from core.reading.child.recogniser import Recogniser
from core.reading.child.second_look import looked_again, speaks
from core.reading.child.view import View

_LEAST_PIXELS: Final = 4
_HEIGHTS: Final = (21.0, 27.0, 18.0, 24.0)
"""Pixels to which a line's ink is scaled, what rises and hangs included, one after the other until a reading is sure.
Of 343 lines of eight kinds one height alone had 318 to 327 right, the surest of two 331, of four 333; 34 pixels 319."""
_SURE: Final = 0.9
_BLOCK_HEIGHT: Final = 26.0
_MOST_SCALE: Final = 6.0
_MOST_PIXELS: Final = 12_000_000
_DPI: Final = 250
_RIM: Final = 12
_INKED_SHARE: Final = 0.004
"""Of a row: less is a speck or the edge of a letter from the line above."""
_LEAST_BAND: Final = 0.3
"""Of the tallest band of ink: lower bands are dots, accents and cut-off neighbours."""


class RegionPages:
    """The pages of one open document, cleaned when first asked for; the last one is kept."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._last: tuple[tuple[int, int], View, tuple[int, int]] | None = None

    def words(self, number: int, turned: int, box: Box, recogniser: Recogniser) -> tuple[Word, ...]:
        """What stands in that box.

        Args:
            number: of the page, 1-based.
            turned: degrees clockwise by which the page was turned to be shown.
            box: in fractions of the page as shown.
            recogniser: who reads.

        Returns:
            Words in reading order, boxes in fractions of the page as shown.

        Raises:
            InputError: the page cannot be read, or the box holds no pixels.
            EngineError: the engine failed.
        """
        view, size = self._page(number, turned)
        part = _cut(view, size, box)
        heights = _bands(part)
        found = (
            _read_block(part, max(heights), recogniser) if len(heights) > 1 else _read_line(part, heights, recogniser)
        )
        return number_lines(geometry.words_through(found.words, found.image.view.back, found.image.view.size, size))

    def _page(self, number: int, turned: int) -> tuple[View, tuple[int, int]]:
        key = (number, turned)
        if self._last is None or self._last[0] != key:
            self._last = None
            sheet = sheet_as_shown(self._document, number, turned)
            self._last = key, levelled(flattened(sheet).view), (sheet.width, sheet.height)
        return self._last[1], self._last[2]


@dataclass(frozen=True, slots=True)
class _Reading:
    """Words, and the picture that they were read from."""

    image: Prepared
    words: tuple[Word, ...]


def _cut(view: View, size: tuple[int, int], box: Box) -> View:
    """The place alone."""
    place = geometry.box_through(box, geometry.inverse(view.back), size, view.size)
    wide, high = view.size
    left, top = int(place.x0 * wide), int(place.y0 * high)
    right, bottom = int(np.ceil(place.x1 * wide)), int(np.ceil(place.y1 * high))
    if right - left < _LEAST_PIXELS or bottom - top < _LEAST_PIXELS:
        raise InputError("The marked place is too small to be read; mark a larger one.", code="bad_region")
    return view.cropped(left, top, right, bottom)


def _bands(part: View) -> list[int]:
    """Heights of the bands of ink in pixels, one for each line of text."""
    rows = (ink_mask(part.grey) > 0).mean(axis=1) > _INKED_SHARE
    edges = np.flatnonzero(np.diff(np.concatenate([[0], rows.astype(np.int8), [0]])))
    heights = [int(end - start) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    tallest = max(heights, default=0)
    return [height for height in heights if height > _LEAST_BAND * tallest]


def _read_line(part: View, heights: list[int], recogniser: Recogniser) -> _Reading:
    """The surest of several readings: at several sizes, in all languages together and in each alone."""
    best = _Reading(Prepared(part, _DPI, 0.0), ())
    for wanted in _HEIGHTS if heights else ():
        image = _scaled(part, wanted / heights[0])
        for languages in ("+".join(recogniser.languages), *recogniser.languages):
            words = recogniser.read_line(image.view.grey, image.dpi, languages)
            if speaks(languages, words) and confidence(words) > confidence(best.words):
                best = _Reading(image, words)
        if confidence(best.words) >= _SURE:
            break
    return best


def _read_block(part: View, tallest: int, recogniser: Recogniser) -> _Reading:
    image = _scaled(part, _BLOCK_HEIGHT / tallest)
    return _Reading(image, looked_again(recogniser.read(image.view.grey, image.dpi), image, recogniser))


def _scaled(part: View, scale: float) -> Prepared:
    """At that size, with a rim of paper."""
    scale = float(min(scale, _MOST_SCALE, (_MOST_PIXELS / part.grey.size) ** 0.5))
    how = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
    part = part.moved(cv2.resize(part.grey, None, fx=scale, fy=scale, interpolation=how), geometry.scaling(1 / scale))
    paper = int(np.median(part.grey))
    rim = cv2.copyMakeBorder(part.grey, _RIM, _RIM, _RIM, _RIM, cv2.BORDER_CONSTANT, value=(paper,))
    return Prepared(part.moved(rim, geometry.shift(-_RIM, -_RIM)), _DPI, 0.0)
