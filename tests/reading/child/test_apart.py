"""A word's picture ends in the gaps beside it, wherever its box and its neighbours' boxes end."""

from __future__ import annotations

import numpy as np
import pytest

from core.domain.page import Box, Word
from core.reading.child.apart import apart
from core.reading.child.ink_mask import ink_mask
from tests.documents.pen import REGULAR, font
from tests.reading.child.told import HIGH, LEFT, SIZE, TOP, WIDE, shown

BEFORE, NUMBER, AFTER = "제 ", "2019-4837", " 호"


def long(text: str) -> float:
    return font(REGULAR, SIZE).getlength(text)


def spans(left: float, right: float) -> tuple[float, float]:
    """Where the number's ink begins and ends, in pixels, with those distances taken from its ends."""
    return LEFT + long(BEFORE) + left, LEFT + long(BEFORE + NUMBER) + right


def word(text: str, start: float, end: float) -> Word:
    return Word(text, Box(start / WIDE, (TOP + 6) / HIGH, end / WIDE, (TOP + SIZE) / HIGH), 0.9, 0)


def columns(left: float, right: float, *, with_others: bool = True) -> tuple[int, int]:
    """How many runs of ink the picture of the number has, and its width, if the boxes are that wrong at both ends."""
    image, _ = shown(BEFORE + NUMBER + AFTER)
    start, end = spans(left, right)
    number = word(NUMBER, start, end)
    others = [word("제", LEFT, start), word("호", end - 4, LEFT + long(BEFORE + NUMBER + AFTER))]
    view = apart(number, image, [number, *others] if with_others else [number])
    assert view is not None
    inked = np.concatenate([[0], ink_mask(view.grey).any(axis=0).astype(np.int8), [0]])
    return int((np.diff(inked) == 1).sum()), view.grey.shape[1]


@pytest.mark.parametrize("left", [-10, 0, 10])
@pytest.mark.parametrize("right", [0, 12])
def test_box_that_is_a_little_off_still_gives_the_number_alone(left: float, right: float) -> None:
    runs, wide = columns(left, right)
    assert runs == len(NUMBER)
    assert wide < long(NUMBER) + SIZE / 2


def test_figure_in_the_box_of_the_word_before_it_comes_back() -> None:
    assert columns(18, 0)[0] == len(NUMBER)


def test_word_by_itself_keeps_its_margin() -> None:
    image, one = shown(NUMBER)
    view = apart(one(NUMBER, 0.9), image, [one(NUMBER, 0.9)])
    assert view is not None
    assert view.grey.shape[1] > long(NUMBER)
