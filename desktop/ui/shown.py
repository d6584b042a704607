"""How untrusted text, times and sizes are brought on screen."""

from __future__ import annotations

import html
import unicodedata
from datetime import datetime
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

from desktop.ui.phrases import Phrase
from desktop.ui.words import Words

_SHORTEST: Final = 0.1
_MINUTE: Final = 60
_HOUR: Final = 3600
_DAY: Final = 86400
_TENTHS_BELOW: Final = 10
_KILO: Final = 1024
_TIMES_KEPT: Final = 4096
_HIDDEN: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})


def plain(text: str) -> str:
    """The text with everything invisible made visible: newlines, control and bidi characters by their numbers.

    A file name may hold a right-to-left override or a line break that would make it look like another one. The usual
    backslash notation is no use here: Korean typefaces draw the backslash as the sign of their currency.
    """
    if text.isprintable():
        return text  # none of the hidden kinds is printable, and one question is cheaper than one for each letter
    return "".join(_visible(letter) for letter in text)


def _visible(letter: str) -> str:
    return f"‹U+{ord(letter):04X}›" if unicodedata.category(letter) in _HIDDEN else letter


def tip(*lines: str) -> str:
    """Lines for a tooltip, escaped and marked as HTML: Qt guesses the format of anything else from its text."""
    return "<qt>" + "<br>".join(html.escape(plain(line)) for line in lines if line) + "</qt>"


def duration(seconds: float, words: Words) -> str:
    """A running time; `seconds` below ten carry one decimal."""
    seconds = max(0.0, seconds)
    if seconds < _SHORTEST:
        return words.say(Phrase.SECONDS, value=f"< {_SHORTEST}")
    if seconds < _TENTHS_BELOW:
        return words.say(Phrase.SECONDS, value=f"{seconds:.1f}")
    if seconds < _MINUTE:
        return words.say(Phrase.SECONDS_WHOLE, value=int(seconds))
    if seconds < _HOUR:
        return words.say(Phrase.MINUTES, minutes=int(seconds) // _MINUTE, seconds=int(seconds) % _MINUTE)
    return words.say(Phrase.HOURS, hours=int(seconds) // _HOUR, minutes=int(seconds) % _HOUR // _MINUTE)


def ago(then: datetime, now: datetime, words: Words) -> str:
    """How long since, for lists: minutes and hours today, the date before."""
    seconds = (now - then).total_seconds()
    if seconds < _MINUTE:
        return words.say(Phrase.JUST_NOW)
    if seconds < _HOUR:
        return words.say(Phrase.MINUTES_AGO, count=int(seconds) // _MINUTE)
    if seconds < _DAY:
        return words.say(Phrase.HOURS_AGO, count=int(seconds) // _HOUR)
    return moment(then)


def moment(when: datetime) -> str:
    """A point in time in the reviewer's zone, written as in the language of the window."""
    return _written(when, "yyyy. M. d. HH:mm", "d MMM yyyy, HH:mm", QLocale().language())


def day(when: datetime) -> str:
    """A day in the reviewer's zone."""
    return _written(when, "yyyy. M. d.", "d MMM yyyy", QLocale().language())


def clock_time(when: datetime) -> str:
    """A point in time with seconds, for histories."""
    return _written(when, "M. d. HH:mm:ss", "d MMM HH:mm:ss", QLocale().language())


@lru_cache(maxsize=_TIMES_KEPT)
def _written(when: datetime, korean: str, other: str, language: QLocale.Language) -> str:
    """No short form of Qt's: it would leave open which is the day and which the month. Kept: lists draw it often."""
    here = when.astimezone()
    stamp = QDateTime(QDate(here.year, here.month, here.day), QTime(here.hour, here.minute, here.second))
    return QLocale().toString(stamp, korean if language is QLocale.Language.Korean else other)


def size(count: int) -> str:
    """Bytes for a person."""
    if count < _KILO:
        return f"{count} B"
    if count < _KILO * _KILO:
        return f"{count / _KILO:.0f} kB"
    if count < _KILO * _KILO * _KILO:
        return f"{count / _KILO / _KILO:.1f} MB"
    return f"{count / _KILO / _KILO / _KILO:.1f} GB"


def percent(fraction: float) -> str:
    """A fraction (0..1) as percent; never rounded up to 100."""
    return f"{min(99 if fraction < 1 else 100, round(fraction * 100))} %"
