"""Where pixels go: matrices from one picture of a page to another, and words' boxes through them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from core.domain.page import Box, Word

Matrix = npt.NDArray[np.float64]
"""Three by three; acts on columns (x, y, 1) in pixels."""


def identity() -> Matrix:
    """Leaves all as it is."""
    return np.eye(3)


def shift(x: float, y: float) -> Matrix:
    """Moves by that many pixels."""
    return np.array([[1.0, 0.0, x], [0.0, 1.0, y], [0.0, 0.0, 1.0]])


def scaling(factor: float) -> Matrix:
    """Enlarges by that factor, pixel centres to pixel centres nearly enough for a word's box."""
    return np.diag([factor, factor, 1.0])


def turning(degrees: int, width: int, height: int) -> Matrix:
    """Turns a picture of that size clockwise by 0, 90, 180 or 270 degrees, into the positive quadrant again."""
    return {
        0: np.eye(3),
        90: np.array([[0.0, -1.0, height], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]),
        180: np.array([[-1.0, 0.0, width], [0.0, -1.0, height], [0.0, 0.0, 1.0]]),
        270: np.array([[0.0, 1.0, 0.0], [-1.0, 0.0, width], [0.0, 0.0, 1.0]]),
    }[degrees]


def inverse(matrix: Matrix) -> Matrix:
    """The way back."""
    return np.asarray(np.linalg.inv(matrix), dtype=np.float64)


def words_through(
    words: Iterable[Word], matrix: Matrix, size_from: tuple[int, int], size_to: tuple[int, int]
) -> tuple[Word, ...]:
    """The words with their boxes carried from one picture to another.

    Args:
        words: with boxes in fractions of the first picture.
        matrix: from the first picture's pixels to the second's.
        size_from: width and height of the first picture.
        size_to: width and height of the second picture.
    """
    return tuple(replace(word, box=box_through(word.box, matrix, size_from, size_to)) for word in words)


def box_through(box: Box, matrix: Matrix, size_from: tuple[int, int], size_to: tuple[int, int]) -> Box:
    """The upright box that has the corners' new places on its rim, half way between inner and outer.

    A slanted box has no exact upright counterpart: the mean of its two left corners, and so on, keeps the height of a
    line of text instead of adding the slant of a long word to it.
    """
    xs, ys = np.array([box.x0, box.x1, box.x1, box.x0]), np.array([box.y0, box.y0, box.y1, box.y1])
    corners = np.stack([xs * size_from[0], ys * size_from[1], np.ones(4)])
    x, y, w = matrix @ corners
    x, y = np.sort(x / w / size_to[0]), np.sort(y / w / size_to[1])
    sides = (x[:2].mean(), y[:2].mean(), x[2:].mean(), y[2:].mean())
    x0, y0, x1, y1 = (float(min(1.0, max(0.0, side))) for side in sides)
    return Box(x0, y0, x1, y1)
