"""Letters, strokes and patches of a PDF page with the order in which they were drawn, in the page's own points."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from core.reading.child.mupdf import mupdf

_INVISIBLE: Final = 3
_LEAST_ALPHA: Final = 0.1
_OPAQUE: Final = 0.9
_PALE: Final = 0.55
"""Strokes with no less than this of any colour are a form's ornament: a pattern, a tint."""
_LEVEL: Final = 0.98
_THIN: Final = 3.0
"""Filled shapes no thicker than this, in points, are strokes."""
_SIDES: Final = 4
_LEAST: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter that is painted. order: when. box: a PyMuPDF rectangle. is_level: its line runs from left to right.

    start, end, baseline: along its line, and of its line across it.
    """

    text: str
    order: int
    box: Any
    size: float
    is_level: bool
    start: float
    end: float
    baseline: float

    def is_near(self, other: Glyph, distance: float) -> bool:
        """True if both start at the same place."""
        return bool(abs(self.box.x0 - other.box.x0) <= distance and abs(self.box.y0 - other.box.y0) <= distance)


@dataclass(frozen=True, slots=True)
class Along:
    """A stroke as a line of text sees it: from where to where, and how far across."""

    start: float
    end: float
    first: float
    last: float

    @property
    def slope(self) -> float:
        """Steps across for one step along."""
        return abs(self.last - self.first) / max(self.end - self.start, _LEAST)

    def at(self, place: float) -> float:
        """How far across it is at that place along."""
        share = (place - self.start) / max(self.end - self.start, _LEAST)
        return self.first + (self.last - self.first) * share


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line that can be seen, from one point to another."""

    order: int
    start: tuple[float, float]
    end: tuple[float, float]
    width: float

    @property
    def length(self) -> float:
        """In points."""
        return math.dist(self.start, self.end)

    @property
    def slope(self) -> float:
        """Steps down, or up, for one to the right."""
        return abs(self.end[1] - self.start[1]) / max(abs(self.end[0] - self.start[0]), _LEAST)

    def along(self, glyph: Glyph) -> Along:
        """The stroke along the letter's line."""
        at = 0 if glyph.is_level else 1
        one, other = sorted((self.start, self.end), key=lambda point: point[at])
        return Along(one[at], other[at], one[1 - at], other[1 - at])

    def meets(self, box: Any) -> bool:
        """True if it runs through the middle of the box's height, or of its width."""
        (x0, y0), (x1, y1) = self.start, self.end
        middle = (box.y0 + box.y1) / 2
        if abs(y1 - y0) < _LEAST or not min(y0, y1) <= middle <= max(y0, y1):
            return False
        return bool(box.x0 <= x0 + (x1 - x0) * (middle - y0) / (y1 - y0) <= box.x1)


@dataclass(frozen=True, slots=True)
class Patch:
    """A rectangle filled with a colour that hides what is under it."""

    order: int
    box: Any

    def holds(self, glyph: Glyph) -> bool:
        """True if the middle of the letter lies in it."""
        x, y = (glyph.box.x0 + glyph.box.x1) / 2, (glyph.box.y0 + glyph.box.y1) / 2
        return bool(self.box.x0 <= x <= self.box.x1 and self.box.y0 <= y <= self.box.y1)


def glyphs(page: Any) -> list[Glyph]:
    """The letters of lines that run level or upright, spaces among them, as they were drawn."""
    return [glyph for span in page.get_texttrace() for glyph in _of_span(span)]


def _of_span(span: Any) -> Iterator[Glyph]:
    across, down = span["dir"]
    is_level = abs(across) > _LEVEL
    if span["type"] == _INVISIBLE or span["opacity"] < _LEAST_ALPHA or not (is_level or abs(down) > _LEVEL):
        return
    for code, _, origin, corners in span["chars"]:
        box = mupdf.Rect(corners)
        start, end, baseline = (box.x0, box.x1, origin[1]) if is_level else (box.y0, box.y1, origin[0])
        yield Glyph(chr(code), span["seqno"], box, span["size"], is_level, start, end, baseline)


def words_of(letters: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Letters drawn at once and not parted by a space, two of them at least."""
    word: list[Glyph] = []
    for glyph in letters:
        is_space = not glyph.text.strip()
        if word and (is_space or glyph.order != word[-1].order or glyph.start < word[-1].start):
            if len(word) > 1:
                yield word
            word = []
        if not is_space:
            word.append(glyph)
    if len(word) > 1:
        yield word


def strokes(drawings: Sequence[Any]) -> list[Stroke]:
    """Every straight line that can be seen, be it drawn or a thin filled shape."""
    return [stroke for drawing in drawings for stroke in _strokes(drawing)]


def _strokes(drawing: Any) -> Iterator[Stroke]:
    order = drawing["seqno"]
    if _is_dark(drawing["color"], drawing["stroke_opacity"]):
        width = drawing["width"] or 0.0
        for item in drawing["items"]:
            if item[0] == "l":
                yield Stroke(order, tuple(item[1]), tuple(item[2]), width)
    elif _is_dark(drawing["fill"], drawing["fill_opacity"]):
        for box in _rectangles(drawing):
            if min(box.width, box.height) <= _THIN:
                yield _middle(order, box)


def _middle(order: int, box: Any) -> Stroke:
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    if box.width >= box.height:
        return Stroke(order, (box.x0, y), (box.x1, y), box.height)
    return Stroke(order, (x, box.y0), (x, box.y1), box.width)


def patches(drawings: Sequence[Any]) -> list[Patch]:
    """Every rectangle that hides what is under it."""
    filled = [one for one in drawings if one["fill"] is not None and (one["fill_opacity"] or 0.0) > _OPAQUE]
    found = ((one["seqno"], box) for one in filled for box in _rectangles(one))
    return [Patch(order, box) for order, box in found if min(box.width, box.height) > _THIN]


def _rectangles(drawing: Any) -> Iterator[Any]:
    """The rectangles of a path; four straight sides count as one."""
    sides = drawing["items"]
    yield from (mupdf.Rect(item[1]) for item in sides if item[0] == "re")
    yield from (item[1].rect for item in sides if item[0] == "qu")
    if 0 < len(sides) <= _SIDES and all(item[0] == "l" for item in sides):
        yield mupdf.Rect(drawing["rect"])


def _is_dark(colour: Sequence[float] | None, opacity: float | None) -> bool:
    return colour is not None and (opacity or 0.0) > _LEAST_ALPHA and min(colour) < _PALE
