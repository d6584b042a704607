"""Which way is up: the direction of the lines by their looks, and the way along them by reading a few."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

from core.domain.page import Word
from core.reading.child.cleaning import Prepared, prepared
from core.reading.child.halving import halvings
from core.reading.child.ink_mask import ink_mask
from core.reading.child.recogniser import Recogniser
from core.reading.child.slant import SIDE, runs_down
from core.reading.child.view import View

POOR: Final = 0.7
"""Pages read the right way up had 0.85 and more, others 0.59 at most (40 pages of eleven kinds)."""
_BAND: Final = 7.0
"""Text heights of the part that is read to tell: two or three lines."""
_GAP: Final = 1.5
_SURE: Final = 0.8


def is_sideways(view: View) -> bool:
    """True if the lines of text run from top to bottom or from bottom to top."""
    ink = view.ink
    if not ink.text_height:
        return False
    return runs_down(view.ink_picture, ink.text_height / 2 ** halvings(view.grey, SIDE))


def by_promise(view: View, turns: Iterable[int], recogniser: Recogniser) -> dict[int, int]:
    """Those turns (degrees clockwise) and how many letters of a few lines are read surely with each, the best first."""
    found = {turn: sure_letters(_read_band(prepared(view.turned(turn)), recogniser)) for turn in turns}
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def sure_letters(words: Iterable[Word]) -> int:
    """How many letters and figures were read surely: few on a page that is upside down, however lucky its lines."""
    return sum(sum(map(str.isalnum, word.text)) for word in words if word.confidence >= _SURE)


def _read_band(image: Prepared, recogniser: Recogniser) -> tuple[Word, ...]:
    grey = image.view.grey
    high = min(grey.shape[0], max(40, round(_BAND * image.text_height)))
    rows = (ink_mask(grey) > 0).sum(axis=1, dtype=np.int64)
    sums = np.concatenate([[0], np.cumsum(rows)])
    top = int((sums[high:] - sums[:-high]).argmax())
    bottom = _gap(rows, top + high, round(_GAP * image.text_height))
    top = _gap(rows, top, -round(_GAP * image.text_height))
    return recogniser.read(np.ascontiguousarray(grey[top:bottom]), image.dpi)


def _gap(rows: npt.NDArray[np.int64], row: int, reach: int) -> int:
    """The emptiest row from there to there and so far on: no line of text is to be cut along its middle."""
    start, end = max(0, min(row, row + reach)), min(len(rows), max(row, row + reach) + 1)
    return start + int(rows[start:end].argmin()) if start < end else min(row, len(rows))
