"""Dates in words, English and Korean."""

from __future__ import annotations

import pytest

from core.domain.dates import find_dates
from core.domain.field import FieldName
from tests.kit.pages import extract, page_of


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("the third day of June, one thousand nine hundred and ninety-nine", "1999-06-03"),
        ("this twenty-first day of May in the year two thousand and eleven", "2011-05-21"),
        ("Given on this 3rd day of June in the year of our Lord 2019", "2019-06-03"),
        ("June third, nineteen hundred and ninety-nine", "1999-06-03"),
        ("May the fourth, two thousand five", "2005-05-04"),
        ("the fifth of August, nineteen ninety-nine", "1999-08-05"),
        ("thirty-first day of December, twenty twenty-one", "2021-12-31"),
        ("이천이십년 삼월 이일", "2020-03-02"),
        ("일천구백구십구년 시월 삼십일일", "1999-10-31"),
        ("일천구백구십구년 시월 삼십일", "1999-10-30"),
        ("이 천 년 십 일 월 십 일 일", "2000-11-11"),
        ("이공이공년 유월 일일", "2020-06-01"),
    ],
)
def test_a_date_in_words_is_read(text, iso):
    assert [(found.iso, found.doubt) for found in find_dates(text)] == [(iso, "")]


@pytest.mark.parametrize(
    "text",
    ["이천이십년 이월 삼십일", "the thirty-first day of June, two thousand and one", "June first, one hundred two"],
)
def test_words_that_name_no_day_are_a_doubt(text):
    assert [(found.iso, found.doubt) for found in find_dates(text)] == [("", "bad_date")]


@pytest.mark.parametrize(
    "text", ["March of the second year", "in the third month", "이천 명의 학생", "may seven students"]
)
def test_other_words_are_no_date(text):
    assert find_dates(text) == ()


@pytest.mark.parametrize(("end", "found"), [("", [("2000-05-02", "misread_date")]), (" and", [])])
def test_a_year_of_which_more_may_stand_in_the_next_line_is_a_doubt(end, found):
    assert [(item.iso, item.doubt) for item in find_dates(f"the second of May, two thousand{end}")] == found


def test_sentences_give_dates_in_words_over_two_lines(extraction):
    lines = [
        "Certificate of Graduation",
        "This is to certify that Noah Brennan graduated from Wexley University on the third day",
        "of June, one thousand nine hundred and ninety-nine.",
    ]
    field = extract(extraction, page_of(*lines)).get(FieldName.GRADUATION_DATE)
    assert (field.value, field.grounded) == ("1999-06-03", True)


def test_a_korean_sentence_gives_dates_in_words(extraction):
    line = "위 사람은 이천십오년 삼월 이일 본교 경제학과에 입학하여 이천십구년 이월 이십일 졸업하였음을 증명함"
    found = extract(extraction, page_of("졸업증명서", "성명 : 홍길동", line))
    assert found.get(FieldName.ADMISSION_DATE).value == "2015-03-02"
    assert found.get(FieldName.GRADUATION_DATE).value == "2019-02-20"
