"""Words that values may hang on, read by a third reader too: borne out, put right, or doubted.

Where a letter of Hangul is lost or comes twice, or is one that looks alike, both of Tesseract's models often err in the
same way, and under marks and seals they read other scripts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from core.domain.page import Box, Word
from core.reading.child.borne_out import with_all_on_it
from core.reading.child.cleaning import Prepared
from core.reading.child.close_up import has_hangul
from core.reading.child.hangul import hangul_reader
from core.reading.child.letterwise import Told, counts, told
from core.reading.child.pieces import Piece, around, on_ink, pieces, place
from core.reading.child.put_right import BORNE_OUT, apart, as_high, lies_in, new_words, put_in, without_parts
from core.reading.child.single_lines import Line, Reader
from core.reading.child.values import Pixels, Sheet
from core.reading.child.worth_reading import may_hold_value, parts, rank

_AT_FIRST_BELOW, _BELOW, _OTHERS_BELOW = 0.935, 0.9, 0.85
_MOST: Final = 8
"""On 18 clean pages these took as long as Tesseract's further looks that they saved."""
_SURE, _OTHERWISE = 0.95, 0.95
"""Of each letter that is read alike, or otherwise, to tell something."""
_DEMANDS: Final = ((0.6, 0.5), (0.8, 0.75))
"""What was read less surely than the first of a pair gives way to letters as sure as the second; it stays doubted."""
_CLEAR: Final = 0.85
"""Of the letters of a line on average: in a line that is less clear single letters are as sure by chance."""
_KNOWN: Final = 0.95
"""A word read more surely is doubted where the readers differ, but stays as it is."""
_DOUBTED: Final = 0.5
_ASIDE: Final = 2.5
"""Of a line's height: so far beside a piece its picture may go."""


