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

from core.domain.page import Box, Word
from core.reading.child.cleaning import Prepared
from core.reading.child.close_up import DPI, has_hangul
from core.reading.child.ink_mask import tones
from core.reading.child.pale import pale_cores
from core.reading.child.pieces import Piece, cut, pieces
from core.reading.child.recogniser import Recogniser
from core.reading.child.values import Pixels
from core.reading.child.view import View

_ALTERED: Final = 40
"""Steps of brightness: less is the grain of the paper."""
_LEAST_SHARE: Final = 0.01
"""Of a word's box: less altered than this, and no stroke of it was."""
_HALF: Final = 127
_SURE: Final = 0.8
_MOST_PIECES: Final = 64
"""More count as touched unseen. Of 70 pages one in ten had more than 23, one 67; 18 ms each."""
_STROKE: Final = np.ones((7, 7), np.uint8)
_BROAD: Final = np.ones((9, 9), np.uint8)
"""Pixels: broader than the strokes of letters that the recogniser likes."""
_INK_DEPTH, _WHITE = 0.6, 245.0
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
    altered = seen(removal.altered, image.view)
    before = replace(image, view=image.view.toned(seen(removal.before, image.view)))
    return _marked(words, altered, lambda piece: _read_alike(piece, cut(piece, before), recogniser))


def with_covered(words: Sequence[Word], image: Prepared, marked: Pixels, recogniser: Recogniser) -> tuple[Word, ...]:
    """The words, those marked that lie under a watermark and are not read alike, and surely, with and without it.

    Args:
        words: as read from the image, boxes in fractions of it.
        image: what was read.
        marked: the page that the image was made of, with its marks.
        recogniser: who read it.
    """
    cores = pale_cores(marked)
    size = (marked.shape[1], marked.shape[0])
    mask = seen(np.asarray(cv2.resize(cores, size, interpolation=cv2.INTER_NEAREST), dtype=np.uint8), image.view)
    before = replace(image, view=image.view.toned(seen(marked, image.view)))

    def alike(piece: Piece) -> frozenset[int]:
        place = cut(piece, before)
        found = _read_alike(piece, place, recogniser)
        if place is None or len(found) == len(piece):
            return found
        return found | _read_alike(piece, _on_even_paper(place), recogniser)

    return _marked(words, mask, alike)


def with_marks(image: Prepared, marked: Pixels) -> Prepared:
    """The image as it was before its marks were taken out, without what is as broad as their strokes.

    Args:
        image: what was read.
        marked: the page that the image was made of, with its marks.
    """
    view = image.unshrunk
    cores = np.asarray(cv2.dilate(pale_cores(marked), _STROKE), dtype=np.uint8)
    size = (marked.shape[1], marked.shape[0])
    mask = seen(np.asarray(cv2.resize(cores, size, interpolation=cv2.INTER_NEAREST), dtype=np.uint8), view)
    grey = np.where(mask > _HALF, tones(marked).paper, seen(marked, view))
    return replace(image, unshrunk=view.toned(grey))


def _on_even_paper(place: View) -> View:
    """What is broader than strokes of letters counted as paper, which is another way to be rid of a mark."""
    found = tones(place.grey)
    paper = cv2.morphologyEx(place.grey, cv2.MORPH_CLOSE, _BROAD)
    paper = np.maximum(paper, round(found.paper - _INK_DEPTH * (found.paper - found.dark)))
    return place.toned(cv2.divide(place.grey, np.asarray(paper, dtype=np.uint8), scale=_WHITE))


def _marked(words: Sequence[Word], mask: Pixels, alike: Callable[[Piece], frozenset[int]]) -> tuple[Word, ...]:
    """The words, those marked that lie under the mask and are not among those that are read alike."""
    hit = {id(word) for word in words if share_of(word.box, mask) > _LEAST_SHARE}
    marked: dict[int, Word] = {}
    checked = 0
    for piece in pieces(words):
        under = [word for word in piece if id(word) in hit]
        if under:
            checked += 1
            kept = alike(piece) if checked <= _MOST_PIECES else frozenset()
            marked |= {id(word): replace(word, touched=True) for word in under if id(word) not in kept}
    return tuple(marked.get(id(word), word) for word in words)


def seen(pixels: Pixels, view: View) -> Pixels:
    """Pixels of the page in the place and size of the view."""
    return np.asarray(
        cv2.warpPerspective(pixels, view.back, view.size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP), dtype=np.uint8
    )


def share_of(box: Box, mask: Pixels) -> float:
    """How much of the box is not 0 in the mask."""
    high, wide = mask.shape
    part = mask[int(box.y0 * high) : int(box.y1 * high) + 1, int(box.x0 * wide) : int(box.x1 * wide) + 1]
    return float((part > _HALF).mean()) if part.size else 0.0


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
