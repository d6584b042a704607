"""The letters of a seal in a PDF's text layer, which lie on the head's name, are no second text in its place."""

from __future__ import annotations

import numpy as np
import pymupdf
import pytest

import resources
from core.reading.child.textlayer import TextLayer, text_layer
from core.reading.child.values import Pixels

FONT = str(resources.path("fonts/NanumGothic-Regular.ttf"))
RED, BLACK = (0.8, 0.1, 0.1), (0.0, 0.0, 0.0)


def layer(stamp: str, colour: tuple[float, float, float], *, apart: bool = True) -> TextLayer:
    """A head's line, and in its place nine letters of a seal (or one text)."""
    with pymupdf.open() as document:
        page = document.new_page(width=595, height=842)
        page.insert_text((200, 700), "미래과학대학교 총장", fontsize=20, fontname="f", fontfile=FONT)
        for number, text in enumerate(stamp if apart else (stamp,)):
            place = (350 + 17 * (number % 3), 680 + 17 * (number // 3)) if apart else (340, 700)
            page.insert_text(place, text, fontsize=11 if apart else 20, fontname="f", fontfile=FONT, color=colour)
        drawn = page.get_pixmap(dpi=150, colorspace=pymupdf.csGRAY)
        grey: Pixels = np.frombuffer(drawn.samples, np.uint8).reshape(drawn.height, drawn.width)
        return text_layer(page, grey)


def test_letters_of_a_seal_are_left_out_with_the_rest_of_it() -> None:
    found = layer("교학미총대래장학과", RED)
    assert [word.text for word in found.words] == ["미래과학대학교", "총장"]
    assert not found.has_clash


@pytest.mark.parametrize(("stamp", "colour"), [("이사장", RED), ("이사장", BLACK)])
def test_another_text_in_its_place_is_a_clash(stamp: str, colour: tuple[float, float, float]) -> None:
    found = layer(stamp, colour, apart=False)
    assert found.has_clash
    assert found.has_hidden == (colour == BLACK), "a stamp hides nothing on purpose"
