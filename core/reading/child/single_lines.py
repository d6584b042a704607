"""What the networks that read single lines have in common: how a line is shown to them, and what they tell of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final, Protocol

import cv2
import numpy as np

import resources
from core.reading.child.values import Pixels

_MIDDLE: Final = 127.5


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter or sign. text: empty if it is of another script. sure: 0..1."""

    text: str
    sure: float


Line = tuple[Letter, ...]


class Reader(Protocol):
    """Reads single lines."""

    def read(self, grey: Pixels) -> Line:
        """The letters of one line from left to right; none if there are none, or it cannot be read."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a network wants its lines, in pixels.

    layers: how often the grey picture is given. least, most: widths; a wider line takes long and much memory. step:
    what the width is a multiple of. narrowed: by what factor lines may be made narrower than they are.
    """

    height: int
    layers: int
    least: int
    most: int
    step: int = 1
    narrowed: float = 1.0


class LineReader:
    """Reads single lines by a network.

    Args:
        net: gives a row of likelihoods for each step from left to right, one for each of the letters.
        letters: what those stand for; the first stands for no letter.
        shape: how it wants its lines.
    """

    def __init__(self, net: Any, letters: tuple[str, ...], shape: Shape) -> None:
        self._net = net
        self._letters = letters
        self._shape = shape

    def read(self, grey: Pixels) -> Line:
        """The letters of one line from left to right; none if there are none, or it cannot be read."""
        shape, (height, width) = self._shape, grey.shape[:2]
        wide = round(shape.narrowed * width * shape.height / height / shape.step) * shape.step
        wide = max(shape.least, wide)
        if wide > shape.most:
            return ()
        how = cv2.INTER_AREA if height > shape.height else cv2.INTER_CUBIC
        line = cv2.resize(grey, (wide, shape.height), interpolation=how).astype(np.float32) / _MIDDLE - 1
        try:
            shown = np.broadcast_to(line, (1, shape.layers, shape.height, wide))
            self._net.setInput(np.ascontiguousarray(shown))
            likely = self._net.forward()[0]
        except cv2.error:
            return ()
        return tuple(self._told(likely.argmax(axis=1).tolist(), likely.max(axis=1).tolist()))

    def _told(self, best: Iterable[int], sure: Iterable[float]) -> Iterable[Letter]:
        """A letter is told in several steps on end; between two alike is a step without one."""
        for number, steps in groupby(zip(best, sure, strict=True), key=lambda step: step[0]):
            if number:
                yield Letter(self._letters[number], max(step[1] for step in steps))


def loaded(name: str, shape: Shape, *, last: str = "", script: tuple[str, str] = ("", "\U0010ffff")) -> Reader | None:
    """The reader that comes along in the folder of that name; None if this system's OpenCV cannot load it.

    Args:
        name: of a folder of `resources`.
        shape: how its network wants lines.
        last: letters that its network knows after those of the list.
        script: letters from the first to before the second are told; others are of another script.
    """
    folder = resources.path(name)
    try:
        letters = (folder / "letters.txt").read_text("utf-8").removesuffix("\n").split("\n")
        net = cv2.dnn.readNetFromONNX(str(folder / "lines.onnx"))
    except (OSError, cv2.error):
        return None
    known = (letter if script[0] <= letter < script[1] else "" for letter in (*letters, *last))
    return LineReader(net, ("", *known), shape)
