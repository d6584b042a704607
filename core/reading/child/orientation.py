"""Which way is up: the direction of the lines by their looks, and the way along them by reading a few."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np

from core.domain.page import Word
from core.reading.child.cleaning import Prepared, prepared
from core.reading.child.halving import halvings
from core.reading.child.ink_mask import ink_mask
from core.reading.child.quality import confidence
from core.reading.child.recogniser import Recogniser
from core.reading.child.slant import SIDE, runs_down
from core.reading.child.view import View

POOR: Final = 0.7
"""Pages read the right way up had 0.85 and more, others 0.59 at most (40 pages of eleven kinds)."""
_BAND: Final = 7.0
"""Text heights of the part that is read to tell: two or three lines."""


def is_sideways(view: View) -> bool:
    """True if the lines of text run from top to bottom or from bottom to top."""
    ink = view.ink
    if not ink.text_height:
        return False
    return runs_down(view.ink_picture, ink.text_height / 2 ** halvings(view.grey, SIDE))


def best_turn(view: View, turns: Iterable[int], recogniser: Recogniser) -> tuple[int, float]:
    """Which of those turns (degrees clockwise) reads best, and how well: the confidence of a few lines."""
    found = {turn: confidence(_read_band(prepared(view.turned(turn)), recogniser)) for turn in turns}
    best = max(found, key=lambda turn: found[turn])
    return best, found[best]


def _read_band(image: Prepared, recogniser: Recogniser) -> tuple[Word, ...]:
    grey = image.view.grey
    high = min(grey.shape[0], max(40, round(_BAND * image.text_height)))
    rows = (ink_mask(grey) > 0).sum(axis=1, dtype=np.int64)
    sums = np.concatenate([[0], np.cumsum(rows)])
    top = int((sums[high:] - sums[:-high]).argmax())
    return recogniser.read(np.ascontiguousarray(grey[top : top + high]), image.dpi)
