"""A letter that was lost at the end of what was read: it is read with it, or the word is doubted."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageDraw

from core.domain.page import Box, Engine, Word
from core.reading.child import geometry
from core.reading.child.beside import with_letters_beside
from core.reading.child.cleaning import Prepared
from core.reading.child.unread_ink import unread
from core.reading.child.values import Pixels
from core.reading.child.view import View
from tests.documents.pen import REGULAR, font

SIZE, TALL = 40, 32.0
LEFT, TOP = 200, 300


class Says:
    """A recogniser that reads every line as it was told to."""

    engine = Engine("says", "1")
    languages = ("kor", "eng")

    def __init__(self, text: str, confidence: float = 0.93) -> None:
        self.text, self.confidence = text, confidence
        self.widths: list[int] = []

    def read(self, grey: Pixels, dpi: int) -> tuple[Word, ...]:
        raise AssertionError

    def read_line(self, grey: Pixels, dpi: int, language: str) -> tuple[Word, ...]:
        self.widths.append(grey.shape[1])
        return (Word(self.text, Box(0.1, 0.1, 0.9, 0.9), self.confidence, 0),)

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def shown() -> Callable[[str, str, int], tuple[Prepared, Word]]:
    """A page with a text, and a word for all of it but its first or last letters (none, or a count of either sign)."""

    def draw(text: str, read: str, lost: int) -> tuple[Prepared, Word]:
        image = Image.new("L", (1000, 800), 250)
        face = font(REGULAR, SIZE)
        ImageDraw.Draw(image).text((LEFT, TOP), text, fill=20, font=face)
        start = LEFT + face.getlength(text[:lost]) if lost > 0 else LEFT
        end = LEFT + (face.getlength(text[:lost]) if lost < 0 else face.getlength(text))
        box = Box(start / 1000, (TOP + 6) / 800, end / 1000, (TOP + SIZE) / 800)
        view = View(np.asarray(image, dtype=np.uint8), geometry.identity())
        return Prepared(view, 200, TALL, view), Word(read, box, 0.95, 0)

    return draw


def looked(image: Prepared, word: Word, reader: Says) -> tuple[Word, ...]:
    return with_letters_beside((word,), image, unread((word,), image), reader)


@pytest.mark.parametrize(("read", "lost"), [("퓨터공학과", 1), ("컴퓨터공학", -1), ("터공학과", 2)])
def test_lost_letters_are_read_with_the_rest(shown, read: str, lost: int) -> None:
    image, word = shown("컴퓨터공학과", read, lost)
    (found,) = looked(image, word, Says("컴퓨터공학과"))
    assert (found.text, found.confidence) == ("컴퓨터공학과", 0.93)


@pytest.mark.parametrize("reader", [Says("김퓨터공하과"), Says("퓨터공학과"), Says("컴퓨터공학과", 0.4)])
def test_word_is_doubted_if_its_letter_cannot_be_read(shown, reader: Says) -> None:
    image, word = shown("컴퓨터공학과", "퓨터공학과", 1)
    (found,) = looked(image, word, reader)
    assert (found.text, found.confidence) == ("퓨터공학과", 0.5)


def test_whole_word_is_left_alone(shown) -> None:
    image, word = shown("컴퓨터공학과", "컴퓨터공학과", 0)
    reader = Says("?")
    assert looked(image, word, reader) == (word,)
    assert not reader.widths


def test_label_before_a_colon_is_none_of_the_value(shown) -> None:
    image, word = shown("명: 홍길동", ": 홍길동", 1)
    assert looked(image, word, Says("명: 홍길동")) == (word,)


def test_word_far_away_is_none_of_it(shown) -> None:
    image, word = shown("성명   홍길동", "홍길동", 5)
    assert looked(image, word, Says("성명홍길동")) == (word,)
