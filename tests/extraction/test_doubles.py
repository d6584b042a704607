"""Ink that was read twice, and marks that are no part of a value."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.field import FieldName
from core.domain.page import Box, TextSource, Word
from core.extraction.doubles import without_doubles
from tests.kit.pages import extract, page_of

SCHOOL, MAJOR, NUMBER = FieldName.SCHOOL, FieldName.MAJOR, FieldName.DOCUMENT_NUMBER


def words_of(*placed: tuple[str, float, float], confidence: float = 0.9, line: int = 1) -> tuple[Word, ...]:
    """Words at those left and right edges, in one line."""
    return tuple(Word(text, Box(x0 / 1000, 0.5, x1 / 1000, 0.52), confidence, line) for text, x0, x1 in placed)


@pytest.mark.parametrize(
    ("placed", "wanted"),
    [
        (
            (("새벽", 590, 707), ("벽", 643, 708), ("대학", 724, 841), ("학교", 781, 903), ("교", 851, 895)),
            "새벽대학교",
        ),
        ((("새벽", 520, 612), ("대", 614, 659), ("대학교", 662, 756)), "새벽대학교"),
        ((("관", 370, 393), ("경", 392, 417), ("경영학과", 419, 497)), "관경영학과"),
        ((("대", 614, 659), ("대학교", 662, 800)), "대대학교"),
        # The first letter in spaced print has the whole word's box.
        ((("제", 560, 781), ("주", 619, 677), ("국", 676, 734), ("제", 735, 780)), "제주국제"),
    ],
)
def test_letters_without_ink_of_their_own_are_left_out(placed, wanted):
    assert "".join(word.text for word in without_doubles(words_of(*placed))) == wanted


def test_what_was_not_read_is_left_out_where_another_word_was():
    read = words_of(("대", 402, 440), ("대학교", 442, 516), confidence=0.97)
    noise = words_of(("혁", 440, 473), confidence=0.0, line=0)
    assert [word.text for word in without_doubles((*read, *noise))] == ["대", "학교"]


@pytest.mark.parametrize(
    ("printed", "value"), [("1물리학과", "물리학과"), ("@물리학과", "물리학과"), ("IT융합학과", "IT융합학과")]
)
def test_a_mark_before_a_recognised_value_is_no_part_of_it(extraction, printed, value):
    page = page_of("졸업증명서", f"학과 : {printed}", source=TextSource.RECOGNISED)
    field = extract(extraction, page).get(MAJOR)
    assert (field.value, field.grounded, bool(field.doubts)) == (value, True, printed != value)
    assert extract(extraction, replace(page, source=TextSource.TEXT_LAYER)).get(MAJOR).value == printed


@pytest.mark.parametrize(
    ("printed", "value"), [("체 87-4708 호", "제87-4708호"), ("Al 13362 호", "제13362호"), ("A1332-13", "A1332-13")]
)
def test_the_frame_of_a_number_is_known_however_it_was_read(extraction, printed, value):
    field = extract(extraction, page_of("졸업증명서", f"문서번호 : {printed}", source=TextSource.RECOGNISED)).get(
        NUMBER
    )
    assert (field.value.replace(" ", ""), field.grounded) == (value, True)


@pytest.mark.parametrize(
    ("line", "doubts"), [("제  90811  호", ()), ("제  90811 호", ("torn_line",)), ("제 908  11 호", ("torn_line",))]
)
def test_wide_gaps_tell_of_lost_figures_unless_both_ends_have_them(extraction, line, doubts):
    field = extract(extraction, page_of(line, "졸업증명서", source=TextSource.RECOGNISED)).get(NUMBER)
    assert tuple(doubt for doubt in field.doubts if doubt == "torn_line") == doubts


def test_what_is_no_school_does_not_speak_against_one(extraction):
    field = extract(extraction, page_of("졸업증명서", "학교명 : ba", "@1100 새벽대학교 총장")).get(SCHOOL)
    assert (field.value, field.doubts) == ("새벽대학교", ())


def test_a_day_until_which_something_may_be_done_is_no_date_of_issue(extraction):
    lines = (
        "@1000 2025년 11월 23일",
        "@1100 새벽대학교 총장",
        "@1300 발급일 로부터 90일까지 확인할 수 있습니다. 02.820.2939",
    )
    field = extract(extraction, page_of("재학증명서", "위와 같이 재학하고 있음을 증명함", *lines)).get(
        FieldName.ISSUE_DATE
    )
    assert (field.value, field.doubts) == ("2025-11-23", ())


@pytest.mark.parametrize(
    "sentence", ["수료하였으므로 이 즐업장을 증", "마쳤으므로 이 졸업장을 줌", "마쳤으므로 이 줄업장을 수여함"]
)
def test_a_school_diploma_is_told_by_its_sentence(extraction, sentence):
    field = extract(extraction, page_of("출업 장", "@500 홍길동", f"@600 위 학생은 {sentence}")).get(
        FieldName.DOCUMENT_TYPE
    )
    assert field.value == "diploma"
