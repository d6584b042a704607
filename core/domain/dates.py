"""Dates as documents print them, in Korean and English. An unclear date is a doubt, never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from core.domain.worded_dates import ENGLISH, KOREAN, may_go_on, read_worded

BAD: Final = "bad_date"
AMBIGUOUS: Final = "ambiguous_date"
PARTIAL: Final = "partial_date"
MISREAD: Final = "misread_date"

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
_MONTHS_IN_YEAR: Final = 12

_MONTH_NAMES: Final = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
_MONTH: Final = {name: number for number, name in enumerate(_MONTH_NAMES.split("|")[:_MONTHS_IN_YEAR], start=1)}
_SEP: Final = r"\s*[-–—./]\s*"
_LOOSE: Final = r"\s*(?:,?[-–—./]|,)\s*"  # a stop is easily misread as a comma, a ruling's rest beside it as well
_CUT: Final = re.compile(
    r"\d{4}\s*[-./]\s*0\d\s*[-./]\s*\d$"
)  # 2025-09-2: whoever writes 09 writes 02, so a digit is lost
_NOT_ALONE: Final = r"(?![A-Za-z|!ㅣ]|\s*[lI|!ㅣ]\s*일)"
"""A letter right behind a single figure may be the day's second one: 2월 2l일."""
_DAY: Final = rf"(?P<d>\d(?: ?\d)?(?=\s*일)|\d\d(?!\d)|\d(?!\s*\d){_NOT_ALONE})(?:\s*일)?"
"""Without 일 no figure follows a single one: it may be the day's second one."""
_TORN_BEFORE: Final = re.compile(r"(?<![\d.,:/-])[0-3] $")
_TORN_BEHIND: Final = re.compile(r" \d(?!\d|[.:,]\d|(?!일)[가-힣])| \d\d(?=\s?(?:일|\.?\s*$))")
_DAY_BEFORE: Final = re.compile(r"(?<![\d.,:/-])\d{1,2}(?:st|nd|rd|th)? $")
"""Before a month's name that a figure follows: 2 September 7 2019."""
_ORDINAL: Final = r"\s*(?:st|nd|rd|th)?"
# Misread and yet one day alone: 년 as a 4 with the day's 일 behind it; 일 as a 9 or 2 behind both figures of the day; a
# stop that is lost between figures that are all there.
_ONE_DAY: Final = re.compile(
    r"^\d{5}\D.*일$|월\s*(?:0[1-9]|[12]\d|3[01])[29]$|^\d{4}\s+(?:0[1-9]|1[0-2])\s*\.\s*[0-3]\d$"
)
_LIKE_FIGURES: Final = str.maketrans("IiLl|sSzZoOAB", "1111155220048")
_LETTERS: Final = r"(?<![A-Za-z\d])(?P<t>[IiLl|1]?[IiLl|sSzZoOAB]|[oO][1-9]|[uU])"

