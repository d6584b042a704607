"""A page with drawn lines, and a recogniser that reads each line as it was told to."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw

from core.domain.page import Box, Engine, Word
from core.reading.child import geometry
from core.reading.child.cleaning import Prepared
from core.reading.child.values import Pixels
from core.reading.child.view import View
from tests.documents.pen import REGULAR, font

SIZE, TALL, LEFT, TOP, WIDE, HIGH = 40, 32.0, 200, 300, 1000, 800


class Says:
    """A recogniser that reads each line as it was told to, in that language."""

    engine = Engine("says", "1")
    languages = ("kor", "eng")

    def __init__(self, confidence: float = 0.92, **texts: str) -> None:
        self._texts, self._confidence = texts, confidence
        self.asked = 0

    def read(self, grey: Pixels, dpi: int) -> tuple[Word, ...]:
        raise AssertionError

    def read_line(self, grey: Pixels, dpi: int, language: str) -> tuple[Word, ...]:
        self.asked += 1
        texts = self._texts.get(language, "").split()
        return tuple(Word(text, Box(0.1, 0.1, 0.9, 0.9), self._confidence, 0) for text in texts)

    def close(self) -> None:
        """Nothing is open."""


def shown(text: str) -> tuple[Prepared, Callable[..., Word]]:
    """A page with one line, and a maker of words that stand in all of its width."""
    image = Image.new("L", (WIDE, HIGH), 250)
    ImageDraw.Draw(image).text((LEFT, TOP), text, fill=20, font=font(REGULAR, SIZE))
    view = View(np.asarray(image, dtype=np.uint8), geometry.identity())
    end = LEFT + font(REGULAR, SIZE).getlength(text)

    def word(read: str, confidence: float, *, touched: bool = False, top: float = 6, bottom: float = SIZE) -> Word:
        box = Box(LEFT / WIDE, (TOP + top) / HIGH, end / WIDE, (TOP + bottom) / HIGH)
        return Word(read, box, confidence, 0, touched)

    return Prepared(view, 200, TALL, view), word
