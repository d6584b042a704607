"""Texts of lines to learn from: words of certificates, syllables at random, numbers, and words with a letter changed.

Random syllables and changed words outnumber real ones: a reader that guesses by its language would mend what must be
seen as it stands.
"""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import Final

BASE: Final = 0xAC00
"""The first syllable; those with the same consonants and vowel stand together."""
PARTS: Final = (19, 21, 28)
"""First consonants, vowels, last consonants (with none)."""
SYLLABLES: Final = tuple(bytes((high, low)).decode("euc-kr") for high in range(0xB0, 0xC9) for low in range(0xA1, 0xFF))
"""The 2,350 of KS X 1001."""
_ASCII: Final = "".join(map(chr, range(0x21, 0x7F)))
_SIGNS: Final = "·ㆍ・…「」『』【】〈〉《》○●◎□■◇◆△▲▽▼☆★※→℃§‘’“”–—㈜①②③④⑤⑥⑦⑧⑨⑩"
LETTERS: Final = (*SYLLABLES, *_ASCII, *_SIGNS, " ")
_KNOWN: Final = frozenset(SYLLABLES)
_LONGEST: Final = 26

_LISTS: Final = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))
_SURNAMES: Final = str(_LISTS["surnames"])
_GIVEN: Final = str(_LISTS["given"])


def _list(name: str) -> tuple[str, ...]:
    return tuple(str(_LISTS[name]).split())


_CITIES, _NATURE, _KINDS = _list("cities"), _list("nature"), _list("kinds")
_STEMS, _ENDINGS, _DEGREES = _list("stems"), _list("endings"), _list("degrees")
_WORDS, _ENGLISH, _MONTHS = _list("words"), _list("english"), _list("months")


def line(chance: random.Random) -> str:
    """One line of one letter to some two dozen."""
    kind = chance.random()
    if kind < 0.32:
        text = _random(chance)
    elif kind < 0.6:
        text = _real(chance)
    elif kind < 0.74:
        text = _changed(_real(chance), chance)
    else:
        text = _english(chance) if kind < 0.88 else _figures(chance)
    return " ".join(text.split())[:_LONGEST].strip() or "가"


def _random(chance: random.Random) -> str:
    letters = [chance.choice(SYLLABLES if chance.random() < 0.7 else _GIVEN) for _ in range(chance.randint(1, 9))]
    for at in range(1, len(letters)):
        kind = chance.random()
        if kind < 0.1:
            letters[at] = " " + letters[at]
        elif kind < 0.14:
            letters[at] = letters[at - 1].strip()
    return "".join(letters)


def _name(chance: random.Random) -> str:
    count = chance.choices((1, 2, 3), (6, 90, 4))[0]
    return chance.choice(_SURNAMES) + "".join(chance.choice(_GIVEN) for _ in range(count))


def _school(chance: random.Random) -> str:
    """A school that may exist or not."""
    head = "".join(chance.choice(chance.choice((_CITIES, _NATURE))) for _ in range(chance.choice((1, 1, 2))))
    if chance.random() < 0.25:
        head = "".join(chance.choice(_GIVEN) for _ in range(chance.randint(2, 3)))
    return head + chance.choice(_KINDS)


def _real(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.2:
        return _name(chance)
    if kind < 0.42:
        return _school(chance) + chance.choices(("", "총장", " 총장", "장", " 교장"), (80, 5, 6, 4, 5))[0]
    if kind < 0.56:
        return chance.choice(_STEMS) + chance.choice(_ENDINGS)
    if kind < 0.64:
        return chance.choice(_DEGREES)
    return _date(chance) if kind < 0.72 else _labelled(chance)


def _labelled(chance: random.Random) -> str:
    if chance.random() < 0.2:
        return chance.choice(_WORDS) + chance.choice((":", " :", ": ", " ")) + chance.choice((_name, _school))(chance)
    return " ".join(chance.choice(_WORDS) for _ in range(chance.choice((1, 1, 2, 3))))


def _date(chance: random.Random) -> str:
    year, month, day = chance.randint(1950, 2029), chance.randint(1, 12), chance.randint(1, 31)
    shapes = (
        f"{year}년 {month}월 {day}일",
        f"{year}년 {month:02}월 {day:02}일",
        f"{year}년{month}월{day}일",
        f"{year} 년 {month} 월 {day} 일",
        f"{year}. {month}. {day}.",
        f"{year}.{month:02}.{day:02}",
        f"{year}-{month:02}-{day:02}",
        f"{year}년 {month}월",
        f"{month}월 {day}일",
        f"{year}년",
    )
    return chance.choice(shapes)


def _figures(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.3:
        return _date(chance)
    if kind < 0.6:
        gap = chance.choice((" ", ""))
        return f"제{gap}{chance.randint(1900, 2030)}-{chance.randint(1, 99999):05}{gap}호"
    signs, most = ("0123456789-./", 12) if kind < 0.75 else (_ASCII, 9)
    return "".join(chance.choice(signs) for _ in range(chance.randint(2, most)))


def _english(chance: random.Random) -> str:
    """One to three words, a date, or a number with letters; at times with a letter otherwise."""
    kind = chance.random()
    if kind < 0.15:
        return _english_date(chance)
    if kind < 0.35:
        return _english_number(chance)
    text = " ".join(chance.choice(_ENGLISH) for _ in range(chance.choice((1, 1, 2, 2, 3))))
    if chance.random() < 0.12:
        text = text.upper()
    if chance.random() < 0.3:
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice("abcdefghijklmnopqrstuvwxyzIl1") + text[at + chance.choice((0, 1)) :]
    return text + chance.choices(("", ":", ",", "."), (80, 8, 6, 6))[0]


def _english_date(chance: random.Random) -> str:
    day, month, year = chance.randint(1, 31), chance.choice(_MONTHS), chance.randint(1950, 2029)
    shapes = (f"{day} {month} {year}", f"{month} {day}, {year}", f"{day}-{month[:3]}-{year}", f"{month} {year}")
    return chance.choice(shapes)


def _english_number(chance: random.Random) -> str:
    head = "".join(chance.choice("ABCDEGHKLMNPRSTUVXYZ") for _ in range(chance.randint(1, 3)))
    number = f"{chance.randint(1900, 2030)}-{head}-{chance.randint(1, 999999):0{chance.randint(3, 6)}}"
    dash, mark = chance.choice(("-", "")), chance.choice("-/")
    other = f"{head}{dash}{chance.randint(1900, 2030)}{mark}{chance.randint(1, 99999):05}"
    return chance.choice((number, other, f"No. {other}", f"{chance.randint(10000, 9999999)}"))


def _changed(text: str, chance: random.Random) -> str:
    """The text with one part of one syllable otherwise, or with a syllable lost or doubled."""
    places = [at for at, letter in enumerate(text) if letter in _KNOWN]
    if not places:
        return text
    at = chance.choice(places)
    new = ("", 2 * text[at], _neighbour(text[at], chance))
    return text[:at] + chance.choices(new, (12, 12, 76))[0] + text[at + 1 :]


def _neighbour(syllable: str, chance: random.Random) -> str:
    """A syllable that differs from this one in one part."""
    number = ord(syllable) - BASE
    parts = [number // 588, number % 588 // 28, number % 28]
    at = chance.choice((0, 1, 2))
    others = [[*parts[:at], part, *parts[at + 1 :]] for part in range(PARTS[at]) if part != parts[at]]
    letters = (chr(BASE + (first * 21 + vowel) * 28 + last) for first, vowel, last in others)
    return chance.choice([letter for letter in letters if letter in _KNOWN] or [syllable])
