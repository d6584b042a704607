"""Days whose two figures stand apart: no date is made of one of them."""

from __future__ import annotations

import pytest

from core.domain.dates import find_dates, read_date
from core.domain.field import FieldName
from tests.kit.pages import extract, page_of


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2020년 2월 2 1일", "2020-02-21"),
        ("2020년 1 2월 2 1일", "2020-12-21"),
        ("2020넌 2월 2 1 일", "2020-02-21"),
        ("2020년 2월 2 1", ""),
        ("2020년 2월 21 2", "2020-02-21"),
    ],
)
def test_korean_figures_before_their_sign_belong_together(text, iso):
    found = read_date(text)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize(
    "text",
    [
        "2020. 2. 2 1.",
        "2020. 12. 2 1",
        "2020-12-2 1",
        "2 1 February 2020",
        "the 1 2 of March, 2013",
        "2020. 2. 2 1일",
        "1999. 8. 1 21.",
        "2 September 7 2019",
    ],
)
def test_a_figure_beside_a_day_of_one_figure_makes_it_ambiguous(text):
    found = read_date(text)
    assert found is not None
    assert (found.iso, found.doubt) == ("", "ambiguous_date")


@pytest.mark.parametrize(
    "text",
    ["2020. 3. 2 4.5", "2020. 3. 2 3학년", "2020. 3. 2 14:30", "5 2020. 3. 2", "1. 2 March 2020", "2020년 3월 2일 3시"],
)
def test_a_figure_of_something_else_leaves_the_day_alone(text):
    found = read_date(text)
    assert found is not None
    assert (found.iso, found.doubt) == ("2020-03-02", "")


def test_a_label_gives_the_whole_day_or_a_doubt(extraction):
    found = extract(extraction, page_of("졸업일자 : 2020년 2월 2 1일", "발급일자 : 2020. 12. 2 1"))
    graduated, issued = found.get(FieldName.GRADUATION_DATE), found.get(FieldName.ISSUE_DATE)
    assert graduated is not None
    assert issued is not None
    assert (graduated.value, graduated.doubts) == ("2020-02-21", ())
    assert "ambiguous_date" in issued.doubts


@pytest.mark.parametrize(
    "text", ["2020년 2월 2l일", "2020년 2월 2 I일", "2020. 2. 2l.", "2020-02-2|", "2020년 2월 2ㅣ일"]
)
def test_a_letter_right_behind_a_single_figure_may_be_the_days_second_one(text):
    assert not any(found.iso for found in find_dates(text))


@pytest.mark.parametrize(
    "text", ["2020년 2월 2일", "2020. 2. 2.", "2020. 2. 2 | 발급", "2020-02-02T10:00", "2020. 2. 2 (일)"]
)
def test_other_letters_behind_it_are_none(text):
    assert [found.iso for found in find_dates(text)] == ["2020-02-02"]


@pytest.mark.parametrize("text", ["2 0.10.2017", "2 1.10.0000"])
def test_of_a_torn_day_no_other_date_makes_a_day(extraction, text):
    found = extract(extraction, page_of("Date of Birth : 27.08.1995", f"Date of Graduation : {text}"))
    graduated = found.get(FieldName.GRADUATION_DATE)
    assert graduated is not None
    assert "ambiguous_date" in graduated.doubts
