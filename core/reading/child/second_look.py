"""A second look at what stayed doubtful: that piece of a line alone, at other sizes, in one language at a time.

With two languages at once Tesseract takes one of them for a whole run of words, and reads "1988년 3월 22일" after Latin
words as "19884 32 22a", and "Date of Birth" after Hangul as "0366 of Birth"; alone, the same pixels are read well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from core.domain.page import Box, Word
from core.reading.child.cleaning import Prepared
from core.reading.child.close_up import contests, has_hangul, surest
from core.reading.child.pieces import A4, Piece, around, is_rule, on_ink, pieces
from core.reading.child.pieces import place as place_of
from core.reading.child.quality import confidence, is_surer, least, letters
from core.reading.child.recogniser import Recogniser
from core.reading.child.settling import reconciled
from core.reading.child.time_left import time_left

_DOUBTFUL: Final = 0.87
_MIXED_DOUBTFUL: Final = 0.9
"""Beside Hangul, words of another script are misread more surely."""
_PROSE_DOUBTFUL, _FEW_WORDS = 0.8, 10
"""A longer piece is a sentence: it takes long to read, and some word of it is always a little less sure."""
_HOLLOW, _HOLLOW_BELOW = 3.0, 0.6
"""Times its height: so wide is no sign. And how surely one is read at least."""
_WORD: Final = 3
"""Letters."""
_MOST_PIECES: Final = 96
"""Of 59 pages half had no more than 11, one in ten more than 45, mostly of a transcript's table; 17 ms each."""
_MOST_WORK, _MOST_SECONDS = 1.5, 6.0
"""Seconds of this processor and of the clock."""
_HEIGHTS: Final = (21.0, 27.0)
_NEARLY_SURE: Final = 0.8
"""From here on a reading at a second size changed 13 of 160 pieces, and spoilt 3 of those."""
_SAME: Final = 0.6
_PLAUSIBLE, _CONTESTED = 0.5, 0.5
"""From the first on, a reading that has other figures in the same place speaks against a surer one."""
_HANGUL_WORD: Final = 3
"""Letters of Hangul in one word: Latin ones are taken for one or two."""
_KOREAN: Final = "kor"
_DATE: Final = re.compile(r"\d{4}([-./])\d\d?\1\d\d?\W*")
_DAY: Final = re.compile(r"(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\d|3[01])\W*")
_LATIN: Final = re.compile("[A-Za-z]{2}")
_LATIN_WORD: Final = re.compile("[A-Za-z]{3}")


def looked_again(words: Sequence[Word], image: Prepared, recogniser: Recogniser) -> tuple[Word, ...]:
    """The words, with doubtful pieces of lines replaced where another reading is clearly surer.

    Args:
        words: as read from the image, boxes in fractions of it.
        image: what was read.
        recogniser: who read it.
    """
    found = [run for piece in pieces(words) for run in _runs(piece)]
    is_korean = any(has_hangul(word.text) for word in words if word.confidence >= _DOUBTFUL)
    wanted = (piece for piece in found if _is_doubtful(piece) or (is_korean and _is_doubtful_latin(piece)))
    doubtful = sorted(wanted, key=_rank)[:_MOST_PIECES]
    look = _Look(image, recogniser, words, is_korean=is_korean)
    is_time = time_left(_MOST_WORK, _MOST_SECONDS)
    better: dict[int, Piece] = {}
    settled: list[Piece] = []
    for piece in doubtful:
        if not is_time():
            break
        if _is_half(piece, settled):
            better[id(piece)] = ()
            continue
        better[id(piece)] = look.at(piece)
        if better[id(piece)] != piece and confidence(better[id(piece)]) >= _DOUBTFUL:
            settled.append(better[id(piece)])
    for piece in doubtful:
        if confidence(better.get(id(piece), ())) < _DOUBTFUL and _is_half(piece, settled):
            better[id(piece)] = ()
    return tuple(word for piece in found for word in better.get(id(piece), piece))


def _rank(piece: Piece) -> tuple[bool, float]:
    """What is to be looked at first: a mark or grade of a transcript's table tells less than words do."""
    return _letters(piece) < _WORD, confidence(piece)


def _is_half(piece: Piece, settled: Iterable[Piece]) -> bool:
    """True for the other half of a line that was torn along its middle, and is read whole by now."""
    return any(_lies_in(around(piece), around(other)) for other in settled)


def _lies_in(box: Box, other: Box) -> bool:
    """True if most of the box is in the other."""
    wide, high = min(box.x1, other.x1) - max(box.x0, other.x0), min(box.y1, other.y1) - max(box.y0, other.y0)
    return wide > 0 and high > 0 and wide * high > _SAME * box.width * box.height


def _runs(piece: Piece) -> Iterator[Piece]:
    """The piece, cut where doubtful Latin words stand beside Hangul."""
    if not any(has_hangul(word.text) for word in piece):
        yield piece
        return
    rest: Piece = ()
    for _, group in groupby(piece, key=lambda word: has_hangul(word.text)):
        run = tuple(group)
        if _is_doubtful_latin(run) and _stands_alone(run, piece):
            if rest:
                yield rest
            yield run
            rest = ()
        else:
            rest += run
    if rest:
        yield rest


def _is_doubtful_latin(run: Piece) -> bool:
    """True for words without Hangul, Latin letters among them, one of which is not quite sure."""
    text = "".join(word.text for word in run)
    return bool(_LATIN.search(text)) and not has_hangul(text) and least(_said(run)) < _MIXED_DOUBTFUL


