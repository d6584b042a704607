"""Pieces of lines that stayed doubtful, looked at again."""

from __future__ import annotations

import random

import numpy as np
import pytest

from core.domain.page import Box, Engine, Word
from core.reading.child.cleaning import Prepared, flattened, prepared
from core.reading.child.second_look import looked_again
from core.reading.child.values import Pixels, Sheet
from tests.documents import make
from tests.documents.layouts import rows
from tests.documents.pen import Pen
from tests.documents.render import to_image


def paper() -> Prepared:
    """A page as it comes to the recogniser."""
    rng = random.Random(5)
    pen = Pen()
    rows(pen, "graduation_certificate", make.draw_facts("graduation_certificate", korean=True, rng=rng), rng)
    return prepared(flattened(Sheet(np.asarray(to_image(pen, 200), dtype=np.uint8), 200.0)).view)


class Rereader:
    """A recogniser that gives each language's answer to any line."""

    engine = Engine("fake", "1")
    languages = ("kor", "eng")

    def __init__(self, **answers: tuple[str, float]) -> None:
        self._answers = answers
        self.asked = 0

    def read(self, grey: Pixels, dpi: int) -> tuple[Word, ...]:
        return ()

    def read_line(self, grey: Pixels, dpi: int, language: str) -> tuple[Word, ...]:
        self.asked += 1
        text, confidence = self._answers[language]
        return (Word(text, Box(0.0, 0.0, 1.0, 1.0), confidence, 0),)

    def close(self) -> None:
        """Nothing to let go."""


@pytest.mark.parametrize(
    ("first", "kor", "eng", "kept"),
    [
        (("19884 32 22a", 0.6), ("1988년3월22일", 0.92), ("19884", 0.6), "1988년3월22일"),
        (("June", 0.6), ("140.", 0.95), ("June", 0.65), "June"),  # the Korean model knows no Latin letters
        (("홍길동", 0.88), ("홍길동", 0.95), ("SUS", 0.99), "홍길동"),  # and the English one no Hangul
        (("Kovalenko", 0.95), ("x", 1.0), ("y", 1.0), "Kovalenko"),
    ],
)
def test_doubtful_piece_takes_the_surer_reading_of_a_model_that_knows_its_script(first, kor, eng, kept) -> None:
    words = (Word(first[0], Box(0.2, 0.2, 0.5, 0.23), first[1], 7), Word("성명", Box(0.2, 0.5, 0.3, 0.52), 0.9, 8))
    recogniser = Rereader(kor=kor, eng=eng)
    again = looked_again(words, paper(), recogniser)
    assert [(word.text, word.line) for word in again] == [(kept, 7), ("성명", 8)]
    assert bool(recogniser.asked) == (first[1] < 0.87)


@pytest.mark.parametrize(("sure", "kept"), [(0.6, "생년월일"), (0.95, "Major")])
def test_word_of_hangul_gives_way_to_latin_letters_only_if_they_are_sure(sure: float, kept: str) -> None:
    words = (Word("생년월일", Box(0.2, 0.2, 0.4, 0.23), 0.4, 0), Word("성명", Box(0.2, 0.5, 0.3, 0.52), 0.9, 1))
    again = looked_again(words, paper(), Rereader(kor=("생년", 0.3), eng=("Major", sure)))
    assert again[0].text == kept


def test_latin_words_beside_hangul_are_read_again_if_one_of_them_is_not_quite_sure() -> None:
    read = (("생년월일", 0.97), ("0366", 0.85), ("of", 0.97), ("Birth", 0.97), ("1999", 0.92))
    places = (0.2, 0.3, 0.36, 0.4, 0.7)
    words = tuple(
        Word(text, Box(x, 0.2, x + 0.03, 0.22), sure, 0) for (text, sure), x in zip(read, places, strict=True)
    )
    again = looked_again(words, paper(), Rereader(kor=("0366", 0.9), eng=("Date of Birth", 0.96)))
    assert [word.text for word in again] == ["생년월일", "Date of Birth", "1999"]


@pytest.mark.parametrize("rule", ["|", "ㅣ", "│"])
def test_table_rules_are_no_part_of_what_stands_between_them(rule: str) -> None:
    read = (("성명", 0.95, 0.2), (rule, 0.4, 0.25), ("ware", 0.7, 0.28), ("|", 0.4, 0.33), ("생년월일", 0.95, 0.35))
    words = tuple(Word(text, Box(x, 0.2, x + 0.03, 0.22), sure, 0) for text, sure, x in read)
    recogniser = Rereader(kor=("권찬열", 0.93), eng=("ware", 0.7))
    again = looked_again(words, paper(), recogniser)
    assert [word.text for word in again] == ["성명", rule, "권찬열", "|", "생년월일"]
    assert recogniser.asked == 1, "a rule says nothing, and is not asked about"


