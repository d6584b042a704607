"""Where the marks of an axis stand, and how long a time is said."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from desktop.ui.shown import duration
from desktop.ui.words import Words

_NICE: Final = (
    0.001, 0.01, 0.1, 1, 10, 60, 600, 3600, 6 * 3600, 86_400, 7 * 86_400, 30 * 86_400, 365 * 86_400,
)  # fmt: skip
_STEPS: Final = (0.001, 0.01, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 4 * 3600, 86_400, 7 * 86_400)
_MARKS: Final = 5
_DAY: Final = 86_400
_SHORT: Final = 0.1


def said(seconds: float, words: Words) -> str:
    """A time in as few letters as an axis has room for."""
    if seconds < _SHORT:
        return f"{seconds * 1000:.0f} ms"
    if seconds >= 2 * _DAY:
        return f"{seconds / _DAY:.0f} {'일' if words.language == 'ko' else 'd'}"
    text = duration(round(seconds) if seconds >= _DAY / 24 / 60 else seconds, words)
    # A round time is said without its zeros; in either language they stand behind the first space.
    return text.partition(" ")[0] if _is_round(seconds) and words.language == "ko" else _short(text, seconds)


def _is_round(seconds: float) -> bool:
    return seconds % 60 == 0 and seconds >= 60 and (seconds < 3600 or seconds % 3600 == 0)  # noqa: PLR2004 - a clock's


def _short(text: str, seconds: float) -> str:
    return " ".join(text.split(" ")[:2]) if _is_round(seconds) else text


def log_marks(low: float, high: float) -> tuple[float, ...]:
    """Round times between the two, on a scale of powers."""
    return tuple(mark for mark in _NICE if low <= mark <= high)


def time_marks(high: float) -> tuple[float, ...]:
    """A few round times from zero to that."""
    step = next((step for step in _STEPS if high / step <= _MARKS), high / _MARKS)
    return tuple(step * number for number in range(int(high / step) + 1)) if high else (0.0,)


def number_marks(high: int) -> tuple[int, ...]:
    """A few round numbers from zero to that."""
    if high <= _MARKS:
        return tuple(range(high + 1))
    power = 10 ** int(math.log10(high))
    step = next(
        step for step in (power // 5, power // 2, power, 2 * power, 5 * power) if step and high / step <= _MARKS
    )
    return tuple(range(0, high + 1, step))


def spread_out(names: Sequence[str], room: int) -> tuple[int, ...]:
    """Which of the names can be written without running into each other; room: how many fit."""
    if not names:
        return ()
    every = max(1, math.ceil(len(names) / max(1, room)))
    return tuple(range(0, len(names), every))
