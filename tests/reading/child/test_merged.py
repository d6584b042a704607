"""Two lines that were read as one are read again, each by itself, if both are read surely."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import numpy as np
from PIL import Image, ImageDraw

from core.domain.page import Box, Word
from core.reading.child import geometry
from core.reading.child.cleaning import Prepared
from core.reading.child.merged import with_merged_lines
from core.reading.child.recogniser import recogniser
from core.reading.child.view import View
from tests.documents.pen import REGULAR, font
from tests.reading.child.told import HIGH, TALL, WIDE, Says

LEFT, TOP, SIZE, PITCH = 300, 300, 32, 40


def page(*lines: str) -> Prepared:
    """Those lines below each other, flush left."""
    image = Image.new("L", (WIDE, HIGH), 250)
    for at, line in enumerate(lines):
        ImageDraw.Draw(image).text((LEFT, TOP + PITCH * at), line, fill=20, font=font(REGULAR, SIZE))
    view = View(np.asarray(image, dtype=np.uint8), geometry.identity())
    return Prepared(view, 200, TALL, view)


def word(text: str, box: tuple[float, float, float, float], line: int, sure: float = 0.95) -> Word:
    left, top, right, bottom = box
    return Word(text, Box(left / WIDE, top / HIGH, right / WIDE, bottom / HIGH), sure, line)


def around(high: float) -> list[Word]:
    """A label, what was read of two lines in its cell, so high, and a row below it."""
    end = TOP + high
    return [
        word("성명", (100, 318, 160, 352), 0),
        word("'ence", (LEFT, TOP, 420, end), 0, 0.58),
        word("EUNCHAE)", (430, TOP + 20, 640, end), 0),
        word("학번", (100, 450, 160, 484), 1),
        word("7", (300, 450, 330, 484), 1),
    ]


def rows(words: Sequence[Word]) -> list[str]:
    return [" ".join(word.text for word in line) for _, line in groupby(words, key=lambda word: word.line)]


def test_each_line_is_read_by_itself():
    ready = recogniser("tesserocr", ("kor", "eng"))
    found = with_merged_lines(around(PITCH + SIZE + 6), page("백은채", "(BAEK EUNCHAE)"), ready)
    ready.close()
    first, *rest = rows(found)
    assert first.replace(" ", "") == "성명백은채"
    assert rest == ["학번 7", "(BAEK EUNCHAE)"]
    above, below = (next(one for one in found if text in one.text) for text in ("백", "(BAEK"))
    assert above.box.y1 <= below.box.y0


def test_words_of_another_line_within_the_cell_go_with_it():
    stray = word("호", (350, 306, 380, 330), 5)
    found = with_merged_lines([*around(78), stray], page("백은채", "(BAEK EUNCHAE)"), Says(0.95, kor="백은채"))
    assert stray not in found


def test_what_is_not_read_surely_stays():
    words = tuple(around(78))
    assert with_merged_lines(words, page("백은채", "(BAEK EUNCHAE)"), Says(0.7, kor="백은채")) == words


def test_one_line_is_not_parted():
    words = tuple(around(78))
    ready = Says(0.95, kor="백은채")
    assert with_merged_lines(words, page("백은채"), ready) == words
    assert ready.asked == 0


def test_words_of_the_usual_height_are_not_looked_at():
    words = tuple(around(SIZE))
    ready = Says(0.95, kor="백은채")
    assert with_merged_lines(words, page("백은채", "(BAEK EUNCHAE)"), ready) == words
    assert ready.asked == 0
