"""Lines of text drawn on paper, with what stands beside them on a page: other lines, rules, marks and seals."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from training.hangul.texts import line

Pixels = npt.NDArray[np.uint8]
Area = tuple[float, float, float, float]
"""Left, top, right, bottom, in pixels."""

_SELDOM: Final = (
    *("BM", "NanumBrush", "NanumPen", "NanumBarunpen", "UnDinaru", "UnPilgi", "UnTaza", "UnShinmun", "UnGraphic"),
    *("NanumMyeongjoEco", "NanumGothicEco", "NanumBarunGothicUltraLight", "hline"),
)
"""Fonts for headlines and hands: seen on few certificates."""
_OTHER: Final = ("UnJamo", "UnPilgia", "UnVada", "UnYetgul", "UnPen")
"""Fonts without whole syllables, or that nobody reads easily."""
_WORDS_OF_MARKS: Final = (
    *("COPY", "UNIVERSITY", "DUPLICATE", "VOID", "OFFICIAL", "사본", "견본", "학교", "大學校"),
    *("원본대조필", "인터넷발급", "졸업증명"),
)
_MARKED: Final = 0.45
"""Share of lines with a mark or seal over them: more than pages have, since there nobody else reads well."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """paths: of font files. shares: how often each is taken."""

    paths: tuple[str, ...]
    shares: tuple[float, ...]

    def one(self, chance: random.Random) -> str:
        """Any of them."""
        return chance.choices(self.paths, self.shares)[0]


@dataclass(frozen=True, slots=True)
class Drawn:
    """pixels: grey, wider and higher than the line. box: around its ink. size: of the font, in pixels."""

    pixels: Pixels
    box: Area
    size: int


def fonts_in(folder: Path) -> Fonts:
    """The fonts that lie there."""
    found = [path for path in sorted(folder.iterdir()) if not path.name.startswith(_OTHER) and "Yet" not in path.name]
    return Fonts(tuple(map(str, found)), tuple(0.12 if path.name.startswith(_SELDOM) else 1.0 for path in found))


@cache
def _font(path: str, size: int) -> Any:
    return ImageFont.truetype(path, size, index=1 if "CJK" in path else 0)  # the second has Korean forms


@cache
def has(path: str, letter: str) -> bool:
    """False for a letter that the font draws like one that it does not know, or not at all."""
    font = _font(path, 24)
    mask = font.getmask(letter)
    return letter == " " or (mask.getbbox() is not None and bytes(mask) != bytes(font.getmask("\uffff")))


def drawn(text: str, path: str, chance: random.Random, fonts: Fonts) -> Drawn:
    """The text in that font, in any size that pages have, on its paper."""
    size = round(math.exp(chance.uniform(math.log(13), math.log(46))))
    font, pad = _font(path, size), 3 * size
    places, rules, end = _placed(text, font, size, chance)
    paper, ink = chance.randint(222, 255), chance.randint(0, 90)
    if chance.random() < 0.1:
        ink = paper - chance.randint(45, 110)  # faded
    canvas = Image.new("L", (round(end) + 2 * pad, size + 2 * pad), paper)
    pen = ImageDraw.Draw(canvas)
    for letter, x in zip(text, places, strict=True):
        pen.text((pad + x, pad), letter, fill=ink, font=font)
    boxes = [
        pen.textbbox((pad + x, pad), letter, font=font) for letter, x in zip(text, places, strict=True) if letter != " "
    ]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    box = (min(lefts), min(tops), max(rights), max(bottoms))
    for x in rules:
        _rule(pen, (pad + x, 0, pad + x, canvas.height), size, ink, chance)
    _beside(pen, box, size, ink, chance=chance, fonts=fonts)
    if chance.random() < _MARKED:
        canvas = _marked(canvas, Drawn(np.asarray(canvas), box, size), paper, chance, fonts)
    return Drawn(np.asarray(canvas), box, size)


def _placed(text: str, font: Any, size: int, chance: random.Random) -> tuple[list[float], list[float], float]:
    """Where each letter begins, where rules of cells stand between them, and where the text ends."""
    spacing = size * chance.choice((-0.05, 0.08, 0.15, 0.3, 0.6)) if chance.random() < 0.2 else 0.0
    space = chance.uniform(0.22, 0.6) * size if chance.random() < 0.7 else font.getlength(" ")
    places, rules, at = [], [], 0.0
    for letter in text:
        places.append(at)
        wide = size * chance.uniform(1, 3.2) if letter == " " and chance.random() < 0.15 else 0
        if wide and chance.random() < 0.35:
            rules.append(at + wide * chance.uniform(0.25, 0.75))
        at += (wide or (space if letter == " " else font.getlength(letter))) + spacing
    return places, rules, at


def _rule(pen: Any, ends: Sequence[float], size: int, ink: int, chance: random.Random) -> None:
    pen.line(tuple(ends), fill=ink, width=max(1, round(size * chance.uniform(0.02, 0.07))))


def _beside(pen: Any, box: Area, size: int, ink: int, *, chance: random.Random, fonts: Fonts) -> None:
    """Lines above and below, rules, and the frame of a cell."""
    for is_above in (True, False):
        if chance.random() < 0.3:
            other = _font(fonts.one(chance), max(8, round(size * chance.uniform(0.6, 1.2))))
            words, gap = line(chance), chance.uniform(0.15, 0.9) * size
            around = other.getbbox(words)
            y = box[1] - gap - around[3] if is_above else box[3] + gap - around[1]
            pen.text((box[0] + chance.uniform(-1, 3) * size, y), words, fill=ink, font=other)
    far = 9999
    if chance.random() < 0.25:
        gap = chance.uniform(0.06, 0.4) * size
        y = box[3] + gap if chance.random() < 0.7 else box[1] - gap
        _rule(pen, (0, y, far, y), size, ink, chance)
    if chance.random() < 0.12:
        gap = chance.uniform(0.12, 0.5) * size
        x = chance.choice((box[0] - gap, box[2] + gap))
        _rule(pen, (x, 0, x, far), size, ink, chance)


def _marked(canvas: Any, there: Drawn, paper: int, chance: random.Random, fonts: Fonts) -> Any:
    """A mark or seal over the line: opaque, or with ink seen through it, or taken out again with some of the ink."""
    shape = _mark if chance.random() < 0.62 else _seal
    share = np.asarray(shape(canvas.size, there, chance, fonts)).astype(np.float32) / 255
    old, kind = there.pixels.astype(np.float32), chance.random()
    if kind < 0.6:
        new = old * (1 - share) + chance.choice((paper, chance.randint(195, 235), 255)) * share
    elif kind < 0.85:
        new = old * (1 - share * (1 - chance.uniform(0.35, 0.92)))
    else:
        patches = np.random.default_rng(chance.randrange(1 << 30)).random((9, 30), np.float32)
        new = np.where(share * (cv2.resize(patches, canvas.size) > 0.5) > 0.4, paper, old)
    return Image.fromarray(new.clip(0, 255).astype(np.uint8))


def _mark(size: tuple[int, int], there: Drawn, chance: random.Random, fonts: Fonts) -> Any:
    mask = Image.new("L", size, 0)
    left, top, right, bottom = there.box
    font = _font(fonts.one(chance), max(10, round(there.size * chance.uniform(1.0, 4.0))))
    x = chance.uniform(left - 3 * there.size, right)
    y = chance.uniform(top - 2.2 * there.size, bottom - 0.3 * there.size)
    if chance.random() < 0.4:  # through the line's middle
        x = chance.uniform(left - there.size, left + there.size)
        y = (top + bottom) / 2 - font.size * chance.uniform(0.3, 0.9)
    ImageDraw.Draw(mask).text((x, y), chance.choice(_WORDS_OF_MARKS), fill=255, font=font)
    return mask.rotate(chance.choice((45, 30, -30, 35, 20)), center=(x, y)) if chance.random() < 0.4 else mask


def _seal(size: tuple[int, int], there: Drawn, chance: random.Random, fonts: Fonts) -> Any:
    mask = Image.new("L", size, 0)
    pen = ImageDraw.Draw(mask)
    left, top, right, bottom = there.box
    side, width = chance.uniform(1.5, 5) * there.size, max(1, round(there.size * chance.uniform(0.06, 0.2)))
    x, y = chance.uniform(left - side, right), chance.uniform(top - side, bottom)
    frame = pen.rectangle if chance.random() < 0.5 else pen.ellipse
    frame((x, y, x + side, y + side), outline=255, width=width)
    font = _font(fonts.one(chance), max(10, round(side * 0.4)))
    pen.text((x + side * 0.1, y + side * 0.05), "大學", fill=255, font=font)
    pen.text((x + side * 0.1, y + side * 0.5), "校印", fill=255, font=font)
    return mask
