"""Do a Korean name and one in Latin letters say the same? Official spelling and the usual others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from core.domain.normal import clean, has_hangul, has_latin

_FIRST_SYLLABLE: Final = 0xAC00
_VOWELS: Final = 21
_FINALS: Final = 28

_INITIALS_SPELLED: Final = (
    "g|k|gh kk|gg|k|g n d|t dd|tt r|l|rh m b|p pp|bb s|sh ss|s  j|ch|z jj|tch ch|c k|kh t|th p|ph h"
)
_VOWELS_SPELLED: Final = (
    "a|ah ae|ai|e|ay ya|yah yae|yai eo|u|o|uh|eu|er|ur e|eh|ae|ay yeo|yu|you|yo|yuh|yeu ye|yeh|yae o|oh wa|oa|ua "
    "wae|oae|we oe|oi|oy|we|wae yo|yoh u|oo|woo|wu|ou wo|weo|o|uo we|wae wi|wie|ui|we yu|yoo|you|yew eu|u|e|oo "
    "ui|eui|i|ee|hee|y i|ee|yi|y|e"
)
_FINALS_SPELLED: Final = (
    "|h k|g|ck|c kk|k|g k|g n n|nj n|nh t|d l|r|ll|rl k|lk|g m|lm p|lb|l l|ls l|lt p|lp l|lh m p|b ps|p t|s t|ss ng "
    "t|j t|ch k t p|b h|t|"
)
_INITIAL: Final = _INITIALS_SPELLED.split(" ")
_VOWEL: Final = _VOWELS_SPELLED.split(" ")
_FINAL: Final = _FINALS_SPELLED.split(" ")
_ANY_SYLLABLE: Final = (
    "(?:" + "".join(f"(?:{'|'.join(dict.fromkeys(parts))})" for parts in (_INITIAL, _VOWEL, _FINAL)) + ")"
)
_GIVEN: Final = re.compile(_ANY_SYLLABLE + "{1,2}")
_PARTED: Final = re.compile(f"{_ANY_SYLLABLE}-{_ANY_SYLLABLE}")


def matches(korean: str, latin: str, surnames: Mapping[str, tuple[str, ...]]) -> bool:
    """True if the Latin name is a usual spelling of the Korean one, with the family name first or last.

    Args:
        korean: a name in Hangul.
        latin: a name in Latin letters; case, hyphens, commas and spaces within the given name do not matter.
        surnames: usual spellings of family names beside the regular ones, in small letters.
    """
    name = clean(korean).replace(" ", "")
    parts = re.findall(r"[a-z]+", _plain(latin))
    if not parts or not name or not all("가" <= letter <= "힣" for letter in name):
        return False
    return any(
        family.fullmatch(written_family) and given.fullmatch(written_given)
        for family, given in _forms(name, tuple((key, value) for key, value in surnames.items()))
        for written_family, written_given in _splits(parts)
    )


def in_two_scripts(one: str, other: str) -> bool:
    """True if one text is Korean and the other is in Latin letters."""
    scripts = [(has_hangul(text), has_latin(text)) for text in (one, other)]
    return sorted(scripts) == [(False, True), (True, False)]


def same_name(one: str, other: str, surnames: Mapping[str, tuple[str, ...]]) -> bool:
    """True if both names, one in each script, say the same."""
    if not in_two_scripts(one, other):
        return False
    return matches(one, other, surnames) if has_hangul(one) else matches(other, one, surnames)


def is_korean(latin: str, surnames: Mapping[str, tuple[str, ...]]) -> bool:
    """True if a name in Latin letters is made of a usual Korean family name and one or two Korean syllables."""
    parts = re.findall(r"[a-z]+", _plain(latin))
    families = {spelled for usual in surnames.values() for spelled in usual}
    return any(family in families and _GIVEN.fullmatch(given) for family, given in _splits(parts))


def is_spelling_of(korean: str, latin: str) -> bool:
    """True if the Latin letters are a usual spelling of those Korean syllables."""
    written = re.sub("[^a-z]", "", _plain(latin))
    return (
        bool(written)
        and all("가" <= letter <= "힣" for letter in korean)
        and bool(re.fullmatch(_regular(korean), written))
    )


def is_given_name(latin: str) -> bool:
    """True for two Korean syllables with a hyphen between them, as given names are written: Min-seo."""
    return _PARTED.fullmatch(_plain(latin)) is not None


def _plain(text: str) -> str:
    """Small letters without accents and apostrophes."""
    spread = unicodedata.normalize("NFD", clean(text).casefold().replace("'", ""))
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def _splits(parts: list[str]) -> Iterator[tuple[str, str]]:
    """Family and given name: either may come first, and family names of two syllables may be written apart."""
    for count in range(1, min(2, len(parts) - 1) + 1):
        yield "".join(parts[:count]), "".join(parts[count:])
        yield "".join(parts[-count:]), "".join(parts[:-count])
    whole = "".join(parts)
    if len(parts) == 1:
        yield from ((whole[:at], whole[at:]) for at in range(1, len(whole)))


@lru_cache(maxsize=256)
def _forms(
    name: str, surnames: tuple[tuple[str, tuple[str, ...]], ...]
) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    usual = MappingProxyType(dict(surnames))
    made = []
    for length in (1, 2):
        family, given = name[:length], name[length:]
        if given and (length == 1 or family in usual):
            spelled = "|".join((*usual.get(family, ()), _regular(family)))
            made.append((re.compile(spelled), re.compile(_regular(given))))
    return tuple(made)


def _regular(text: str) -> str:
    return "".join(_syllable(letter) for letter in text)


def _syllable(letter: str) -> str:
    number = ord(letter) - _FIRST_SYLLABLE
    initial, rest = divmod(number, _VOWELS * _FINALS)
    vowel, final = divmod(rest, _FINALS)
    return "".join(f"(?:{part})" for part in (_INITIAL[initial], _VOWEL[vowel], _FINAL[final]))
