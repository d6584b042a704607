"""Doubtful words of figures and Latin letters, read by the other reader too: borne out, put right, or doubted.

With 642 such words read on 738 pages with eleven kinds of noise no value was settled wrongly, where the other reader
was sure of every letter. Letters at the edge of a word's box it misses at times: then it tells nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

import cv2
import numpy as np

from core.domain.page import Word
from core.reading.child.apart import apart
from core.reading.child.cleaning import Prepared
from core.reading.child.close_up import has_hangul
from core.reading.child.latin import latin_reader
from core.reading.child.pieces import Piece
from core.reading.child.single_lines import Letter, Line, Reader
from core.reading.child.values import Pixels, Sheet
from core.reading.child.view import View

_LEAST: Final = 4
"""Shorter words may be read alike by chance."""
_FIGURES: Final = 3
_DATE: Final = re.compile(r"\W*(?:(?:19|20)\d\d[.,/-]?[01]?\d?[.,/-]?[0-3]?\d?|\d\d?-[A-Z][a-z]{2}-\d{4})\W*")
_WHOLE_DATE: Final = re.compile(r"(?:19|20)\d\d([-/])[01]\d\1[0-3]\d")
_USUAL: Final = re.compile(
    r"\W*(?:[A-Z]{2,5}[-/](?:19|20)\d\d[-/]\d{3,7}|(?:19|20)\d\d[-/](?:[A-Z]{1,3}-)?\d{3,7}|[A-Z]{2,4}-\d{3,7}-(?:19|20)\d\d"
    r"|[AC-HJ-NPR-Y]{1,3}\d{5,8}|\d{4}(?:-\d{4}){2,3}|0\d\d?-\d{3,4}-\d{4}|\d+[.,]\d+|[0-35-9]\d{3,13})\W*"
)
"""A number that looks so was hardly misread if it was read well; any other one more often."""
_NUMBER_BELOW, _USUAL_BELOW, _DATE_BELOW, _NAME_BELOW = 0.97, 0.91, 0.85, 0.94
"""What is read more surely is not read again. Dates show many a misreading by themselves, other numbers none."""
_MOST: Final = 4
_SURE: Final = 0.97
"""Of each letter: an M with a gap was read as Iv by both, the other one at 0.94."""
_OTHERWISE: Final = 0.9
_MOST_MORE: Final = 2
"""Letters and dashes that a number may have lost; more are another word's."""
_BORNE_OUT, _DOUBTED = 0.98, 0.5
_KNOWN: Final = 0.93
"""A word read more surely is doubted where the readers differ, but stays as it is."""
_DASHES: Final = str.maketrans("\u2013\u2014", "--")


def with_latin(
    words: Sequence[Word], image: Prepared, sheet: Sheet, reader: Callable[[], Reader | None] = latin_reader
) -> Piece:
    """The words, doubtful ones sure that the other reader reads alike, and unsure that it surely reads otherwise.

    Args:
        words: as read from the image, boxes in fractions of it.
        image: what was read.
        sheet: what that was made of. Words under a seal are read from it, with the seal in place.
        reader: gives the other reader when it is first needed; None if there is none.
    """
    wanted = sorted(filter(_is_wanted, words), key=lambda word: word.confidence)[:_MOST]
    found = {id(word): _settled(word, _line(word, words, image, sheet, reader)) for word in wanted}
    return tuple(found.get(id(word), word) for word in words)


def _line(
    word: Word, words: Sequence[Word], image: Prepared, sheet: Sheet, reader: Callable[[], Reader | None]
) -> Line:
    ready, view = reader(), apart(word, image, words)
    if ready is None or view is None:
        return ()
    return ready.read(with_all_on_it(view, sheet) if word.touched else view.grey)


def with_all_on_it(view: View, sheet: Sheet) -> Pixels:
    """That part of the page before anything was taken out of it."""
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    found = cv2.warpAffine(sheet.grey(), view.back[:2], view.size, flags=how, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(found, dtype=np.uint8)


def _is_wanted(word: Word) -> bool:
    """True for a word without Hangul that values may hang on, and that is not read surely enough for its kind."""
    letters = [letter for letter in word.text if letter.isalnum()]
    if len(letters) < _LEAST or has_hangul(word.text):
        return False
    if word.touched:
        return True
    if _DATE.fullmatch(word.text):
        return word.confidence < _DATE_BELOW
    if sum(map(str.isdecimal, letters)) >= _FIGURES:
        return word.confidence < (_USUAL_BELOW if _USUAL.fullmatch(word.text) else _NUMBER_BELOW)
    return letters[0].isupper() and word.confidence < _NAME_BELOW


def _counts(letter: str) -> bool:
    """True for what tells one value from another: full stops and commas do not."""
    return letter.isalnum() or letter in "-/"


def _known(word: Word) -> str:
    return "".join(filter(_counts, word.text.translate(_DASHES)))


def _said(word: Word, line: Line) -> Line | None:
    """The letters that stand for the word's, one for each; None if there are not as many."""
    found = _trimmed(line, len(_known(word)))
    return found if found and len(found) == len(_known(word)) and all(letter.text for letter in found) else None


def _trimmed(line: Line, wanted: int) -> Line:
    """The letters that count, without those of another script at the ends, nor unsure ones there that are too many."""
    found = [letter for letter in line if not letter.text or _counts(letter.text)]
    for end in (-1, 0):
        while found and (not found[end].text or (len(found) > wanted and found[end].sure < _OTHERWISE)):
            found.pop(end)
    return tuple(found)


def _settled(word: Word, line: Line) -> Word:
    said = _said(word, line)
    if said is None:
        return _completed(word, line)
    pairs = list(zip(_known(word), said, strict=True))
    if all(old == letter.text for old, letter in pairs):
        is_sure = min(letter.sure for letter in said) >= _SURE
        return replace(word, confidence=max(word.confidence, _BORNE_OUT), touched=False) if is_sure else word
    others = [letter for old, letter in pairs if old.casefold() != letter.text.casefold()]
    if not others or min(letter.sure for letter in others) < _OTHERWISE:
        return word
    doubted = replace(word, confidence=min(word.confidence, _DOUBTED))
    if word.confidence >= _KNOWN and any(old.casefold() != _bare(letter) for old, letter in pairs):
        return doubted
    return replace(doubted, text="".join(_put_in(word.text, said)))


def _put_in(text: str, said: Line) -> Iterator[str]:
    """The text with those letters in place of its own."""
    letters = iter(said)
    for old in text:
        yield next(letters).text if _counts(old.translate(_DASHES)) else old


def _bare(letter: Letter) -> str:
    """Without its accent, of which Tesseract knows none."""
    return unicodedata.normalize("NFD", letter.text.casefold())[:1]


def _completed(word: Word, line: Line) -> Word:
    """A number with what the other reader surely sees more of it, a dash or a letter at an end; doubtful then."""
    said, known = _trimmed(line, len(line)), _known(word)
    text = "".join(letter.text for letter in said)
    is_sure = all(letter.text and letter.sure >= _SURE for letter in said)
    is_number = sum(map(str.isdecimal, known)) >= _FIGURES
    if not (is_number and is_sure and 0 < len(text) - len(known) <= _MOST_MORE and _plain(known) in _plain(text)):
        return word
    if _WHOLE_DATE.fullmatch(text):
        return replace(word, text=text) if _plain(known) == _plain(text) else word
    is_dotted = any(sign in word.text for sign in ".,")  # which the text would lose
    return word if is_dotted else replace(word, text=text, confidence=min(word.confidence, _DOUBTED))


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text))
