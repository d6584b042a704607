"""Words that a further reading bears out: at another size, by the model of one language alone, letter by letter alike.

Hangul is read by another model than the page's, trained apart from it: what both read alike is hardly ever wrong, and
what they read differently, letter against letter, is unsure.

Tesseract's confidence of a word says little between 0.85 and 0.94. Of 254 words of Latin letters in that range, drawn
on scans, photos and small prints, 250 were read alike: 4 of them wrongly, 3 by an accent that the models do not know
and one by a small l for a capital I. (Two further readings let the same 4 pass.) Of 41 words of Hangul between 0.70 and
0.90 none was wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import cv2

from core.domain.page import Word
from core.reading.child import geometry
from core.reading.child.cleaning import Prepared
from core.reading.child.close_up import DPI, Reading, bands, has_hangul, scaled
from core.reading.child.ink_mask import ink_mask
from core.reading.child.outvoted import outvoted
from core.reading.child.pieces import Piece, on_ink, pieces, place
from core.reading.child.quality import letters
from core.reading.child.recogniser import Recogniser
from core.reading.child.view import View

_FROM, _TO = 0.85, 0.94
_HANGUL_FROM, _HANGUL_TO, _NAMES_TO = 0.70, 0.90, 0.925
_NAME: Final = 3
"""Letters of Hangul, at least: shorter ones are labels, nearly always."""
_AGREED, _HANGUL_AGREED = 0.95, 0.93
"""What such a word counts as: as the surest are read."""
_CONTESTED, _RIVAL = 0.6, 0.85
"""How sure a word can be at most that such a reading, as sure as the second, has otherwise."""
_LETTERS: Final = 4
"""Shorter words may be read alike by chance."""
_MOST_WORDS, _MOST_PIECES = 8, 48
"""Of 70 pages half had no more than 5 such pieces, one in ten more than 23; 10 ms each."""
_HEIGHT, _HANGUL_HEIGHT, _THIRD_HEIGHT = 27.0, 21.0, 24.0
"""The second for what was read with the page, whose lines are nearly as high as the former."""
_KOREAN: Final = "kor"
_DOT_HEIGHT, _DOT_WIDTH, _UPPER = 0.3, 0.6, 0.5
"""Of a line's height: dots and accents are so low and narrow at most, and stand in its upper part."""
_DOTTED: Final = frozenset("ij:;!?'\u2018\u2019\u201c\u201d")


def with_agreed(words: Sequence[Word], image: Prepared, recogniser: Recogniser, at_first: Sequence[Word]) -> Piece:
    """The words, those surer that a further reading bears out.

    Args:
        words: as read from the image, boxes in fractions of it.
        image: what was read.
        recogniser: who read it.
        at_first: those of them that were read with the whole page; the others come from lines read alone.
    """
    found: list[Word] = []
    tried = 0
    of_page = {(word.text, word.box) for word in at_first}
    for piece in pieces(words):
        if tried >= _MOST_PIECES or len(piece) > _MOST_WORDS or not any(map(_is_unsure, piece)):
            found += piece
            continue
        other = _Other(recogniser, is_new=not all((word.text, word.box) in of_page for word in piece))
        unsure = any(other.may_gain(word, piece) for word in piece)
        view = place(on_ink(piece, image, words), image) if unsure else None
        if view is not None:
            tried += 1
            found += _borne_out(piece, view, image, other)
        else:
            found += piece
    return tuple(found)


def _is_unsure(word: Word) -> bool:
    """A quick look: false for a word that can gain nothing, whatever its letters are."""
    return not word.touched and min(_FROM, _HANGUL_FROM) <= word.confidence < max(_TO, _HANGUL_TO, _NAMES_TO)


def _borne_out(piece: Piece, view: View, image: Prepared, other: _Other) -> Iterator[Word]:
    tall = max(bands(view), default=0)
    second = other.reading(piece, view, tall) if tall else Reading(view, ())
    whole = outvoted(piece, image, second, lambda: other.once_more(view, tall))
    if whole is not None and not any(word.touched for word in piece):
        yield from whole
        return
    reading = second.words
    dots = _dots(view, tall)
    left = (geometry.inverse(image.view.back) @ view.back)[0, 2]
    for word in piece:
        span = (word.box.x0 * image.view.size[0] - left, word.box.x1 * image.view.size[0] - left)
        if _contests(reading, word, piece):
            yield replace(word, confidence=min(_CONTESTED, word.confidence))
        elif not other.may_gain(word, piece) or not _says(reading, word, piece):
            yield word
        elif has_hangul(word.text):
            yield replace(word, confidence=_HANGUL_AGREED)
        else:
            yield word if _has_accent(word, span, dots) else replace(word, confidence=_AGREED)


