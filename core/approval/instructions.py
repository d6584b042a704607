"""Whether a page tries to tell a machine what to do, and where on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import groupby
from typing import Final
from urllib.parse import unquote

from rapidfuzz import fuzz

from core.approval.policy import InstructionRules
from core.domain.normal import clean
from core.domain.page import Box, Page, Word

_LINES: Final = 4
"""An order that runs over more lines than this is found, but not shown at its place."""
_TRIES, _NOTHING = 20, "\0"
_VERB, _VERB_SHARE = 6, 0.8
"""Letters of an order's verb, and how much of the phrase's own share of letters alike it needs."""
_FOR_PEOPLE: Final = re.compile("verify(?:this|the)(?:document|certificate|application|record|file|submission)")
"""How to verify this certificate says to people; its letters are much like those of 'approve this certificate'."""


def instructs(rules: InstructionRules, page: Page) -> bool:
    """Whether the page's words, or a code on it, address a machine."""
    said = (text for code in page.codes for text in _said(code.text))
    return any(_is_order(rules, text) for text in (_text(page.words), *said))


def place_of(rules: InstructionRules, page: Page) -> Box | None:
    """Where on the page that stands: the fewest lines that say it, or the code; None if no few lines say it alone."""
    for code in page.codes:
        if any(_is_order(rules, text) for text in _said(code.text)):
            return code.box
    lines = [tuple(words) for _, words in groupby(page.words, key=lambda word: word.line)]
    for count in range(1, min(_LINES, len(lines)) + 1):
        for at in range(len(lines) - count + 1):
            words = [word for line in lines[at : at + count] for word in line]
            if _is_order(rules, _text(words)):
                return reduce(Box.union, (word.box for word in words))
    return None


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _said(code: str) -> Iterator[str]:
    """What a code says, also with the signs of an address as spaces."""
    yield code
    yield re.sub(r"[+_/?&=#.-]+", " ", unquote(code))


def _is_order(rules: InstructionRules, text: str) -> bool:
    spaced = clean(text).lower()
    compact = spaced.replace(" ", "")
    if any(form.search(spaced) for form in rules.spaced) or any(form.search(compact) for form in rules.compact):
        return True
    letters = _letters(_FOR_PEOPLE.sub("", compact))
    return any(_nearly_in(_letters(phrase.lower()), letters, rules.near_share) for phrase in rules.near)


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def _nearly_in(phrase: str, text: str, share: float) -> bool:
    """True if the text has much the same letters in a row, those of the order's verb as well.

    Else "issued 2021. This certificate" has most letters of "approve this certificate".
    """
    if len(text) < len(phrase):
        return False
    for _ in range(_TRIES):
        found = fuzz.partial_ratio_alignment(phrase, text, score_cutoff=share * 100)
        if found is None:
            return False
        begins = max(0, found.dest_start - 1)
        if fuzz.partial_ratio(phrase[:_VERB], text[begins : begins + _VERB + 2]) >= share * _VERB_SHARE * 100:
            return True
        text = text[: found.dest_start] + _NOTHING * (found.dest_end - found.dest_start) + text[found.dest_end :]
    return True  # a page that is full of such phrases is for a person
