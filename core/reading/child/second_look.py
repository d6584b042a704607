"""A second look at what stayed doubtful: that piece of a line alone, in one language at a time.

With two languages at once Tesseract takes one of them for a whole run of words, and reads "1988년 3월 22일" after Latin
words as "19884 32 22a"; alone, and as Korean, the same pixels are read well.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

import numpy as np

from core.domain.page import Word
from core.reading.child import geometry
from core.reading.child.cleaning import Prepared
from core.reading.child.quality import confidence
from core.reading.child.recogniser import Recogniser

_DOUBTFUL: Final = 0.8
_BETTER: Final = 0.06
_GAP: Final = 1.2
"""Of the line's height: a wider gap starts another piece."""
_MARGIN: Final = 0.25
_MOST_PIECES: Final = 16
_MOST_SECONDS: Final = 1.5
_LEAST_PIXELS: Final = 8
_KOREAN: Final = "kor"

_Piece = tuple[Word, ...]


def looked_again(words: Sequence[Word], image: Prepared, recogniser: Recogniser) -> tuple[Word, ...]:
    """The words, with doubtful pieces of lines replaced where another reading is clearly surer.

    Args:
        words: as read from the image, boxes in fractions of it.
        image: what was read.
        recogniser: who read it.
    """
    pieces = list(_pieces(words))
    doubtful = sorted((piece for piece in pieces if _is_doubtful(piece)), key=confidence)[:_MOST_PIECES]
    deadline = time.monotonic() + _MOST_SECONDS
    better: dict[int, _Piece] = {}
    is_korean = any(_has_hangul(word.text) for word in words if word.confidence >= _DOUBTFUL)
    for piece in doubtful:
        if time.monotonic() > deadline:
            break
        languages = [code for code in recogniser.languages if _may_help(code, piece, is_korean=is_korean)]
        better[id(piece)] = _better(piece, image, recogniser, languages)
    return tuple(word for piece in pieces for word in better.get(id(piece), piece))


def _pieces(words: Iterable[Word]) -> Iterable[_Piece]:
    """Words of one line without a wide gap between them. Sides are compared in fractions of the height's own scale."""
    for _, line in groupby(words, key=lambda word: word.line):
        piece: list[Word] = []
        for word in line:
            if piece and word.box.x0 - piece[-1].box.x1 > _GAP * _A4 * max(piece[-1].box.height, word.box.height):
                yield tuple(piece)
                piece = []
            piece.append(word)
        yield tuple(piece)


_A4: Final = 1.41
"""Height of a page as a multiple of its width: near enough to compare fractions of one with the other."""


def _is_doubtful(piece: _Piece) -> bool:
    return any(word.confidence < _DOUBTFUL and any(map(str.isalnum, word.text)) for word in piece)


def _better(piece: _Piece, image: Prepared, recogniser: Recogniser, languages: Sequence[str]) -> _Piece:
    width, height = image.view.size
    box = piece[0].box
    for word in piece[1:]:
        box = box.union(word.box)
    margin = _MARGIN * box.height * height
    left, top = max(0, round(box.x0 * width - margin)), max(0, round(box.y0 * height - margin))
    right, bottom = min(width, round(box.x1 * width + margin)), min(height, round(box.y1 * height + margin))
    if bottom - top < _LEAST_PIXELS or right - left < _LEAST_PIXELS:
        return piece
    part = np.ascontiguousarray(image.view.grey[top:bottom, left:right])
    best = piece
    for language in languages:
        found = recogniser.read_line(part, image.dpi, language)
        if (
            speaks(language, found)
            and confidence(found) > confidence(best) + _BETTER
            and _letters(found) * 2 > _letters(piece)
        ):
            size = (right - left, bottom - top)
            moved = geometry.words_through(found, geometry.shift(left, top), size, (width, height))
            best = tuple(replace(word, line=piece[0].line) for word in moved)
    return best


def _may_help(language: str, piece: _Piece, *, is_korean: bool) -> bool:
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
