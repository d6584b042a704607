"""A page on its way to the recogniser: what it looks like now, and how its pixels lead back to the sheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.domain.page import Word
from core.reading.child import geometry
from core.reading.child.geometry import Matrix
from core.reading.child.ink_map import InkMap, ink_map
from core.reading.child.slant import ink_picture
from core.reading.child.values import Pixels


@dataclass(frozen=True)
class View:
    """grey: rows and columns. back: from its pixels to those of the sheet it was made of.

    What is known of its ink is found out once: several steps ask for it.
    """

    grey: Pixels
    back: Matrix

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return int(self.grey.shape[1]), int(self.grey.shape[0])

    @cached_property
    def ink(self) -> InkMap:
        """Where it has ink, and of what size its letters are; for a view in even light."""
        return ink_map(self.grey)

    @cached_property
    def ink_picture(self) -> Pixels:
        """A small picture of its ink."""
        return ink_picture(self.grey)

    def toned(self, grey: NDArray[np.generic]) -> View:
        """Other brightness at the same places."""
        return View(np.asarray(grey, dtype=np.uint8), self.back)

    def moved(self, grey: NDArray[np.generic], back: Matrix) -> View:
        """Pixels at new places. back: from them to the places they had in this view."""
        return View(np.asarray(grey, dtype=np.uint8), self.back @ back)

    def turned(self, degrees: int) -> View:
        """Turned clockwise by 0, 90, 180 or 270 degrees."""
        if degrees == 0:
            return self
        grey = np.ascontiguousarray(np.rot90(self.grey, -degrees // 90))
        return self.moved(grey, geometry.inverse(geometry.turning(degrees, *self.size)))

    def carried(self, words: Iterable[Word], onto: View) -> tuple[Word, ...]:
        """Words that were read in this view, their boxes in fractions of another of the same page."""
        return geometry.words_through(words, geometry.inverse(onto.back) @ self.back, self.size, onto.size)

    def cropped(self, left: int, top: int, right: int, bottom: int) -> View:
        """A part, in pixels of this view."""
        return self.moved(self.grey[top:bottom, left:right], geometry.shift(left, top))
