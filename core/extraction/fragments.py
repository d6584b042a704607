"""What a value looks like of which a word is lost, cut in two or out of place: Bachelor of; Institute of and."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from core.domain.field import FieldName
from core.domain.normal import has_hangul

_JOINS: Final = frozenset({"of", "and", "in", "for", "&", "with", "at"})
_BETWEEN: Final = frozenset({*_JOINS, "the", "a", "an"})
_LEVELS: Final = frozenset({"bachelor", "master", "doctor", "associate"})
_AFTER_LEVEL: Final = frozenset({"of", "in", "degree", "(hons)", "(honours)"})
_OF_PROSE: Final = frozenset({FieldName.SCHOOL, FieldName.MAJOR, FieldName.DEGREE})
_SHORT: Final = re.compile("[A-Z][a-z]?")
_MARKS: Final = " ,.;:"
_DOT: Final = "ㆍ"
"""A Korean letter to Unicode, a mark in print."""


def is_fragment(field: FieldName, value: str) -> bool:
    """True if an English school, major or degree cannot be whole as it stands.

    Args:
        field: what it is a value of; no other field has fragments.
        value: as it was found.
    """
    words = value.split()
    if field not in _OF_PROSE or has_hangul(value) or not words:
        return False
    small = [word.strip(_MARKS).casefold() for word in words]
    is_numbered = field is not FieldName.SCHOOL and any(map(str.isdecimal, words))
    is_torn = is_numbered or small[-1] in _BETWEEN or small[0] in _JOINS or any(map(_is_mark, words))
    is_double = any(one in _JOINS and two in _JOINS for one, two in pairwise(small))
    return is_torn or is_double or _lacks_a_word(field, words, small)


def _is_mark(word: str) -> bool:
    return word != "&" and not any(letter.isalnum() and letter != _DOT for letter in word)


def _lacks_a_word(field: FieldName, words: list[str], small: list[str]) -> bool:
    if field is FieldName.DEGREE:
        return small[0] in _LEVELS and (len(small) == 1 or small[1] not in _AFTER_LEVEL)
    return field is FieldName.MAJOR and _SHORT.fullmatch(words[-1]) is not None
