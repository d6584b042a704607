"""Letters of Korean schools, majors and degrees that were misread within well-known words: 소프르웨어 for 소프트웨어.

A value mended so carries a doubt. What a page says is kept as it was read in the field's raw text.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import Final

from core.domain.field import FieldName
from core.domain.normal import has_hangul, is_one_part_off
from core.domain.page import TextSource
from core.extraction.candidates import Candidate
from core.extraction.types import DocumentTypes

MENDED: Final = "mended"
_FIELDS: Final = frozenset({FieldName.SCHOOL, FieldName.MAJOR, FieldName.DEGREE})
_SHORT: Final = 2
_USUAL: Final = frozenset({("ᅳ", "ᅮ"), ("ᄅ", "ᄐ")})
"""Parts as read and as printed: in a word of two letters only these are taken for misread, as much is like it."""


def mended(types: DocumentTypes, item: Candidate) -> Candidate:
    """The recognised value with its misread letters mended, and the doubt that tells of it; else as it is."""
    if item.field not in _FIELDS or item.sheet.page.source is TextSource.TEXT_LAYER or not has_hangul(item.value):
        return item
    value = mended_text(types, item.value)
    return item if value == item.value else replace(item, value=value, doubts=(*item.doubts, MENDED))


def mended_text(types: DocumentTypes, text: str) -> str:
    """The text with one part of a letter mended in each word that is nearly a well-known one."""
    for word in types.words:
        place = _nearly(types, word, text)
        if place is not None:
            text = text[:place] + word + text[place + len(word) :]
    return text


def _nearly(types: DocumentTypes, word: str, text: str) -> int | None:
    """Where the text has that word but for one part of a letter, which belongs to no other well-known word there."""
    for at in range(len(text) - len(word) + 1):
        piece = text[at : at + len(word)]
        if is_one_part_off(piece, word) and (len(word) > _SHORT or _is_usual(piece, word)):
            differs = at + next(place for place, letter in enumerate(piece) if letter != word[place])
            return None if _is_known(types, text, differs) else at
    return None


def _is_known(types: DocumentTypes, text: str, place: int) -> bool:
    """True if the letter at that place is part of a well-known word as it is."""
    return any(
        text.startswith(word, start)
        for word in types.words
        for start in range(max(0, place - len(word) + 1), place + 1)
    )


def _is_usual(read: str, word: str) -> bool:
    one, other = (unicodedata.normalize("NFD", text) for text in (read, word))
    pairs = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    return len(one) == len(other) and set(pairs) <= _USUAL
