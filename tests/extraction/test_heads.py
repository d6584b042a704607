"""Who signs, what stands in a letterhead, and what only looks like a school."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.field import FieldName
from core.domain.page import Page, TextSource
from tests.kit.pages import extract, page_of

SCHOOL, MAJOR, NAME = FieldName.SCHOOL, FieldName.MAJOR, FieldName.HOLDER_NAME


def read_with(page: Page, text: str, share: float) -> Page:
    """The page as recognised, that word with another confidence."""
    words = tuple(replace(word, confidence=share if word.text == text else 0.95) for word in page.words)
    return replace(page, words=words, source=TextSource.RECOGNISED)


@pytest.mark.parametrize(
    ("head", "school"),
    [
        ("새벽대학교 총징", "새벽대학교"),
        ("새벽대학교 종장", "새벽대학교"),
        ("새벽고등학교 : 교장 (인)", "새벽고등학교"),
        ("새벽대학교 총동문회", None),
    ],
)
def test_a_head_is_one_although_a_letter_of_it_was_misread(extraction, head, school):
    field = extract(extraction, page_of("졸업증명서", "성명 : 홍길동", f"@1100 {head}")).get(SCHOOL)
    assert (field and field.value) == school


@pytest.mark.parametrize(("height", "share", "found"), [(1100, 0.4, True), (1100, 0.97, False), (300, 0.4, False)])
def test_a_head_of_which_a_seal_left_only_the_school_stands_low_and_is_unsure(extraction, height, share, found):
    page = read_with(page_of("졸업증명서", "성명 : 홍길동", f"@{height} 새벽대학교 SHAG"), "SHAG", share)
    assert (extract(extraction, page).get(SCHOOL) is not None) is found


@pytest.mark.parametrize(("unsure", "found"), [(("ZAZARFSE", "SS"), True), (("SS",), False)])
def test_what_a_seal_left_of_a_head_is_all_unread(extraction, unsure, found):
    page = page_of("졸업증명서", "성명 : 홍길동", "@1100 새벽대학교 ZAZARFSE SS")
    words = tuple(replace(word, confidence=0.4 if word.text in unsure else 0.95) for word in page.words)
    page = replace(page, words=words, source=TextSource.RECOGNISED)
    assert (extract(extraction, page).get(SCHOOL) is not None) is found


@pytest.mark.parametrize(
    ("line", "school"),
    [
        ("Wexley University            Issue Date: June 3, 2019", "Wexley University"),
        ("새벽대학교                    발급번호 : 2019-123456", "새벽대학교"),
        ("University Registrar         Issue Date: June 3, 2019", None),
    ],
)
def test_a_letterhead_beside_a_label_names_the_school(extraction, line, school):
    field = extract(extraction, page_of(line, "Transcript", "Name: Noah Brennan")).get(SCHOOL)
    assert (field and field.value) == school


def test_words_that_every_school_has_name_none(extraction):
    found = extract(extraction, page_of("Transcript", "Name: Noah Brennan", "@1200 University Registrar"))
    assert found.get(SCHOOL) is None


def test_a_college_is_no_second_major(extraction):
    found = extract(extraction, page_of("재학증명서", "소속 : 공과대학", "전공 : 의류학과"))
    assert (found.get(MAJOR).value, found.get(MAJOR).doubts) == ("의류학과", ())


def test_a_sentence_behind_a_label_is_no_degree(extraction):
    found = extract(extraction, page_of("졸업증명서", "성명 : 홍길동", "학위 를취득하였음을증명합니다."))
    assert found.get(FieldName.DEGREE) is None


@pytest.mark.parametrize(
    ("lines", "dates"),
    [
        (("입학 하여 2005년 2월 10일 졸업하였음을 증명함",), {FieldName.GRADUATION_DATE: "2005-02-10"}),
        (("학적구분 : 졸업", "2005. 2. 10."), {FieldName.ISSUE_DATE: "2005-02-10"}),
        (("성명 : 하지원",), {}),
    ],
)
def test_deeds_and_states_are_no_labels(extraction, lines, dates):
    found = extract(extraction, page_of("졸업증명서", *lines))
    assert {field.name: field.value for field in found.fields if field.name.value.endswith("_date")} == dates


def test_letters_of_a_label_that_were_read_twice_count_once(extraction):
    field = extract(extraction, page_of("졸업증명서", "문서서확인번번호 : 2019-123456", "성명 : 홍길동")).get(
        FieldName.DOCUMENT_NUMBER
    )
    assert (field.value, field.doubts) == ("2019-123456", ("label_misread",))


def test_a_major_ends_with_no_word_that_joins(extraction):
    line = "with a major in Marine Biology and graduated on June 3, 2019."
    lines = ("This is to certify that Noah Brennan completed the degree of Bachelor of Arts", line)
    assert extract(extraction, page_of("Certificate of Graduation", *lines)).get(MAJOR).value == "Marine Biology"


def test_a_diploma_that_a_dean_signs_too_has_one_school_and_one_date_of_issue(extraction):
    found = extract(
        extraction,
        page_of(
            "학위기",
            "성명 홍길동",
            "소정의 전 과정을 이수하고 공학사의 자격을 얻었으므로 이를 인정함",
            "@700 2022년 2월 22일",
            "@800 새벽대학교 공과대학장 공학박사 김철수",
            "@900 위의 인정에 의하여 공학사의 학위를 수여함",
            "@1000 2022년 2월 22일",
            "@1100 새벽대학교 총장",
            "학위번호 : 새벽대2022(학)1234",
        ),
    )
    for name, value in ((SCHOOL, "새벽대학교"), (FieldName.ISSUE_DATE, "2022-02-22")):
        assert (found.get(name).value, found.get(name).doubts) == (value, ())
    assert found.remarks == ()


def test_a_pupil_enters_a_year_and_leaves_another(extraction):
    line = (
        "위 학생은 2017년 3월 2일 본교 제1학년에 입학하여 2020년 1월 8일 제3학년 전 과정을 수료하고 졸업하였음을 증명함"
    )
    found = extract(extraction, page_of("졸업증명서", "성명 : 홍길동", line, "@1100 새벽고등학교장"))
    assert found.get(FieldName.ADMISSION_DATE).value == "2017-03-02"
    assert found.get(FieldName.GRADUATION_DATE).value == "2020-01-08"


@pytest.mark.parametrize("label", ["3. 소속 및 학과", "소속학과", "대학 및 학과"])
def test_a_label_of_college_and_department_gives_the_department(extraction, label):
    found = extract(extraction, page_of("졸업증명서", "1. 성명 : 홍길동", f"{label} : 공과대학 기계공학과"))
    assert found.get(MAJOR).value == "기계공학과"


def test_the_date_in_a_letters_head_is_that_of_issue(extraction):
    line = "This letter confirms that Noah Brennan (DOB: 03 March 1997) has been enrolled at Wexley University"
    lines = ("Wexley University", "July 1, 2019", "To Whom It May Concern:", line, "since September 1, 2017.")
    found = extract(extraction, page_of(*lines))
    assert (found.get(FieldName.ISSUE_DATE).value, found.get(FieldName.ISSUE_DATE).doubts) == ("2019-07-01", ())
    assert found.get(FieldName.BIRTH_DATE).value == "1997-03-03"


def test_words_of_the_closing_sentence_are_no_school(extraction):
    line = "위 사람은 위와 같이 본 대학교를 졸업하였음을 증명함."
    field = extract(extraction, page_of("졸업증명서", "성명 : 홍길동", line, "@1100 새벽대학교 총장")).get(SCHOOL)
    assert (field.value, field.doubts) == ("새벽대학교", ())


@pytest.mark.parametrize(
    ("line", "number"), [("2026750217", "2026750217"), ("2019-졸-9088", "2019-졸-9088"), ("20191231", None)]
)
def test_a_number_that_begins_with_a_year_stands_alone_above_the_title(extraction, line, number):
    field = extract(extraction, page_of(line, "졸업증명서", "성    명 : 홍길동")).get(FieldName.DOCUMENT_NUMBER)
    assert (field and field.value) == number


@pytest.mark.parametrize("line", ["(증명 제 2014-46519 호)", "(제 2014-46519 호)", "[증서 제 2014-46519 호]"])
def test_a_number_may_stand_in_brackets_below_the_letterhead(extraction, line):
    found = extract(extraction, page_of("새벽대학교", line, "졸업증명서", "성명 : 홍길동"))
    assert found.get(FieldName.DOCUMENT_NUMBER).value == "제 2014-46519 호"


def test_two_labels_with_a_stroke_between_are_one(extraction):
    lines = (
        "Name of the Candidate    Noah Brennan",
        "Branch / Major    Graphic Design",
        "Register Number    19BCE2218",
    )
    found = extract(extraction, page_of("Certificate of Graduation", *lines))
    assert (found.get(NAME).value, found.get(MAJOR).value) == ("Noah Brennan", "Graphic Design")
    assert found.get(FieldName.DOCUMENT_NUMBER) is None


def test_a_major_that_is_nearly_a_label_is_one_behind_a_label_for_majors(extraction):
    found = extract(extraction, page_of("졸업증명서", "학부(과)    전자공학과", "학위    이학사"))
    assert (found.get(MAJOR).value, found.get(MAJOR).doubts) == ("전자공학과", ())


def test_a_speck_before_of_is_no_comma(extraction):
    field = extract(extraction, page_of("Certificate of Graduation", "Degree: Bachelor, of Technology")).get(
        FieldName.DEGREE
    )
    assert (field.value, field.grounded) == ("Bachelor of Technology", True)


def test_a_date_behind_an_unread_label_is_a_stray_one_although_its_line_has_labels(extraction):
    line = "Student No. 200876535      Date of Birth June 21st, 1985      cares vee      June 9th, 2008"
    found = extract(extraction, page_of("Transcript", "Name: Noah Brennan", line))
    assert [remark.code for remark in found.remarks] == ["stray_date"]
    found = extract(
        extraction, page_of("Transcript", "Name: Noah Brennan", "Student No. 200876535      Valid until June 9th, 2008")
    )
    assert found.remarks == ()
