"""Where values end in prose: days of the seal, fields of study below a degree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.field import FieldName
from tests.kit.pages import extract, page_of


@pytest.mark.parametrize(
    ("day", "iso", "doubts"), [("Ist", "2019-12-01", ()), ("sth", "2019-12-05", ("misread_date",))]
)
def test_the_seal_is_affixed_on_the_day_of_issue(extraction, day, iso, doubts):
    lines = ["Be it known that", "Noah Brennan", "has this day been admitted to the degree of", "Bachelor of Science"]
    more = [
        "In witness whereof, we have hereunto subscribed our names",
        f"and affixed the seal on the {day} day of December, 2019.",
    ]
    field = extract(extraction, page_of("Wexley University", *lines, *more)).get(FieldName.ISSUE_DATE)
    assert (field.value, field.doubts) == (iso, doubts)


@pytest.mark.parametrize(
    ("degree", "doubts"),
    [("Bachelor of Laws", ()), ("Master of Business", ("cut_off",)), ("Bachelor of Fine", ("cut_off",))],
)
def test_a_line_below_a_whole_degree_is_the_field_of_study(extraction, degree, doubts):
    lines = ["@200 Wexley University", "@400 have conferred upon", "@450 Noah Brennan", "@500 the degree of"]
    page = page_of(*lines, f"@550 {degree}", "@600 Electrical Engineering", "@700 with all the rights and privileges")
    found = extract(extraction, page)
    assert (found.get(FieldName.DEGREE).value, found.get(FieldName.DEGREE).doubts) == (degree, doubts)


def test_a_clause_that_ends_in_a_label_s_word_announces_nothing(extraction):
    above = ["@100 Wexley College", "@250 The President and Trustees, upon the recommendation of the", "@290 Faculty,"]
    below = ["@330 have conferred upon", "@400 Noah Brennan", "@500 the degree of", "@550 Master of Arts"]
    found = extract(extraction, page_of(*above, *below, "@600 Art History", "@700 with all the rights and privileges"))
    assert found.get(FieldName.HOLDER_NAME).value == "Noah Brennan"
    assert found.get(FieldName.MAJOR).value == "Art History"


def test_a_school_that_goes_on_below_is_taken_from_where_it_stands_whole(extraction):
    lines = ["@100 Dongrae Institute of Technology", "@200 Certificate of Graduation", "@300 Name :   Noah Brennan"]
    foot = ["@700 President", "@730 Dongrae Institute of", "@760 Technology"]
    assert extract(extraction, page_of(*lines, *foot)).get(FieldName.SCHOOL).value == "Dongrae Institute of Technology"


@pytest.mark.parametrize(
    ("major", "doubts"), [("Nursing Science", ()), ("Nursing", ()), ("Midwifery", ("several_values",))]
)
def test_the_field_within_a_degree_may_be_the_labelled_one_s_beginning(extraction, major, doubts):
    lines = ["@200 Wexley University", "@300 Name :   Noah Brennan", f"@400 Department :   {major}"]
    found = extract(extraction, page_of(*lines, "@500 Degree :   Bachelor of Science in Nursing")).get(FieldName.MAJOR)
    assert (found.value, found.doubts) == (major, doubts)


@pytest.mark.parametrize(
    ("english", "doubts"),
    [
        ("Korean Language Education", ()),
        ("Nuclear Engineering", ("several_values",)),
        ("Language Education", ("several_values",)),  # 한국 is missing, and nothing says that a line was not read
    ],
)
def test_a_field_in_english_beside_the_korean_one(extraction, english, doubts):
    rows = ["@100 학과   한국어교육학과          Department   " + english, "@200 학위   문학석사"]
    found = extract(extraction, page_of("@30 재학증명서", *rows)).get(FieldName.MAJOR)
    assert (found.value, found.doubts) == ("한국어교육학과", doubts)


@pytest.mark.parametrize(("english", "doubts"), [("Education", ()), ("Engineering", ("several_values",))])
def test_an_english_field_whose_other_line_was_not_read_may_be_a_part_of_it(extraction, english, doubts):
    page = page_of("@30 재학증명서", "@100 학과   한국어교육학과          Department   " + english)
    words = tuple(replace(word, confidence=0.5) if word.text == english else word for word in page.words)
    found = extract(extraction, replace(page, words=words)).get(FieldName.MAJOR)
    assert (found.value, found.doubts) == ("한국어교육학과", doubts)
