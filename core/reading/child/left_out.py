"""Lines of text that the recogniser passed over: read alone, and put among the words if they are read surely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from core.domain.page import Box, Word
from core.reading.child.cleaning import Prepared
from core.reading.child.close_up import HEIGHTS, surest
from core.reading.child.pieces import Piece, cut
from core.reading.child.quality import confidence
from core.reading.child.recogniser import Recogniser
from core.reading.child.time_left import time_left
from core.reading.child.unread_ink import Unread

_MOST: Final = 48
_MOST_WORK, _MOST_SECONDS = 1.5, 6.0
"""Seconds of this processor and of the clock: of a transcript under a watermark forty cells were passed over."""
_SURE: Final = 0.85
_SCRAP: Final = 0.6
_EDGE: Final = 0.005
_LEAST_LETTERS: Final = 2
_LEVEL, _BESIDE = 0.4, 0.6
_A4: Final = 0.71
"""Width of a page as a multiple of its height: near enough to compare fractions of one with the other."""


def with_lines_left_out(words: Sequence[Word], image: Prepared, left_over: Unread, recogniser: Recogniser) -> Piece:
    """The words, and those of lines that had none.

    Args:
        words: as read from the image, boxes in fractions of it.
        image: what was read.
        left_over: the ink in none of the words' boxes.
        recogniser: who read it.
    """
    found = list(words)
    last = max((word.line for word in words), default=-1)
    whole = [word.box for word in words if not _is_scrap(word)]
    rows = [row for row in left_over.rows if not _is_at_edge(row) and not any(_is_part(row, box) for box in whole)]
    heads: list[Box] = []
    is_time = time_left(_MOST_WORK, _MOST_SECONDS)
    for number, box in enumerate(rows[:_MOST], last + 1):
        if not is_time():
            break
        if any(_lies_in(box, head) for head in heads):
            continue
        read = _read(box, number, image, recogniser)
        if read:
            heads.append(box)
            found = [word for word in found if not (_is_scrap(word) and _lies_in(word.box, box))]
        at = next((at for at, word in enumerate(found) if word.box.y0 >= box.y1), len(found))
        found[at:at] = read
    return tuple(found)


def _is_at_edge(row: Box) -> bool:
    """True for what the edge of a photographed sheet leaves: print keeps off it."""
    return row.x0 < _EDGE or row.x1 > 1 - _EDGE


def _is_scrap(word: Word) -> bool:
    """True for what was read in a stroke of a letter, while the rest of its line was passed over."""
    return word.confidence < _SCRAP


def _lies_in(word: Box, row: Box) -> bool:
    return row.x0 < (word.x0 + word.x1) / 2 < row.x1 and row.y0 < (word.y0 + word.y1) / 2 < row.y1


def _is_part(row: Box, word: Box) -> bool:
    """True if the row goes on where the word ends: then it is a piece of its letters."""
    level = min(row.y1, word.y1) - max(row.y0, word.y0) > _LEVEL * min(row.height, word.height)
    near = _BESIDE * row.height / _A4
    return level and row.x0 - near < word.x1 and word.x0 < row.x1 + near


def _read(box: Box, number: int, image: Prepared, recogniser: Recogniser) -> Piece:
    place = cut((Word("", box, 0.0, number),), image)
    if place is None:
        return ()
    found = surest(place, recogniser.languages, recogniser, HEIGHTS[:2])
    letters = [letter for word in found.words for letter in word.text if letter.isalnum()]
    if len(letters) < _LEAST_LETTERS or confidence(found.words) < _SURE:
        return ()
    moved = found.view.carried(found.words, image.view)
    return tuple(replace(word, line=number) for word in moved)
