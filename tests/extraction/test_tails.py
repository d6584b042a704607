"""What follows a value: words that limit it, a second day, the rest of a name or a subject."""

from __future__ import annotations

import pytest

from core.domain.field import FieldName
from core.domain.page import TextSource
from tests.kit.pages import extract, on, page_of


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("학    위 : 공학석사 (수료)", "degree"),
        ("졸업일자 : 2020년 2월 21일 (예정)", "graduation_date"),
        ("졸업일자 : 2020년 2월 21일 예정", "graduation_date"),
        ("졸업일자 : 2020년 2월 21일        (예정)", "graduation_date"),
        ("성    명 : 홍길동 (개명 전: 김철수)", "holder_name"),
        ("Degree : Bachelor of Science (expected)", "degree"),
        ("재적기간 : 2015.03.02 ~ 2017.08.31 (자퇴)", "graduation_date"),
    ],
)
def test_words_that_take_something_of_a_value_back_are_a_doubt(extraction, line, name):
    field = extract(extraction, page_of(line)).get(FieldName(name))
    assert field is not None
    assert "qualified" in field.doubts


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("성    명 : 홍길동 (남)", "holder_name", "홍길동"),
        ("학    위 : 공학사 (Bachelor of Engineering)", "degree", "공학사"),
        ("졸업일자 : 2020년 2월 21일     졸업예정 : 없음", "graduation_date", "2020-02-21"),
        ("Major : Computer Science      Sex : F", "major", "Computer Science"),
        ("Name : Anna Schmidt      2020", "holder_name", "Anna Schmidt"),
    ],
)
def test_what_else_stands_behind_a_value_raises_no_doubt(extraction, line, name, value):
    field = extract(extraction, page_of(line)).get(FieldName(name))
    assert field is not None
    assert (field.value, field.doubts) == (value, ())


@pytest.mark.parametrize(
    ("line", "name", "others"),
    [
        ("성    명 : 홍길동 / KIM CHULSOO", "holder_name", ("KIM CHULSOO",)),
        ("성    명 : 홍길동/KIM CHULSOO", "holder_name", ("KIM CHULSOO",)),
        ("학    위 : 공학사 / Master of Science", "degree", ("Master of Science",)),
        ("학    위 : 공학석사 (Doctor of Engineering)", "degree", ("Doctor of Engineering",)),
        ("학    위 : 전문학사 (Associate of Arts)", "degree", ()),
        ("학    위 : 문학사 / Bachelor of Arts", "degree", ()),
    ],
)
def test_what_a_value_says_in_the_other_language_is_compared(extraction, line, name, others):
    field = extract(extraction, page_of(line)).get(FieldName(name))
    assert field is not None
    assert (field.others, field.doubts) == (others, ("several_values",) if others else ())


def test_a_second_day_behind_a_label_is_told(extraction):
    field = extract(extraction, page_of("졸업일자 : 2019년 2월 20일 2020년 2월 21일")).get(FieldName.GRADUATION_DATE)
    assert field is not None
    assert {field.value, *field.others} == {"2019-02-20", "2020-02-21"}
    assert field.doubts == ("several_values",)


@pytest.mark.parametrize("line", ["Name : Anna Maria      Schmidt", "Major : Computer Science       and Engineering"])
def test_words_beyond_a_wide_gap_may_be_the_rest_of_a_value(extraction, line):
    found = extract(extraction, page_of(line))
    assert [field.doubts for field in found.fields] == [("cut_off",)]


def test_a_name_goes_on_in_the_next_line_of_its_cell(extraction):
    page = page_of("Name : Anna Maria", "       Schmidt Gonzalez", "Date of Birth : March 2, 1996")
    field = extract(extraction, page).get(FieldName.HOLDER_NAME)
    assert field is not None
    assert (field.value, field.doubts) == ("Anna Maria Schmidt Gonzalez", ())


