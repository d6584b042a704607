"""Words over which something lay that was taken out: were they read alike with and without it?

Where a seal crosses a figure, its removal may take a stroke along, and the recogniser is sure of the wrong figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final

import cv2
import numpy as np

from core.domain.page import Word
from core.reading.child.cleaning import Prepared
from core.reading.child.pieces import Piece, cut, pieces
from core.reading.child.recogniser import Recogniser
from core.reading.child.values import Pixels
from core.reading.child.view import View

_ALTERED: Final = 40
"""Steps of brightness: less is the grain of the paper."""
_LEAST_SHARE: Final = 0.01
"""Of a word's box: less altered than this, and no stroke of it was."""
_SURE: Final = 0.8
_MOST_PIECES: Final = 24


@dataclass(frozen=True, slots=True)
class Removal:
    """What was taken out of a page. before: the page with it. altered: 255 where its pixels changed."""

    before: Pixels
    altered: Pixels

    @classmethod
    def between(cls, before: Pixels, after: Pixels) -> Removal:
        """From the same page with and without."""
        changed = cv2.threshold(cv2.absdiff(before, after), _ALTERED, 255, cv2.THRESH_BINARY)[1]
        return cls(before, np.asarray(changed, dtype=np.uint8))


def with_touched(words: Sequence[Word], image: Prepared, removal: Removal, recogniser: Recogniser) -> tuple[Word, ...]:
    """The words, those marked that lay under something and are not read alike, and surely, with and without it.

    Args:
        words: as read from the image, boxes in fractions of it.
        image: what was read.
        removal: what was taken out of the page that the image was made of.
        recogniser: who read it.
    """
    altered = _seen(removal.altered, image.view, cv2.INTER_NEAREST)
    hit = {id(word) for word in words if _share(word, altered) > _LEAST_SHARE}
    if not hit:
        return tuple(words)
    before = replace(image, view=image.view.toned(_seen(removal.before, image.view, cv2.INTER_LINEAR)))
    marked: dict[int, Word] = {}
    checked = 0
    for piece in pieces(words):
        under = [word for word in piece if id(word) in hit]
        if under:
            checked += 1
            kept = _read_alike(piece, before, recogniser) if checked <= _MOST_PIECES else frozenset()
            marked |= {id(word): replace(word, touched=True) for word in under if id(word) not in kept}
    return tuple(marked.get(id(word), word) for word in words)


def _seen(pixels: Pixels, view: View, how: int) -> Pixels:
    """Pixels of the page in the place and size of the view."""
    seen = cv2.warpPerspective(pixels, view.back, view.size, flags=how | cv2.WARP_INVERSE_MAP)
    return np.asarray(seen, dtype=np.uint8)


def _share(word: Word, mask: Pixels) -> float:
    high, wide = mask.shape
    box = word.box
    part = mask[int(box.y0 * high) : int(box.y1 * high) + 1, int(box.x0 * wide) : int(box.x1 * wide) + 1]
    return float((part > 0).mean()) if part.size else 0.0


def _read_alike(piece: Piece, before: Prepared, recogniser: Recogniser) -> frozenset[int]:
    """Ids of the piece's words that are sure, and read letter by letter alike from the page as it was."""
    place = cut(piece, before)
    if place is None:
        return frozenset()
    grey = np.ascontiguousarray(place.grey)
    known = [(letter, id(word)) for word in piece for letter in _letters(word.text)]
    alike: set[int] = {id(word) for word in piece if word.confidence >= _SURE}
    best: set[int] = set()
    for language in ("+".join(recogniser.languages), *recogniser.languages):
        found = [letter for word in recogniser.read_line(grey, before.dpi, language) for letter in _letters(word.text)]
        same = SequenceMatcher(a=[letter for letter, _ in known], b=found, autojunk=False).get_matching_blocks()
        missed = {owner for at, (_, owner) in enumerate(known) if not any(b.a <= at < b.a + b.size for b in same)}
        best |= alike - missed
    return frozenset(best)


def _letters(text: str) -> Iterable[str]:
    return (letter for letter in text if letter.isalnum())
