"""A line through recognised words is told; rules, bars, letters and leaders beside them are not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

import resources
from core.domain.page import Box, Word
from core.reading.child.struck import struck_out

WIDE, HIGH, EM = 700, 300, 22
FONT = ImageFont.truetype(str(resources.path("fonts/NanumGothic-Bold.ttf")), EM)
Change = Callable[[ImageDraw.ImageDraw, tuple[float, float, float, float]], None]


def page(text: str, change: Change) -> tuple[list[Word], np.ndarray]:
    """The line's words as recognised, and the page on which they stand."""
    picture = Image.new("L", (WIDE, HIGH), 250)
    pen = ImageDraw.Draw(picture)
    words = []
    left, top, right, foot = pen.textbbox((80, 120), text, font=FONT)
    x = 80.0
    for part in text.split(" "):
        end = x + pen.textlength(part, font=FONT)
        words.append(Word(part, Box(x / WIDE, top / HIGH, end / WIDE, foot / HIGH), 0.9, 0))
        x = end + pen.textlength(" ", font=FONT)
    pen.text((80, 120), text, font=FONT, fill=20)
    change(pen, (left, top, right, foot))
    return words, np.asarray(picture)


def struck(text: str, change: Change) -> bool:
    words, grey = page(text, change)
    return bool(struck_out(words, grey, EM))


def line(share: float, *, start: float = 0.0, end: float = 1.0, slant: float = 0.0, ink: int = 30) -> Change:
    def change(pen: ImageDraw.ImageDraw, box: tuple[float, float, float, float]) -> None:
        left, top, right, foot = box
        wide, y = right - left, top + share * (foot - top)
        pen.line([(left + start * wide - 3, y - slant), (left + end * wide + 3, y + slant)], fill=ink, width=3)

    return change


def nothing(_pen: ImageDraw.ImageDraw, _box: object) -> None:
    return


@pytest.mark.parametrize("text", ["정준호 1996년", "February 14, 1996", "Bachelor of Science"])
@pytest.mark.parametrize("change", [line(0.5), line(0.4, slant=2), line(0.5, end=0.7), line(0.6, ink=90)])
def test_line_through_the_words_is_told(text: str, change: Change) -> None:
    assert struck(text, change)


@pytest.mark.parametrize("text", ["윤민준", "그으스트 국토교통부", "February 14, 1996", "FFEE TTLL EEFF"])
@pytest.mark.parametrize(
    "change",
    [
        nothing,
        line(1.1),  # underlined
        line(-0.1),
        line(0.5, start=0.75),  # a dash behind
        line(0.5, ink=235),  # a pattern of the paper
    ],
)
def test_print_and_its_rules_strike_nothing(text: str, change: Change) -> None:
    assert not struck(text, change)


def test_bar_with_white_letters_is_no_line() -> None:
    def bar(pen: ImageDraw.ImageDraw, box: tuple[float, float, float, float]) -> None:
        pen.rectangle(box, fill=40)
        pen.text((80, 120), "졸업증명서 발급", font=FONT, fill=250)

    assert not struck("졸업증명서 발급", bar)


def test_signature_read_as_letters_is_no_line() -> None:
    words, _ = page("eo이 99900", nothing)
    grey = page(" ", line(0.5))[1].copy()
    grey[130:134, 80:200] = 30
    assert not struck_out(words, grey, EM)


def test_rule_read_as_dashes_has_no_letters() -> None:
    assert not struck("------ - ----", line(0.5))


def test_nothing_is_told_without_letters() -> None:
    assert not struck_out([], np.full((HIGH, WIDE), 250, np.uint8), 0.0)


@pytest.mark.parametrize(
    ("confidence", "start", "end", "is_told"), [(0.3, -1.0, 2.0, False), (0.9, -1.0, 2.0, True), (0.3, 0, 1, True)]
)
def test_rule_through_what_could_not_be_read_is_a_tables(
    confidence: float, start: float, end: float, *, is_told: bool
) -> None:
    words, grey = page("정준호 1996년", line(0.5, start=start, end=end))
    assert bool(struck_out([replace(word, confidence=confidence) for word in words], grey, EM)) is is_told


def test_few_letters_where_many_have_room_are_none() -> None:
    words, grey = page("정준호 1996년 정준호", line(0.5))
    box = words[0].box.union(words[-1].box)
    assert not struck_out([Word("ie", box, 0.3, 0)], grey, EM)
    assert struck_out([Word("ie", box, 0.8, 0)], grey, EM)
