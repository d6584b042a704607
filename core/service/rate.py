"""How often a client may ask: a bucket of tokens for each, filled evenly."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

_MOST_CLIENTS: Final = 4096


class Rate:
    """Used in one thread. A client that was quiet may ask for a minute's worth at once.

    Args:
        per_minute: how often one client may ask.
        now: seconds of a clock that never jumps.
    """

    def __init__(self, per_minute: int, now: Callable[[], float] = time.monotonic) -> None:
        self._size = float(per_minute)
        self._per_second = per_minute / 60
        self._now = now
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> int:
        """Count one request; 0 if it is fine, else the seconds to wait."""
        left = self._filled(client)
        if left < 1:
            return max(1, round((1 - left) / self._per_second))
        self._left[client] = (left - 1, self._now())
        self._left.move_to_end(client)
        if len(self._left) > _MOST_CLIENTS:
            self._left.popitem(last=False)
        return 0

    def wait(self, client: str) -> int:
        """As `take`, without counting."""
        left = self._filled(client)
        return 0 if left >= 1 else max(1, round((1 - left) / self._per_second))

    def _filled(self, client: str) -> float:
        left, at = self._left.get(client, (self._size, 0.0))
        return min(self._size, left + (self._now() - at) * self._per_second)
