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


def test_a_field_of_study_goes_without_its_english_name_in_brackets(extraction):
    found = extract(extraction, page_of("졸업증명서", "학과 : 생명과학과 (Department of Life Science)"))
    assert value_of(found, "major") == "생명과학과"


@pytest.mark.parametrize(
    "line",
    [
        "Awarded at Blackwater, Missouri, May 19, 2011",
        "Given at Thornbury on May 19, 2011",
        "Conferred in New Haven, Connecticut, this nineteenth day of May, 2011",
    ],
)
def test_a_diploma_s_last_line_tells_its_day(extraction, line):
    lines = ("Lakeshore University", "Noah Brennan", "the degree of", "Bachelor of Music", line)
    assert "2011-05-19" in {field.value for field in extract(extraction, page_of(*lines)).fields}


def test_a_title_of_a_registrar_s_letter_is_known(extraction):
    found = extract(extraction, page_of("Enrollment Certification", "Name of Student: Diego Yamada"))
    assert value_of(found, "document_type") == "enrolment_certificate"


def test_a_degree_s_number_behind_a_label_with_a_bracket_is_no_day(extraction):
    page = page_of("졸업증명서", "졸업일자 : 2021.02.19.", "졸업(학위)번호 : 대승2021(전)1739")
    found = extract(extraction, page)
    assert value_of(found, "graduation_date") == "2021-02-19"
    assert value_of(found, "document_number") == "대승2021(전)1739"
    assert not [field for field in found.fields if field.doubts]


def test_the_school_is_told_in_korean_where_its_head_signs_so(extraction):
    lines = (
        "재학증명서",
        "성명 : 엄윤호",
        "He is presently attending Seoho University as a student",
        "in the fall of 2025.",
    )
    found = extract(extraction, page_of(*lines, "@1100 2025년 9월 26일", "@1160 서호대학교 총장"))
    assert value_of(found, "school") == "서호대학교"
    alone = extract(extraction, page_of(*lines))
    assert value_of(alone, "school") == "Seoho University"
