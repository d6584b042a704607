"""A line that was torn along its middle is read again as one, if it is read surely and there is but one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.domain.page import Box, Word
from core.reading.child.cleaning import Prepared
from core.reading.child.torn_lines import with_torn_lines
from tests.reading.child.told import HIGH, LEFT, SIZE, TOP, WIDE, Says, shown

HEAD = "푸른솔대학교장"


def halves(text: str, line: int, top: float, bottom: float, confidence: float = 0.9) -> list[Word]:
    """A word for each letter, as high as told in pixels below the line's top."""
    step = SIZE * 0.92
    return [
        Word(
            letter,
            Box(
                (LEFT + at * step) / WIDE,
                (TOP + top) / HIGH,
                (LEFT + at * step + 30) / WIDE,
                (TOP + bottom) / HIGH,
            ),
            confidence,
            line,
        )
        for at, letter in enumerate(text)
    ]


def torn() -> tuple[Prepared, list[Word]]:
    image, _ = shown(HEAD)
    return image, [*halves("푸른슬다하고징", 0, 4, 26, 0.5), *halves("푸른솔대학교장", 1, 14, SIZE)]


def said(words: tuple[Word, ...]) -> list[str]:
    return [word.text for word in words]


def test_both_halves_give_way_to_the_line() -> None:
    image, words = torn()
    (found,) = with_torn_lines(words, image, Says(0.93, kor=HEAD))
    assert (found.text, found.confidence, found.line) == (HEAD, 0.93, 0)
    assert found.box.y0 < words[0].box.y1
    assert found.box.y1 > words[-1].box.y0


def test_what_stands_around_it_stays_in_its_place() -> None:
    image, words = torn()
    above, below = (
        Word(text, Box(0.1, y, 0.3, y + 0.03), 0.9, line) for text, y, line in (("위", 0.1, 7), ("밑", 0.9, 8))
    )
    seal = Word("학장", Box(0.75, words[0].box.y0, 0.8, words[0].box.y1), 0.3, 0)
    found = with_torn_lines([above, *words[:7], seal, *words[7:], below], image, Says(0.93, kor=HEAD))
    assert said(found) == ["위", HEAD, "학장", "밑"]


@pytest.mark.parametrize("reader", [Says(0.6, kor=HEAD), Says(0.93, kor="푸른솔"), Says(0.93, eng="HEAD")])
def test_halves_stay_if_the_line_is_not_read_surely_and_whole(reader: Says) -> None:
    image, words = torn()
    assert with_torn_lines(words, image, reader) == tuple(words)


def test_two_lines_are_not_one() -> None:
    image, _ = shown(HEAD)
    grey = image.view.grey.copy()
    grey[TOP + SIZE + 12 : TOP + 2 * SIZE + 12] = grey[TOP : TOP + SIZE]
    image = Prepared(image.view.toned(np.asarray(grey)), 200, image.text_height, image.view)
    tall = [*halves(HEAD, 0, 4, 2 * SIZE), *halves(HEAD, 1, SIZE, 2 * SIZE + 12)]
    reader = Says(0.93, kor=HEAD)
    assert with_torn_lines(tall, image, reader) == tuple(tall)
    assert not reader.asked


@pytest.mark.parametrize("line", [0, 1])
def test_lines_that_share_no_place_are_left_alone(line: int) -> None:
    image, words = torn()
    apart = [replace(word, box=replace(word.box, y0=0.8, y1=0.84)) if word.line == line else word for word in words]
    reader = Says(0.93, kor=HEAD)
    assert with_torn_lines(apart, image, reader) == tuple(apart)
    assert not reader.asked
