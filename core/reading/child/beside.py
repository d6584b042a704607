"""Letters right beside what was read: a first or last letter that the recogniser lost, though it is sure of the rest.

Ink of a letter's size next to a piece of a line, and in no word's box: of 96 pages of eight kinds two had some.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from core.domain.page import Box, Word
from core.reading.child.cleaning import Prepared
from core.reading.child.close_up import HEIGHTS, has_hangul, surest
from core.reading.child.pieces import Piece, around, cut, pieces
from core.reading.child.quality import confidence, letters
from core.reading.child.recogniser import Recogniser
from core.reading.child.unread_ink import Unread

_REACH, _OVERLAP = 0.8, 0.3
"""Of a letter's height: how far from the words it may stand, and how far within their boxes."""
_LEVEL: Final = 0.6
"""Of the lower one's height, that the letter and the words share."""
_MOST: Final = 3
_MOST_PIECES: Final = 16
_SURE: Final = 0.75
_CUT_OFF: Final = 0.5
"""How sure a word can be at most beside which a letter stands that could not be read."""
_KOREAN: Final = "kor"


@dataclass(frozen=True, slots=True)
class _Grown:
    """A piece's box with the letters beside it, and on which sides they stand."""

    box: Box
    left: bool
    right: bool


def with_letters_beside(words: Sequence[Word], image: Prepared, left_over: Unread, recogniser: Recogniser) -> Piece:
    """The words, read again with the letters beside them; less sure where that fails.

    Args:
        words: as read from the image, boxes in fractions of it.
        image: what was read.
        left_over: the ink in none of the words' boxes.
        recogniser: who read it.
    """
    found: list[Word] = []
    tried = 0
    for piece in pieces(words):
        grown = _grown(piece, left_over)
        if grown is not None:
            tried += 1
            whole = _read(piece, grown, image, recogniser) if tried <= _MOST_PIECES else None
            found += whole or _doubted(piece, grown)
        else:
            found += piece
    return tuple(found)


def _grown(piece: Piece, left_over: Unread) -> _Grown | None:
    """None if nothing stands beside it; beside a colon stands the label, which was read elsewhere."""
    box = around(piece)
    high, wide = left_over.ink.shape
    tall = left_over.text_height
    x0, y0, x1, y1 = box.x0 * wide, box.y0 * high, box.x1 * wide, box.y1 * high
    left, right = x0, x1
    for _ in range(_MOST):
        before = (left, right)
        for start, top, across, down in left_over.letters.tolist():
            end, common = start + across, min(y1, top + down) - max(y0, top)
            if common < _LEVEL * min(y1 - y0, down):
                continue
            if start < left and -_OVERLAP * tall < left - end < _REACH * tall:
                left = start
            if end > right and -_OVERLAP * tall < start - right < _REACH * tall:
                right = end
        if before == (left, right):
            break
    is_left, is_right = left < x0 and piece[0].text[0].isalnum(), right > x1 and piece[-1].text[-1].isalnum()
    if not is_left and not is_right:
        return None
    start, end = left / wide if is_left else box.x0, right / wide if is_right else box.x1
    return _Grown(Box(start, box.y0, end, box.y1), is_left, is_right)


def _read(piece: Piece, grown: _Grown, image: Prepared, recogniser: Recogniser) -> Piece | None:
    """The piece with its letters beside; None if it does not come out as the same and more."""
    place = cut((replace(piece[0], box=grown.box),), image)
    if place is None:
        return None
    is_korean = any(has_hangul(word.text) for word in piece)
    languages = [code for code in recogniser.languages if (code == _KOREAN) == is_korean] or recogniser.languages
    found = surest(place, languages, recogniser, HEIGHTS[:2])
    if not _is_more(letters(found.words), letters(piece), grown) or confidence(found.words) < _SURE:
        return None
    moved = found.view.carried(found.words, image.view)
    return tuple(replace(word, line=piece[0].line) for word in moved)


def _is_more(found: str, known: str, grown: _Grown) -> bool:
    """True if the same was read, and more on the side of the letters."""
    if len(found) <= len(known) or not known:
        return False
    if grown.left and grown.right:
        return known in found
    return found.endswith(known) if grown.left else found.startswith(known)


def _doubted(piece: Piece, grown: _Grown) -> Piece:
    """The piece, its outer words no surer than a cut-off word can be."""
    words = list(piece)
    for at, is_cut in ((0, grown.left), (-1, grown.right)):
        if is_cut:
            words[at] = replace(words[at], confidence=min(_CUT_OFF, words[at].confidence))
    return tuple(words)