@dataclass(frozen=True, slots=True)
class _Other:
    """Reads pieces by a model that did not read them before. is_new: they were read alone, and not with the page."""

    recogniser: Recogniser
    is_new: bool

    def may_gain(self, word: Word, piece: Piece) -> bool:
        """True for a word that is neither sure nor hopeless."""
        if not _is_unsure(word):
            return False
        text = letters([word])
        if has_hangul(text):
            return _HANGUL_FROM <= word.confidence < self._hangul_to(letters(piece))
        return _FROM <= word.confidence < _TO and len(text) >= _LETTERS and text.isalpha()

    def _hangul_to(self, text: str) -> float:
        """How sure a word may be to be read again: no value hangs on short labels, and figures on figures."""
        if any(map(str.isdecimal, text)):
            return _HANGUL_TO
        if sum(map(has_hangul, text)) < _NAME:
            return 0.0
        return _HANGUL_TO if self.is_new else _NAMES_TO

    def reading(self, piece: Piece, view: View, tall: int) -> Reading:
        """The piece as that model has it."""
        languages = self.recogniser.languages
        is_korean = any(has_hangul(word.text) for word in piece)
        alone = next((code for code in languages if (code == _KOREAN) == is_korean), languages[0])
        code = "+".join(languages) if is_korean and self.is_new else alone
        return self._at(view, _HANGUL_HEIGHT / tall if is_korean and not self.is_new else _HEIGHT / tall, code)

    def once_more(self, view: View, tall: int) -> Reading:
        """A piece of Hangul as the third has it: the model that was not asked, at a size of its own."""
        code = _KOREAN if self.is_new else "+".join(self.recogniser.languages)
        return self._at(view, _THIRD_HEIGHT / tall, code)

    def _at(self, view: View, scale: float, code: str) -> Reading:
        shown = scaled(view, scale)
        return Reading(shown, self.recogniser.read_line(shown.grey, DPI, code))


def _says(reading: Piece, word: Word, piece: Piece) -> bool:
    """True if the reading has the word; of Hangul, whose words are single letters, all of the piece."""
    if has_hangul(word.text):
        return letters(reading) == letters(piece)
    return letters([word]) in {letters([other]) for other in reading}


def _contests(reading: Piece, word: Word, piece: Piece) -> bool:
    """True if the reading surely has another Hangul letter in the word's place, and as many letters in all."""
    known, said = letters(piece), letters(reading)
    if len(known) != len(said) or not has_hangul(word.text):
        return False
    before = piece[: piece.index(word)]
    sure = [other.confidence for other in reading for _ in letters([other])]
    place = range(len(letters(before)), len(letters(before)) + len(letters([word])))
    return any(known[at] != said[at] and has_hangul(said[at]) and sure[at] >= _RIVAL for at in place)


def _dots(view: View, tall: int) -> tuple[float, ...]:
    """Where small pieces of ink stand in the upper part of the line: their middles from the left, in pixels."""
    outlines = cv2.findContours(ink_mask(view.grey), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]
    boxes = [cv2.boundingRect(outline) for outline in outlines]
    top = min((y for _, y, _, high in boxes if high > _DOT_HEIGHT * tall), default=0)
    return tuple(
        x + wide / 2
        for x, y, wide, high in boxes
        if 1 < high <= _DOT_HEIGHT * tall and wide <= _DOT_WIDTH * tall and y + high < top + _UPPER * tall
    )


def _has_accent(word: Word, span: tuple[float, float], dots: tuple[float, ...]) -> bool:
    """True if more dots stand above the word than its letters have: the models know no ü and no é."""
    return sum(span[0] <= dot <= span[1] for dot in dots) > sum(letter in _DOTTED for letter in word.text)
