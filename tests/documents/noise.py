"""What paper, scanners, cameras and fax machines do to a page."""

from __future__ import annotations

import io
import random

import numpy as np
from PIL import Image, ImageFilter

from tests.documents import hard
from tests.documents.pen import Pen
from tests.documents.render import image_pdf, to_image, to_pdf


def with_noise(pen: Pen, noise: str, rng: random.Random) -> tuple[bytes, str]:
    """The file's bytes and its suffix."""
    return _MAKERS[noise](pen, rng)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    data = io.BytesIO()
    image.save(data, "JPEG", quality=quality)
    return data.getvalue()


def _png(image: Image.Image) -> bytes:
    data = io.BytesIO()
    image.quantize(16).save(data, "PNG", optimize=True)
    return data.getvalue()


def _fax(image: Image.Image) -> bytes:
    data = io.BytesIO()
    image.point(lambda grey: 255 if grey > 140 else 0).convert("1").save(
        data, "TIFF", compression="group4", dpi=(200, 200)
    )
    return data.getvalue()


def _grain(image: Image.Image, strength: float, rng: random.Random) -> Image.Image:
    noise = np.random.default_rng(rng.getrandbits(32)).normal(0, strength, (image.height, image.width))
    return Image.fromarray(np.clip(np.asarray(image, dtype=float) * 0.94 + noise + 6, 0, 255).astype(np.uint8))


def _uneven(image: Image.Image, rng: random.Random) -> Image.Image:
    """Light falls off towards one corner."""
    x, y = np.meshgrid(np.linspace(0, 1, image.width), np.linspace(0, 1, image.height))
    corner_x, corner_y = rng.choice(((0, 0), (1, 0), (0, 1), (1, 1)))
    light = 1.0 - 0.5 * np.hypot(x - corner_x, y - corner_y) / 1.42
    return Image.fromarray(np.clip(np.asarray(image, dtype=float) * light, 0, 255).astype(np.uint8))


def _scan(pen: Pen, _: random.Random) -> tuple[bytes, str]:
    return image_pdf(to_image(pen, 200).filter(ImageFilter.GaussianBlur(0.6)), 200), ".pdf"


def _office(pen: Pen, rng: random.Random) -> tuple[bytes, str]:
    slanted = to_image(pen, 200).rotate(rng.choice((-0.5, 0.5)), fillcolor=255, resample=Image.Resampling.BICUBIC)
    return _jpeg(_grain(slanted, 9, rng), 60), ".jpg"


def _photo(pen: Pen, rng: random.Random) -> tuple[bytes, str]:
    return _jpeg(_grain(_uneven(to_image(pen, 200), rng), 5, rng), 75), ".jpg"


def _turned(pen: Pen, rng: random.Random) -> tuple[bytes, str]:
    return _png(to_image(pen, 200).rotate(rng.choice((90, 180, 270)), expand=True)), ".png"


def _hard_photo(pen: Pen, rng: random.Random) -> tuple[bytes, str]:
    return _jpeg(hard.photographed(to_image(pen, 200), rng), 80), ".jpg"


def _seal(pen: Pen, rng: random.Random) -> tuple[bytes, str]:
    """One seal beside the head's name, two over texts of the body."""
    body = [text for text in pen.texts if text.size < 15 and len(text.text) > 3]
    chosen = [*rng.sample(body, min(2, len(body))), pen.texts[-1]]
    places = [((text.x + rng.uniform(20, 90)) * 200 / 72, (text.y - 4) * 200 / 72) for text in chosen]
    return _jpeg(hard.sealed(to_image(pen, 200), places, rng), 80), ".jpg"


def _faded(pen: Pen, rng: random.Random) -> tuple[bytes, str]:
    return _jpeg(hard.faded(to_image(pen, 200), rng), 80), ".jpg"


def _water(pen: Pen, rng: random.Random) -> tuple[bytes, str]:
    return image_pdf(hard.watermarked(to_image(pen, 200), rng), 200), ".pdf"


_MAKERS = {
    "digital": lambda pen, _: (to_pdf(pen), ".pdf"),
    "scan": _scan,
    "office": _office,
    "photo": _photo,
    "low": lambda pen, _: (_jpeg(to_image(pen, 110), 70), ".jpg"),
    "fax": lambda pen, _: (_fax(to_image(pen, 200)), ".tif"),
    "turned": _turned,
    "hard_photo": _hard_photo,
    "seal": _seal,
    "faded": _faded,
    "water": _water,
}
"""How each kind of noise makes a file: its bytes and its suffix."""
