"""Labels made of two, labels behind marks, and values that begin further in than the others of their list."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.field import FieldName
from core.domain.page import TextSource
from tests.kit.pages import extract, page_of, value_of

NAME, MAJOR, DEGREE, SCHOOL = FieldName.HOLDER_NAME, FieldName.MAJOR, FieldName.DEGREE, FieldName.SCHOOL
ROWS = (
    "졸업증명서",
    "성명     홍길동",
    "학과     물리학과",
    "학교     새벽대학교",
    "학위     이학사",
    "생일     1999. 5. 3.",
)


@pytest.mark.parametrize("label", ["학부 · 학과 :", "학부 · 학과", "학과 / 전공", "학부ㆍ전공 :", "학과 ( 전공 ) :"])
def test_a_label_of_two_words_is_one_and_never_its_own_value(extraction, label):
    field = extract(extraction, page_of("졸업증명서", "성명 : 홍길동", f"{label}   컴퓨터공학과")).get(MAJOR)
    assert (field.value, field.doubts) == ("컴퓨터공학과", ())


@pytest.mark.parametrize("value", ["학과", "전공", "성명", "Major"])
def test_a_label_is_no_value(extraction, value):
    assert extract(extraction, page_of("졸업증명서", f"학과 :   {value}")).get(MAJOR) is None


def test_admission_and_graduation_in_one_label_stand_for_two_dates(extraction):
    found = extract(extraction, page_of("졸업증명서", "입학 · 졸업   2010. 3. 2. ~ 2014. 2. 20."))
    assert found.get(FieldName.ADMISSION_DATE).value == "2010-03-02"
    assert found.get(FieldName.GRADUATION_DATE).value == "2014-02-20"


@pytest.mark.parametrize(
    "row", ["○성명  홍길동", "ㅇ성 명 : 홍길동", "【성명】 홍길동", "▪성명 홍길동", "O성명 : 홍길동"]
)
def test_a_mark_that_was_read_with_its_label_does_not_hide_it(extraction, row):
    assert extract(extraction, page_of("졸업증명서", row)).get(NAME).value == "홍길동"


@pytest.mark.parametrize(("value", "doubts"), [("이학사", ()), ("  학사", ("torn_line",)), ("      학사", ())])
def test_a_value_that_is_set_in_has_likely_lost_a_letter(extraction, value, doubts):
    page = page_of(*(row.replace("이학사", value) for row in ROWS))
    assert extract(extraction, replace(page, source=TextSource.RECOGNISED)).get(DEGREE).doubts == doubts
    assert extract(extraction, page).get(DEGREE).doubts == ()


@pytest.mark.parametrize(
    ("row", "doubts"),
    [("졸업일 : 2014년 2월 29", ("misread_date",)), ("졸업일 : 2014년 2월 2일", ()), ("졸업일 : 2014. 2. 20", ())],
)
def test_a_recognised_day_without_its_sign_may_be_one_figure_and_the_sign(extraction, row, doubts):
    row = row.replace("29", "28")
    page = page_of("졸업증명서", row, source=TextSource.RECOGNISED)
    assert extract(extraction, page).get(FieldName.GRADUATION_DATE).doubts == doubts


@pytest.mark.parametrize("line", ["President of Wexley University", "The President of Wexley University"])
def test_who_signs_is_no_part_of_a_school(extraction, line):
    assert (
        extract(extraction, page_of("Certificate of Graduation", f"@900 {line}")).get(SCHOOL).value
        == "Wexley University"
    )


def test_an_institute_may_be_a_school(extraction):
    page = page_of("Certificate of Graduation", "School: Institute of Marine and Polar Studies")
    assert extract(extraction, page).get(SCHOOL).value == "Institute of Marine and Polar Studies"


def test_a_degree_taken_at_graduation_is_the_degree_alone(extraction):
    line = "위 사람은 2013년 2월 20일 졸업함과 동시에 공학사의 학위를 취득하였음을 증명함"
    assert extract(extraction, page_of("졸업증명서", "성명 : 홍길동", line)).get(DEGREE).value == "공학사"


def test_a_row_of_labels_that_runs_aslant_has_its_values_below(extraction):
    page = page_of(
        "졸업증명서",
        "@200 성명",
        "@220                         생년월일",
        "@260 홍길동",
        "@280                         1999년 5월 3일",
        "@400 학위",
        "@420                         발급번호",
        "@460 공학석사",
        "@480                         제 2023-6997 호",
    )
    found = extract(extraction, page)
    values = [value_of(found, name) for name in ("holder_name", "birth_date", "degree", "document_number")]
    assert values == ["홍길동", "1999-05-03", "공학석사", "제 2023-6997 호"]


STACKED = (
    "졸업증명서 / Certificate of Graduation",
    "@200 학위                            발급일",
    "@222          법학사                                2017. 8. 22.",
    "@244 Degree                          Issue Date",
)


def test_values_between_labels_in_two_languages_belong_to_the_labels_on_their_left(extraction):
    found = extract(extraction, page_of(*STACKED))
    assert (value_of(found, "degree"), value_of(found, "issue_date")) == ("법학사", "2017-08-22")


@pytest.mark.parametrize(("second", "name"), [("Date of Birth", "손기란"), ("Major        ", None)])
def test_a_label_s_second_language_may_stand_in_the_line_of_the_values(extraction, second, name):
    page = page_of(
        "졸업증명서 / Certificate of Graduation",
        "@200 성명                            생년월일",
        f"@222          손기란                 {second}           1991. 1. 1.",
        "@244 Name",
    )
    found = extract(extraction, page)
    told = found.get(NAME)
    assert (told.value if told else None) == name


def test_a_stain_beside_a_label_is_no_value(extraction):
    page = page_of(
        "졸업증명서",
        "@200               evant",
        "@222 학과                   학위                   졸업일",
        "@300 의류학과               공학사                 2013. 3. 4.",
        source=TextSource.RECOGNISED,
    )
    words = tuple(replace(word, confidence=0.4 if word.text == "evant" else 0.9) for word in page.words)
    assert extract(extraction, replace(page, words=words)).get(MAJOR).value == "의류학과"


def test_a_mark_at_the_end_of_a_row_of_labels_that_runs_aslant_is_no_value(extraction):
    page = page_of(
        "CERTIFICATE OF GRADUATION",
        "@200 Admission Date",
        "@224                                      Graduation Date |",
        "@270 September 1, 2013",
        "@294                                      June 25, 2018",
    )
    found = extract(extraction, page)
    assert value_of(found, "admission_date") == "2013-09-01"
    assert value_of(found, "graduation_date") == "2018-06-25"
