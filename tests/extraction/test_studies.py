"""Korean sentences of from when to when somebody studied; feet of forms; labels a part of whose letter is misread."""

from __future__ import annotations

import pytest

from core.domain.field import FieldName
from core.domain.page import TextSource
from tests.kit.pages import extract, page_of

ENTERED, LEFT, ISSUED = FieldName.ADMISSION_DATE, FieldName.GRADUATION_DATE, FieldName.ISSUE_DATE


def recognised(*lines):
    return page_of(*lines, confidence=0.96, source=TextSource.RECOGNISED)


@pytest.mark.parametrize("end", ["수학하고 동일자로 졸업하여", "수학하고, 같은 날 졸업하여"])
def test_studies_from_a_day_to_another_end_with_graduation(extraction, end):
    lines = ("졸업증명서", "성명 : 서혜원", "위의 사람은 본 대학교 데이터사이언스학과에서 2005년 3월 3일부터")
    found = extract(extraction, recognised(*lines, f"2009년 2월 20일까지 {end} 공학사 학위를 수여받았음을 증명합니다."))
    assert [found.get(name).value for name in (ENTERED, LEFT)] == ["2005-03-03", "2009-02-20"]


def test_studies_alone_are_no_graduation(extraction):
    lines = ("재학증명서", "성명 : 서혜원", "위의 사람은 본 대학교 데이터사이언스학과에서 2005년 3월 3일부터")
    found = extract(extraction, recognised(*lines, "2009년 2월 20일까지 수학하고 있음을 증명합니다."))
    assert (found.get(ENTERED).value, found.get(LEFT)) == ("2005-03-03", None)


def test_who_filled_the_form_in_does_not_unsettle_its_day(extraction):
    lines = ("졸업증명서", "성명 : 서혜원", "@600 위와 같이 졸업하였음을 증명함", "@680 2016년 5월 16일")
    lines = (*lines, "@760 성일여자대학교총장", "@940 작성자 : 교무학생처 담당     확인자 : 교무과장")
    issued = extract(extraction, recognised(*lines)).get(ISSUED)
    assert (issued.value, issued.doubts) == ("2016-05-16", ())


@pytest.mark.parametrize(("label", "found"), [("닙학일자", True), ("박학일자", False)])
def test_of_labels_as_near_the_one_a_part_of_a_letter_off_is_meant(extraction, label, found):
    page = recognised("졸업증명서", f"{label}      2013년 3월 2일", "졸업일자      2017년 8월 22일")
    entered = extract(extraction, page).get(ENTERED)
    assert (entered is not None and entered.value == "2013-03-02") == found