# Tried in this order; where two match at the same place the first wins.
_FORMS: Final = (
    (
        "era",
        re.compile(r"단\s*기\s*(?P<y>\d{4})\s*(?:년|[.\-/])?(?:\s*(?P<m>\d{1,2})\s*(?:월|[.\-/])\s*(?P<d>\d{1,2}))?"),
    ),
    ("four", re.compile(rf"(?<!\d)(?P<y>(?:19|20)\d\d)4\s*(?P<m>\d{{1,2}})\s*월\s*{_DAY}")),
    # 일 is read as a figure: 26일 as 269, 6일 as 62. No day has three figures, nor is there one beyond the 31st.
    (
        "loose",
        re.compile(
            r"(?<!\d)(?P<y>(?:19|20)\d\d)\s*년\s*(?P<m>1[0-2]|0?[1-9])\s*월\s*"
            r"(?P<d>(?:0[1-9]|[12]\d|3[01])(?=\d(?!\d))|3(?=[2-9](?!\d))|[4-9](?=\d(?!\d)))\d"
        ),
    ),
    ("ymd", re.compile(rf"(?:서\s*기\s*)?(?<!\d)(?P<y>\d{{4}})\s*년\s*(?P<m>\d{{1,2}})\s*월\s*{_DAY}")),
    # Wide figures are read with spaces between them.
    ("ymd", re.compile(r"(?<!\d)(?P<y>\d(?: ?\d){3})\s*년\s*(?P<m>\d(?: ?\d)?)\s*월\s*(?P<d>\d(?: ?\d)?)\s*일")),
    ("loose", re.compile(rf"(?<!\d)(?P<y>(?:19|20)\d\d)\s*[넌녀닌]\s*(?P<m>\d{{1,2}})\s*월\s*{_DAY}")),
    ("loose", re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)\s*년\s*(?P<m>1[0-2]|[1-9])\s*[38&B]\s+(?P<d>\d{1,2})\s*일")),
    # A stroke is read as a 7.
    ("loose", re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)/(?P<m>0[1-9]|1[0-2])7(?P<d>[0-3]\d)(?!\d)")),
    ("loose", re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)7(?P<m>0[1-9]|1[0-2])/(?P<d>[0-3]\d)(?!\d)")),
    (
        "ymd",
        re.compile(rf"(?<![\d-])(?P<y>\d{{4}}){_LOOSE}(?P<m>\d{{1,2}}){_LOOSE}(?P<d>\d\d|\d{_NOT_ALONE})(?!\d|-\d)"),
    ),
    (
        "name",
        re.compile(
            rf"(?i)(?<![a-z])(?P<n>{_MONTH_NAMES})(?![a-z])\s*\.?\s*(?P<d>\d{{1,2}}){_ORDINAL}\s*[,.]?\s*(?P<y>\d{{4}})(?!\d)"
        ),
    ),
    (
        "name",
        re.compile(
            rf"(?i)(?<!\d)(?:\bthe\s+)?(?P<d>\d{{1,2}}){_ORDINAL}\s*(?:day\s+of\s+|of\s+)?[-\s]*(?P<n>{_MONTH_NAMES})(?![a-z])[-\s.,]*(?P<y>\d{{4}})(?!\d)"
        ),
    ),
    (
        "name",
        re.compile(rf"(?i)(?<!\d)(?P<y>\d{{4}})[-\s.,]*(?P<n>{_MONTH_NAMES})(?![a-z])[-\s.,]*(?P<d>\d{{1,2}})(?!\d)"),
    ),
    # A day's figures are read as letters: the Ist day of May, u-Aug-2022.
    (
        "letters",
        re.compile(
            rf"{_LETTERS}(?P<o>st|nd|rd|th)?\s*(?:(?i:day\s+of|of)\s+)?[-\s]*(?i:(?P<n>{_MONTH_NAMES}))(?![a-z])[-\s.,]*(?P<y>\d{{4}})(?!\d)"
        ),
    ),
    (
        "letters",
        re.compile(
            rf"(?<![A-Za-z])(?i:(?P<n>{_MONTH_NAMES}))(?![a-z])\s*\.?\s*{_LETTERS}(?P<o>st|nd|rd|th)?\s*[,.]?\s*(?P<y>\d{{4}})(?!\d)"
        ),
    ),
    ("two", re.compile(rf"(?<!\d)(?P<a>\d{{1,2}}){_SEP}(?P<b>\d{{1,2}}){_SEP}(?P<y>\d{{4}})(?!\d)")),
    ("ymd", re.compile(r"(?<![\d-])(?P<y>(?:19|20)\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)(?![\d-])")),
    (
        "loose",
        re.compile(
            r"(?<![\d-])(?P<y>(?:19|20)\d\d)\s*[-.,:;]?\s+(?P<m>\d{1,2})\s*[-.,:;]\s*"
            rf"(?P<d>\d\d|\d{_NOT_ALONE})(?![\d:;-])"
        ),
    ),
    ("short", re.compile(r"(?<!\d)'?\d{2}\s*년\s*\d{1,2}\s*월\s*\d{1,2}\s*일?")),
    ("short", re.compile(rf"(?<![\d.-])'?\d{{2}}{_SEP}\d{{1,2}}{_SEP}\d{{1,2}}(?![\d-])")),
    ("short", re.compile(rf"(?<![\d.-])\d{{1,2}}{_SEP}\d{{1,2}}{_SEP}'?\d{{2}}(?![\d-])")),
    (
        "short",
        re.compile(
            rf"(?i)(?<![a-z])(?:{_MONTH_NAMES})(?![a-z])\s*\.?\s*\d{{1,2}}{_ORDINAL}(?:\s*,\s*|\s+)'?\d{{2}}(?!\d)"
        ),
    ),
    ("words", re.compile(rf"(?i)(?<![a-z\d]){ENGLISH}(?![a-z\d])")),
    ("words", re.compile(rf"(?<![가-힣]){KOREAN}")),
    ("part", re.compile(r"(?<!\d)\d{4}\s*년(?:\s*\d{1,2}\s*월)?")),
    ("part", re.compile(rf"(?<![\d-])(?:19|20)\d{{2}}{_SEP}(?:0?[1-9]|1[0-2])(?![\d]|[-./]\d)")),
    ("part", re.compile(rf"(?i)(?<![a-z])(?:{_MONTH_NAMES})(?![a-z])\s*[.,]?\s*(?:19|20)\d{{2}}(?!\d)")),
)

