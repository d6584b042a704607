"""Lines torn apart by the recogniser: a letter of a value that stands a little higher or lower than the rest of it."""

from __future__ import annotations

from typing import Final

from core.domain.normal import has_hangul, is_hangul
from core.domain.page import Box
from core.extraction.layout import Sheet, Span

TORN: Final = "torn_line"
_SHARE: Final = 0.25
_REACH: Final = 2.5
_TWICE: Final = 0.5


def is_read_twice(sheet: Sheet, span: Span) -> bool:
    """True if Korean letters of another line were read in the place of the value's: the line is torn in two.

    Looked for among all words of the page: of two in one place the sheet keeps but one.
    """
    mine = span.words
    lines = {word.line for word in mine}
    others = [word for word in sheet.page.words if word.line not in lines and has_hangul(word.text)]
    return any(_share_place(one.box, other.box) for one in mine for other in others)


def _share_place(one: Box, other: Box) -> bool:
    high = min(one.y1, other.y1) - max(one.y0, other.y0)
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    return high >= _TWICE * min(one.height, other.height) and wide >= _TWICE * min(one.width, other.width)


def is_torn(sheet: Sheet, span: Span) -> bool:
    """True if right behind the value, at partly the same height but in no common line, stand other letters.

    Or Korean ones before a Korean value, between it and its label.
    """
    if span.line not in sheet.lines:
        return False  # put together from two lines
    mine = [span.line.words[index] for index in set(span.line.owner[span.start : span.end])]
    top, bottom = min(word.y0 for word in mine), max(word.y1 for word in mine)
    korean = is_hangul(span.compact)
    left, right, reach = span.left, span.right, _REACH * span.line.em
    for word in sheet.words:
        behind = right - 1 <= word.x0 <= right + reach
        if not (behind or left - reach <= word.x1 <= left + 1):  # first, as it is cheap and rules out nearly all
            continue
        shared = min(bottom, word.y1) - max(top, word.y0)
        level = shared >= _SHARE * min(word.height, bottom - top) and (
            behind or (korean and has_hangul(word.word.text))
        )
        if level and word not in span.line.words and any(letter.isalnum() for letter in word.word.text):
            return True
    return False
