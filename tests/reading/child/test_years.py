"""The sign behind a year that was read as figures comes back where the same date is read with it, and only there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.page import Box, Word
from core.reading.child.years import with_years
from tests.reading.child.told import Says, shown

DATE = "1994년 10월 28일"


def words_of(text: str, line: int = 0) -> tuple[list[Word], object]:
    """Words side by side over the drawn date."""
    image, word = shown(DATE)
    box = word("", 0.9).box
    parts = text.split()
    step = box.width / len(parts)
    made = [
        Word(part, Box(box.x0 + at * step, box.y0, box.x0 + (at + 0.9) * step, box.y1), 0.9, line)
        for at, part in enumerate(parts)
    ]
    return made, image


def read(text: str, said: str, confidence: float = 0.9) -> str:
    words, image = words_of(text)
    return " ".join(word.text for word in with_years(words, image, Says(confidence, kor=said)))


@pytest.mark.parametrize("text", ["199444 10 월 28 일", "19944 10월 28일", "199414 10 월 28 일"])
def test_sign_of_a_year_comes_back(text: str) -> None:
    assert read(text, "1994년 10월 28일") == "1994년 10월 28일"
    assert read(f"졸업일자 {text} 학번", "1994년 10월 28일") == "졸업일자 1994년 10월 28일 학번"


@pytest.mark.parametrize("said", ["1994년 10월 23일", "1991년 10월 28일", "199444 10월 28일", "", "1994년 10월"])
def test_reading_with_other_figures_changes_nothing(said: str) -> None:
    assert read("199444 10 월 28 일", said) == "199444 10 월 28 일"


@pytest.mark.parametrize(
    "text", ["199444 10 28", "2015659258 10 월", "1994년 10월 28일", "199444 13 월 28 일", "199444"]
)
def test_other_numbers_are_not_read_again(text: str) -> None:
    words, image = words_of(text)
    reader = Says(kor=DATE)
    assert with_years(words, image, reader) == tuple(words)
    assert not reader.asked


def test_date_ends_with_its_line() -> None:
    words, image = words_of("199444 10 월 28 일")
    words[2:] = [replace(word, line=1) for word in words[2:]]
    assert with_years(words, image, Says(kor=DATE)) == tuple(words)
