"""Which pieces of lines are worth a further reading: doubtful ones, and such as names, schools and majors may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from core.reading.child.close_up import has_hangul
from core.reading.child.pieces import Piece
from core.reading.child.quality import letters

_LEAST, _LONGEST = 2, 26
"""Letters: shorter pieces are no values, longer ones sentences, and such the reader of Hangul has not learnt."""
_SHORT: Final = 14
_DOUBTFUL: Final = 0.87
_LABEL: Final = re.compile(
    "성명|이름|성별|용도|학번|생년월일|(?:학교|대학|학과|학부|전공|학위|과정)명?|(?:입학|졸업|발급|발행|수여)[가-힣]{0,3}일자?"
    "|(?:발급|문서|증명)번호|[가-힣]{2,4}증명서"
)
_OF_DATES: Final = frozenset("년월일제호")
"""Read plausibly, no value hangs on these: figures are read by others."""


def parts(piece: Piece) -> Iterator[Piece]:
    """The piece, or short parts of it if it is a sentence."""
    if len(letters(piece)) <= _LONGEST:
        yield piece
        return
    part: Piece = ()
    for word in piece:
        if part and len(letters((*part, word))) > _SHORT:
            yield part
            part = ()
        part += (word,)
    yield part


def may_hold_value(run: Piece) -> bool:
    """True for a piece that is short enough, and doubtful or as values are."""
    text = letters(run)
    if not _LEAST <= len(text) <= _LONGEST:
        return False
    is_like_value = len(text) <= _SHORT and not _LABEL.fullmatch(text) and any(map(has_hangul, set(text) - _OF_DATES))
    return is_like_value or _is_poor(run)


def rank(run: Piece) -> tuple[bool, bool, int, float]:
    """First what lay under something, then what is doubtful; of the others the short ones, which are names."""
    is_touched, is_poor = any(word.touched for word in run), _is_poor(run)
    return not is_touched, not is_poor, 0 if is_poor else len(letters(run)), min(word.confidence for word in run)


def _is_poor(run: Piece) -> bool:
    return any(word.touched or word.confidence < _DOUBTFUL for word in run)