@dataclass(frozen=True)
class ThirdReader:
    """Reads pieces of one page; what it has read it does not read again.

    image: the page as the first reader had it. sheet: what that was made of. Words under a seal or mark are read from
    it too, with that in place. is_marked: the page has watermarks, under which this reader may make figures and Latin
    sure as well; elsewhere those are another reader's. reader: gives the reader of lines when it is first needed; None
    if there is none.
    """

    image: Prepared
    sheet: Sheet
    is_marked: bool = False
    reader: Callable[[], Reader | None] = hangul_reader
    _known: dict[bytes, Line] = field(default_factory=dict)
    _contested: set[Box] = field(default_factory=set)

    def borne_out(self, words: Sequence[Word]) -> Piece:
        """The words, Hangul sure that this reader has alike: nobody else need read it again."""
        found: list[Word] = []
        for run, lines, is_whole in self._shown(words, _is_unsure):
            new = self._settled(run, lines, is_whole=is_whole)
            doubted = len(new) != len(run) or any(
                one.confidence < old.confidence for one, old in zip(new, run, strict=True)
            )
            found += run if doubted else as_high(new)
        return without_parts(found)

    def judged(self, words: Sequence[Word]) -> Piece:
        """The words, doubtful ones sure that this reader has alike, and unsure that it has otherwise.

        Args:
            words: boxes in fractions of the image. Those without Hangul too: under pale marks it is read as anything.
        """
        shown = self._shown(words, self._is_doubtful)
        return tuple(word for run, lines, is_whole in shown for word in self._settled(run, lines, is_whole=is_whole))

    def _is_doubtful(self, word: Word) -> bool:
        below = _BELOW if has_hangul(word.text) else _OTHERS_BELOW
        return word.touched or self._is_contested(word) or word.confidence < below

    def _shown(
        self, words: Sequence[Word], is_wanted: Callable[[Word], bool]
    ) -> Iterator[tuple[Piece, tuple[Line, ...], bool]]:
        """Each piece of the words with what this reader has for it, if wanted, and whether nothing stands beside it."""
        runs = [part for piece in pieces(words) for part in parts(piece)]
        wanted = [run for run in runs if may_hold_value(run) and any(map(is_wanted, run))]
        read = {id(run): self._lines(run, words) for run in sorted(wanted, key=self._rank)[:_MOST]}
        return ((run, read.get(id(run), ()), id(run) in read and self._is_alone(run, words)) for run in runs)

    def _is_alone(self, run: Piece, words: Sequence[Word]) -> bool:
        """False if a word stands so near beside it that its letters may be seen."""
        box, (width, height) = around(run), self.image.view.size
        reach = _ASIDE * box.height * height / width
        return not any(
            word.box.x1 > box.x0 - reach and word.box.x0 < box.x1 + reach and lies_in(_across(word.box, box), box)
            for word in words
            if word not in run
        )

    def _rank(self, run: Piece) -> tuple[bool, tuple[bool, bool, int, float]]:
        return not any(map(self._is_contested, run)), rank(run)

    def _lines(self, run: Piece, words: Sequence[Word]) -> tuple[Line, ...]:
        """The piece as this reader has it; where something lay on it, with that in place too."""
        ready, view = self.reader(), place(on_ink(run, self.image, words), self.image)
        if ready is None or view is None:
            return ()
        shown = [view.grey]
        if any(word.touched for word in run):
            shown.append(with_all_on_it(view, self.sheet))
        return tuple(self._read(grey, ready) for grey in shown)

    def _read(self, grey: Pixels, ready: Reader) -> Line:
        crop = grey.tobytes()
        if crop not in self._known:
            self._known[crop] = ready.read(grey)
        return self._known[crop]

    def _settled(self, run: Piece, lines: tuple[Line, ...], *, is_whole: bool) -> Piece:
        """What the readers agree on; where something lay on it the page as it is decides: strokes may be gone too."""
        for number, line in enumerate(lines, 1):
            what = told(run, line, is_whole=is_whole)
            run = self._by(run, what, settles=number == len(lines), is_clear=_is_clear(line))
        return run

    def _by(self, run: Piece, what: Iterable[Told], *, settles: bool, is_clear: bool) -> Piece:
        found: list[Word] = []
        done = 0
        for one in what:
            found += (
                *run[done : one.first],
                *self._judged(run[one.first : one.last], one, run, settles=settles, is_clear=is_clear),
            )
            done = one.last
        return (*found, *run[done:])

    def _judged(self, words: Piece, one: Told, run: Piece, *, settles: bool, is_clear: bool) -> Piece:
        if one.is_same:
            is_own = self.is_marked or any(has_hangul(word.text) for word in run)
            may_gain = settles and is_own and one.least >= _SURE
            return tuple(self._sure(word) if may_gain else word for word in words)
        if one.least < (_needed(words) if is_clear else _OTHERWISE):
            return words
        if not one.letters:
            return words if max(word.confidence for word in words) > _DOUBTED else apart(words, run)
        self._contested.add(around(words))
        doubted = tuple(replace(word, confidence=min(word.confidence, _DOUBTED)) for word in words)
        if one.is_lost or max(word.confidence for word in words) >= _KNOWN:
            return doubted
        if len(words) == 1 and sum(map(counts, words[0].text)) == len(one.letters):
            return (replace(doubted[0], text=put_in(words[0].text, one.letters)),)
        return tuple(new_words(doubted, one.text))

    def _is_contested(self, word: Word) -> bool:
        """True where this reader had something else once: it cannot bear out itself, whoever else reads so by now."""
        return any(lies_in(word.box, box) for box in self._contested)

    def _sure(self, word: Word) -> Word:
        if self._is_contested(word):
            return word
        return replace(word, confidence=max(word.confidence, BORNE_OUT), touched=False)


def _needed(words: Piece) -> float:
    """How sure each letter must be to stand in the place of those words."""
    best = max(word.confidence for word in words)
    return next((least for below, least in _DEMANDS if best < below), _OTHERWISE)


def _is_clear(line: Line) -> bool:
    return sum(letter.sure for letter in line) >= _CLEAR * len(line)


def _across(box: Box, other: Box) -> Box:
    """As high as it is, and as wide as the other."""
    return replace(other, y0=box.y0, y1=box.y1)


def _is_unsure(word: Word) -> bool:
    return has_hangul(word.text) and word.confidence < _AT_FIRST_BELOW
