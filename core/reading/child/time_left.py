"""How long a page may be looked at again: what is read must not hang on what else the machine does."""

from __future__ import annotations

import time
from collections.abc import Callable


def time_left(work: float, clock: float) -> Callable[[], bool]:
    """A function that is true until so much time is over.

    Args:
        work: seconds of this processor.
        clock: seconds of the clock, for a machine that has others to serve.
    """
    ends = time.process_time() + work, time.monotonic() + clock
    return lambda: time.process_time() < ends[0] and time.monotonic() < ends[1]
