"""Times sorted into bands, each a tenth wider than the one before: what percentiles are told from.

A percentile is the middle of the band it falls into, so it is at most 5 % off (from one millisecond to 90 days).
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

RATIO: Final = 1.1
COUNT: Final = 240
ERROR: Final = math.sqrt(RATIO) - 1
"""By how much a percentile may be off, as a share of itself."""
_FIRST: Final = 1_000
LOWS: Final = (0, *(round(_FIRST * RATIO**band) for band in range(COUNT - 1)))
"""Where each band begins, in microseconds; the last one holds everything beyond."""


def band_of(micros: int) -> int:
    """The band of a time in microseconds."""
    return bisect_right(LOWS, micros) - 1


def middle(band: int) -> float:
    """What a band stands for, in seconds."""
    if band == 0:
        return _FIRST / 2_000_000
    low = LOWS[band]
    return low * math.sqrt(RATIO) / 1_000_000


def percentile(bands: Sequence[int], share: float) -> float | None:
    """The time that `share` (0..1) of all counted ones do not exceed, in seconds; None if none were counted."""
    total = sum(bands)
    if not total:
        return None
    rank, seen = max(1, math.ceil(share * total)), 0
    for band, number in enumerate(bands):
        seen += number
        if seen >= rank:
            return middle(band)
    return middle(len(bands) - 1)  # never: the ranks end with the total


def beyond(bands: Sequence[int], seconds: float) -> int:
    """How many lie in the bands above that of a target; one in its own band kept it, to within a band's width."""
    return sum(bands[band_of(round(seconds * 1_000_000)) + 1 :])
