"""The part of a policy that knows what a page may say against itself: that it is a copy, void, expected, expired."""

from __future__ import annotations

import re
from typing import Final

from pydantic import Field, field_validator

from core.approval.policy_parts import Strict

_COUNTED: Final = frozenset({"count", "unit"})


class Disclaimer(Strict):
    """One thing that a page may say against itself, and how it says it.

    alone: what a stamp or a cell says that says nothing else, without spaces. nearly: long words of that kind, of
    which one letter may be lost or misread. spaced, compact: expressions over the
    page's text with single spaces or none. unless: what makes a condition of a sentence (void *if altered*) found
    by one of these. types: kinds of document that it speaks against; empty for all.
    """

    id: str = Field(min_length=1)
    english: str = Field(min_length=1)
    korean: str = Field(min_length=1)
    alone: re.Pattern[str] = re.compile("(?!)")
    nearly: tuple[str, ...] = ()
    spaced: tuple[re.Pattern[str], ...] = ()
    compact: tuple[re.Pattern[str], ...] = ()
    unless: re.Pattern[str] = re.compile("(?!)")
    types: tuple[str, ...] = ()


class ValidityRules(Strict):
    """How a page says for how long it holds: until a day that follows, or for a number of days, months or years.

    until: expressions over the text with single spaces and in small letters, that end where the day begins or have it
    as their group `day`. lasting: expressions with the groups `count` and `unit`. counts: counts in words.
    months, days: how many of either a unit is; a unit is in one of both.
    """

    until: tuple[re.Pattern[str], ...] = ()
    lasting: tuple[re.Pattern[str], ...] = ()
    counts: dict[str, int] = Field(default_factory=dict)
    months: dict[str, int] = Field(default_factory=dict)
    days: dict[str, int] = Field(default_factory=dict)

    @field_validator("lasting")
    @classmethod
    def _counts(cls, forms: tuple[re.Pattern[str], ...]) -> tuple[re.Pattern[str], ...]:
        if any(not form.groupindex.keys() >= _COUNTED for form in forms):
            raise ValueError("a form has no groups (?P<count>...) and (?P<unit>...)")
        return forms
