"""A PDF page's text layer: which of its words a person can see, and whether it can be trusted at all."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from core.domain.page import Box, Word
from core.reading.child.aslant import parted, words_aslant
from core.reading.child.lines import number_lines
from core.reading.child.mupdf import mupdf
from core.reading.child.values import Pixels

_FLAGS: Final = mupdf.TEXT_IGNORE_ACTUALTEXT | mupdf.TEXT_PRESERVE_WHITESPACE
_FILLED, _STROKED, _BY_CODE = 16, 32, 128 | 256
_LEAST_POINTS: Final = 2.0
_LEAST_ALPHA: Final = 26
_LEAST_CONTRAST: Final = 26
"""Of 255: below a tenth a person sees nothing."""
_UNKNOWN: Final = "\ufffd"
_EDGE: Final = 0.2
_GARBAGE_SHARE: Final = 0.02
_GHOST_POINTS: Final = 24.0
"""Letters this large and this pale are a watermark, not a message to the machine."""
_LEVEL: Final = 0.98
_SAME_PLACE: Final = 0.5
_SOFT_HYPHEN, _HYPHEN = "\u00ad", "-"
"""A page shows what is drawn: fonts whose hyphen is called a soft one would lose it from numbers and names."""
_COLOURED: Final = 80
"""Difference of the strongest and the weakest of red, green and blue from which letters are as coloured as a seal's."""
_SEAL_LETTERS: Final = 2
_TALL: Final = 1.41
_SEAL_REACH: Final = 6.0
"""Letters of a seal stand no farther than this, in their heights, from one that lies on the text."""


@dataclass(frozen=True, slots=True)
class _Glyph:
    text: str
    box: Any
    size: float
    luma: float
    is_coloured: bool
    is_inked: bool
    is_coded: bool
    direction: tuple[float, float]


@dataclass(frozen=True, slots=True)
class TextLayer:
    """What the text layer of a page is worth.

    words: what can be seen, numbered in reading order. letters: how many letters the layer has in all.
    garbage: share of letters without a meaning. has_hidden: some text cannot be seen. has_clash: different texts lie
    on one another. aslant: the words of what runs across the page, however pale; lines from 0.
    """

    words: tuple[Word, ...]
    letters: int
    garbage: float
    has_hidden: bool
    has_clash: bool
    aslant: tuple[Word, ...]

    @property
    def is_garbage(self) -> bool:
        """True if its letters do not mean what they show."""
        return self.garbage > _GARBAGE_SHARE


def upright_turn(page: Any) -> int:
    """Degrees clockwise (0, 90, 180, 270) by which the page's text must be turned to run from left to right."""
    votes = {0: 0, 90: 0, 180: 0, 270: 0}
    for glyph in _glyphs(page):
        across, down = glyph.direction
        votes[0 if across > _LEVEL else 180 if across < -_LEVEL else 90 if down < -_LEVEL else 270] += 1
    best = max(votes, key=lambda turn: votes[turn])
    return best if votes[best] > votes[0] else 0


def text_layer(page: Any, grey: Pixels) -> TextLayer:
    """Read the layer of a page and check each word against its picture.

    Args:
        page: the PyMuPDF page, turned as drawn.
        grey: the page as drawn.
    """
    width, height = float(page.rect.width), float(page.rect.height)
    seen: list[Word] = []
    seals: set[int] = set()
    stamps: set[int] = set()
    has_hidden = False
    letters = coded = 0
    glyphs = parted(_with_spaces(_glyphs(page), grey, (width, height)))
    for run in _runs(glyphs.level):
        letters += len(run)
        coded += sum(glyph.is_coded for glyph in run)
        word = _word(run, width, height)
        if word is not None and all(glyph.is_inked for glyph in run) and _is_visible(word.box, run[0].luma, grey):
            seen.append(word)
            if run[0].is_coloured:
                (seals if len(word.text) <= _SEAL_LETTERS else stamps).add(id(word))
        elif run[0].size < _GHOST_POINTS or not run[0].is_inked:
            has_hidden = True
    across = [line for line in glyphs.aslant if all(glyph.is_inked and not glyph.is_coded for glyph in line)]
    has_hidden = has_hidden or any(_is_ghost(line, grey, page.rect) for line in glyphs.aslant)
    words, clashes = _without_doubles(_without_seals(seen, seals))
    # Of two words in one place, neither a stamp's, a person sees one, or neither.
    has_hidden = has_hidden or any(id(one) not in stamps and id(other) not in stamps for one, other in clashes)
    aslant = words_aslant(across, width, height)
    return TextLayer(
        number_lines(words), letters, coded / letters if letters else 0.0, has_hidden, bool(clashes), aslant
    )


