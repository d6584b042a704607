"""What runs around in a black seal, and the pieces of a frame, are no unread lines; every other line is."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PIL import Image, ImageDraw

from core.reading.child import geometry
from core.reading.child.cleaning import Prepared
from core.reading.child.unread_ink import unread
from core.reading.child.view import View
from tests.documents.pen import REGULAR, font

WIDE, HIGH, SIZE, TALL = 900, 700, 26, 20.0
X, Y, RADIUS = 300, 350, 200
NAME = "VELMORA   HALDEN   COLLEGE   ARDMORE   SCIENCE   "


def page() -> Image.Image:
    return Image.new("L", (WIDE, HIGH), 250)


def has_line(image: Image.Image) -> bool:
    view = View(np.asarray(image, dtype=np.uint8), geometry.identity())
    return bool(unread((), Prepared(view, 200, TALL, view)).lines)


def seal(image: Image.Image, *, inner: bool = True) -> Image.Image:
    """A ring with letters around between its circles."""
    pen = ImageDraw.Draw(image)
    for radius in (RADIUS, RADIUS - 44)[: 1 + inner]:
        pen.ellipse((X - radius, Y - radius, X + radius, Y + radius), outline=20, width=4)
    for at, letter in enumerate(NAME):
        turn = (at - 3) * 360 / len(NAME)
        tile = Image.new("L", (40, 40), 0)
        ImageDraw.Draw(tile).text((20, 20), letter, fill=255, font=font(REGULAR, SIZE), anchor="mm")
        middle = RADIUS - 22
        left = X + middle * math.sin(math.radians(turn)) - 20
        top = Y - middle * math.cos(math.radians(turn)) - 20
        image.paste(20, (round(left), round(top)), tile.rotate(-turn))
    return image


def test_letters_between_two_circles_are_no_line() -> None:
    assert not has_line(seal(page()))


def test_letters_around_that_no_ring_holds_are_one() -> None:
    assert has_line(seal(page(), inner=False))


@pytest.mark.parametrize("place", [(X - 60, Y - 12), (500, Y - 12), (120, 600)])
def test_line_within_or_beside_a_seal_is_still_seen(place: tuple[int, int]) -> None:
    image = seal(page())
    ImageDraw.Draw(image).text(place, "VOID COPY", fill=20, font=font(REGULAR, SIZE))
    assert has_line(image)


def test_pieces_of_a_double_frame_are_no_line() -> None:
    image = page()
    pen = ImageDraw.Draw(image)
    for left in range(60, 800, 72):
        pen.rectangle((left, 600, left + 62, 606), fill=20)
        pen.rectangle((left, 610, left + 62, 614), fill=20)
    assert not has_line(image)


def test_widely_spaced_letters_are_a_line() -> None:
    image = page()
    ImageDraw.Draw(image).text((60, 600), "v e n u s a r o n a", fill=20, font=font(REGULAR, SIZE))
    assert has_line(image)


@pytest.mark.parametrize("steps", [18, 30])
def test_dots_of_a_frame_are_no_line(steps: int) -> None:
    image = page()
    for at in range(steps):
        ImageDraw.Draw(image).ellipse((60 + 26 * at, 600, 78 + 26 * at, 618), fill=20)
    assert not has_line(image)
