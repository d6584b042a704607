"""Round seals printed in black: what runs around between their two circles is a school's name, and no line of text."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import permutations
from typing import Final

import cv2
from cv2.typing import MatLike

from core.reading.child.values import Pixels

_SIZES: Final = (3.0, 24.0)
"""Across, in heights of the page's letters."""
_ROUND, _FULL = 0.12, 0.08
"""How much a circle may differ from one: in its sides, as a share of one, and in its area."""
_CONCENTRIC: Final = 0.1
"""Of the outer one's radius, that two middles may lie apart."""
_BAND: Final = (0.5, 0.92)
"""The inner circle's radius as a share of the outer one's: nearer are the two edges of one stroke."""


@dataclass(frozen=True, slots=True)
class Ring:
    """Two circles with one middle, in pixels."""

    x: float
    y: float
    inner: float
    outer: float

    def has(self, x: float, y: float) -> bool:
        """True for a place between the circles."""
        return self.inner < math.hypot(x - self.x, y - self.y) < self.outer


@dataclass(frozen=True, slots=True)
class _Circle:
    x: float
    y: float
    radius: float


def rings(ink: Pixels, text_height: float) -> list[Ring]:
    """The rings on a page.

    Args:
        ink: 255 where it is.
        text_height: of a typical letter, in pixels.
    """
    outlines, _ = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    circles = [circle for outline in outlines if (circle := _circle(outline, text_height)) is not None]
    return [
        Ring(outer.x, outer.y, inner.radius, outer.radius)
        for outer, inner in permutations(circles, 2)
        if _BAND[0] * outer.radius < inner.radius < _BAND[1] * outer.radius
        and math.hypot(outer.x - inner.x, outer.y - inner.y) < _CONCENTRIC * outer.radius
    ]


def _circle(outline: MatLike, text_height: float) -> _Circle | None:
    left, top, wide, high = cv2.boundingRect(outline)
    if not _SIZES[0] * text_height < min(wide, high) <= max(wide, high) < _SIZES[1] * text_height:
        return None
    if abs(wide - high) > _ROUND * max(wide, high):
        return None
    if abs(cv2.contourArea(outline) / (math.pi / 4 * wide * high) - 1) > _FULL:
        return None
    return _Circle(left + wide / 2, top + high / 2, (wide + high) / 4)
