"""How good a reading is, by what the recogniser itself thinks of it."""

from __future__ import annotations

from collections.abc import Iterable

from core.domain.page import Word


def confidence(words: Iterable[Word]) -> float:
    """Mean confidence of the letters, 0..1; 0.0 if there are none."""
    total = letters = 0.0
    for word in words:
        total += word.confidence * len(word.text)
        letters += len(word.text)
    return total / letters if letters else 0.0
