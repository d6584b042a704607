"""How good a reading is, by what the recogniser itself thinks of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from core.domain.page import Word

_BETTER: Final = 0.06


def confidence(words: Iterable[Word]) -> float:
    """Mean confidence of the letters, 0..1; 0.0 if there are none."""
    total = letters = 0.0
    for word in words:
        total += word.confidence * len(word.text)
        letters += len(word.text)
    return total / letters if letters else 0.0


def least(words: Iterable[Word]) -> float:
    """The lowest confidence of a word; 1.0 if there are none."""
    return min((word.confidence for word in words), default=1.0)


def is_surer(found: Sequence[Word], known: Sequence[Word]) -> bool:
    """Clearly surer as a whole; or at its weakest, where one word was wrong among sure ones."""
    gain = confidence(found) - confidence(known)
    return gain > _BETTER or (gain >= 0 and least(found) > least(known) + _BETTER)


def letters(words: Iterable[Word]) -> str:
    """Their letters and figures alone."""
    return "".join(filter(str.isalnum, "".join([word.text for word in words])))
