"""A second look at what stayed doubtful: that piece of a line alone, in one language at a time.

With two languages at once Tesseract takes one of them for a whole run of words, and reads "1988년 3월 22일" after Latin
words as "19884 32 22a"; alone, and as Korean, the same pixels are read well.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from core.domain.page import Word
from core.reading.child import geometry
from core.reading.child.cleaning import Prepared
from core.reading.child.pieces import Piece, cut, pieces
from core.reading.child.quality import confidence
from core.reading.child.recogniser import Recogniser

_DOUBTFUL: Final = 0.8
_BETTER: Final = 0.06
_MOST_PIECES: Final = 16
_MOST_SECONDS: Final = 1.5
_KOREAN: Final = "kor"


def looked_again(words: Sequence[Word], image: Prepared, recogniser: Recogniser) -> tuple[Word, ...]:
    """The words, with doubtful pieces of lines replaced where another reading is clearly surer.

    Args:
        words: as read from the image, boxes in fractions of it.
        image: what was read.
        recogniser: who read it.
    """
    found = list(pieces(words))
    doubtful = sorted((piece for piece in found if _is_doubtful(piece)), key=confidence)[:_MOST_PIECES]
    deadline = time.monotonic() + _MOST_SECONDS
    better: dict[int, Piece] = {}
    is_korean = any(_has_hangul(word.text) for word in words if word.confidence >= _DOUBTFUL)
    for piece in doubtful:
        if time.monotonic() > deadline:
            break
        languages = [code for code in recogniser.languages if _may_help(code, piece, is_korean=is_korean)]
        better[id(piece)] = _better(piece, image, recogniser, languages)
    return tuple(word for piece in found for word in better.get(id(piece), piece))


def _is_doubtful(piece: Piece) -> bool:
    return any(word.confidence < _DOUBTFUL and any(map(str.isalnum, word.text)) for word in piece)


def _better(piece: Piece, image: Prepared, recogniser: Recogniser, languages: Sequence[str]) -> Piece:
    place = cut(piece, image)
    if place is None:
        return piece
    best = piece
    for language in languages:
        found = recogniser.read_line(place.grey, image.dpi, language)
        if (
            speaks(language, found)
            and confidence(found) > confidence(best) + _BETTER
            and _letters(found) * 2 > _letters(piece)
        ):
            size = (place.grey.shape[1], place.grey.shape[0])
            moved = geometry.words_through(found, geometry.shift(place.left, place.top), size, image.view.size)
            best = tuple(replace(word, line=piece[0].line) for word in moved)
    return best


def _may_help(language: str, piece: Piece, *, is_korean: bool) -> bool:
    """False where a model would meet a script that it does not know: it reads something else, and is sure of it.

    The Korean model reads Latin words as figures ("June" as "140."), so its reading must hold Hangul; the others read
    Hangul as Latin words.
    """
    if language == _KOREAN:
        return is_korean
    return not any(word.confidence >= _DOUBTFUL and _has_hangul(word.text) for word in piece)


def speaks(language: str, found: Iterable[Word]) -> bool:
    """False if the Korean model read no Hangul: then it met another script, and its sureness says nothing."""
    return language != _KOREAN or any(_has_hangul(word.text) for word in found)


def _has_hangul(text: str) -> bool:
    return any("가" <= letter <= "힣" for letter in text)


def _letters(words: Iterable[Word]) -> int:
    return sum(len(word.text) for word in words)