def _stands_alone(run: Piece, piece: Piece) -> bool:
    """False if a word beside it lies within its boxes, as Tesseract often has it, and would be read twice."""
    left, right = min(word.box.x0 for word in run), max(word.box.x1 for word in run)
    return not any(word not in run and left < (word.box.x0 + word.box.x1) / 2 < right for word in piece)


def _is_doubtful(piece: Piece) -> bool:
    if not _said(piece):
        return any(map(_is_hollow, piece))
    return least(_said(piece)) < (_DOUBTFUL if len(piece) <= _FEW_WORDS else _PROSE_DOUBTFUL)


def _is_hollow(word: Word) -> bool:
    """True for a sign that was read where a whole line stands, as widely spaced letters are at times."""
    return word.confidence < _HOLLOW_BELOW and word.box.width > _HOLLOW * A4 * word.box.height


def _said(piece: Piece) -> Piece:
    """Words that say something: no value hangs on a colon, nor on a rule."""
    return tuple(word for word in piece if any(map(str.isalnum, word.text)) and not is_rule(word))


@dataclass(frozen=True, slots=True)
class _Look:
    """How a page is looked at again. words: all of it, as read at first."""

    image: Prepared
    recogniser: Recogniser
    words: Sequence[Word]
    is_korean: bool

    def at(self, piece: Piece) -> Piece:
        """The piece, read better if it can be."""
        found = self._in_hangul(piece) if self.is_korean else piece
        if found != piece:
            return found
        languages = [code for code in self.recogniser.languages if self._may_help(code, piece)]
        is_nearly_sure = least(_said(piece)) >= _NEARLY_SURE
        return self._better(piece, languages, _HEIGHTS[:1] if is_nearly_sure else _HEIGHTS)

    def _in_hangul(self, piece: Piece) -> Piece:
        """The doubtful words beside sure Latin ones read as Hangul: so the first words of bilingual labels look."""
        if _KOREAN not in self.recogniser.languages or not any(map(_is_sure_latin, piece)):
            return piece
        runs = [tuple(group) for _, group in groupby(piece, key=_is_sure_latin)]
        read = (
            self._better(run, (_KOREAN,), _HEIGHTS[:1])
            if not _is_sure_latin(run[0]) and _is_doubtful(run) and _stands_alone(run, piece)
            else run
            for run in runs
        )
        return tuple(word for run in read for word in run)

    def _better(self, piece: Piece, languages: Sequence[str], heights: Sequence[float]) -> Piece:
        place = place_of(on_ink(piece, self.image, self.words), self.image)
        if place is None:
            return piece
        found = surest(place, languages, self.recogniser, heights)
        if _letters(found.words) * 2 <= _letters(piece) or not is_surer(found.words, piece):
            return piece
        if _loses_hangul(piece, found.words):
            return piece
        if _loses_day(piece, found.words):
            return tuple(map(_doubted, piece))
        moved = reconciled(piece, found.view.carried(found.words, self.image.view))
        if found.is_contested or (confidence(piece) >= _PLAUSIBLE and contests(piece, found.words)):
            moved = tuple(_doubted(word) for word in moved)
        if _loses_letter(piece, found.words):
            moved = tuple(replace(word, confidence=min(_CONTESTED, word.confidence)) for word in moved)
        return tuple(replace(word, line=piece[0].line) for word in moved)

    def _may_help(self, language: str, piece: Piece) -> bool:
        """False where a model would meet a script that it does not know: it reads something else, and is sure of it.

        The Korean model reads Latin words as figures ("June" as "140."), so its reading must hold Hangul; the others
        read Hangul as Latin words.
        """
        if language == _KOREAN:
            return self.is_korean and not any(map(_is_sure_latin, piece))
        return not any(word.confidence >= _DOUBTFUL and has_hangul(word.text) for word in piece)


def _doubted(word: Word) -> Word:
    """No surer than a figure can be that two readings see differently."""
    has_figures = any(map(str.isdecimal, word.text))
    return replace(word, confidence=min(_CONTESTED, word.confidence)) if has_figures else word


def _loses_hangul(piece: Piece, found: Piece) -> bool:
    """True if a word of Hangul became one of another script, and no sure one: 생년월일 read as AAS."""
    is_word = any(sum(map(has_hangul, word.text)) >= _HANGUL_WORD for word in piece)
    return is_word and not any(has_hangul(word.text) for word in found) and least(_said(found)) < _DOUBTFUL


def _loses_letter(piece: Piece, found: Piece) -> bool:
    """True if Hangul that was read plausibly is the same with fewer letters, however surely: one may have been lost."""
    known, said = letters(piece), letters(found)
    rest = iter(known)
    is_same = len(said) < len(known) and all(letter in rest for letter in said)
    return is_same and all(map(has_hangul, known)) and least(_said(piece)) >= _PLAUSIBLE


def _loses_day(piece: Piece, found: Piece) -> bool:
    """True if a date became one that no calendar has: 2021-06-22 read as 2921-06-22, however surely."""
    return any(_DAY.fullmatch(word.text) for word in piece) and any(
        _DATE.fullmatch(word.text) and not _DAY.fullmatch(word.text) for word in found
    )


def _is_sure_latin(word: Word) -> bool:
    return word.confidence >= _MIXED_DOUBTFUL and bool(_LATIN_WORD.search(word.text))


def _letters(words: Iterable[Word]) -> int:
    """How many there are; a Hangul letter is as wide as two others, and is misread as so many."""
    return sum(1 + has_hangul(letter) for word in words for letter in word.text)
