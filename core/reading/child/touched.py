"""Words over which something lay that was taken out: were they read alike with and without it?

Where a seal crosses a figure, its removal may take a stroke along, and the recogniser is sure of the wrong figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final

import cv2
import numpy as np

from core.domain.page import Word
from core.reading.child.cleaning import Prepared
from core.reading.child.close_up import DPI, bleached, has_hangul
from core.reading.child.pale import is_marked
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
_KOREAN: Final = "kor"


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
    before = replace(image, view=image.view.toned(_seen(removal.before, image.view, cv2.INTER_LINEAR)))
    return _marked(words, altered, lambda piece: _read_alike(piece, cut(piece, before), recogniser))


def with_covered(
    words: Sequence[Word], at_first: Sequence[Word], image: Prepared, recogniser: Recogniser
) -> tuple[Word, ...]:
    """The words, those marked that lie under a watermark and are not read alike, and surely, with and without it.

    Args:
        words: as read from the image, boxes in fractions of it.
        at_first: the words before the second look, which took the watermark away where that helped.
        image: what was read.
        recogniser: who read it.
    """
    if not is_marked(image.view.pale_cores):
        return tuple(words)
    read_with_it = {id(word) for word in at_first}

    def alike(piece: Piece) -> frozenset[int]:
        place = cut(piece, image)
        if place is not None and id(piece[0]) in read_with_it:
            place = bleached(place)
        return _read_alike(piece, place, recogniser)

    return _marked(words, image.view.pale_cores, alike)


def _marked(words: Sequence[Word], mask: Pixels, alike: Callable[[Piece], frozenset[int]]) -> tuple[Word, ...]:
    """The words, those marked that lie under the mask and are not among those that are read alike."""
    hit = {id(word) for word in words if _share(word, mask) > _LEAST_SHARE}
    marked: dict[int, Word] = {}
    checked = 0
    for piece in pieces(words):
        under = [word for word in piece if id(word) in hit]
        if under:
            checked += 1
            kept = alike(piece) if checked <= _MOST_PIECES else frozenset()
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


def _read_alike(piece: Piece, place: View | None, recogniser: Recogniser) -> frozenset[int]:
    """Ids of the piece's words that are sure, and read letter by letter alike from its place as it looks there."""
    if place is None:
        return frozenset()
    grey = np.ascontiguousarray(place.grey)
    known = [(letter, id(word)) for word in piece for letter in _letters(word.text)]
    alike: set[int] = {id(word) for word in piece if word.confidence >= _SURE}
    best: set[int] = set()
    for language in _languages(piece, recogniser):
        found = [letter for word in recogniser.read_line(grey, DPI, language) for letter in _letters(word.text)]
        same = SequenceMatcher(a=[letter for letter, _ in known], b=found, autojunk=False).get_matching_blocks()
        missed = {owner for at, (_, owner) in enumerate(known) if not any(b.a <= at < b.a + b.size for b in same)}
        best |= alike - missed
        if best == alike:
            break
    return frozenset(best)


def _languages(piece: Piece, recogniser: Recogniser) -> tuple[str, ...]:
    """All that may read the piece, the likeliest first."""
    is_korean = any(has_hangul(word.text) for word in piece)
    alone = sorted(recogniser.languages, key=lambda code: (code == _KOREAN) != is_korean)
    return *alone, "+".join(recogniser.languages)


def _letters(text: str) -> Iterable[str]:
    return (letter for letter in text if letter.isalnum())
