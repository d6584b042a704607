"""Spaces that a file's text layer names nothing, as browsers write them for some fonts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pymupdf
import pytest

from core.reading.child.textlayer import TextLayer, text_layer


class Renamed:
    """A page of which the layer calls some letters nothing."""

    def __init__(self, page: pymupdf.Page, letters: str) -> None:
        self._page = page
        self._letters = letters

    def __getattr__(self, name: str) -> Any:
        return getattr(self._page, name)

    def get_text(self, *args: Any, **options: Any) -> Any:
        told = self._page.get_text(*args, **options)
        for block in told["blocks"]:
            for char in (char for line in block["lines"] for span in line["spans"] for char in span["chars"]):
                char["c"] = "\ufffd" if char["c"] in self._letters else char["c"]
        return told


@pytest.fixture
def layer():
    """What the layer of a page with one line is worth if it calls those letters nothing."""

    def made(letters: str) -> TextLayer:
        page = pymupdf.open().new_page(width=595, height=842)
        page.insert_text((80, 120), "CERTIFICATE OF GRADUATION", fontsize=14)
        drawn = page.get_pixmap(dpi=150, colorspace=pymupdf.csGRAY)
        grey = np.frombuffer(drawn.samples, np.uint8).reshape(drawn.height, drawn.width)
        return text_layer(Renamed(page, letters), grey)

    return made


def test_without_ink_it_is_a_space(layer) -> None:
    found = layer(" ")
    assert not found.is_garbage
    assert [word.text for word in found.words] == ["CERTIFICATE", "OF", "GRADUATION"]


def test_a_letter_with_ink_is_garbage(layer) -> None:
    assert layer("F").is_garbage
