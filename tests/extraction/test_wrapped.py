"""Values on two lines, numbered items, labels repeated in the other language."""

from __future__ import annotations

import pytest

from core.domain.field import FieldName
from tests.kit.pages import extract, page_of

SCHOOL, MAJOR, DEGREE = FieldName.SCHOOL, FieldName.MAJOR, FieldName.DEGREE

GOES_ON = {
    "flush left below, Latin": (
        ["Name:   Li", "@160 Degree:   Master of Business", "@190           Administration", "@250 Major:   Economics"],
        (DEGREE, "Master of Business Administration"),
    ),
    "flush left below, Korean": (
        ["성명 :   김하늘", "@160 학과 :   미디어커뮤니케이", "@190         션학과", "@250 학위 :   문학사"],
        (MAJOR, "미디어커뮤니케이션학과"),
    ),
    "the label between both lines": (
        [
            "@100 Name        Noah Brennan",
            "@188                 Pinecrest Polytechnic",
            "@203 Institution",
            "@218                 University",
            "@300 Major        Economics",
        ],
        (SCHOOL, "Pinecrest Polytechnic University"),
    ),
    "below a label above its value": (
        ["@100 Degree:", "@135 Master of Business", "@163 Administration", "@260 Major:", "@295 Economics"],
        (DEGREE, "Master of Business Administration"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", GOES_ON)
def test_a_value_goes_on_in_the_next_line_of_its_cell(extraction, name):
    lines, (field, wanted) = GOES_ON[name]
    found = extract(extraction, page_of("@30 Certificate of Graduation", *lines)).get(field)
    assert (found.value, found.doubts, found.grounded) == (wanted, (), True)


def test_a_row_whose_label_was_not_read_is_not_taken_for_a_second_line(extraction):
    lines = [
        "Degree:   Master of Business",
        "@140           Administration",
        "@190 Major:   Economics",
        "@240 Name:   Noah",
    ]
    found = extract(extraction, page_of("@40 Certificate of Graduation", *lines)).get(DEGREE)
    assert (found.value, found.doubts) == ("Master of Business", ("cut_off",))


def test_a_whole_korean_name_takes_no_more(extraction):
    lines = ["성명 :   김하늘", "학교 :   동해대학교", "@178          경영학과", "@250 학위 :   경영학사"]
    found = extract(extraction, page_of("@30 졸업증명서", *lines)).get(SCHOOL)
    assert (found.value, found.doubts) == ("동해대학교", ())


@pytest.mark.parametrize("number", ["1. ", "2) ", "③ ", "(4) "])
def test_a_label_may_follow_its_items_number(extraction, number):
    found = extract(extraction, page_of("졸업증명서", f"{number}성명 ........ 김하늘")).get(FieldName.HOLDER_NAME)
    assert found.value == "김하늘"


@pytest.mark.parametrize("label", ["Full Name 성명", "성명 Full Name"])
def test_a_label_may_be_said_again_in_the_other_language(extraction, label):
    found = extract(extraction, page_of("Certificate of Graduation", label, "Noah Brennan")).get(FieldName.HOLDER_NAME)
    assert found.value == "Noah Brennan"


def test_a_value_below_its_label_is_no_part_of_a_sentence(extraction):
    lines = ["발급일               졸업일", "2018. 10. 31.      2014. 2. 3.", "위와 같이 졸업하였음을 증명합니다"]
    found = extract(extraction, page_of("졸업증명서", *lines)).get(FieldName.GRADUATION_DATE)
    assert (found.value, found.doubts) == ("2014-02-03", ())


@pytest.mark.parametrize(("below", "value"), [(140, "Anna Maria Lopez Santos"), (147, "Anna Maria Lopez")])
def test_a_name_goes_on_where_its_lines_are_closer_than_the_form_s(extraction, below, value):
    rows = ["@100 Name :   Anna Maria Lopez", f"@{below}          Santos", "@180 Degree :   Bachelor of Arts"]
    rows += ["@230 Major :   Economics", "@280 Date of Birth :   3 May 1999"]
    found = extract(extraction, page_of("@30 Official Transcript of Records", *rows)).get(FieldName.HOLDER_NAME)
    assert (found.value, "cut_off" in found.doubts) == (value, value.endswith("Lopez"))
