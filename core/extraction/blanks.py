"""Words that hold several: PDF files keep names together with spaces that are part of the word (no-break spaces)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from core.domain.page import Box, Word


def one_by_one(words: Iterable[Word]) -> Iterator[Word]:
    """The words, those with spaces inside as words of their own in their share of the box."""
    for word in words:
        yield from _parts(word) if len(word.text.split()) > 1 else (word,)


def _parts(word: Word) -> Iterator[Word]:
    text, box = word.text.strip(), word.box
    letter = box.width / len(text)
    at = 0
    for part in text.split():
        at = text.index(part, at)
        own = Box(box.x0 + at * letter, box.y0, box.x0 + (at + len(part)) * letter, box.y1)
        yield replace(word, text=part, box=own)
        at += len(part)