def _glyphs(page: Any) -> Iterator[_Glyph]:
    turn = page.rotation_matrix
    # Without a clip of our own, what lies off the page would be dropped unseen, and could not be told of.
    for block in page.get_text("rawdict", flags=_FLAGS, clip=mupdf.INFINITE_RECT())["blocks"]:
        for line in block.get("lines", ()):
            direction = mupdf.Point(line["dir"]) * mupdf.Matrix(turn.a, turn.b, turn.c, turn.d, 0, 0)
            for span in line["spans"]:
                yield from _of_span(span, (direction.x, direction.y), turn)


def _with_spaces(glyphs: Iterable[_Glyph], grey: Pixels, size: tuple[float, float]) -> Iterator[_Glyph]:
    """The glyphs, those without a meaning and without ink as spaces: browsers name a font's space nothing at times."""
    for glyph in glyphs:
        if glyph.text != _UNKNOWN or _has_ink(glyph, grey, size):
            yield glyph
        else:
            yield replace(glyph, text=" ", is_coded=False)


def _has_ink(glyph: _Glyph, grey: Pixels, size: tuple[float, float]) -> bool:
    """True if something is drawn in its box, but for the edges, where letters beside it may reach in."""
    rows, columns = grey.shape[:2]
    box, edge = glyph.box, _EDGE * glyph.box.width
    x0, x1 = int((box.x0 + edge) / size[0] * columns), int((box.x1 - edge) / size[0] * columns) + 1
    y0, y1 = int(box.y0 / size[1] * rows), int(box.y1 / size[1] * rows) + 1
    inside = grey[max(0, y0) : y1, max(0, x0) : x1]
    return inside.size > 0 and int(inside.max()) - int(inside.min()) >= _LEAST_CONTRAST


def _of_span(span: Any, direction: tuple[float, float], turn: Any) -> Iterator[_Glyph]:
    colour = int(span["color"])
    red, green, blue = colour >> 16 & 255, colour >> 8 & 255, colour & 255
    luma = 0.299 * red + 0.587 * green + 0.114 * blue
    coloured = max(red, green, blue) - min(red, green, blue) > _COLOURED
    drawn = int(span["char_flags"])
    inked = bool(drawn & (_FILLED | _STROKED)) and span["alpha"] >= _LEAST_ALPHA and span["size"] >= _LEAST_POINTS
    for char in span["chars"]:
        text = _HYPHEN if char["c"] == _SOFT_HYPHEN else char["c"]
        coded = bool(drawn & _BY_CODE) or _is_meaningless(text)
        yield _Glyph(text, mupdf.Rect(char["bbox"]) * turn, span["size"], luma, coloured, inked, coded, direction)


def _is_meaningless(text: str) -> bool:
    return text == _UNKNOWN or any(unicodedata.category(one) in ("Co", "Cn", "Cc", "Cs") for one in text.strip())


def _is_ghost(line: Sequence[_Glyph], grey: Pixels, paper: Any) -> bool:
    """True if small letters aslant, or letters that are never painted, cannot be seen."""
    letters = [glyph for glyph in line if glyph.text.strip()]
    if not all(glyph.is_inked for glyph in letters):
        return True
    places = ((_word([glyph], float(paper.width), float(paper.height)), glyph) for glyph in letters)
    seen = any(word is not None and _is_visible(word.box, glyph.luma, grey) for word, glyph in places)
    return not seen and letters[0].size < _GHOST_POINTS


