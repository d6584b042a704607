"""Harsher treatment: photos taken at an angle under a shadow's edge, seals over values, faded toner, watermarks."""

from __future__ import annotations

import random

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from tests.documents.pen import BOLD, font

RED, GREEN = (200, 40, 45), (40, 120, 90)


def photographed(image: Image.Image, rng: random.Random) -> Image.Image:
    """The page on a dark table, seen at an angle, with the hard edge of a shadow across it."""
    page = np.asarray(image.convert("L"))
    high, wide = page.shape
    margin = round(0.06 * wide)
    corners = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    swing = np.array([[rng.uniform(0, 0.075) * wide, rng.uniform(0, 0.075) * high] for _ in range(4)], np.float32)
    inward = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]], np.float32)
    seen = corners + swing * inward + margin
    size = (wide + 2 * margin, high + 2 * margin)
    table = rng.randint(40, 95)
    matrix = cv2.getPerspectiveTransform(corners, seen)
    flat = cv2.warpPerspective(page, matrix, size, flags=cv2.INTER_AREA, borderValue=(table,))
    return Image.fromarray(_shadowed(flat, rng))


def _shadowed(grey: np.ndarray, rng: random.Random) -> np.ndarray:
    high, wide = grey.shape
    y, x = np.mgrid[0:high, 0:wide]
    across = (x / wide - rng.uniform(0.3, 0.7)) * np.cos(angle := rng.uniform(0, 3.1)) + (
        y / high - rng.uniform(0.3, 0.7)
    ) * np.sin(angle)
    light = 1.0 - rng.uniform(0.3, 0.5) / (1.0 + np.exp(-across * rng.uniform(60, 200)))
    grain = np.random.default_rng(rng.getrandbits(32)).normal(0, 4, grey.shape)
    return np.clip(grey * light * 0.95 + grain, 0, 255).astype(np.uint8)


def sealed(image: Image.Image, boxes: list[tuple[float, float]], rng: random.Random) -> Image.Image:
    """Round and square seals in colour over those places (pixels), see-through as ink is."""
    page = np.asarray(image.convert("RGB"), dtype=np.float32)
    for x, y in boxes:
        page = page * (_stamp(image.size, (x, y), rng) / 255.0)
    return Image.fromarray(np.clip(page, 0, 255).astype(np.uint8))


def _stamp(size: tuple[int, int], place: tuple[float, float], rng: random.Random) -> np.ndarray:
    layer = Image.new("RGB", size, (255, 255, 255))
    draw = ImageDraw.Draw(layer)
    colour = rng.choice((RED, RED, RED, GREEN))
    half = rng.uniform(0.035, 0.06) * size[0]
    box = [place[0] - half, place[1] - half, place[0] + half, place[1] + half]
    (draw.ellipse if rng.random() < 0.5 else draw.rectangle)(box, outline=colour, width=max(3, round(half / 9)))
    face = font(BOLD, round(half * 0.62))
    for row, text in enumerate(("학교", "장인")):
        draw.text((place[0], place[1] + (row - 0.5) * half * 0.8), text, fill=colour, font=face, anchor="mm")
    blurred = layer.filter(ImageFilter.GaussianBlur(0.8))
    return np.asarray(blurred, dtype=np.float32)


def faded(image: Image.Image, rng: random.Random) -> Image.Image:
    """Toner that ran out: pale, in stripes, on paper that is not white."""
    grey = np.asarray(image, dtype=np.float32)
    wide = grey.shape[1]
    stripes = 1.0 - 0.35 * np.abs(np.sin(np.arange(wide) * 3.14 / rng.uniform(300, 700) + rng.uniform(0, 3)))
    ink = (255.0 - grey) / 255.0 * stripes * rng.uniform(0.28, 0.4)
    noise = np.random.default_rng(rng.getrandbits(32)).normal(0, 3, grey.shape)
    return Image.fromarray(np.clip(238 - 238 * ink + noise, 0, 255).astype(np.uint8))


def watermarked(image: Image.Image, rng: random.Random) -> Image.Image:
    """Large pale letters across the page, and fine waves as security paper has them."""
    high, wide = image.height, image.width
    mark = Image.new("L", (wide, high), 255)
    draw = ImageDraw.Draw(mark)
    draw.text((wide / 2, high / 2), rng.choice(("ORIGINAL", "원본", "COPY")), fill=rng.randint(198, 218),
              font=font(BOLD, wide // 6), anchor="mm")  # fmt: skip
    mark = mark.rotate(rng.uniform(20, 50), fillcolor=255)
    y, x = np.mgrid[0:high, 0:wide]
    waves = np.where(np.abs(np.sin(x / 37.0 + 3 * np.sin(y / 91.0))) < 0.06, 225, 255)
    paper = np.minimum(np.asarray(mark), waves)
    return Image.fromarray(np.minimum(np.asarray(image), paper).astype(np.uint8))
