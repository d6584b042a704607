"""How near a record's deadline is: in words, and in a colour that says the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from desktop.ui.review.phrases import DeadlinePhrase
from desktop.ui.shown import day, moment
from desktop.ui.words import Tone, Words

_MINUTE: Final = 60
_HOUR: Final = 3600
_DAY: Final = 86_400
_LAST_MINUTE: Final = time(23, 59)
_SOON: Final = 2 * _HOUR
"""Seconds before a deadline from which on it is near."""


@dataclass(frozen=True, slots=True)
class DeadlineLook:
    """What is said of it, and how."""

    text: str
    tone: Tone


def deadline_look(due: datetime, at: datetime, words: Words) -> DeadlineLook:
    """Told at that moment."""
    left = (due - at).total_seconds()
    if left < 0:
        phrases = (DeadlinePhrase.LATE_MINUTES, DeadlinePhrase.LATE_HOURS, DeadlinePhrase.LATE_DAYS)
        return DeadlineLook(_said(-left, phrases, words), Tone.FAILED)
    phrases = (DeadlinePhrase.DUE_MINUTES, DeadlinePhrase.DUE_HOURS, DeadlinePhrase.DUE_DAYS)
    return DeadlineLook(_said(left, phrases, words), Tone.HOLD if left < _SOON else Tone.QUIET)


def written(due: datetime) -> str:
    """As a person here would write it: the day alone if it is until its end."""
    here = due.astimezone()
    return day(due) if here.time().replace(second=0, microsecond=0) == _LAST_MINUTE else moment(due)


def _said(seconds: float, phrases: tuple[DeadlinePhrase, DeadlinePhrase, DeadlinePhrase], words: Words) -> str:
    minutes, hours, days = phrases
    if seconds < _HOUR:
        return words.say(minutes, count=int(seconds) // _MINUTE)
    if seconds < 2 * _DAY:
        return words.say(hours, count=int(seconds) // _HOUR)
    return words.say(days, count=int(seconds) // _DAY)