def _runs(glyphs: Iterable[_Glyph]) -> Iterator[list[_Glyph]]:
    """Letters that belong together: split at spaces, at gaps, and where the way of drawing changes."""
    run: list[_Glyph] = []
    for glyph in glyphs:
        if not glyph.text.strip():
            if run:
                yield run
            run = []
            continue
        if run and _is_break(run[-1], glyph):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _is_break(before: _Glyph, glyph: _Glyph) -> bool:
    gap = glyph.box.x0 - before.box.x1
    drop = abs((glyph.box.y0 + glyph.box.y1) - (before.box.y0 + before.box.y1)) / 2
    apart = gap > 0.4 * glyph.size or gap < -glyph.size or drop > 0.6 * glyph.size
    return apart or before.is_inked != glyph.is_inked or abs(before.luma - glyph.luma) > _LEAST_CONTRAST


def _word(run: list[_Glyph], width: float, height: float) -> Word | None:
    """The run as a word; None if its middle lies off the page."""
    box = run[0].box
    for glyph in run[1:]:
        box = box | glyph.box
    middle_x, middle_y = (box.x0 + box.x1) / 2 / width, (box.y0 + box.y1) / 2 / height
    if not (0 < middle_x < 1 and 0 < middle_y < 1):
        return None
    shares = (box.x0 / width, box.y0 / height, box.x1 / width, box.y1 / height)
    text = unicodedata.normalize("NFC", "".join(glyph.text for glyph in run))
    return Word(text, Box(*(min(1.0, max(0.0, share)) for share in shares)), 1.0, 0)


def _is_visible(box: Box, luma: float, grey: Pixels) -> bool:
    """True if the letters' colour stands out from what lies around them, and ink can be seen where they should be."""
    rows, columns = grey.shape[:2]
    x0, x1 = int(box.x0 * columns), int(box.x1 * columns) + 1
    y0, y1 = int(box.y0 * rows), int(box.y1 * rows) + 1
    inside = grey[y0:y1, x0:x1]
    if inside.size == 0:
        return False
    low, high = np.percentile(inside, (1, 99))
    around = grey[max(0, y0 - 2) : y1 + 2, max(0, x0 - 2) : x1 + 2]
    rim = np.concatenate((around[:2].ravel(), around[-2:].ravel(), around[:, :2].ravel(), around[:, -2:].ravel()))
    paper = float(np.median(rim))
    return bool(high - low >= _LEAST_CONTRAST) and abs(luma - paper) >= _LEAST_CONTRAST


def _without_seals(words: list[Word], coloured: set[int]) -> list[Word]:
    """The words without coloured letters that lie on others, and without the rest of their seal."""
    letters = [word for word in words if id(word) in coloured]
    others = [word for word in words if id(word) not in coloured]
    on_text = [word for word in letters if any(_shared(word.box, other.box) > 0 for other in others)]
    dropped = {id(word) for word in letters if any(_is_near(word.box, stamp.box) for stamp in on_text)}
    return [word for word in words if id(word) not in dropped]


def _is_near(one: Box, other: Box) -> bool:
    reach = _SEAL_REACH * max(one.height, other.height)
    return abs(one.y0 - other.y0) < reach and abs(one.x0 - other.x0) < reach * _TALL


def _without_doubles(words: list[Word]) -> tuple[list[Word], list[tuple[Word, Word]]]:
    """Words printed twice on one another (a cheap bold) once; and different words that share one place."""
    kept: list[Word] = []
    clashes: list[tuple[Word, Word]] = []
    for word in sorted(words, key=lambda one: (round(one.box.y0, 2), one.box.x0)):
        rivals = [other for other in kept[-40:] if _shared(word.box, other.box) > _SAME_PLACE]
        if any(other.text == word.text for other in rivals):
            continue
        clashes += [(other, word) for other in rivals]
        kept.append(word)
    return kept, clashes


def _shared(one: Box, other: Box) -> float:
    """Common area as a share of the smaller box."""
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    high = min(one.y1, other.y1) - max(one.y0, other.y0)
    least = min(one.width * one.height, other.width * other.height)
    return wide * high / least if wide > 0 and high > 0 and least > 0 else 0.0