_NEVER_SURE: Final = MappingProxyType({"era": AMBIGUOUS, "short": AMBIGUOUS, "part": PARTIAL})


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date found in a text, at characters `start` to `end`.

    `iso` is empty if there is a `doubt`: `bad_date` (no such day), `ambiguous_date` (more than one reading),
    `partial_date` (the day is not given); but for `misread_date` (년 looks like a 넌, 월 like a 3; a stop or
    a digit is lost; a year in words may go on in the next line), where one day is likely.
    """

    iso: str
    doubt: str
    start: int
    end: int


def find_dates(text: str) -> tuple[DateReading, ...]:
    """All dates in that text, from left to right, none overlapping."""
    return tuple(_find(text))


def read_date(text: str) -> DateReading | None:
    """The first date in that text, or None if there is none."""
    return next(_find(text), None)


def _find(text: str) -> Iterator[DateReading]:
    place = 0
    while True:
        hits = [
            (found.start(), rank, kind, found)
            for rank, (kind, form) in enumerate(_FORMS)
            if (found := form.search(text, place))
        ]
        if not hits:
            return
        start, _, kind, found = min(hits, key=lambda hit: (hit[0], hit[1]))
        iso, doubt = ("", AMBIGUOUS) if _is_torn(found) else _judge(kind, found)
        yield DateReading(iso, doubt, start, found.end())
        place = found.end()


def _is_torn(found: re.Match[str]) -> bool:
    """True if a figure beside the date may be the day's other one: 2 1 February 2020 or 2020. 2. 2 1."""
    text, (start, end) = found.string, found.span()
    is_one_before = text[start].isdigit() and not text[start + 1 : start + 2].isdigit()
    is_one_behind = text[end - 1].isdigit() and not text[end - 2].isdigit()
    before = is_one_before and _TORN_BEFORE.search(text, 0, start)
    is_name = text[start].isascii() and text[start].isalpha()
    before = before or (is_name and _DAY_BEFORE.search(text, 0, start))
    return bool(before or (is_one_behind and _TORN_BEHIND.match(text, end)))


def _judge(kind: str, found: re.Match[str]) -> tuple[str, str]:
    if kind in _NEVER_SURE:
        return "", _NEVER_SURE[kind]
    if kind == "words":
        return _in_words(found.group())
    if kind == "letters":
        return _in_letters(found)
    parts = {name: text.replace(" ", "") for name, text in found.groupdict().items()}
    if kind == "two":
        return _day_or_month_first(int(parts["y"]), int(parts["a"]), int(parts["b"]))
    if kind in ("four", "loose"):
        iso, doubt = _iso(int(parts["y"]), int(parts["m"]), int(parts["d"]))
        return iso, doubt or ("" if _ONE_DAY.search(found.group()) else MISREAD)
    month = _MONTH[_full_month(parts["n"])] if kind == "name" else int(parts["m"])
    iso, doubt = _iso(int(parts["y"]), month, int(parts["d"]))
    return iso, doubt or (MISREAD if _CUT.search(found.group()) else "")


def _in_letters(found: re.Match[str]) -> tuple[str, str]:
    """The Ist is the first, as no other figure goes with st; else one day is likely."""
    text = found["t"]
    figures = "11" if text in "uU" else text.translate(_LIKE_FIGURES)
    iso, doubt = _iso(int(found["y"]), _MONTH[_full_month(found["n"])], int(figures))
    is_first = figures == "1" and found["o"] == "st"
    return iso, doubt or ("" if is_first else MISREAD)


def _in_words(text: str) -> tuple[str, str]:
    iso = read_worded(text)
    if not iso or not FIRST_YEAR <= int(iso[:4]) <= LAST_YEAR:
        return "", BAD
    return iso, MISREAD if may_go_on(text) else ""


def _full_month(name: str) -> str:
    start = name.lower()[:3]
    return next(full for full in _MONTH if full.startswith(start))


def _day_or_month_first(year: int, first: int, second: int) -> tuple[str, str]:
    """03/04/2021 may be March or April; 13/04/2021 and 04/04/2021 may not."""
    readings = {_iso(year, first, second)[0], _iso(year, second, first)[0]} - {""}
    if not readings:
        return "", BAD
    return (readings.pop(), "") if len(readings) == 1 else ("", AMBIGUOUS)


def _iso(year: int, month: int, day: int) -> tuple[str, str]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return "", BAD
    try:
        return date(year, month, day).isoformat(), ""
    except ValueError:
        return "", BAD
