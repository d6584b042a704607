"""Material for recognisers, made here: a page with a few lines, and a tone."""

from __future__ import annotations

import io
import math
import struct
import wave

from PIL import Image, ImageDraw, ImageFont

import resources
from core.domain.media import JPEG, WAV
from core.domain.recogniser import Material

LINES = ("Certificate of Graduation", "Name: Kim Minjun", "Date of Issue: 2 May 2020")


def page_picture(lines: tuple[str, ...] = LINES, degrees: int = 0) -> Material:
    """A white page with those lines in dark print, turned by so many degrees against the clock."""
    image = Image.new("L", (1240, 1000), 255)
    font = ImageFont.truetype(resources.path("fonts") / "NanumGothic-Regular.ttf", 44)
    for row, line in enumerate(lines):
        ImageDraw.Draw(image).text((120, 140 + 110 * row), line, fill=20, font=font)
    turned = image.rotate(degrees, expand=True)
    data = io.BytesIO()
    turned.save(data, "JPEG", quality=92)
    return Material(data.getvalue(), JPEG, turned.width, turned.height)


def sound(seconds: float = 3.0) -> Material:
    """A tone, as plain samples."""
    data = io.BytesIO()
    samples = [int(9000 * math.sin(at / 6)) for at in range(int(seconds * 16_000))]
    with wave.open(data, "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return Material(data.getvalue(), WAV, seconds=seconds)
