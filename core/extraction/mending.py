"""Letters of schools, majors and degrees that were misread within well-known words: 소프르웨어 for 소프트웨어, Grephic.

A value mended so carries a doubt. What a page says is kept as it was read in the field's raw text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from core.domain.field import FieldName
from core.domain.normal import has_hangul, is_one_part_off
from core.domain.page import TextSource
from core.extraction.candidates import ODD, Candidate
from core.extraction.types import DocumentTypes, lower

MENDED: Final = "mended"
_FIELDS: Final = frozenset({FieldName.SCHOOL, FieldName.MAJOR, FieldName.DEGREE})
_SHORT: Final = 2
_SURE: Final = 0.94
"""Words in Latin letters that are read as surely were hardly misread."""
_LATIN: Final = 6
_TORN_LETTERS: Final = (("ivi", "m"), ("rn", "m"), ("cl", "d"), ("vv", "w"), ("iv", "m"), ("li", "h"))
_TWICE: Final = re.compile("(?:(?<=석)석|(?<=박)박)(?=사$)|(?<=[석박]사)사$")
_REPEATED: Final = re.compile(r"(?!공공(?!학))([가-힣]{1,4})\1")
"""Pieces that stand twice in a degree were mostly read twice: 공학학사, which few print. 공공행정학사 there is."""
_FACULTY, _WHOLE_FACULTY = "부", "학부"
"""Of 건축학부, 건축부 is what is left if a letter is lost."""
_USUAL: Final = frozenset({("ᅳ", "ᅮ"), ("ᄅ", "ᄐ")})
"""Parts as read and as printed: in a word of two letters only these are taken for misread, as much is like it."""


def mended(types: DocumentTypes, item: Candidate) -> Candidate:
    """The recognised value with its misread letters mended, and the doubt that tells of it; else as it is."""
    if item.field not in _FIELDS or item.sheet.page.source is TextSource.TEXT_LAYER:
        return item
    value = mended_text(types, item.value) if has_hangul(item.value) else _in_latin(types, item)
    if item.field is FieldName.DEGREE:
        value = _TWICE.sub("", value)
        item = replace(item, doubts=(*item.doubts, ODD)) if _REPEATED.search(value) else item
    if (
        item.field is FieldName.MAJOR
        and not value.endswith(_WHOLE_FACULTY)
        and value.removesuffix(_FACULTY) in types.words
    ):
        value = value.removesuffix(_FACULTY) + (_WHOLE_FACULTY if value.endswith(_FACULTY) else "")
    return item if value == item.value else replace(item, value=value, doubts=(*item.doubts, MENDED))


def _in_latin(types: DocumentTypes, item: Candidate) -> str:
    """The value with a letter mended in each word that is no known English word, but nearly one and was hardly read."""
    words, read = item.value.split(" "), [word.confidence for word in item.words]
    surest = read if len(read) == len(words) else [min(read, default=0.0)] * len(words)
    if item.field is FieldName.SCHOOL or min(read, default=1.0) >= _SURE:
        return item.value
    pairs = zip(words, surest, strict=True)
    return " ".join(word if share >= _SURE else _known_word(types.latin_words, word) for word, share in pairs)


@lru_cache(maxsize=256)
def _known_word(known: tuple[str, ...], text: str) -> str:
    """The only known word from which that one differs in a letter, or in one read as two or three; else itself."""
    word = lower(text)
    if len(word) < _LATIN or not word.isalpha() or word in known or word.removesuffix("s") in known:
        return text
    meant = {other for read, printed in _TORN_LETTERS if (other := word.replace(read, printed)) in known}
    meant = meant or {
        found[0]
        for found in process.extract_iter(word, known, scorer=Levenshtein.distance, processor=None, score_cutoff=1)
    }
    if len(meant) != 1:
        return text
    whole = meant.pop()
    return whole.upper() if text.isupper() else whole.capitalize() if text[0].isupper() else whole


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
