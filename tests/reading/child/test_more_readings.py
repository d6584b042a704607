"""Further readings: words they bear out, numbers they mend, halves of a torn line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.page import Box, Word
from core.reading.child.agreed import with_agreed
from core.reading.child.cleaning import Prepared
from core.reading.child.numbers import with_numbers
from core.reading.child.pieces import on_ink
from core.reading.child.second_look import looked_again
from core.reading.child.values import Pixels
from tests.reading.child.told import HIGH, TOP, Says, shown


def agreed(word: Word, image: Prepared, reader: Says, *, is_new: bool = False) -> Word:
    return with_agreed((word,), image, reader, () if is_new else (word,))[0]


class Differs(Says):
    """Reads a line in one way at first, and in another from then on."""

    def __init__(self, first: str, second: str, confidence: float = 0.92) -> None:
        super().__init__(confidence)
        self._told = (first, second)

    def read_line(self, grey: Pixels, dpi: int, language: str) -> tuple[Word, ...]:
        self._texts = {language: self._told[min(self.asked, 1)]}
        return super().read_line(grey, dpi, language)


@pytest.mark.parametrize(
    ("read", "others", "sure", "text", "confidence"),
    [
        ("윤훈후", ("윤훈호", "윤훈호"), 0.92, "윤훈호", 0.895),
        ("공학석석사", ("공학석사", "공학석사"), 0.92, "공학석사", 0.895),
        ("윤훈후", ("윤훈호", "윤훈호"), 0.75, "윤훈호", 0.6),
        ("건축부", ("건축학부", "건축학부"), 0.92, "건축학부", 0.6),
        ("남궁민수", ("궁민수", "궁민수"), 0.95, "남궁민수", 0.6),
        ("윤훈후", ("윤훈호", "윤혼호"), 0.75, "윤훈후", 0.85),
        ("공학사", ("전공공학사", "전공공학사"), 0.92, "공학사", 0.85),
    ],
)
def test_two_readings_alone_count_for_more_than_one_with_the_page(
    read: str, others: tuple[str, str], sure: float, text: str, confidence: float
) -> None:
    image, word = shown(others[0])
    found = agreed(word(read, 0.85), image, Differs(*others, sure))
    assert (found.text, found.confidence) == (text, pytest.approx(confidence))


def test_latin_word_is_sure_if_a_further_reading_bears_it_out() -> None:
    image, word = shown("Ashcroft")
    found = agreed(word("Ashcroft", 0.91), image, Says(eng="Ashcroft"))
    assert found.confidence == pytest.approx(0.95)


@pytest.mark.parametrize(
    ("text", "read", "touched", "readings"),
    [
        ("Ashcroft", "Ashcroft", False, {"eng": "Ashcrott"}),
        ("Ashcroft", "Ashcroft", False, {"eng": "Ash croft"}),
        ("Ashcroft", "Ashcroft", True, {"eng": "Ashcroft"}),
        ("Müller", "Muller", False, {"eng": "Muller"}),
        ("GARCÍA", "GARCIA", False, {"eng": "GARCIA"}),
    ],
)
def test_word_stays_unsure_if_it_reads_otherwise_or_cannot_know(
    text: str, read: str, *, touched: bool, readings: dict[str, str]
) -> None:
    image, word = shown(text)
    found = agreed(word(read, 0.91, touched=touched), image, Says(**readings))
    assert found.confidence == pytest.approx(0.91)


def test_dots_of_its_own_letters_are_no_accents() -> None:
    image, word = shown("Kijini")
    found = agreed(word("Kijini", 0.9), image, Says(eng="Kijini"))
    assert found.confidence == pytest.approx(0.95)


def test_sure_words_are_not_read_again() -> None:
    image, word = shown("Ashcroft")
    reader = Says()
    agreed(word("Ashcroft", 0.96), image, reader)
    assert not reader.asked


@pytest.mark.parametrize(
    ("read", "sure", "english", "text", "confidence"),
    [
        ("1999-698763", 0.87, "1999-G98763", "1999-G98763", 0.92),
        ("1999-698763", 0.87, "1999-698763", "1999-698763", 0.95),
        ("1999-698763", 0.87, "1999- G98763", "1999-698763", 0.5),
        ("1999-698763", 0.87, "1999-G987633", "1999-698763", 0.5),
        ("1999-(;-8763", 0.9, "1999-G-8763", "1999-G-8763", 0.92),
        ("1999-698763", 0.87, "A1999-698763S", "1999-698763", 0.87),
        ("1999-698763", 0.87, "1999-G9876", "1999-698763", 0.87),
    ],
)
def test_number_is_read_again_by_itself(read: str, sure: float, english: str, text: str, confidence: float) -> None:
    image, word = shown("1999-G98763")
    (found,) = with_numbers((word(read, sure),), image, Says(eng=english))
    assert (found.text, found.confidence) == (text, pytest.approx(confidence))


@pytest.mark.parametrize(("beside", "text", "confidence"), [(False, "K2023-123456", 0.5), (True, "2023-123456", 0.87)])
def test_letter_lost_before_a_number_is_given_back_and_doubted(text: str, confidence: float, *, beside: bool) -> None:
    image, word = shown("K2023-123456")
    box = word("", 0.87).box
    number = replace(word("2023-123456", 0.87), box=replace(box, x0=box.x0 + 0.03))
    before = replace(number, text="제", box=replace(box, x0=box.x0 - 0.02, x1=box.x0 + 0.02))
    found = with_numbers((before, number)[not beside :], image, Says(eng="K2023-123456"))[-1]
    assert (found.text, found.confidence) == (text, pytest.approx(confidence))


@pytest.mark.parametrize(
    ("sure", "english", "korean", "text", "confidence"),
    [
        (0.93, "1999-G98763", "1999-(798763", "1999-G98763", 0.92),
        (0.93, "1999-G98763", "1999-698763", "1999-G98763", 0.5),
        (0.93, "1999-698768", "1999-598763", "1999-698763", 0.5),
        (0.5, "1999\u2014GD98763", "", "1999-GD98763", 0.92),
        (0.85, "1999-GD98763", "", "1999-698763", 0.5),
    ],
)
def test_letters_among_figures_count_if_no_model_of_hangul_sees_figures(
    sure: float, english: str, korean: str, text: str, confidence: float
) -> None:
    image, word = shown("1999-G98763")
    (found,) = with_numbers((word("1999-698763", sure),), image, Says(eng=english, kor=korean))
    assert (found.text, found.confidence) == (text, pytest.approx(confidence))


@pytest.mark.parametrize(
    ("korean", "confidence"), [("최일휘", 0.93), ("최일후", 0.6), ("최일후이", 0.9), ("최일1", 0.9)]
)
def test_hangul_is_sure_if_another_model_reads_it_alike_and_doubted_if_otherwise(
    korean: str, confidence: float
) -> None:
    image, word = shown("최일휘")
    found = agreed(word("최일휘", 0.9), image, Says(kor=korean))
    assert (found.text, found.confidence) == ("최일휘", pytest.approx(confidence))


@pytest.mark.parametrize(("is_new", "confidence"), [(False, 0.93), (True, 0.6)])
def test_hangul_is_borne_out_by_the_model_that_did_not_read_it(confidence: float, *, is_new: bool) -> None:
    image, word = shown("최일휘")
    reader = Says(**{"kor": "최일휘", "kor+eng": "최일후"})
    found = agreed(word("최일휘", 0.89), image, reader, is_new=is_new)
    assert found.confidence == pytest.approx(confidence)


@pytest.mark.parametrize(
    ("sure", "text", "confidence"), [(0.95, "최일후", 0.5), (0.8, "최일휘", 0.895), (0.3, "최일휘", 0.93)]
)
def test_letter_of_hangul_that_was_read_otherwise_before_is_kept_if_surer_and_unsure_if_not(
    sure: float, text: str, confidence: float
) -> None:
    image, word = shown(": 최일휘")
    wide = word("최일후", sure)
    start = wide.box.x0 + 0.2 * wide.box.width
    words = (
        Word("\u318d", Box(wide.box.x0, wide.box.y0, start, wide.box.y1), 0.1, 0),
        Word("최일후", Box(start, wide.box.y0, wide.box.x1, wide.box.y1), sure, 0),
        Word("한글", Box(0.2, 0.8, 0.3, 0.85), 0.96, 5),
    )
    found = looked_again(words, image, Says(0.93, kor="최일휘"))
    assert (found[0].text, found[0].confidence) == (text, pytest.approx(confidence))


@pytest.mark.parametrize("text", ["2019.11.13", "2019-11-13.", "20191113", "12345", "G-CAMPUS"])
def test_dates_and_short_numbers_are_left_alone(text: str) -> None:
    image, word = shown(text)
    reader = Says()
    assert with_numbers((word(text, 0.9),), image, reader) == (word(text, 0.9),)
    assert not reader.asked


@pytest.mark.parametrize(
    ("gap", "stray", "line", "confidence"),
    [(0.01, "1", 0, 0.5), (0.2, "1", 0, 0.9), (0.01, "12", 0, 0.9), (0.01, "1", 1, 0.9)],
)
def test_single_figure_beside_a_number_is_doubted(gap: float, stray: str, line: int, confidence: float) -> None:
    image, word = shown("2024-73948")
    number = word("2024-73948", 0.96)
    start = number.box.x1 + gap
    beside = Word(stray, Box(start, number.box.y0, start + 0.02, number.box.y1), 0.9, line)
    for words in ((number, beside), (beside, number)):
        found = {one.text: one.confidence for one in with_numbers(words, image, Says())}
        assert found == {"2024-73948": 0.96, stray: pytest.approx(confidence)}


def test_box_of_half_a_line_grows_to_the_ink() -> None:
    image, word = shown("반건우")
    half = word("니노", 0.4, top=24)
    box = on_ink((half,), image, (half,))
    assert abs(box.y0 - (TOP + 10) / HIGH) < 0.01
    assert abs(box.x0 - half.box.x0) < 0.01


def test_box_grows_to_letters_beside_but_not_into_other_words() -> None:
    image, word = shown("조승완")
    whole = word("조승완", 0.9)
    cut = Word("2S", Box(whole.box.x0, whole.box.y0, whole.box.x1 - 0.045, whole.box.y1), 0.5, 0)
    assert on_ink((cut,), image, (cut,)).x1 > whole.box.x1 - 0.01
    other = Word("완", Box(cut.box.x1, whole.box.y0, whole.box.x1, whole.box.y1), 0.9, 0)
    assert on_ink((cut,), image, (cut, other)).x1 == pytest.approx(cut.box.x1, abs=0.005)


@pytest.mark.parametrize(
    ("known", "sure", "confidence"), [("2013.12.15.", 0.7, 0.5), ("2013125.", 0.7, 0.93), ("2013.12.15.", 0.3, 0.93)]
)
def test_date_that_a_plausible_reading_contests_is_doubted(known: str, sure: float, confidence: float) -> None:
    image, word = shown("2013.12.18.")
    (found,) = looked_again((word(known, sure),), image, Says(0.93, eng="2013.12.18."))
    assert (found.text, found.confidence) == ("2013.12.18.", confidence)


def test_halves_of_a_torn_line_are_read_once() -> None:
    image, word = shown("반건우")
    upper, lower = word("바거", 0.5, bottom=24), word("니노", 0.3, top=24)
    sure = Word("한글", Box(0.2, 0.8, 0.3, 0.85), 0.96, 5)
    found = looked_again((upper, Word("니노", lower.box, 0.3, 1), sure), image, Says(kor="반건우"))
    assert [one.text for one in found] == ["반건우", "한글"]


def test_half_of_a_torn_line_that_was_looked_at_first_goes_with_the_line() -> None:
    image, word = shown("반건우")
    upper, lower = word("바거", 0.5, bottom=24), word("니노", 0.3, top=24)
    sure = Word("한글", Box(0.2, 0.8, 0.3, 0.85), 0.96, 5)

    class SecondTime(Says):
        def read_line(self, grey: Pixels, dpi: int, language: str) -> tuple[Word, ...]:
            found = super().read_line(grey, dpi, language)
            return found if self.asked > 6 else ()

    reader = SecondTime(kor="반건우")
    found = looked_again((upper, Word("니노", lower.box, 0.3, 1), sure), image, reader)
    assert [one.text for one in found] == ["반건우", "한글"]
