"""Years whose Korean sign was read as figures, 2015년 03월 as 201544 03월: read again in Hangul alone.

Only the sign comes back: a reading counts if it has the figures that were known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from core.domain.page import Word
from core.reading.child.cleaning import Prepared
from core.reading.child.close_up import DPI, bands, scaled
from core.reading.child.pieces import Piece, on_ink, place
from core.reading.child.recogniser import Recogniser

_YEAR: Final = re.compile(r"(?P<year>(?:19|20)\d\d)[14]{1,2}")
"""A year, and what its sign is read as."""
_DATE: Final = re.compile(
    r"(?P<year>(?:19|20)\d\d)[14]{1,2}(?P<month>0?[1-9]|1[0-2])월(?P<day>0?[1-9]|[12]\d|3[01])일\W*"
)
_WHOLE: Final = re.compile(r"\W*(?P<year>(?:19|20)\d\d)년(?P<month>\d\d?)월(?P<day>\d\d?)일\W*")
_LONGEST: Final = 6
"""Words of a date: year, month, sign, day, sign, and a stop."""
_HEIGHTS: Final = (27.0, 24.0, 21.0)
_MOST: Final = 6
_KOREAN: Final = "kor"


def with_years(words: Sequence[Word], image: Prepared, recogniser: Recogniser) -> Piece:
    """The words, dates with a lost sign as they are read alone.

    Args:
        words: as read from the image, boxes in fractions of it.
        image: what was read.
        recogniser: who read it.
    """
    found: list[Word] = []
    at = tried = 0
    while at < len(words):
        run = _run(words, at) if tried < _MOST and _KOREAN in recogniser.languages else ()
        tried += bool(run)
        whole = _read(run, words, image, recogniser) if run else ()
        found += whole or words[at : at + 1]
        at += len(run) if whole else 1
    return tuple(found)


def _run(words: Sequence[Word], at: int) -> Piece:
    """The words of such a date from there on; empty if none begins there."""
    if not _YEAR.fullmatch(words[at].text):
        return ()
    line = [word for word in words[at : at + _LONGEST] if word.line == words[at].line]
    runs = (tuple(line[:count]) for count in range(2, len(line) + 1))
    return next((run for run in runs if _DATE.fullmatch(_text(run))), ())


def _read(run: Piece, words: Sequence[Word], image: Prepared, recogniser: Recogniser) -> Piece:
    view = place(on_ink(run, image, words), image)
    known = _DATE.fullmatch(_text(run))
    tall = max(bands(view), default=0) if view is not None else 0
    if view is None or known is None or not tall:
        return ()
    for height in _HEIGHTS:
        shown = scaled(view, height / tall)
        read = recogniser.read_line(shown.grey, DPI, _KOREAN)
        said = _WHOLE.fullmatch(_text(read))
        if said and said.groupdict() == known.groupdict():
            moved = shown.carried(read, image.view)
            return tuple(replace(word, line=run[0].line) for word in moved)
    return ()


def _text(words: Sequence[Word]) -> str:
    return "".join(word.text for word in words)
