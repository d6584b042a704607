"""Letters of Hangul that two models read differently: the surer one counts, and what is left unsure is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import count
from typing import Final

from core.domain.page import Word
from core.reading.child.close_up import has_hangul
from core.reading.child.pieces import Piece

_PLAUSIBLE: Final = 0.5
"""What was read less surely speaks against nothing."""
_CONTESTED: Final = 0.5
_UNSETTLED: Final = 0.895
"""How sure a letter can be that was read otherwise before: a further reading may bear it out."""

_Letter = tuple[str, float]
"""With how sure its word is."""


def reconciled(before: Piece, after: Piece) -> Piece:
    """What was read of a place after, a letter as it was read before where that was as sure.

    Args:
        before: by one model.
        after: by another.

    Returns:
        The latter, words less sure whose Hangul the two have differently, letter for letter.
    """
    rivals = _rivals(_letters(before), _letters(after))
    numbers = count()
    return tuple(_settled(word, [next(numbers) for _ in filter(str.isalnum, word.text)], rivals) for word in after)


def _letters(piece: Piece) -> list[_Letter]:
    return [(letter, word.confidence) for word in piece for letter in word.text if letter.isalnum()]


def _rivals(before: list[_Letter], after: list[_Letter]) -> dict[int, _Letter]:
    """By the number of a letter after: what stood in its place before, if it was another one of Hangul."""
    known, said = ([letter for letter, _ in found] for found in (before, after))
    changes = SequenceMatcher(a=known, b=said, autojunk=False).get_opcodes()
    pairs = (
        pair
        for change, start, end, first, last in changes
        if change == "replace" and end - start == last - first
        for pair in zip(range(start, end), range(first, last), strict=True)
    )
    return {at: before[old] for old, at in pairs if has_hangul(known[old]) and has_hangul(said[at])}


def _settled(word: Word, places: list[int], rivals: Mapping[int, _Letter]) -> Word:
    """A word; places: the numbers of its letters."""
    text, sure = list(word.text), word.confidence
    where = [at for at, letter in enumerate(text) if letter.isalnum()]
    for at, place in zip(where, places, strict=True):
        old, known = rivals.get(place, ("", 0.0))
        if known >= max(_PLAUSIBLE, word.confidence):
            text[at], sure = old, min(sure, _CONTESTED)
        elif known >= _PLAUSIBLE:
            sure = min(sure, _UNSETTLED)
    return replace(word, text="".join(text), confidence=sure)
