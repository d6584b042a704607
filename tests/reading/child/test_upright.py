"""Which way up a page is read, whatever a few lucky lines say."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from PIL import Image, ImageDraw

from core.domain.page import Box, Engine, Word
from core.reading.child import recognition
from core.reading.child.recognition import recognise
from core.reading.child.third_reader import ThirdReader
from core.reading.child.values import Pixels, Sheet
from tests.documents.pen import REGULAR, font

TEXTS = (
    "위 사람은 본교 소정의 과정을 마쳤으므로",
    "성명 홍길동",
    "생년월일 1999년 3월 4일",
    "학교 한국대학교 공과대학",
)


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the third reader, who would see what these readers make up."""
    monkeypatch.setattr(recognition, "ThirdReader", partial(ThirdReader, reader=lambda: None))


class Lucky:
    """Reads a page well if its black mark is at the top; else it takes strokes for a surely read letter or two.

    A part of the page gives no word at all: it has too few letters to tell by.
    """

    engine = Engine("lucky", "1")
    languages = ("kor",)

    def __init__(self) -> None:
        self.pages = 0

    def read(self, grey: Pixels, dpi: int) -> tuple[Word, ...]:
        if min(grey.shape) < 600:
            return ()
        self.pages += 1
        strip = grey.shape[0] // 8
        top, bottom = (int((part < 90).sum()) for part in (grey[:strip], grey[-strip:]))
        is_upright = grey.shape[0] > grey.shape[1] and top > bottom
        said = [("홍길동", 0.93)] * 30 if is_upright else [("10", 0.99), ("ㅁoㅈ", 0.2)] * 9
        return tuple(
            Word(text, Box(0.1, y := 0.1 + 0.02 * at, 0.3, y + 0.01), sure, at) for at, (text, sure) in enumerate(said)
        )

    def read_line(self, grey: Pixels, dpi: int, language: str) -> tuple[Word, ...]:
        return ()

    def close(self) -> None:
        """Nothing is open."""


def page() -> Image.Image:
    image = Image.new("L", (1000, 1400), 250)
    draw = ImageDraw.Draw(image)
    draw.rectangle((80, 60, 900, 160), fill=20)
    for row in range(24):
        draw.text((80, 220 + 46 * row), TEXTS[row % 4], fill=20, font=font(REGULAR, 30))
    return image


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_page_is_read_the_way_that_gives_most_sure_letters(turned: int) -> None:
    lying = page().rotate(turned, expand=True)  # against the clock
    reader = Lucky()
    read = recognise(Sheet(np.asarray(lying, dtype=np.uint8), 120.0), reader)
    assert read.turned == turned
    assert {word.text for word in read.words} == {"홍길동"}
    assert reader.pages <= 2


class Pale(Lucky):
    """Reads much where a page has pale places, and little else, surely both times."""

    def read(self, grey: Pixels, dpi: int) -> tuple[Word, ...]:
        self.pages += 1
        count = 30 if ((grey > 130) & (grey < 215)).mean() > 0.05 else 9
        return tuple(Word("홍길동", Box(0.1, y := 0.1 + 0.02 * at, 0.3, y + 0.01), 0.82, at) for at in range(count))


@pytest.mark.parametrize(("dark", "pages", "lines"), [(0.6, 2, 30), (1.0, 1, 9)], ids=["photo", "scan"])
def test_what_looks_like_a_mark_on_a_photo_is_taken_away_only_if_more_is_read_so(
    dark: float, pages: int, lines: int
) -> None:
    shown = page()
    draw = ImageDraw.Draw(shown)
    draw.rectangle((80, 60, 900, 160), fill=250)  # the black bar is a shadow too
    for top in range(100, 1200, 200):
        draw.text((80, top), "COPY 원본", fill=205, font=font(REGULAR, 180))
    light = np.linspace(1.0, dark, shown.width)[None, :]
    reader = Pale()
    read = recognise(Sheet(np.asarray(np.asarray(shown) * light, dtype=np.uint8), 120.0), reader)
    assert (reader.pages, len(read.words)) == (pages, lines)
