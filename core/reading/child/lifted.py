"""What the marks and seals that were taken off a page say: a stamp across it may call it a copy, a sample or void."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import cv2
import numpy as np
from cv2.typing import MatLike

from core.domain.page import Box, Word
from core.reading.child.cleaning import Flattened
from core.reading.child.framed import frames, within_frame
from core.reading.child.halving import halved, halvings
from core.reading.child.ink_mask import tones
from core.reading.child.quality import confidence
from core.reading.child.recogniser import Recogniser
from core.reading.child.seals import colourfulness
from core.reading.child.values import Pixels, Sheet

_SIDE: Final = 600
"""Pixels of the longer side at which stamps are looked for: their letters are large."""
_STRENGTH: Final = 0.35
"""Of what was lifted at its strongest: less is a rim or grain."""
_STRONG: Final = 0.95
"""Of what was lifted at all is weaker than its strongest."""
_FAINTEST, _LEVELS = 10, 256
"""Steps of brightness."""
_SPECK: Final = 8
"""Points of a stamp's stroke, at least, where stamps are looked for."""
_GAPS: Final = (0.05, 0.03, 0.02)
"""Of the longer side: letters of one stamp stand no farther apart; those of a pattern over the page stand nearer."""
_OVER_ALL: Final = 0.6
_LONG, _LEAST_LONG = 1.5, 0.06
"""Than it is high, and of the longer side: what says a word is longer. Round and square seals are read by nobody."""
_MOST: Final = 3
_LINE, _RIM, _DPI = 40, 16, 250
_WIDEST: Final = 1200
_LEAST_COLOUR, _GRAINS, _PALE = 4.0, 3.0, 48.0
"""Steps by which the strongest of red, green and blue exceeds the weakest: beyond the paper's own, in its grain too."""
_DUST: Final = np.ones((3, 3), np.uint8)
_LEAST_PALE: Final = 0.0005
"""Of the page: less is no mark over it."""
_OF_DARK: Final = 0.3
"""Of the way from paper to ink: what is paler is no stamp's stroke."""
_SURE, _LETTERS = 0.6, 2
"""A stroke taken for a letter says nothing."""


