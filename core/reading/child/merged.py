"""Two lines of one cell that the recogniser took for one: 백은채 over (BAEK EUNCHAE). Read again line by line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Final

from core.domain.page import Box, Word
from core.reading.child.cleaning import Prepared
from core.reading.child.close_up import HEIGHTS, surest
from core.reading.child.pieces import A4, Piece, around, ink_bands, pieces, place
from core.reading.child.quality import confidence, letters
from core.reading.child.recogniser import Recogniser

_TALL: Final = 1.6
"""Of the usual height of the page's words: so high is the box of a word read from two lines."""
_LEAST_BAND, _MOST_BAND = 0.5, 1.4
"""Of the usual height, that each of two lines has: a title's letters have paper within them too."""
_LEAST_LETTERS, _LEAST_WIDE = 1, 1.4
"""Letters read, and widths as a multiple of the height: less is a seal's."""
_GAP: Final = 1.5
"""Of the usual height: a wider gap parts a label from its value."""
_SURE: Final = 0.9
_TWO: Final = 2
_MOST: Final = 12


def with_merged_lines(words: Sequence[Word], image: Prepared, recogniser: Recogniser) -> Piece:
    """The words, those that were read from two lines at once replaced by each line's own where both are read surely.

    Args:
        words: as read from the image, boxes in fractions of it.
        image: what was read.
        recogniser: who read it.
    """
    found = tuple(words)
    if not found:
        return found
    usual = median(word.box.height for word in found)
    parts = [part for piece in pieces(found) for part in _parted(piece, usual) if _may_be_two(part, usual, image)]
    for piece in parts[:_MOST]:
        box = around(piece)
        read = [_read(line, image, recogniser) for line in _lines(box, usual, image)]
        if len(read) != _TWO or not all(read) or not _has_known(piece, read, usual):
            continue
        line = max(word.line for word in found)
        first = [replace(word, line=piece[0].line) for word in read[0]]
        second = [replace(word, line=line + 1) for word in read[1]]
        rest = [word for word in found if word not in piece and not _is_within(word, box)]
        at = sum(word.line <= piece[0].line for word in rest)
        found = (*_in_order([*rest[:at], *first]), *rest[at:], *second)
    return found


def _may_be_two(piece: Piece, usual: float, image: Prepared) -> bool:
    """True if it is high enough for two lines, and wide enough for text."""
    box, (width, height) = around(piece), image.view.size
    is_wide = box.width * width >= _LEAST_WIDE * box.height * height
    tall = max(word.box.height for word in piece) > _TALL * usual
    return tall and is_wide and len(letters(piece)) >= _LEAST_LETTERS


def _has_known(piece: Piece, lines: Iterable[Piece], usual: float) -> bool:
    """True if what was read surely, and is no higher than a word, was read again."""
    said = letters([word for line in lines for word in line])
    known = [word for word in piece if word.box.height <= _TALL * usual and word.confidence >= _SURE]
    return all(letters([word]) in said for word in known)


def _parted(piece: Piece, usual: float) -> list[Piece]:
    """The piece's words between gaps that are wide beside a single line's height."""
    parts = [[piece[0]]]
    for one, other in pairwise(piece):
        if other.box.x0 - one.box.x1 > _GAP * A4 * usual:
            parts.append([])
        parts[-1].append(other)
    return [tuple(part) for part in parts]


def _in_order(words: Iterable[Word]) -> list[Word]:
    """By lines, as they come, and from left to right within each."""
    order: dict[int, int] = {}
    listed = list(words)
    for word in listed:
        order.setdefault(word.line, len(order))
    return sorted(listed, key=lambda word: (order[word.line], word.box.x0))


def _is_within(word: Word, box: Box) -> bool:
    """True if the middle of the word lies in the box: it is of one of the box's lines."""
    own = word.box
    return box.x0 <= (own.x0 + own.x1) / 2 <= box.x1 and box.y0 <= (own.y0 + own.y1) / 2 <= box.y1


def _lines(box: Box, usual: float, image: Prepared) -> list[Box]:
    """Its two lines, parted by paper; nothing if it has more, or fewer, or others than the page's lines are."""
    height = image.view.size[1]
    least, most = (share * usual * height for share in (_LEAST_BAND, _MOST_BAND))
    bands = [(top, end) for top, end in ink_bands(box, image) if end - top >= least]
    if len(bands) != _TWO or any(end - top > most for top, end in bands):
        return []
    return [replace(box, y0=top / height, y1=end / height) for top, end in bands]


def _read(box: Box, image: Prepared, recogniser: Recogniser) -> Piece:
    """The line's words, if they are read surely."""
    part = place(box, image)
    if part is None:
        return ()
    found = surest(part, recogniser.languages, recogniser, HEIGHTS)
    if confidence(found.words) < _SURE:
        return ()
    return found.view.carried(found.words, image.view)
