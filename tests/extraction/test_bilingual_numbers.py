"""Numbers that a form tells in both languages, and letters that name their days in passing."""

from __future__ import annotations

import pytest

from core.domain.page import TextSource
from core.extraction.torn import TORN
from tests.kit.pages import extract, page_of, value_of

FORM = ("졸 업 증 명 서", "성명 : 이하은", "학위등록번호 : 청림대2018(학)2290")


@pytest.mark.parametrize(
    "line",
    [
        "제 2020-014171 호 (No. 2020-014171)",
        "증명번호: 제 2020-014171 호 (No. 2020-014171)",
        "제 2020-014171 호 / No. 2020-014171",
    ],
)
def test_a_number_told_again_in_english_is_told_once(extraction, line):
    found = extract(extraction, page_of(line, *FORM))
    assert value_of(found, "document_number") == "제 2020-014171 호"
    assert not [field for field in found.fields if field.name.value == "document_number" and field.doubts]


def test_two_numbers_that_should_be_one_are_doubtful(extraction):
    found = extract(extraction, page_of("제 2020-014171 호 (No. 2020-014177)", *FORM))
    number = next(field for field in found.fields if field.name.value == "document_number")
    assert TORN in number.doubts


def test_the_school_s_letters_in_a_degree_s_number_are_not_set_apart(extraction):
    page = page_of("학위번호 : 서 림 대 2025(박)0552", confidence=0.95, source=TextSource.RECOGNISED)
    assert value_of(extract(extraction, page), "document_number") == "서림대2025(박)0552"


LETTER = (
    "Calderdale University",
    "12 March 2014",
    "To Whom It May Concern:",
    "Confirmation of Degree Award",
    "I am writing to confirm that Hannah Marie Hargreaves (date of birth: 25 May 1990; student",
    "number 19130419) was registered as a full-time student at Calderdale University",
    "from 21 September 2009.",
    "Hargreaves successfully completed the programme and was awarded the degree of",
    "Bachelor of Engineering in Mechanical Engineering, First Class Honours. The degree was",
    "conferred, magna cum laude, on 20 July 2012.",
)


def test_a_letter_tells_its_days_and_no_number_of_the_document(extraction):
    found = extract(extraction, page_of(*LETTER))
    assert value_of(found, "document_type") == "graduation_certificate"
    assert value_of(found, "admission_date") == "2009-09-21"
    assert value_of(found, "graduation_date") == "2012-07-20"
    assert value_of(found, "major") == "Mechanical Engineering"
    assert value_of(found, "document_number") is None


def test_a_degree_keeps_its_field_where_a_label_of_its_own_gives_another(extraction):
    lines = ("Certificate of Graduation", "Degree : Bachelor of Science in Engineering")
    found = extract(extraction, page_of(*lines, "Department : Electronic Engineering"))
    assert value_of(found, "degree") == "Bachelor of Science in Engineering"
    assert value_of(found, "major") == "Electronic Engineering"
    alone = extract(extraction, page_of(*lines, "Honours : First"))
    assert value_of(alone, "degree") == "Bachelor of Science"
    assert value_of(alone, "major") == "Engineering"
