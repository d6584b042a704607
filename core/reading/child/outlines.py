"""The outlines of what is ink on a page, found once for all steps that look at pieces of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
from cv2.typing import MatLike

from core.reading.child.ink_mask import ink_mask
from core.reading.child.values import Pixels

Boxes = npt.NDArray[np.int64]
"""Rows of left, top, width, height in pixels."""


@dataclass(frozen=True, slots=True)
class Outlined:
    """Pieces of ink. ink: 255 where it is. outer: their outlines without those of holes. boxes: around these."""

    ink: Pixels
    outer: Sequence[MatLike]
    boxes: Boxes


def outlined(grey: Pixels) -> Outlined:
    """Look at a page in even light (labelling pixels would take twenty times as long)."""
    ink = ink_mask(grey)
    found, nesting = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    owners = np.asarray(nesting).reshape(-1, 4)[:, 3] if found else ()
    outer = [outline for outline, owner in zip(found, owners, strict=True) if owner < 0]
    return Outlined(ink, outer, boxes_of(outer))


def boxes_of(outlines: Sequence[MatLike]) -> Boxes:
    """Around each outline."""
    return np.array([cv2.boundingRect(outline) for outline in outlines], dtype=np.int64).reshape(-1, 4)
