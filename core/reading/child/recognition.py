"""From a page's pixels to its words: prepare, recognise, and look again only if the first look was poor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from core.domain.page import Box, Flagged, Word
from core.reading.child import flags, geometry
from core.reading.child.agreed import with_agreed
from core.reading.child.beside import with_letters_beside
from core.reading.child.borne_out import with_latin
from core.reading.child.cleaning import Flattened, Prepared, flattened, prepared
from core.reading.child.left_out import with_lines_left_out
from core.reading.child.lifted import words_lifted
from core.reading.child.merged import with_merged_lines
from core.reading.child.numbers import with_numbers
from core.reading.child.orientation import POOR, by_promise, is_sideways, sure_letters
from core.reading.child.patched import painted_over
from core.reading.child.quality import confidence
from core.reading.child.recogniser import Recogniser
from core.reading.child.second_look import looked_again
from core.reading.child.struck import struck_out
from core.reading.child.third_reader import ThirdReader
from core.reading.child.torn_lines import with_torn_lines
from core.reading.child.touched import Removal, with_covered, with_marks, with_touched
from core.reading.child.under_seals import read_below
from core.reading.child.unread_ink import unread
from core.reading.child.values import Sheet
from core.reading.child.view import View
from core.reading.child.years import with_years

_MARGIN: Final = 0.2
_LEAST_PIXELS: Final = 8
_LINE_PIXELS: Final = 48
_LINE_DPI: Final = 250
_RIM: Final = 6
_PROMISE: Final = 8
"""Letters that are surely read in a few lines: fewer are luck."""

_WELL: Final = 0.85

_Way = tuple[int, Prepared, tuple[Word, ...]]
"""Degrees clockwise, the page turned by them, and its words."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """The words, and the sheet as it was turned to read them.

    turned: degrees clockwise. lifted: what long stamps and watermarks say that were taken off to read the rest, lines
    from 0. flagged: lines of what looks like text that gave no word, words that are struck out, and words about which
    something was painted over.
    """

    sheet: Sheet
    words: tuple[Word, ...]
    turned: int = 0
    lifted: tuple[Word, ...] = ()
    flagged: tuple[Flagged, ...] = ()

    @property
    def has_unread_ink(self) -> bool:
        """True if some line of what looks like text gave no word."""
        return flags.UNREAD_INK in flags.names(self.flagged)


def recognise(sheet: Sheet, recogniser: Recogniser) -> Recognised:
    """Read a sheet of unknown quality, whichever way it lies."""
    flat, (turn, image, at_first) = _read_flat(flattened(sheet), recogniser)
    at_first = with_merged_lines(with_torn_lines(at_first, image, recogniser), image, recogniser)
    at_first = with_years(at_first, image, recogniser)
    third = ThirdReader(image, sheet, is_marked=flat.marked is not None)
    words = _checked(looked_again(third.borne_out(at_first), image, recogniser), flat, image, recogniser)
    left_over = unread(words, image)
    if len(left_over.letters) or len(left_over.large):
        places = [word.box for word in words]
        words = with_letters_beside(words, image, left_over, recogniser)
        words = with_lines_left_out(words, image, left_over, recogniser)
        if places != [word.box for word in words]:
            left_over = unread(words, image)
    lines = left_over.lines
    if not lines and flat.marked is not None:
        lines = unread(words, with_marks(image, flat.marked)).lines  # pale print may go with marks
    words = with_numbers(with_agreed(words, image, recogniser, at_first), image, recogniser)
    words = third.judged(with_latin(words, image, sheet))
    onto = geometry.turning(turn, sheet.width, sheet.height) @ image.view.back
    upright = sheet.turned(turn)
    size = (upright.width, upright.height)
    placed = geometry.words_through(words, onto, image.view.size, size)
    struck = struck_out(words, image.view.grey, image.text_height)
    seen = [(flags.UNREAD_INK, box) for box in lines] + [(flags.STRUCK_OUT, box) for box in struck]
    found = [Flagged(flag, geometry.box_through(box, onto, image.view.size, size)) for flag, box in seen]
    found += [Flagged(flags.PAINTED_OVER, box) for box in painted_over(placed, upright.grey())]
    return Recognised(upright, placed, turn, words_lifted(flat, sheet, turn, recogniser), tuple(found))


def _checked(words: tuple[Word, ...], flat: Flattened, image: Prepared, recogniser: Recogniser) -> tuple[Word, ...]:
    """The words, those under a seal or mark read and judged by what else its place may look like."""
    if flat.sealed is not None and flat.mended is not None:
        bare = flat.view.grey if flat.marked is None else flat.marked
        removal = Removal.between(flat.sealed, bare)
        words = read_below(words, image, removal.altered, flat.mended, recogniser)
        words = with_touched(words, image, removal, recogniser)
    if flat.marked is not None:
        words = with_covered(words, image, flat.marked, recogniser)
    return words


def _read_flat(flat: Flattened, recogniser: Recogniser) -> tuple[Flattened, _Way]:
    """Read without its marks; and with them if it reads poorly so, or not well and lay in uneven light.

    There shaded cells and shadows look like marks: of 86 photos four seemed to have some, and all read better so.
    """
    found = _read_upright(flat.view, recogniser)
    if flat.marked is None or confidence(found[2]) >= (POOR if flat.is_even else _WELL):
        return flat, found
    kept = flat.unmarked
    other = _read_upright(kept.view, recogniser)
    return (kept, other) if _sure(other) > _sure(found) else (flat, found)


def _read_upright(view: View, recogniser: Recogniser) -> _Way:
    """How it was turned, and how it reads so. Only a page that reads poorly is read in more than one way."""
    if is_sideways(view):
        (first, second), others = by_promise(view, (90, 270), recogniser), (0, 180)
    else:
        (first, second), others = (0, 180), (90, 270)
    found = _read(view, first, recogniser)
    is_blank = not found[2] and first == 0
    if is_blank or confidence(found[2]) >= POOR:
        return found
    found = max(found, _read(view, second, recogniser), key=_sure)
    if confidence(found[2]) >= POOR:
        return found
    turn, promise = next(iter(by_promise(view, others, recogniser).items()))
    return max(found, _read(view, turn, recogniser), key=_sure) if promise >= _PROMISE else found


def _sure(way: _Way) -> int:
    return sure_letters(way[2])


def _read(view: View, turn: int, recogniser: Recogniser) -> _Way:
    image = prepared(view.turned(turn))
    return turn, image, recogniser.read(image.view.grey, image.dpi)


def reread(sheet: Sheet, box: Box, recogniser: Recogniser) -> Iterator[tuple[Word, ...]]:
    """Read one box of an upright, clean sheet by itself, in each language; the words' boxes lie within that box."""
    grey = sheet.grey()
    margin = _MARGIN * box.height * sheet.height
    left, right = box.x0 * sheet.width - margin, box.x1 * sheet.width + margin
    top, bottom = box.y0 * sheet.height - margin / 2, box.y1 * sheet.height + margin / 2
    part = grey[max(0, round(top)) : round(bottom), max(0, round(left)) : round(right)]
    if min(part.shape) < _LEAST_PIXELS:
        return
    scale = _LINE_PIXELS / part.shape[0]
    scaled = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    line = np.asarray(cv2.copyMakeBorder(scaled, _RIM, _RIM, _RIM, _RIM, cv2.BORDER_REPLICATE), dtype=np.uint8)
    for language in recogniser.languages:
        yield recogniser.read_line(line, _LINE_DPI, language)
