"""What a page says, by its lines or as a whole, without the spaces that recognisers put between Korean letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from core.domain.normal import clean
from core.domain.page import Page

_BETWEEN: Final = re.compile(r"(?<=[가-힣]) (?=[가-힣])")


def lines_of(page: Page) -> Iterator[str]:
    """Each line of the page, without spaces between Korean letters."""
    for _, words in groupby(page.words, key=lambda word: word.line):
        yield without_gaps(clean(" ".join(word.text for word in words)))


def without_gaps(text: str) -> str:
    """The text without single spaces between Korean letters."""
    return _BETWEEN.sub("", text)
