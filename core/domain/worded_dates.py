"""Dates in words: "the third day of June, one thousand nine hundred and ninety-nine", 이천이십년 삼월 이일."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

_ONES: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_ORDINAL_ONES: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
)
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_MONTHS: Final = "january february march april may june july august september october november december"
_CARDINALS: Final = {
    **{word: number for number, word in enumerate(_ONES.split(), start=1)},
    **{word: number for number, word in zip(range(20, 100, 10), _TENS.split(), strict=True)},
}
_ORDINALS: Final = {
    **{word: number for number, word in enumerate(_ORDINAL_ONES.split(), start=1)},
    "twentieth": 20,
    "thirtieth": 30,
}
_MONTH: Final = {word: number for number, word in enumerate(_MONTHS.split(), start=1)}
_HUNDRED: Final = 100
_THOUSAND: Final = 1000

_LITTLE: Final = frozenset((*_CARDINALS, "hundred", "thousand"))
_ANY: Final = rf"(?:{'|'.join(sorted(_LITTLE))})\b"
_DAY: Final = rf"(?:\d{{1,2}} ?(?:st|nd|rd|th)?|(?:(?:twenty|thirty)[ -]?)?(?:{'|'.join(_ORDINALS)}))\b"
_YEAR: Final = rf"(?:\d{{4}}|{_ANY}(?:(?:,? and |,? |-){_ANY})+)(?!,? and\b)"
_SINCE: Final = r"[, ]*(?:(?:in|of) )?(?:the year )?(?:of our lord )?[, ]*"
ENGLISH: Final = (
    rf"(?:(?:the )?{_DAY}(?: day)?,?(?: of)? (?:{'|'.join(_MONTH)}){_SINCE}{_YEAR}"
    rf"|(?:{'|'.join(_MONTH)}) (?:the )?{_DAY}{_SINCE}{_YEAR})"
)
"""An expression without groups, in small letters with single spaces. It also fits figures with words between them."""

_NUMERALS: Final = "영일이삼사오육칠팔구"
_UNITS: Final = {"십": 10, "백": 100, "천": 1000}
_YEAR_KO: Final = r"(?:[일이](?: ?[영공일이삼사오육칠팔구천백십]){1,7})"
_DAY_KO: Final = r"(?:[일이삼사오육칠팔구십](?: ?[일이삼사오육칠팔구십]){0,2})"
KOREAN: Final = rf"{_YEAR_KO} ?년 ?(?:유|시|{_DAY_KO}) ?월 ?{_DAY_KO} ?일"
"""The same for Korean."""


def may_go_on(text: str) -> bool:
    """True if the year may have more words than these: "two thousand", of which a line may end before "and five"."""
    return text.lower().endswith(("hundred", "thousand"))


def read_worded(text: str) -> str:
    """The ISO date that those words say, or an empty text if there is no such day.

    Args:
        text: what `ENGLISH` or `KOREAN` fits.
    """
    year, month, day = _korean(text) if "년" in text else _english(text)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _english(text: str) -> tuple[int, int, int]:
    words = [word for word in re.findall(r"[a-z]+|\d+", text.lower()) if word not in ("st", "nd", "rd", "th")]
    at = next(place for place, word in enumerate(words) if word in _MONTH)
    before, after = [_plain(part) for part in (words[:at], words[at + 1 :])]
    if not before:
        last = next(place for place, word in enumerate(after) if word in _ORDINALS or word.isdigit())
        before, after = after[: last + 1], after[last + 1 :]
    return _year(after), _MONTH[words[at]], sum(_number(word) for word in before)


def _plain(words: Sequence[str]) -> list[str]:
    return [word for word in words if word.isdigit() or word in _ORDINALS or word in _LITTLE]


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _CARDINALS.get(word, _ORDINALS.get(word, 0))


def _year(words: Sequence[str]) -> int:
    """1999 as nineteen ninety-nine, nineteen hundred and ninety-nine, or one thousand nine hundred and ninety-nine."""
    if len(words) > 1 and not {"hundred", "thousand"} & set(words):
        return _number(words[0]) * _HUNDRED + sum(_number(word) for word in words[1:])
    total = part = 0
    for word in words:
        if word == "thousand":
            total, part = total + part * _THOUSAND, 0
        elif word == "hundred":
            part *= _HUNDRED
        else:
            part += _number(word)
    return total + part


def _korean(text: str) -> tuple[int, int, int]:
    year, rest = text.replace(" ", "").split("년")
    month, day = rest.split("월")
    return _numeral(year), {"유": 6, "시": 10}.get(month) or _numeral(month), _numeral(day.removesuffix("일") or "일")


def _numeral(text: str) -> int:
    """이천이십 is 2020, and so is 이공이공."""
    if not _UNITS.keys() & set(text):
        return int("".join(str(_NUMERALS.find(letter.replace("공", "영"))) for letter in text) or 0)
    total, part = 0, 0
    for letter in text:
        if letter in _UNITS:
            total, part = total + (part or 1) * _UNITS[letter], 0
        else:
            part = _NUMERALS.find(letter)
    return total + part
