"""A second reader of figures and Latin letters: a network for single lines, trained quite otherwise than Tesseract.

It knows no Hangul, and a line with some confuses it. What it takes for another script tells that the place holds more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, Final

import cv2
import numpy as np

import resources
from core.reading.child.values import Pixels

_HEIGHT: Final = 48
"""Pixels; what the network was trained on."""
_LEAST_WIDTH, _MOST_WIDTH = 32, 960
"""A wider line takes long and much memory, and is no single word."""
_LATIN_END: Final = "\u0250"
_NARROWED: Final = 0.75
"""So much narrower than they are lines are read as well, and a sixth faster; at half their width no longer."""
_MIDDLE: Final = 127.5


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter or sign. text: empty if it is of another script. sure: 0..1."""

    text: str
    sure: float


Line = tuple[Letter, ...]


class LatinReader:
    """Reads single lines.

    Args:
        net: gives a row of likelihoods for each step from left to right, one for each of the letters.
        letters: what those stand for; the first stands for no letter.
    """

    def __init__(self, net: Any, letters: tuple[str, ...]) -> None:
        self._net = net
        self._letters = letters

    def read(self, grey: Pixels) -> Line:
        """The letters of one line from left to right; none if there are none, or it cannot be read."""
        height, width = grey.shape[:2]
        wide = max(_LEAST_WIDTH, round(_NARROWED * width * _HEIGHT / height))
        if wide > _MOST_WIDTH:
            return ()
        how = cv2.INTER_AREA if height > _HEIGHT else cv2.INTER_CUBIC
        line = cv2.resize(grey, (wide, _HEIGHT), interpolation=how).astype(np.float32) / _MIDDLE - 1
        try:
            self._net.setInput(np.ascontiguousarray(np.broadcast_to(line, (1, 3, _HEIGHT, wide))))
            likely = self._net.forward()[0]
        except cv2.error:
            return ()
        return tuple(self._told(likely.argmax(axis=1).tolist(), likely.max(axis=1).tolist()))

    def _told(self, best: Iterable[int], sure: Iterable[float]) -> Iterable[Letter]:
        """A letter is told in several steps on end; between two alike is a step without one."""
        for number, steps in groupby(zip(best, sure, strict=True), key=lambda step: step[0]):
            if number:
                letter = self._letters[number]
                yield Letter(letter if letter < _LATIN_END else "", max(step[1] for step in steps))


@cache
def latin_reader() -> LatinReader | None:
    """The reader, loaded when first asked for; None if this system's OpenCV cannot load it."""
    folder = resources.path("latin")
    try:
        letters = (folder / "letters.txt").read_text("utf-8").removesuffix("\n").split("\n")
        net = cv2.dnn.readNetFromONNX(str(folder / "lines.onnx"))
    except (OSError, cv2.error):
        return None
    return LatinReader(net, ("", *letters, " "))