def test_grades_of_a_long_table_leave_the_words_their_turn() -> None:
    marks = [Word("B", Box(0.1, at / 200, 0.12, (at + 0.5) / 200), 0.2, at) for at in range(150)]
    value = Word("ware", Box(0.2, 0.2, 0.5, 0.23), 0.7, 150)
    page = (*marks, value, Word("성명", Box(0.2, 0.95, 0.3, 0.97), 0.95, 151))
    again = looked_again(page, paper(), Rereader(kor=("권찬열", 0.93), eng=("x", 0.1)))
    assert "권찬열" in {word.text for word in again if word.line == 150}


def test_doubtful_words_beside_sure_latin_ones_are_read_as_hangul() -> None:
    read = (("44%", 0.56, 0.2, 0), ("/", 0.92, 0.26, 0), ("Full", 0.96, 0.3, 0), ("Name", 0.96, 0.36, 0))
    read = (*read, ("홍길동", 0.95, 0.6, 1))
    words = tuple(Word(text, Box(x, 0.2, x + 0.03, 0.22), sure, line) for text, sure, x, line in read)
    recogniser = Rereader(kor=("성명", 0.95), eng=("44%", 0.97))
    again = looked_again(words, paper(), recogniser)
    assert [word.text for word in again] == ["성명", "Full", "Name", "홍길동"]
    assert recogniser.asked == 1


@pytest.mark.parametrize(("sure", "asked"), [(0.81, True), (0.88, False)])
def test_figures_that_are_not_quite_sure_are_read_again_dates_too(sure: float, asked: bool) -> None:
    recogniser = Rereader(kor=("1999.03.04.", 0.95), eng=("1999.03.04.", 0.95))
    looked_again((Word("1999.03.04.", Box(0.2, 0.2, 0.5, 0.23), sure, 0),), paper(), recogniser)
    assert bool(recogniser.asked) is asked


def test_word_within_the_box_of_a_doubtful_one_is_not_read_twice() -> None:
    read = (("SUA:", 0.6, 0.20, 0.25), ("2018", 0.8, 0.26, 0.38), ("년", 0.93, 0.35, 0.38), ("2", 0.93, 0.4, 0.42))
    words = tuple(Word(text, Box(x0, 0.2, x1, 0.22), sure, 0) for text, sure, x0, x1 in read)
    again = looked_again(words, paper(), Rereader(kor=("졸업일자:2018년2", 0.92), eng=("SUA:2018", 0.92)))
    assert "".join(word.text for word in again).count("년") == 1


@pytest.mark.parametrize(
    ("first", "again", "kept"),
    [
        ("2021-06-22", ("2921-06-22", 0.95), ("2021-06-22", 0.5)),
        ("2021-06-22", ("2021-06-82", 0.95), ("2021-06-22", 0.5)),
        ("2021-06-82", ("2021-06-22", 0.95), ("2021-06-22", 0.5)),  # other figures in the same place
    ],
)
def test_no_day_is_given_up_for_one_that_no_calendar_has(first, again, kept) -> None:
    words = (Word(first, Box(0.2, 0.2, 0.5, 0.23), 0.6, 7),)
    (word,) = looked_again(words, paper(), Rereader(kor=("x", 0.1), eng=again))
    assert (word.text, word.confidence) == kept


@pytest.mark.parametrize(("first", "sure"), [(0.7, 0.5), (0.3, 0.92)])
def test_letter_that_a_surer_reading_no_longer_has_is_asked_about(first: float, sure: float) -> None:
    words = (Word("남궁민수", Box(0.2, 0.2, 0.4, 0.23), first, 0), Word("성명", Box(0.2, 0.5, 0.3, 0.52), 0.9, 1))
    again = looked_again(words, paper(), Rereader(kor=("남민수", 0.92), eng=("x", 0.1)))
    assert (again[0].text, again[0].confidence) == ("남민수", pytest.approx(sure))


@pytest.mark.parametrize(("width", "kept"), [(0.3, "성명백예린"), (0.01, "|")])
def test_a_sign_as_wide_as_a_line_is_a_line_that_was_not_read(width: float, kept: str) -> None:
    words = (
        Word("|", Box(0.2, 0.2, 0.2 + width, 0.215), 0.23, 7),
        Word("생년월일", Box(0.2, 0.5, 0.3, 0.52), 0.95, 8),
    )
    found = looked_again(words, paper(), Rereader(kor=("성명백예린", 0.9), eng=("A", 0.2)))
    assert [word.text for word in found if word.line == 7] == [kept]
