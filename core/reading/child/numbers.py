"""Numbers of documents, read once more by themselves: beside Hangul a B or G before figures is read as 8 or 6.

The Korean models hardly know single Latin letters among figures; the English one alone, on the number alone, does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Final

from core.domain.page import Word
from core.reading.child.apart import apart
from core.reading.child.cleaning import Prepared
from core.reading.child.close_up import DPI, bands, scaled
from core.reading.child.pieces import Piece
from core.reading.child.quality import confidence, letters
from core.reading.child.recogniser import Recogniser
from core.reading.child.view import View

_KOREAN: Final = "kor"
_LEAST_LETTERS, _LEAST_FIGURES = 6, 4
_DATE: Final = re.compile(r"(?:19|20)\d\d[.,/-]?[01]?\d[.,/-]?[0-3]?\d?[.,]?")
_ODD: Final = re.compile(r"\d[-/]*[^\s\w\-/.,:()\u2013\u2014]+[-/]*\d|[(;][;:]")
"""Signs that no number has within: a letter was taken for them, a G for a bracket and a semicolon."""
_GAP: Final = 1.2
"""Of a line's height, in fractions of a page that is higher than wide: nearer is beside."""
_HEIGHTS: Final = (21.0, 27.0)
_SURE, _FAIR = 0.85, 0.8
_PLAUSIBLE, _MOST_LOST = 0.6, 3
"""So sure a reading must be, and so many letters may it have before a number, to tell that the number lost them."""
_MUCH: Final = 0.1
"""So much surer readings must be that have more letters, or fewer."""
_DASHES: Final = str.maketrans("\u2013\u2014", "--")
_DOUBTED: Final = 0.5
_AGREED: Final = 0.95
_MOST: Final = 3


def with_numbers(words: Sequence[Word], image: Prepared, recogniser: Recogniser) -> Piece:
    """The words, long numbers among them borne out, or as two further readings have them; less sure where those differ.

    Args:
        words: as read from the image, boxes in fractions of it.
        image: what was read.
        recogniser: who read it.
    """
    words = _with_strays_doubted(words)
    language = next((code for code in recogniser.languages if code != _KOREAN), None)
    if language is None:
        return tuple(words)
    found: list[Word] = []
    tried = 0
    for word in words:
        view = apart(word, image, words) if tried < _MOST and _is_number(word) else None
        tried += view is not None
        found.append(
            word if view is None else _again(word, view, language, recogniser, is_first=_is_first(word, words))
        )
    return tuple(found)


def _with_strays_doubted(words: Sequence[Word]) -> Sequence[Word]:
    """The words, single figures right beside a long number unsure: a stroke of the letter that follows looks so too."""
    strays = {
        id(one)
        for pair in pairwise(words)
        for one, other in (pair, pair[::-1])
        if one.text.isdecimal() and len(one.text) == 1 and _is_long(other) and _is_beside(one, other)
    }
    return [replace(one, confidence=min(one.confidence, _DOUBTED)) if id(one) in strays else one for one in words]


def _is_beside(one: Word, other: Word) -> bool:
    gap = max(one.box.x0, other.box.x0) - min(one.box.x1, other.box.x1)
    return one.line == other.line and gap < _GAP * max(one.box.height, other.box.height)


def _is_first(word: Word, words: Sequence[Word]) -> bool:
    """True if no word stands right before it, whose letters would be seen beside it."""
    return not any(other.box.x0 < word.box.x0 and _is_beside(other, word) for other in words if other is not word)


def _is_number(word: Word) -> bool:
    return not word.touched and word.confidence < _AGREED and _is_long(word)


def _is_long(word: Word) -> bool:
    """True for letters and figures that may be a document's number, and are no date."""
    text = letters([word])
    figures = sum(letter.isdecimal() for letter in text)
    return (
        len(text) >= _LEAST_LETTERS and figures >= _LEAST_FIGURES and text.isascii() and not _DATE.fullmatch(word.text)
    )


def _again(word: Word, view: View, language: str, recogniser: Recogniser, *, is_first: bool) -> Word:
    tall = max(bands(view), default=0)
    if not tall:
        return word
    shown = [scaled(view, height / tall) for height in _HEIGHTS]
    first, second = (_Reading(recogniser, one, language) for one in shown)
    known = letters([word])
    if first.said == known and first.sure >= _SURE:
        return replace(word, confidence=_AGREED)
    if known in first.said or known in second.said:
        return _with_lost(word, _lost(known, first), _lost(known, second)) if is_first else word
    sure = min(first.sure, second.sure)
    if first.said == second.said and len(first.words) == 1 and sure >= _FAIR:
        other = _corrected(word, first, sure, _Reading(recogniser, shown[-1], _KOREAN))
        if other is not None:
            return other
    if "" in {_likest(reading.said, known) for reading in (first, second)}:
        return word  # its box is too short, and tells nothing
    return replace(word, confidence=min(word.confidence, _DOUBTED))


def _lost(known: str, found: _Reading) -> str:
    """The letters and figures that a reading has before the number; more on both sides are those of other words."""
    lost = found.said.removesuffix(known)
    return lost if lost != found.said and len(lost) <= _MOST_LOST and found.sure >= _PLAUSIBLE else ""


def _with_lost(word: Word, first: str, second: str) -> Word:
    """The number, doubted if both readings have more before it, and with that if they have it alike."""
    if not first or not second:
        return word
    text = first + word.text if first == second else word.text
    return replace(word, text=text, confidence=min(word.confidence, _DOUBTED))


def _corrected(word: Word, found: _Reading, sure: float, third: _Reading) -> Word | None:
    """The number as two readings have it alike; None if they do not count for more than the first one.

    Where they have letters for figures the model of Hangul is asked too, which takes letters for figures: if it does
    not see those figures either, they were letters; if it does, a person decides.
    """
    known = letters([word])
    if len(found.said) != len(known):
        is_surer = sure >= (_SURE if _ODD.search(word.text) else max(_SURE, word.confidence + _MUCH))
        return replace(word, text=found.words[0].text.translate(_DASHES), confidence=sure) if is_surer else None
    rest = iter(found.said)
    text = "".join(next(rest) if letter.isalnum() else letter for letter in word.text)
    if sure >= max(_SURE, word.confidence):
        return replace(word, text=text, confidence=sure)
    if any(new != old and not (old.isdecimal() and new.isalpha()) for old, new in zip(known, found.said, strict=True)):
        return None
    is_told = _KOREAN in third.recogniser.languages and third.said != known
    return replace(word, text=text, confidence=sure if is_told else _DOUBTED)


def _likest(said: str, known: str) -> str:
    """The part of a reading that is most like the number: the letters before and after it may be seen in part too."""
    parts = [said[at : at + len(known)] for at in range(len(said) - len(known) + 1)]
    return max(parts, key=lambda part: sum(map(str.__eq__, part, known)), default="")


@dataclass(frozen=True)
class _Reading:
    """One more reading of a number, made when it is asked for."""

    recogniser: Recogniser
    view: View
    language: str

    @cached_property
    def words(self) -> Piece:
        """What was read."""
        return self.recogniser.read_line(self.view.grey, DPI, self.language)

    @property
    def said(self) -> str:
        """Its letters and figures alone."""
        return letters(self.words)

    @property
    def sure(self) -> float:
        """Its confidence, 0..1."""
        return confidence(self.words)
