"""Titles of documents that a recogniser misread in one letter, or in a part of one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Levenshtein

from core.domain.normal import is_one_part_off
from core.extraction.types import DocumentType, DocumentTypes

_FUZZY_LENGTH: Final = 4


def is_nearly(types: DocumentTypes, kind: DocumentType, *texts: str) -> bool:
    """One letter misread, added or lost, and no title of another kind as near, in one of those forms of a text.

    졸업증명 is as near to 졸업증서 as to 졸업증명서; with what was read for its last letter, 졸업증명, is not.
    """
    for text in texts:
        near = {entry.id for entry in types.types if is_one_letter_off(text, entry.titles)}
        if len(text) >= _FUZZY_LENGTH and near == {kind.id} and not is_one_letter_off(text, types.other_titles):
            return True
    return False


def is_one_part_off_title(types: DocumentTypes, kind: DocumentType, text: str) -> bool:
    """True if but a part of one Hangul letter differs from a title, and no other kind has one as near: 졸업중명서."""
    if len(text) < _FUZZY_LENGTH:
        return False
    near = {entry.id for entry in types.types if _is_one_part_off(text, entry.titles)}
    return near == {kind.id} and not _is_one_part_off(text, types.other_titles)


def _is_one_part_off(text: str, titles: frozenset[str]) -> bool:
    return any(is_one_part_off(text, title) for title in by_length(titles).get(len(text), ()))


@lru_cache(maxsize=64)
def by_length(titles: frozenset[str]) -> Mapping[int, tuple[str, ...]]:
    """The titles by how many letters they have."""
    found: dict[int, tuple[str, ...]] = {}
    for title in titles:
        found[len(title)] = (*found.get(len(title), ()), title)
    return found


def is_one_letter_off(text: str, titles: frozenset[str]) -> bool:
    """True if one letter more, less or other makes it one of them; not for the shortest, that are like any word."""
    lengths = range(max(_FUZZY_LENGTH, len(text) - 1), len(text) + 2)
    near = (title for length in lengths for title in by_length(titles).get(length, ()))
    return any(Levenshtein.distance(text, title, score_cutoff=1) <= 1 for title in near)
