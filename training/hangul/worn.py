"""What scanners, faxes, phones and files do to a line, and how it is cut out to be read: 40 pixels high."""

from __future__ import annotations

import math
import random
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from training.hangul.drawn import Area, Drawn, Fonts, Pixels, drawn, has

HEIGHT: Final = 40
_AROUND: Final = 8
"""Pixels kept around a line while it is blurred."""


def picture(text: str, chance: random.Random, fonts: Fonts) -> tuple[Pixels, str] | None:
    """The line as it is cut from a page, and what stands in it; None if the font has none of its letters."""
    path = fonts.one(chance)
    if not all(has(path, letter) for letter in text):
        path = fonts.one(chance)
        text = "".join(letter for letter in text if has(path, letter)).strip()
    return (worn(drawn(text, path, chance, fonts), chance), text) if text else None


def worn(line: Drawn, chance: random.Random) -> Pixels:
    """The line moved, blurred, dirtied and cut out."""
    pixels, box = _moved(line.pixels, line.box, chance)
    top, bottom, left, right = _margins(box, chance)
    part = pixels[max(0, top - _AROUND) : bottom + _AROUND, max(0, left - _AROUND) : right + _AROUND]
    part = _dirtied(part.astype(np.float32), line.size, chance)
    row, column = min(_AROUND, top), min(_AROUND, left)
    part = part[row : row + bottom - top, column : column + right - left]
    height, width = part.shape
    wide = max(16, round(width * HEIGHT / height / 4 * chance.uniform(0.94, 1.06)) * 4)
    how = cv2.INTER_AREA if height > HEIGHT else chance.choice((cv2.INTER_CUBIC, cv2.INTER_LINEAR))
    return np.asarray(cv2.resize(part, (wide, HEIGHT), interpolation=how), dtype=np.uint8)


def _moved(pixels: Pixels, box: Area, chance: random.Random) -> tuple[Pixels, Area]:
    """Turned, sheared and stretched a little; and the box around that."""
    if chance.random() < 0.4:
        return pixels, box
    angle, shear, wide = math.radians(chance.gauss(0, 0.7)), chance.gauss(0, 0.03), chance.uniform(0.92, 1.08)
    middle = np.array([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2])
    turn = np.array([[wide * math.cos(angle), -math.sin(angle) + shear], [math.sin(angle), math.cos(angle)]])
    shift = middle - turn @ middle
    size = (pixels.shape[1], pixels.shape[0])
    paper = int(pixels[0, 0])
    moved = cv2.warpAffine(pixels, np.column_stack([turn, shift]), size, flags=cv2.INTER_LINEAR, borderValue=paper)
    corners = turn @ np.array([[box[0], box[2], box[0], box[2]], [box[1], box[1], box[3], box[3]]]) + shift[:, None]
    (left, top), (right, bottom) = corners.min(axis=1).tolist(), corners.max(axis=1).tolist()
    return np.asarray(moved, dtype=np.uint8), (left, top, right, bottom)


def _margins(box: Area, chance: random.Random) -> tuple[int, int, int, int]:
    """Top, bottom, left and right of what is cut out: about a quarter of the line's height around it."""
    tall = box[3] - box[1]
    is_tight = chance.random() < 0.12
    near = [chance.uniform(-0.06, 0.12) if is_tight else chance.gauss(0.25, 0.09) for _ in range(2)]
    aside = [max(0.02, chance.gauss(0.25, 0.12)) for _ in range(2)]
    if chance.random() < 0.08:
        aside[chance.randrange(2)] = chance.uniform(0.5, 2.4)
    top, bottom = max(0, round(box[1] - near[0] * tall)), round(box[3] + near[1] * tall)
    return top, bottom, max(0, round(box[0] - aside[0] * tall)), round(box[2] + aside[1] * tall)


def _dirtied(pixels: npt.NDArray[np.float32], size: int, chance: random.Random) -> Pixels:
    rng, kind = np.random.default_rng(chance.randrange(1 << 30)), chance.random()
    if kind < 0.12:
        return pixels.clip(0, 255).astype(np.uint8)
    blur = chance.uniform(0.2, (0.05 if kind < 0.85 else 0.08) * size)
    pixels = np.asarray(cv2.GaussianBlur(pixels, (0, 0), max(0.2, min(blur, 2.2))), dtype=np.float32)
    if kind > 0.5 and chance.random() < 0.5:
        light = np.linspace(chance.uniform(0.55, 1), chance.uniform(0.55, 1), pixels.shape[1], dtype=np.float32)
        pixels = pixels * light[None]
    pixels = pixels + rng.normal(0, abs(chance.gauss(0, 6)), pixels.shape).astype(np.float32)
    if chance.random() < 0.12:
        pixels[rng.random(pixels.shape) < chance.uniform(0.001, 0.012)] = chance.choice((0, 30, 255))
    found = pixels.clip(0, 255).astype(np.uint8)
    if 0.25 < kind < 0.42:
        found = _as_fax(found, chance)
    elif chance.random() < 0.25:
        found = _as_jpeg(found, chance)
    return _evened(found) if chance.random() < 0.3 else found


def _as_jpeg(pixels: Pixels, chance: random.Random) -> Pixels:
    _, data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, chance.randint(25, 90)])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), dtype=np.uint8)


def _evened(pixels: Pixels) -> Pixels:
    """With paper made white and ink black, as pages are made readable."""
    low, high = np.percentile(pixels, 2), np.percentile(pixels, 80)
    return np.asarray(((pixels - low) * (255 / max(high - low, 20))).clip(0, 255), dtype=np.uint8)


def _as_fax(pixels: Pixels, chance: random.Random) -> Pixels:
    """One bit a pixel, at times with fewer rows than columns."""
    height, width = pixels.shape
    if chance.random() < 0.3 and height > HEIGHT:
        pixels = np.asarray(cv2.resize(pixels, (width, height * 2 // 3), interpolation=cv2.INTER_AREA), dtype=np.uint8)
    low, high = np.percentile(pixels, 3), np.percentile(pixels, 80)
    bits = np.where(pixels >= low + chance.uniform(0.4, 0.75) * (high - low), 255, 0).astype(np.uint8)
    return np.asarray(cv2.resize(bits, (width, height), interpolation=cv2.INTER_LINEAR), dtype=np.uint8)