def words_lifted(flat: Flattened, sheet: Sheet, turn: int, recogniser: Recogniser) -> tuple[Word, ...]:
    """Words of long stamps and watermarks, each stamp a line from 0; boxes are level lines through their middles.

    Args:
        flat: what was taken off, and the page without it.
        sheet: the page before anything was done to it.
        turn: degrees clockwise by which the page must be turned to be read; the boxes are those of the page so turned.
        recogniser: for one line a stamp and language.
    """
    said: dict[str, tuple[Word, ...]] = {}
    for layer in (*_layers(flat), *(_pale_colours(sheet) if flat.is_even else ())):
        turned = np.ascontiguousarray(np.rot90(layer, -turn // 90))
        for words in _said(turned, recogniser):
            said.setdefault("".join(word.text for word in words), words)
    for stamp, layer in _framed(flat, turn):
        words = _read(layer, stamp, recogniser)
        if words:
            said.setdefault("".join(word.text for word in words), words)
    return tuple(replace(word, line=number) for number, words in enumerate(said.values()) for word in words)


def _said(layer: Pixels, recogniser: Recogniser) -> list[tuple[Word, ...]]:
    """What its stamps say; of a pattern over the page, whose letters or lines join, what some pieces of it say."""
    times = halvings(layer, _SIDE)
    strokes = _strokes(halved(layer, times))
    for gap in _GAPS if _is_over_all(strokes) else _GAPS[:1]:
        stamps = _stamps(_joined(strokes, gap), strokes, times)
        said = [words for stamp in stamps if (words := _read(layer, stamp, recogniser))]
        if said:
            return said
    return []


def _layers(flat: Flattened) -> Iterator[Pixels]:
    """What was lifted, bright on black."""
    bare = flat.view.grey if flat.marked is None else flat.marked
    if flat.marked is not None:
        yield np.asarray(cv2.subtract(flat.view.grey, flat.marked), dtype=np.uint8)
    if flat.sealed is not None:
        yield np.asarray(cv2.subtract(bare, flat.sealed), dtype=np.uint8)


def _pale_colours(sheet: Sheet) -> Iterator[Pixels]:
    """What is a little more coloured than the paper, bright on black: so a pale mark is, and print is not."""
    if not sheet.is_colour:
        return
    colours = colourfulness(sheet.pixels)
    paper, grain = np.percentile(colours[::4, ::4], (50, 90))
    least = paper + max(_LEAST_COLOUR, _GRAINS * (grain - paper))
    between = cv2.inRange(colours, (float(least) + 0.5,), (float(paper) + _PALE,))
    pale = np.asarray(cv2.morphologyEx(between, cv2.MORPH_OPEN, _DUST), dtype=np.uint8)
    if cv2.countNonZero(pale) > _LEAST_PALE * pale.size:
        yield pale


def _framed(flat: Flattened, turn: int) -> Iterator[tuple[cv2.typing.RotatedRect, Pixels]]:
    """Stamps in a frame, as dark as print or coloured, and the page around them, bright on black."""
    page = flat.view.grey if flat.sealed is None else flat.sealed
    turned = np.ascontiguousarray(np.rot90(page, -turn // 90))
    stamps = frames(turned)
    if stamps:
        found = tones(turned)
        layer = cv2.subtract(
            np.full_like(turned, max(0, round(found.paper - _OF_DARK * (found.paper - found.dark)))), turned
        )
        for stamp in stamps:
            yield stamp, np.asarray(layer, dtype=np.uint8)


def _joined(strokes: MatLike, gap: float) -> Sequence[MatLike]:
    """Outlines of what stands together, nothing in it farther apart than that share of the longer side."""
    reach = max(3, round(gap * max(strokes.shape)))
    joined = cv2.morphologyEx(strokes, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    return cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]


def _is_over_all(strokes: MatLike) -> bool:
    """True if something was lifted over much of the page, from side to side and from top to bottom."""
    wide, high = cv2.boundingRect(strokes)[2:]
    return bool(wide >= _OVER_ALL * strokes.shape[1] and high >= _OVER_ALL * strokes.shape[0])


def _stamps(outlines: Sequence[MatLike], strokes: MatLike, times: int) -> list[cv2.typing.RotatedRect]:
    """The largest long ones: middle, sides and angle in the pixels of a layer that was halved so often."""
    found = [cv2.minAreaRect(outline) for outline in outlines]
    long = [
        rect
        for rect in found
        if max(rect[1]) >= max(_LONG * min(rect[1]), _LEAST_LONG * max(strokes.shape)) and min(rect[1]) > 0
    ]
    long.sort(key=lambda rect: rect[1][0] * rect[1][1], reverse=True)
    scale = 2**times
    return [
        ((rect[0][0] * scale, rect[0][1] * scale), (rect[1][0] * scale, rect[1][1] * scale), rect[2])
        for rect in long[:_MOST]
    ]


def _strokes(small: MatLike) -> MatLike:
    """255 where something was lifted, but for specks."""
    counts = np.cumsum(cv2.calcHist([small], [0], None, [_LEVELS], [0, _LEVELS]).ravel()[_FAINTEST:])
    strongest = _FAINTEST + int(np.searchsorted(counts, _STRONG * counts[-1]))
    strokes = cv2.threshold(small, max(_FAINTEST, _STRENGTH * strongest), 255, cv2.THRESH_BINARY)[1]
    labels, stats = cv2.connectedComponentsWithStats(strokes, connectivity=8, ltype=cv2.CV_32S)[1:3]
    keep = stats[:, cv2.CC_STAT_AREA] >= _SPECK
    keep[0] = False
    return np.asarray(np.where(keep[labels], 255, 0), dtype=np.uint8)


def _read(layer: Pixels, stamp: cv2.typing.RotatedRect, recogniser: Recogniser) -> tuple[Word, ...]:
    line = _level(layer, stamp)
    bare = within_frame(line)
    line = line if bare is None else bare
    found = max((recogniser.read_line(line, _DPI, language) for language in recogniser.languages), key=confidence)
    height, width = layer.shape
    reach = max(stamp[1]) / 2 / width
    x, y = stamp[0][0] / width, min(1.0, max(0.0, stamp[0][1] / height))
    box = Box(max(0.0, x - reach), y, min(1.0, x + reach), y)
    sure = [word for word in found if word.confidence >= _SURE]
    letters = sum(map(str.isalnum, "".join(word.text for word in sure)))
    return tuple(Word(word.text, box, word.confidence, 0) for word in sure) if letters >= _LETTERS else ()


def _level(layer: Pixels, stamp: cv2.typing.RotatedRect) -> Pixels:
    """The stamp alone as one level line, dark on white."""
    middle, (wide, high), degrees = stamp
    if wide < high:
        wide, high, degrees = high, wide, degrees + 90
    degrees = (degrees + 90) % 180 - 90  # as it is read from left to right
    scale = min(_LINE / high, _WIDEST / wide)
    size = (round(wide * scale) + 2 * _RIM, round(high * scale) + 2 * _RIM)
    onto = np.asarray(cv2.getRotationMatrix2D(middle, degrees, scale), dtype=np.float64)
    onto[:, 2] += np.asarray(size, dtype=np.float64) / 2 - np.asarray(middle, dtype=np.float64)
    part = cv2.warpAffine(layer, onto, size, flags=cv2.INTER_AREA, borderValue=(0.0,))
    strongest = max(1, int(part.max()))
    return np.asarray(255 - cv2.convertScaleAbs(part, alpha=255 / strongest), dtype=np.uint8)
