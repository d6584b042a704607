"""Letters lost or misread where they stand far apart: in titles, labels of dates, and seals taken for labels."""

from __future__ import annotations

import pytest

from core.domain.field import FieldName
from core.domain.page import TextSource
from tests.kit.pages import extract, page_of, value_of

ROWS = ("성명 : 문재혁", "입학일 : 2010년 3월 1일")


def recognised(*lines):
    return page_of(*lines, confidence=0.95, source=TextSource.RECOGNISED)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("업   일   2014년 2월 25일", FieldName.GRADUATION_DATE),
        ("업 연월일 : 2014. 2. 25.", FieldName.GRADUATION_DATE),
        ("급일자   2014-02-25", FieldName.ISSUE_DATE),
    ],
)
def test_a_date_s_label_without_its_first_letter_is_known_and_doubted(extraction, row, field):
    found = extract(extraction, recognised("졸업증명서", *ROWS, row)).get(field)
    assert (found.value, "label_misread" in found.doubts) == ("2014-02-25", True)


@pytest.mark.parametrize("row", ["학일   2014년 2월 25일", "업일 수 2014"])
def test_what_may_be_left_of_several_labels_is_none(extraction, row):
    found = extract(extraction, recognised("졸업증명서", "성명 : 문재혁", row))
    assert value_of(found, "graduation_date") is None
    assert value_of(found, "birth_date") is None
    assert value_of(found, "admission_date") is None


def test_a_text_layer_loses_no_letters(extraction):
    found = extract(extraction, page_of("졸업증명서", *ROWS, "업일   2014년 2월 25일")).get(FieldName.GRADUATION_DATE)
    assert found is None or "label_unread" in found.doubts


@pytest.mark.parametrize(("title", "doubted"), [("졸 업 중 명 서", False), ("졸 업 굉 명 서", True)])
def test_a_title_with_a_part_of_a_letter_misread_is_that_title(extraction, title, doubted):
    kind = extract(extraction, recognised(title, *ROWS)).get(FieldName.DOCUMENT_TYPE)
    assert (kind.value, "weak_type" in kind.doubts) == ("graduation_certificate", doubted)


def test_signs_beside_a_title_are_no_part_of_it(extraction):
    kind = extract(extraction, recognised("졸 업 > + 증 명 서", *ROWS)).get(FieldName.DOCUMENT_TYPE)
    assert kind.raw == "졸 업 증 명 서"


def test_a_seal_s_letters_below_the_day_are_no_label(extraction):
    lines = ("졸업증명서", "성명 : 곽보경", "@1000 위와 같이 졸업하였음을 증명합니다.", "@1060 2021년 2월 11일")
    found = extract(extraction, recognised(*lines, "@1120 학과영", "@1150 영산생활과학고등학교장"))
    issued = found.get(FieldName.ISSUE_DATE)
    assert (issued.value, issued.doubts) == ("2021-02-11", ())


def test_what_a_course_is_taught_in_is_no_field_of_study(extraction):
    lines = ("Confirmation of Enrolment", "Student name: Priya Williams", "Major: Psychology")
    lines = (*lines, "The language of instruction and assessment for this course is English.")
    found = extract(extraction, page_of(*lines))
    major = found.get(FieldName.MAJOR)
    assert (major.value, major.doubts) == ("Psychology", ())
