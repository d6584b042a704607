"""Another recogniser's reading of the same pages: the rules read it too, and each value agrees or does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from core.domain.field import Field, FieldName, Said, Source
from core.domain.normal import same_value
from core.domain.page import Page, TextSource
from core.extraction.second_reader import DISAGREE

ONLY: Final = "reader_only"
"""The doubt of a value that only the other recogniser's words give."""

Rules = Callable[[Sequence[Page]], tuple[Field, ...]]


def with_other_readers(fields: Sequence[Field], pages: Sequence[Page], rules: Rules) -> tuple[Field, ...]:
    """The fields with what the rules find in the other reading.

    Where both give the same value, it stands as the surer of both read it, and both are named. Where they differ, the
    first one's stays, with a doubt and both readings. A value that only the other one gives is kept, with a doubt.

    Args:
        fields: as found in `Page.words`.
        pages: the record's pages; of other readings the first one counts.
        rules: finds fields on pages.
    """
    if not any(page.others for page in pages):
        return tuple(fields)
    by_second = {field.name: field for field in rules([_as_other(page) for page in pages])}
    known = {field.name: field for field in fields}
    both = (_both(known.get(name), by_second.get(name), pages) for name in FieldName)
    return tuple(field for field in both if field is not None)


def _as_other(page: Page) -> Page:
    """The page as the other recogniser read it."""
    return replace(page, words=page.others[0].words, source=TextSource.RECOGNISED) if page.others else page


def _both(first: Field | None, second: Field | None, pages: Sequence[Page]) -> Field | None:
    if second is None or not _was_read_twice(second, pages):
        return first
    if first is None:
        return replace(second, sources=(Source.READER,), doubts=(*second.doubts, ONLY))
    if same_value(first.name, first.value, second.value):
        return _agreed(first, second)
    before = first.readings or tuple(Said(source, first.value) for source in first.sources)
    return replace(
        first,
        doubts=tuple(dict.fromkeys((*first.doubts, DISAGREE))),
        others=tuple(dict.fromkeys((*first.others, second.value))),
        readings=(*before, Said(Source.READER, second.value)),
    )


def _agreed(first: Field, second: Field) -> Field:
    """The surer reading's words and place; the doubts of either that the other one does not share are settled."""
    sources = (*first.sources, Source.READER)
    if not (second.grounded and second.confidence > first.confidence):
        return replace(first, sources=sources)
    shared = tuple(doubt for doubt in first.doubts if doubt in second.doubts or doubt not in _OF_PIXELS)
    return replace(second, sources=sources, doubts=shared, others=first.others, places=max(first.places, second.places))


_OF_PIXELS: Final = frozenset({"covered", "misread_date", "odd_shape", "torn_line"})
"""Doubts about how letters were read; others are about what the page says, and stay."""


def _was_read_twice(field: Field, pages: Sequence[Page]) -> bool:
    """True if the value stands on a page that has another reading: elsewhere both readings are one."""
    here = (field.attachment, field.page)
    return any(page.others and (page.attachment, page.number) == here for page in pages)
