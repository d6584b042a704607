"""Hangul that two readings of a line alone have alike, and that was read otherwise before: then those two count.

With its page a line is cut out a little too low, or torn, and a letter changes or comes twice (호 read as 후, 석사 as
석석사); alone, both models read the same pixels well.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from core.reading.child.cleaning import Prepared
from core.reading.child.close_up import Reading, has_hangul
from core.reading.child.pieces import Piece
from core.reading.child.quality import least, letters

_LEAST_LETTERS: Final = 3
"""Shorter pieces are labels, nearly always."""
_PLAUSIBLE, _SURE = 0.7, 0.88
_CONTESTED, _SETTLED = 0.6, 0.895
"""How sure a word can be that two readings have otherwise than the first: at most the latter, where both are sure."""
_MOST_CHANGED: Final = 1
"""Letters more or fewer: a reading that differs by more met something else in the line."""


def outvoted(piece: Piece, image: Prepared, second: Reading, third: Callable[[], Reading]) -> Piece | None:
    """The piece as two further readings have it; None if they say nothing against the first, or not the same.

    Where they lack a letter it stays as it is, and is doubted: they read the same pixels, which may have been cut off.

    Args:
        piece: as read at first, boxes in fractions of the image.
        image: what was read.
        second: the piece alone, by one model.
        third: the same by another, asked only if the second differs.
    """
    known, said = letters(piece), letters(second.words)
    if said == known or not _may_count(known, said) or least(_lettered(second.words)) < _PLAUSIBLE:
        return None
    other = third()
    sure = min(least(_lettered(reading.words)) for reading in (second, other))
    if letters(other.words) != said or sure < _PLAUSIBLE:
        return None
    if _is_lost(known, said):
        return tuple(replace(word, confidence=min(_CONTESTED, word.confidence)) for word in piece)
    moved = second.view.carried(second.words, image.view)
    most = _SETTLED if sure >= _SURE and len(said) <= len(known) else _CONTESTED  # one more may be a neighbour's
    return tuple(replace(word, line=piece[0].line, confidence=min(most, word.confidence)) for word in moved)


def _may_count(known: str, said: str) -> bool:
    """True for Hangul alone, and about as many letters."""
    return (
        len(said) >= _LEAST_LETTERS
        and all(map(has_hangul, known + said))
        and abs(len(known) - len(said)) <= _MOST_CHANGED
    )


def _is_lost(known: str, said: str) -> bool:
    """True if a letter is gone that did not only repeat its neighbour."""
    twice = (known[:at] + known[at + 1 :] for at in range(1, len(known)) if known[at] == known[at - 1])
    return len(said) < len(known) and said not in twice


def _lettered(words: Piece) -> Piece:
    return tuple(word for word in words if letters([word]))
