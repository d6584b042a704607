"""One form for each value: the same for what a document says, what a claim says and what a person types."""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType
from typing import Final

from core.domain.dates import find_dates, read_date
from core.domain.field import DATE_FIELDS, FieldName

_HANGUL: Final = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]")
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ]")
_SMALL_L: Final = re.compile(r"(?<![^\W_])l(?=[bcdfgjkmnpqrstvwxz])")
_SPACES: Final = re.compile(r"\s+")
_DASHES: Final = re.compile(r"[‐‑‒–—―−－]")
_QUOTES: Final = re.compile(r"[‘’ʼ`´＇]")
_LETTER_QUOTE: Final = "ʼ"
"""The one quote that counts as a letter."""
_LATIN_IN_BRACKETS: Final = re.compile(r"^([가-힣\s]+)[(/,]\s*[A-Za-zÀ-ɏ][^가-힣]*\)?$")
_TIGHT: Final = frozenset({FieldName.SCHOOL, FieldName.MAJOR, FieldName.DEGREE})
_KEEP: Final = MappingProxyType({"\t": " ", "\n": " ", "\r": " "})


def clean(text: str) -> str:
    """NFC, single spaces, no control or invisible characters, plain dashes and apostrophes."""
    text = unicodedata.normalize("NFC", text)
    if text.isalnum() and _LETTER_QUOTE not in text:  # as most words are: there is nothing to clean
        return text
    if not text.isprintable():
        text = "".join(_KEEP.get(letter, letter) for letter in text)
        text = "".join(letter for letter in text if unicodedata.category(letter) not in ("Cc", "Cf", "Co", "Cs"))
    return _SPACES.sub(" ", _QUOTES.sub("'", _DASHES.sub("-", text))).strip()


def is_text(value: str) -> bool:
    """True if any database can hold it: none holds half a letter (a lone surrogate), and no certificate a NUL."""
    return "\0" not in value and not any("\ud800" <= letter <= "\udfff" for letter in value)


def with_capital_i(text: str) -> str:
    """The text with words like lvanova as Ivanova: no word starts with a small l and a consonant but l."""
    return _SMALL_L.sub("I", text)


def has_hangul(text: str) -> bool:
    """True if any letter is Korean."""
    return bool(_HANGUL.search(text))


def is_hangul(text: str) -> bool:
    """True if it is nothing but Korean syllables."""
    return bool(text) and all("가" <= letter <= "힣" for letter in text)


def is_one_part_off(one: str, other: str) -> bool:
    """True if the texts differ in one syllable, and there in one of its parts: 표 and 교, not 해 and 의."""
    if len(one) != len(other):
        return False
    pairs = (pair for pair in zip(one, other, strict=True) if pair[0] != pair[1])
    differs = next(pairs, None)
    if differs is None or next(pairs, None) is not None:
        return False
    first, second = (unicodedata.normalize("NFD", letter) for letter in differs)
    if len(first) == len(second):
        return sum(part != also for part, also in zip(first, second, strict=True)) == 1
    return abs(len(first) - len(second)) == 1 and (first.startswith(second) or second.startswith(first))


def has_latin(text: str) -> bool:
    """True if any letter is Latin."""
    return bool(_LATIN.search(text))


def normalise_value(field: FieldName, text: str) -> str:
    """The value in its one form; a date that cannot be read for sure stays as it is written."""
    text = clean(text)
    if field in DATE_FIELDS:
        days = {found.iso for found in find_dates(text)}
        return next(iter(days)) or text if len(days) == 1 else text  # two days are no value of one date
    if field is FieldName.HOLDER_NAME:
        return _name(text)
    if field in _TIGHT:
        return text.replace(" ", "") if has_hangul(text) else text
    return text


def typed_value(field: FieldName, text: str) -> str | None:
    """What is stored of a text that a person gave for that field; None if it is no value of it.

    A date is the whole text and plain to read: among other letters it may be a slip that nobody would see again.
    """
    value = normalise_value(field, text)
    if field not in DATE_FIELDS or not value:
        return value
    text = clean(text)
    found = read_date(text)
    if found is None or found.doubt or found.start or text[found.end :].strip(" ."):
        return None
    return found.iso


def comparison_key(field: FieldName, text: str) -> str:
    """What two values of that field must share to be the same: case, spaces and a school's article do not matter."""
    value = normalise_value(field, text).casefold()
    value = (value.removeprefix("the ") if field is FieldName.SCHOOL else value).replace(" ", "")
    return value.strip(".,;:") if field not in DATE_FIELDS else value


def same_value(field: FieldName, one: str, other: str) -> bool:
    """True if both texts say the same. Names in different scripts are never the same."""
    return comparison_key(field, one) == comparison_key(field, other)


def _name(text: str) -> str:
    both = _LATIN_IN_BRACKETS.match(text)
    text = both.group(1).strip() if both else text
    return text.replace(" ", "") if has_hangul(text) and not has_latin(text) else text
