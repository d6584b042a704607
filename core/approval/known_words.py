"""Words that values are often made of. One that no other known word resembles was hardly a misreading."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Self

from rapidfuzz.distance import Levenshtein

from core.domain.normal import clean, is_one_part_off

_ENDINGS: Final = re.compile(r"(?:학과|학부|전공|과|부)$")
_LOOK_ALIKE: Final = tuple(
    frozenset(group) for group in ("aeocsqdg", "iljtfr", "nhumrkbwv", "vyuwxg", "gqpya", "zs2x", "bdhkl", "fte")
)
"""Small letters that recognisers take for one another."""
_NO_LETTER: Final = re.compile(r"[\W_]+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class KnownWords:
    """Known words and phrases in small letters, without those that one letter turns into another of them."""

    words: frozenset[str]
    phrases: frozenset[str]

    @classmethod
    @lru_cache(maxsize=32)
    def of(cls, words: tuple[str, ...], phrases: tuple[str, ...]) -> Self:
        """Of those words and phrases; phrases may be given without 학과, 학부 or 전공 at their end."""
        return cls(_apart(_key(word) for word in words), _apart(_stem(phrase) for phrase in phrases))

    @classmethod
    @lru_cache(maxsize=8)
    def names(cls, words: tuple[str, ...], accented: tuple[str, ...] = ()) -> Self:
        """Of those names in Latin letters, without those that a letter lost, added or misread makes another of them.

        Nor those that one letter turns into an accented one: Miller may be what is left of Müller.
        """
        marked = {key for word in accented for key in _with_a_gap(_key(word))}
        known = _apart((_key(word) for word in words), _alike)
        return cls(frozenset(word for word in known if marked.isdisjoint(_with_a_gap(word))), frozenset())

    @classmethod
    @lru_cache(maxsize=8)
    def listed(cls, words: tuple[str, ...]) -> Self:
        """Of those words, all of them."""
        return cls(frozenset(_key(word) for word in words), frozenset())

    def has_part(self, text: str) -> bool:
        """True if any word of the text, also one between hyphens, is such a word."""
        return any(_key(part) in self.words for part in re.split(r"[\s-]+", text))

    def has_word(self, text: str) -> bool:
        """True if the text, punctuation aside, is such a word."""
        return _key(text) in self.words

    def is_near_phrase(self, text: str) -> bool:
        """True if the value is no such phrase, but one part of a letter makes it one."""
        key = _stem(text)
        return key not in self.phrases and any(is_one_part_off(key, phrase) for phrase in self.phrases)

    def has_phrase(self, text: str) -> bool:
        """True if the whole value is such a phrase."""
        return _stem(text) in self.phrases


def _key(text: str) -> str:
    return _NO_LETTER.sub("", clean(text).casefold())


def _stem(text: str) -> str:
    return _ENDINGS.sub("", _key(text))


def _apart(texts: Iterable[str], are_near: Callable[[str, str], bool] = lambda _, __: True) -> frozenset[str]:
    """Those that differ from every other in more than one letter, or are not near although they differ in just one."""
    every = frozenset(texts) - {""}
    # Texts one letter apart become the same when one letter, or none, is taken out of each: only those are compared.
    alike = defaultdict(list)
    for one in every:
        for key in _shortened(one):
            alike[key].append(one)
    return frozenset(
        one
        for one in every
        if not any(
            Levenshtein.distance(one, two, score_cutoff=1) == 1 and are_near(one, two)
            for key in _shortened(one)
            for two in alike[key]
        )
    )


def _with_a_gap(text: str) -> frozenset[str]:
    """The text with a gap at each of its letters' places: texts of one length share one if one letter differs."""
    return frozenset(f"{text[:at]}_{text[at + 1 :]}" for at in range(len(text)))


def _shortened(text: str) -> frozenset[str]:
    """The text, and the text without each of its letters."""
    return frozenset((text, *(text[:at] + text[at + 1 :] for at in range(len(text)))))


def _alike(one: str, other: str) -> bool:
    """True if texts that differ in one letter may be taken for each other."""
    if len(one) != len(other):
        return True
    letters = next({*pair} for pair in zip(one, other, strict=True) if pair[0] != pair[1])
    return any(letters <= group for group in _LOOK_ALIKE)
