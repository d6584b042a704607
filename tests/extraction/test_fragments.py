"""Values of which a word is lost or out of place are a doubt, and so is a second day at the document's foot."""

from __future__ import annotations

import pytest

from core.domain.field import FieldName
from core.extraction.fragments import is_fragment
from tests.kit.pages import extract, page_of, value_of


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("degree", "Bachelor of"),
        ("degree", "Bachelor of Fine Arts in"),
        ("degree", "Bachelor Education"),
        ("degree", "of Bachelor Laws"),
        ("degree", "Master of ㆍ Arts"),
        ("school", "Eastvale Institute of"),
        ("school", "Hanbit University of and Technology"),
        ("major", "Science and"),
        ("major", "Nu"),
        ("degree", "Doctor of Philosophy 7"),
    ],
)
def test_a_value_that_cannot_be_whole_is_told(name, value):
    assert is_fragment(FieldName(name), value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("degree", "Bachelor of Science in Nursing"),
        ("degree", "Bachelor's Degree"),
        ("degree", "Juris Doctor"),
        ("degree", "Doctor of Philosophy"),
        ("degree", "공학사"),
        ("school", "The University of Ashcombe"),
        ("school", "University of the Arts"),
        ("major", "Art & Design"),
        ("major", "IT"),
        ("major", "Law"),
        ("holder_name", "Anna in"),
    ],
)
def test_whole_values_are_none(name, value):
    assert not is_fragment(FieldName(name), value)


def test_a_fragment_is_a_doubt(extraction):
    field = extract(extraction, page_of("Degree : Bachelor of", "Major : Nursing")).get(FieldName.DEGREE)
    assert field is None or "odd_shape" in field.doubts or "cut_off" in field.doubts


def test_the_rest_of_a_label_is_no_major(extraction):
    assert value_of(extract(extraction, page_of("학과 : Study", "학위 : 공학사")), "major") is None


def test_a_day_at_the_foot_that_is_not_the_labels_is_a_doubt(extraction):
    lines = ("Name : Anna Schmidt", "Date : September 12, 1999", "It is certified that the above is true.")
    field = extract(extraction, page_of(*lines, "      June 3, 2001", "Registrar, Hanul University")).get(
        FieldName.ISSUE_DATE
    )
    assert field is not None
    assert "several_values" in field.doubts


def test_of_two_days_at_the_foot_either_may_be_that_of_issue(extraction):
    lines = (
        "성명 : 홍길순",
        "위와 같이 증명합니다.",
        "      2020년 3월 5일",
        "      2021년 6월 9일",
        "동해대학교 총장",
    )
    field = extract(extraction, page_of(*lines)).get(FieldName.ISSUE_DATE)
    assert field is not None
    assert (field.value, field.others) == ("2021-06-09", ("2020-03-05",))


def test_the_day_of_printing_is_not_that_of_issue(extraction):
    lines = ("성명 : 홍길순", "위와 같이 증명합니다.", "      2020년 3월 5일", "동해대학교 총장")
    printed = "출력일시 : 2024.05.01 12:30"
    assert value_of(extract(extraction, page_of(*lines, printed)), "issue_date") == "2020-03-05"
    assert value_of(extract(extraction, page_of(lines[0], printed)), "issue_date") == "2024-05-01"
