"""One place of a page read again, closer, because a person pointed at it."""

from __future__ import annotations

from typing import Final

import numpy as np

from core.domain.page import Box, Word
from core.errors import InputError
from core.reading.child import geometry
from core.reading.child.cleaning import Prepared, flattened, levelled
from core.reading.child.close_up import DPI, Reading, bands, scaled, surest
from core.reading.child.document import PagedDocument
from core.reading.child.lines import number_lines
from core.reading.child.pages import sheet_as_shown
from core.reading.child.recogniser import Recogniser
from core.reading.child.second_look import looked_again
from core.reading.child.view import View

_LEAST_PIXELS: Final = 4
_BLOCK_HEIGHT: Final = 26.0
"""Pixels to which the tallest of several lines is scaled."""


class RegionPages:
    """The pages of one open document, cleaned when first asked for; the last one is kept."""

    def __init__(self, document: PagedDocument) -> None:
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
        heights = bands(part)
        languages = ("+".join(recogniser.languages), *recogniser.languages)
        found = _read_block(part, max(heights), recogniser) if len(heights) > 1 else surest(part, languages, recogniser)
        return number_lines(geometry.words_through(found.words, found.view.back, found.view.size, size))

    def _page(self, number: int, turned: int) -> tuple[View, tuple[int, int]]:
        key = (number, turned)
        if self._last is None or self._last[0] != key:
            self._last = None
            sheet = sheet_as_shown(self._document, number, turned)
            self._last = key, levelled(flattened(sheet).view), (sheet.width, sheet.height)
        return self._last[1], self._last[2]


def _cut(view: View, size: tuple[int, int], box: Box) -> View:
    """The place alone."""
    place = geometry.box_through(box, geometry.inverse(view.back), size, view.size)
    wide, high = view.size
    left, top = int(place.x0 * wide), int(place.y0 * high)
    right, bottom = int(np.ceil(place.x1 * wide)), int(np.ceil(place.y1 * high))
    if right - left < _LEAST_PIXELS or bottom - top < _LEAST_PIXELS:
        raise InputError("The marked place is too small to be read; mark a larger one.", code="bad_region")
    return view.cropped(left, top, right, bottom)


def _read_block(part: View, tallest: int, recogniser: Recogniser) -> Reading:
    """Several lines, then doubtful pieces of them again."""
    view = scaled(part, _BLOCK_HEIGHT / tallest)
    image = Prepared(view, DPI, _BLOCK_HEIGHT, view)
    words = recogniser.read(image.view.grey, image.dpi)
    return Reading(image.view, looked_again(words, image, recogniser))
