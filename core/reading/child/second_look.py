"""A second look at what stayed doubtful: that piece of a line alone, at other sizes, in one language at a time.

With two languages at once Tesseract takes one of them for a whole run of words, and reads "1988년 3월 22일" after Latin
words as "19884 32 22a", and "Date of Birth" after Hangul as "0366 of Birth"; alone, the same pixels are read well.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from core.domain.page import Word
from core.reading.child import geometry
from core.reading.child.cleaning import Prepared
from core.reading.child.close_up import has_hangul, has_pale, surest
from core.reading.child.pieces import Piece, cut, pieces
from core.reading.child.quality import confidence
from core.reading.child.recogniser import Recogniser

_DOUBTFUL: Final = 0.87
_MIXED_DOUBTFUL: Final = 0.9
"""Beside Hangul, words of another script are misread more surely."""
_PROSE_DOUBTFUL, _FEW_WORDS = 0.8, 10
"""A longer piece is a sentence: it takes long to read, and some word of it is always a little less sure."""
_BETTER: Final = 0.06
_MOST_PIECES: Final = 16
_MOST_SECONDS: Final = 1.5
_HEIGHTS: Final = (21.0, 27.0)
_KOREAN: Final = "kor"
_LATIN: Final = re.compile("[A-Za-z]{2}")


def looked_again(words: Sequence[Word], image: Prepared, recogniser: Recogniser) -> tuple[Word, ...]:
    """The words, with doubtful pieces of lines replaced where another reading is clearly surer.

    Args:
        words: as read from the image, boxes in fractions of it.
        image: what was read.
        recogniser: who read it.
    """
    found = [run for piece in pieces(words) for run in _runs(piece)]
    is_korean = any(has_hangul(word.text) for word in words if word.confidence >= _DOUBTFUL)
    wanted = (piece for piece in found if _is_doubtful(piece) or (is_korean and _is_doubtful_latin(piece)))
    doubtful = sorted(wanted, key=confidence)[:_MOST_PIECES]
    pale = bool(doubtful) and has_pale(image.view.grey)
    deadline = time.monotonic() + _MOST_SECONDS
    better: dict[int, Piece] = {}
    for piece in doubtful:
        if time.monotonic() > deadline:
            break
        languages = [code for code in recogniser.languages if _may_help(code, piece, is_korean=is_korean)]
        better[id(piece)] = _better(piece, image, recogniser, languages, pale=pale)
    return tuple(word for piece in found for word in better.get(id(piece), piece))


def _runs(piece: Piece) -> Iterator[Piece]:
    """The piece, cut where doubtful Latin words stand beside Hangul."""
    if not any(has_hangul(word.text) for word in piece):
        yield piece
        return
    rest: Piece = ()
    for _, group in groupby(piece, key=lambda word: has_hangul(word.text)):
        run = tuple(group)
        if _is_doubtful_latin(run) and _stands_alone(run, piece):
            if rest:
                yield rest
            yield run
            rest = ()
        else:
            rest += run
    if rest:
        yield rest


def _is_doubtful_latin(run: Piece) -> bool:
    """True for words without Hangul, Latin letters among them, one of which is not quite sure."""
    text = "".join(word.text for word in run)
    return bool(_LATIN.search(text)) and not has_hangul(text) and _least(_said(run)) < _MIXED_DOUBTFUL


def _stands_alone(run: Piece, piece: Piece) -> bool:
    """False if a word beside it lies within its boxes, as Tesseract often has it, and would be read twice."""
    left, right = min(word.box.x0 for word in run), max(word.box.x1 for word in run)
    return not any(word not in run and left < (word.box.x0 + word.box.x1) / 2 < right for word in piece)


def _is_doubtful(piece: Piece) -> bool:
    return _least(_said(piece)) < (_DOUBTFUL if len(piece) <= _FEW_WORDS else _PROSE_DOUBTFUL)


def _said(piece: Piece) -> Piece:
    """Words that say something: no value hangs on a colon."""
    return tuple(word for word in piece if any(map(str.isalnum, word.text)))


def _better(piece: Piece, image: Prepared, recogniser: Recogniser, languages: Sequence[str], *, pale: bool) -> Piece:
    place = cut(piece, image)
    if place is None:
        return piece
    found = surest(place, languages, recogniser, _HEIGHTS, pale=pale)
    if _letters(found.words) * 2 <= _letters(piece) or not _is_surer(found.words, piece):
        return piece
    onto = geometry.inverse(image.view.back) @ found.view.back
    moved = geometry.words_through(found.words, onto, found.view.size, image.view.size)
    return tuple(replace(word, line=piece[0].line) for word in moved)


def _is_surer(found: Piece, piece: Piece) -> bool:
    """Clearly surer as a whole; or at its weakest, where one word was wrong among sure ones."""
    gain = confidence(found) - confidence(piece)
    return gain > _BETTER or (gain >= 0 and _least(found) > _least(piece) + _BETTER)


def _least(piece: Piece) -> float:
    return min((word.confidence for word in piece), default=1.0)


def _may_help(language: str, piece: Piece, *, is_korean: bool) -> bool:
    """False where a model would meet a script that it does not know: it reads something else, and is sure of it.

    The Korean model reads Latin words as figures ("June" as "140."), so its reading must hold Hangul; the others read
    Hangul as Latin words.
    """
    if language == _KOREAN:
        return is_korean
    return not any(word.confidence >= _DOUBTFUL and has_hangul(word.text) for word in piece)


def _letters(words: Iterable[Word]) -> int:
    return sum(len(word.text) for word in words)