def test_a_number_before_a_dash_is_not_whole(extraction):
    cut, whole = (
        extract(extraction, page_of(f"발급번호 : {number}")).get(FieldName.DOCUMENT_NUMBER)
        for number in ("2020-12345-", "2020-12345 -")
    )
    assert cut is not None
    assert whole is not None
    assert (cut.doubts, whole.doubts) == (("cut_off",), ())


def test_another_holder_on_the_next_page_is_told_however_the_page_names_him(extraction):
    first = page_of("졸 업 증 명 서", "성    명 : 홍길동")
    second = page_of("졸 업 증 명 서", "박지훈", "위 사람은 본교를 졸업하였음을 증명합니다.")
    field = extract(extraction, first, on(second, number=2)).get(FieldName.HOLDER_NAME)
    assert field is not None
    assert (field.others, field.doubts) == (("박지훈",), ("several_values",))


@pytest.mark.parametrize(
    "line",
    [
        "Program : Undergraduate",
        "Programme : Full-time",
        "Program : Master's Degree",
        "Specialization : N/A",
        "Branch : Seoul Campus",
        "Subject : Graduation of Ms. Anna Schmidt",
        "Subject : Confirmation of Enrolment",
    ],
)
def test_a_level_a_place_or_the_subject_of_a_letter_is_no_subject_of_study(extraction, line):
    assert extract(extraction, page_of(line)).get(FieldName.MAJOR) is None


@pytest.mark.parametrize(
    "major", ["Graduate Entry Medicine", "Regional Studies", "Application Engineering", "Day Care"]
)
def test_a_subject_that_only_begins_so_stays(extraction, major):
    field = extract(extraction, page_of(f"Major : {major}")).get(FieldName.MAJOR)
    assert field is not None
    assert field.value == major


@pytest.mark.parametrize(
    ("line", "name", "value", "doubts"),
    [
        ("Degree : Bachelor of Business Administration]", "degree", "Bachelor of Business Administration", ()),
        ("학    위 : 경영학사]", "degree", "경영학사", ()),
        ("학    위 : 공학사|", "degree", "공학사", ()),
        ("학    위 : 공학사1", "degree", "공학사", ()),
        ("학    위 : 이학석사!", "degree", "이학석사", ()),
        ("학    위 : 공예문사]", "degree", "공예문사", ("odd_shape",)),
        ("Degree : [Master of Arts", "degree", "Master of Arts", ()),
        ("전    공 : 경영학과]", "major", "경영학과", ("odd_shape",)),
        ("Major : Physics]", "major", "Physics", ("odd_shape",)),
        ("Major : Physics (Honours)", "major", "Physics (Honours)", ("odd_shape",)),
        ("성    명 : 홍길동]", "holder_name", "홍길동", ("odd_shape",)),
        ("Name : Anna Schmidt]", "holder_name", "Anna Schmidt", ("odd_shape",)),
    ],
)
def test_a_rule_read_as_a_bracket_is_no_part_of_a_value(extraction, line, name, value, doubts):
    field = extract(extraction, page_of(line, source=TextSource.RECOGNISED)).get(FieldName(name))
    assert (field.value, field.doubts) == (value, doubts)


def test_figures_beyond_a_gap_may_be_the_rest_of_a_number(extraction):
    cut = extract(extraction, page_of("문서번호 : 2020-1234     5678")).get(FieldName.DOCUMENT_NUMBER)
    whole = extract(extraction, page_of("문서번호 : 2020-1234     2020년 3월 5일")).get(FieldName.DOCUMENT_NUMBER)
    assert cut is not None
    assert "cut_off" in cut.doubts
    assert whole is not None
    assert "cut_off" not in whole.doubts


def test_of_several_periods_no_date_is_sure(extraction):
    line = "재학기간 : 2015년 3월 2일 ~ 2017년 2월 21일, 2018년 3월 2일 ~ 2020년 2월 21일"
    field = extract(extraction, page_of(line)).get(FieldName.GRADUATION_DATE)
    assert field is not None
    assert "ambiguous_date" in field.doubts
