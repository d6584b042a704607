"""Words with other letters, and boxes that fit: what becomes of a piece that was read otherwise, torn or twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from core.domain.page import Box, Word
from core.reading.child.close_up import has_hangul
from core.reading.child.letterwise import counts
from core.reading.child.pieces import Piece, around

BORNE_OUT: Final = 0.98
"""How sure a word is that two quite different readers have alike."""
_HALF: Final = 0.7
"""Of a line's height: a lower box of Hangul holds a part of its letters."""


def as_high(run: Piece) -> Piece:
    """The words with boxes as high as their line: Tesseract gives halves of letters where it tore the line."""
    box = around(run)
    return tuple(
        replace(word, box=replace(word.box, y0=box.y0, y1=box.y1))
        if has_hangul(word.text) and word.confidence >= BORNE_OUT and word.box.height < _HALF * box.height
        else word
        for word in run
    )


def apart(words: Piece, run: Piece) -> Piece:
    """Those of the words that are not read twice, in the place of others."""
    others = [word.box for word in run if word not in words]
    return tuple(word for word in words if not any(lies_in(word.box, box) for box in others))


def without_parts(words: Sequence[Word]) -> Piece:
    """The words but for pieces of borne out ones, read once more in the same place: 16 within 2016."""
    whole = [(word.text, word.box) for word in words if word.confidence >= BORNE_OUT]
    return tuple(
        word
        for word in words
        if word.confidence >= BORNE_OUT or not any(word.text in text and lies_in(word.box, box) for text, box in whole)
    )


def lies_in(box: Box, other: Box) -> bool:
    """True if the middle of the box lies in the other."""
    return other.x0 < (box.x0 + box.x1) / 2 < other.x1 and other.y0 < (box.y0 + box.y1) / 2 < other.y1


def put_in(text: str, said: str) -> str:
    """The text with those letters in place of its own."""
    rest = iter(said)
    return "".join(next(rest) if counts(letter) else letter for letter in text)


def new_words(words: Piece, text: str) -> Iterator[Word]:
    """Words of that text in place of those, side by side in their box."""
    box, sure = around(words), min(word.confidence for word in words)
    at = 0
    for part in text.split(" "):
        x0, x1 = (box.x0 + box.width * end / len(text) for end in (at, at + len(part)))
        if part:
            yield replace(words[0], text=part, box=replace(box, x0=x0, x1=x1), confidence=sure)
        at += len(part) + 1
