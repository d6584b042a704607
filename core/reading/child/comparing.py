"""Whether a text layer says what a person sees: its words against a reading of the page's own pixels.

A font may map its shapes to other letters, a patch may cover the text: the layer is believed only where pixels agree.
A recogniser errs by a stroke, a forger by a word: small differences are put down to the recogniser, and a word counts
as different only if the whole page, and then that word alone in each language, were read otherwise, and surely.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from core.domain.page import Box, Word
from core.reading.child.quality import confidence

Reread = Callable[[Box], Iterable[tuple[Word, ...]]]
"""Reads what stands in a box once more, in several ways."""

_SURE: Final = 0.8
_TOLERATED: Final = 0.34
"""Of the strokes (Hangul taken apart) of a word."""
_LIKE: Final = 0.5
_LEAST_STROKES: Final = 3
_MOST_CHECKED: Final = 200
"""More words that differ are believed to: a few may not hide behind many that only look odd."""
_MOST_TOLD: Final = 5
"""Wrong words are shown to a person; looking for more of them takes time and says no more."""
_INSIDE: Final = 0.5
_LATIN: Final = re.compile("[a-z]")
_SEAL_ROW: Final = re.compile("[가-힣印]{1,5}")
_SEAL: Final = re.compile("[가-힣]{0,12}?(?:대학교?|학교|대학원)(?:총장?|교장|학장|원장|장)?의?(?:장|직)?[인印]?")
"""What seals say; their last row, of two letters, is left out of the layer."""
_AS_LARGE, _ASIDE, _SEAL_PITCH = 0.8, 0.35, 1.8
"""Of the larger one's height; of a row's width; and of its height, from row to row."""
_ALIKE: Final = str.maketrans("oiltjzsbgqd", "01111258990")
"""Letters that recognisers take for figures and for one another."""


def shown_otherwise(layer: Sequence[Word], seen: Sequence[Word], reread: Reread) -> list[Word]:
    """Words of the layer that show as others.

    Args:
        layer: the words of the text layer.
        seen: the words recognised on the page as drawn, boxes in fractions of the same page.
        reread: called for the few words that seem to differ.
    """
    suspects = [word for word in layer if _seems_other(word, seen)]
    return _checked(suspects, lambda word: _is_other(word, reread))


def alone(layer: Iterable[Word], seen: Sequence[Word]) -> list[Word]:
    """Words of the layer over which nothing was recognised; no single letters, which are a seal's or pass for dirt."""
    return [word for word in layer if _is_long(word) and not any(_touches(word.box, other.box) for other in seen)]


def besides_seals(words: Iterable[Word], layer: Sequence[Word]) -> list[Word]:
    """Those of a layer's words that are no row of a seal set in type: 도담대, 학교총 and 장인, one below the other.

    Its letters, framed, spaced and in colour, are hardly ever recognised; they are no value, and end as seals do.
    """
    rows = [word for word in layer if _SEAL_ROW.fullmatch(word.text)]
    seals: set[int] = set()
    for top in rows:
        stack = [top]
        while below := next((row for row in rows if _is_right_below(row, stack[-1])), None):
            stack.append(below)
        if len(stack) > 1 and _SEAL.fullmatch("".join(row.text for row in stack)):
            seals.update(map(id, stack))
    return [word for word in words if id(word) not in seals]


def _is_right_below(row: Word, other: Word) -> bool:
    """True if it is the next of short rows around one middle, as large."""
    tall = max(row.box.height, other.box.height)
    apart = abs(row.box.x0 + row.box.x1 - other.box.x0 - other.box.x1) / 2
    alike = min(row.box.height, other.box.height) > _AS_LARGE * tall
    return alike and apart < _ASIDE * other.box.width and 0 < row.box.y0 - other.box.y0 < _SEAL_PITCH * tall


def not_shown(words: Sequence[Word], reread: Reread) -> list[Word]:
    """Those of a layer's words that show as nothing that is like them, however unsurely they are read alone."""
    return _checked(words, lambda word: not _is_there(word, reread))


def _checked(words: Sequence[Word], is_wrong: Callable[[Word], bool]) -> list[Word]:
    """The first few words that are wrong; too many to look at each are taken for wrong."""
    if len(words) > _MOST_CHECKED:
        return list(words[:_MOST_TOLD])
    return list(islice(filter(is_wrong, words), _MOST_TOLD))


def _is_long(word: Word) -> bool:
    return len(word.text) > 1 and len(_strokes(word.text)) >= _LEAST_STROKES


def _is_there(word: Word, reread: Reread) -> bool:
    """True if some reading of the word's place, however unsure, is more like the word than not."""
    wanted = _strokes(word.text)
    texts = (_strokes("".join(other.text for other in found)) for found in reread(word.box))
    return any(Levenshtein.normalized_distance(wanted, text) <= _LIKE for text in texts)


def _seems_other(word: Word, seen: Sequence[Word]) -> bool:
    wanted = _strokes(word.text)
    over = sorted((other for other in seen if _touches(word.box, other.box)), key=lambda one: one.box.x0)
    if len(wanted) < _LEAST_STROKES or not over:
        return False
    return not _holds(wanted, "".join(other.text for other in over))


def _is_other(word: Word, reread: Reread) -> bool:
    """True if every sure reading of the word's place is another word, and there is at least one."""
    wanted = _strokes(word.text)
    sure = [found for found in reread(word.box) if found and confidence(found) >= _SURE]
    texts = ["".join(other.text for other in found) for found in sure]
    return bool(sure) and not any(_holds(_known_part(wanted, text), text) for text in texts)


def _known_part(wanted: str, text: str) -> str:
    """The word without its Hangul where a reader that knows none met it beside Latin letters: NGO of NGO와."""
    latin = "".join(letter for letter in wanted if letter.isascii())
    mixed = _LATIN.search(latin) and latin != wanted and len(latin) >= _LEAST_STROKES
    return latin if mixed and _strokes(text).isascii() else wanted


def _holds(wanted: str, text: str) -> bool:
    """True if the text, or a part of it, is the wanted one up to the recogniser's errors."""
    found = _strokes(text)
    if not found:
        return True  # marks alone say nothing
    if _is_number(wanted) and _is_number(found):
        return wanted in found or Levenshtein.distance(wanted, found) == 0
    if len(found) <= len(wanted):
        return Levenshtein.normalized_distance(wanted, found) <= _TOLERATED
    return fuzz.partial_ratio(wanted, found) >= 100 * (1 - _TOLERATED)


def _strokes(text: str) -> str:
    """Letters and figures alone, Hangul taken apart, letters that look alike made equal."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in apart if letter.isalnum()).translate(_ALIKE)


def _is_number(strokes: str) -> bool:
    return strokes.isdigit()


def _touches(one: Box, other: Box) -> bool:
    """True if the two share a line, and a good part of the narrower one's width."""
    if one.y0 >= other.y1 or other.y0 >= one.y1:  # most do: a long page has tens of thousands of pairs
        return False
    high = min(one.y1, other.y1) - max(one.y0, other.y0)
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    return high > _INSIDE * min(one.height, other.height) and wide > _INSIDE * min(one.width, other.width)
