"""Text under a seal, read once more as if its strokes went on below the seal: where thick ink hid them, they did.

Where the seal is thin and shows them, this spoils them: the reading counts only where it is the surer one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from core.domain.page import Box, Word
from core.reading.child.cleaning import Prepared
from core.reading.child.close_up import HEIGHTS, has_hangul, surest
from core.reading.child.pieces import Piece, on_ink, pieces, place
from core.reading.child.quality import confidence, is_surer, letters
from core.reading.child.recogniser import Recogniser
from core.reading.child.touched import seen, share_of
from core.reading.child.values import Pixels

_BESIDE: Final = 1.0
"""Of a line's height: so far beside the words a letter may have been lost under the seal."""
_A4: Final = 1.41
_LEAST_SHARE: Final = 0.02
_SURE: Final = 0.85
_MOST_PIECES: Final = 24
_KOREAN: Final = "kor"


def read_below(words: Sequence[Word], image: Prepared, seals: Pixels, mended: Pixels, recogniser: Recogniser) -> Piece:
    """The words, those at a seal replaced where they read more surely with their strokes mended.

    Args:
        words: as read from the image, boxes in fractions of it.
        image: what was read.
        seals: 255 where they were taken out of the page that the image was made of.
        mended: that page without them, strokes carried on below them.
        recogniser: who read it.
    """
    altered = seen(seals, image.view)
    whole = replace(image, view=image.view.toned(seen(mended, image.view)))
    found: list[Word] = []
    tried = 0
    for piece in pieces(words):
        if tried < _MOST_PIECES and share_of(_grown(on_ink(piece, whole, words)), altered) > _LEAST_SHARE:
            tried += 1
            found += _better(piece, whole, words, recogniser)
        else:
            found += piece
    return tuple(found)


def _grown(box: Box) -> Box:
    aside = _BESIDE * _A4 * box.height
    return replace(box, x0=max(0.0, box.x0 - aside), x1=min(1.0, box.x1 + aside))


def _better(piece: Piece, whole: Prepared, words: Sequence[Word], recogniser: Recogniser) -> Piece:
    view = place(on_ink(piece, whole, words), whole)
    if view is None:
        return piece
    is_korean = any(has_hangul(word.text) for word in piece)
    languages = [code for code in recogniser.languages if (code == _KOREAN) == is_korean] or recogniser.languages
    read = surest(view, languages, recogniser, HEIGHTS[:1])
    if confidence(read.words) < _SURE or not _is_better(read.words, piece):
        return piece
    moved = read.view.carried(read.words, whole.view)
    return tuple(replace(word, line=piece[0].line) for word in moved)


def _is_better(read: Piece, piece: Piece) -> bool:
    """Surer, with no letter less; or the same with letters more at its end or start, and as sure."""
    new, old = letters(read), letters(piece)
    if len(new) < len(old):
        return False
    goes_on = len(new) > len(old) > 0 and (new.startswith(old) or new.endswith(old))
    return goes_on or is_surer(read, piece)
