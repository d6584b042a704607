"""From a page's pixels to its words: prepare, recognise, and look again only if the first look was poor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from core.domain.page import Box, Word
from core.reading.child import geometry
from core.reading.child.cleaning import Prepared, flattened, prepared
from core.reading.child.orientation import POOR, best_turn, is_sideways
from core.reading.child.quality import confidence
from core.reading.child.recogniser import Recogniser
from core.reading.child.second_look import looked_again
from core.reading.child.touched import Removal, with_touched
from core.reading.child.unread_ink import has_unread_ink
from core.reading.child.values import Sheet
from core.reading.child.view import View

_MARGIN: Final = 0.2
_LEAST_PIXELS: Final = 8
_LINE_PIXELS: Final = 48
_LINE_DPI: Final = 250
_RIM: Final = 6


@dataclass(frozen=True, slots=True)
class Recognised:
    """The words, and the sheet as it was turned to read them.

    turned: degrees clockwise. has_unread_ink: some line of what looks like text gave no word.
    """

    sheet: Sheet
    words: tuple[Word, ...]
    turned: int = 0
    has_unread_ink: bool = False


def recognise(sheet: Sheet, recogniser: Recogniser) -> Recognised:
    """Read a sheet of unknown quality, whichever way it lies."""
    flat = flattened(sheet)
    view = flat.view
    turn = best_turn(view, (90, 270), recogniser)[0] if is_sideways(view) else 0
    image, words = _read(view, turn, recogniser)
    if words and confidence(words) < POOR:
        other, promise = best_turn(view, {0, 90, 180, 270} - {turn}, recogniser)
        if promise > POOR:
            again = _read(view, other, recogniser)
            if confidence(again[1]) > confidence(words):  # a few lucky lines upside down promise too much
                turn, (image, words) = other, again
    words = looked_again(words, image, recogniser)
    if flat.before is not None:
        words = with_touched(words, image, Removal.between(flat.before, view.grey), recogniser)
    onto = geometry.turning(turn, sheet.width, sheet.height) @ image.view.back
    upright = sheet.turned(turn)
    size = (upright.width, upright.height)
    placed = geometry.words_through(words, onto, image.view.size, size)
    return Recognised(upright, placed, turn, has_unread_ink(words, image))


def _read(view: View, turn: int, recogniser: Recogniser) -> tuple[Prepared, tuple[Word, ...]]:
    image = prepared(view.turned(turn))
    return image, recogniser.read(image.view.grey, image.dpi)


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
