"""Marks before the items of a list are taken away, and nothing else that stands at a line's beginning."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageDraw

from core.reading.child import geometry
from core.reading.child.list_marks import without_list_marks
from core.reading.child.outlines import outlined
from core.reading.child.values import Pixels
from core.reading.child.view import View
from tests.documents.pen import REGULAR, font

Draw = Callable[[ImageDraw.ImageDraw, int, int], None]
SIZE, TALL, LEFT, TEXT_AT = 40, 32.0, 100, 160
ROWS = ("학 과 : 수학과", "학위구분 : 이학사", "성 명 : 홍길동", "입 학 일 : 2017-03-02")


def square(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    draw.rectangle((x, y + 8, x + 28, y + 36), fill=10)


def ring(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    draw.ellipse((x, y + 8, x + 30, y + 38), outline=10, width=3)


def letter(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    draw.text((x, y), "가", fill=10, font=font(REGULAR, SIZE))


def figure(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    draw.text((x, y), "0", fill=10, font=font(REGULAR, SIZE))


def page(*marks: Draw) -> tuple[Pixels, Pixels]:
    """A list with that mark before each item, and the place of the marks after the clean-up."""
    image = Image.new("L", (900, 700), 250)
    draw = ImageDraw.Draw(image)
    for number, (row, mark) in enumerate(zip(ROWS, marks, strict=True)):
        mark(draw, LEFT, 80 + 120 * number)
        draw.text((TEXT_AT, 80 + 120 * number), row, fill=10, font=font(REGULAR, SIZE))
    view = View(np.asarray(image, dtype=np.uint8), geometry.identity())
    return view.grey, without_list_marks(view, TALL, outlined(view.grey)).grey


@pytest.mark.parametrize("mark", [square, ring])
def test_marks_go_and_the_words_beside_them_stay(mark: Draw) -> None:
    before, after = page(*[mark] * 4)
    assert after[:, : TEXT_AT - 10].min() == 250
    assert np.array_equal(before[:, TEXT_AT - 10 :], after[:, TEXT_AT - 10 :])


@pytest.mark.parametrize("mark", [letter, figure])
def test_letters_and_figures_stay(mark: Draw) -> None:
    before, after = page(*[mark] * 4)
    assert np.array_equal(before, after)


def test_boxes_of_which_one_is_ticked_stay() -> None:
    before, after = page(ring, square, ring, ring)
    assert np.array_equal(before, after)
