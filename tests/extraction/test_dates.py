from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.dates import find_dates, read_date
from tests.documents.facts import write_date


@pytest.mark.parametrize(
    "text",
    [
        "2024년 3월 2일",
        "2024 년 03 월 02 일",
        "2024년3월2일",
        "2024. 3. 2.",
        "2024.03.02",
        "2024-03-02",
        "2024/3/2",
        "2024 - 03 - 02",
        "March 2, 2024",
        "March 2nd, 2024",
        "MARCH 2, 2024",
        "2 March 2024",
        "Mar. 2, 2024",
        "02 Mar 2024",
        "2nd day of March, 2024",
        "the 2nd of March 2024",
        "2 March, 2024",
        "２０２４년 ３월 ２일",
        "2 0 2 4 년 3 월 2 일",
        "20 2 4년 0 3 월 0 2 일",
        "2-Mar-2024",
        "2024 March 2",
        "서기 2024년 3월 2일",
        "20240302",
        "Issued: 2024-03-02 (Sat)",
    ],
)
def test_usual_forms_are_read(text):
    found = read_date(text)
    assert found is not None
    assert (found.iso, found.doubt) == ("2024-03-02", "")


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("03/04/2021", "ambiguous_date"),
        ("3.4.2021", "ambiguous_date"),
        ("99년 3월 2일", "ambiguous_date"),
        ("'99. 3. 2.", "ambiguous_date"),
        ("99-03-02", "ambiguous_date"),
        ("03-04-99", "ambiguous_date"),
        ("Mar. 2, '99", "ambiguous_date"),
        ("단기 4357년 3월 2일", "ambiguous_date"),
        ("2024-02-30", "bad_date"),
        ("2024년 13월 1일", "bad_date"),
        ("2174. 3. 2.", "bad_date"),
        ("31 February 2020", "bad_date"),
        ("2018년 3월", "partial_date"),
        ("March 2018", "partial_date"),
        ("2018.03", "partial_date"),
    ],
)
def test_unclear_dates_are_doubts_and_never_guessed(text, doubt):
    found = read_date(text)
    assert found is not None
    assert (found.iso, found.doubt) == ("", doubt)


@pytest.mark.parametrize(
    ("text", "iso"), [("13/04/2021", "2021-04-13"), ("04/13/2021", "2021-04-13"), ("04/04/2021", "2021-04-04")]
)
def test_day_and_month_are_told_apart_where_only_one_reading_is_possible(text, iso):
    assert [found.iso for found in find_dates(text)] == [iso]


@pytest.mark.parametrize(
    "text", ["", "2024-58536", "CERT-2015-14147", "GPA 3.81/4.5", "제 2024-02021 호", "May I help", "010-1234-5678"]
)
def test_other_numbers_are_no_dates(text):
    assert find_dates(text) == ()


def test_a_period_gives_both_of_its_dates():
    assert [found.iso for found in find_dates("2018.03.02 ~ 2022.02.20")] == ["2018-03-02", "2022-02-20"]


@given(
    st.dates(date(1950, 1, 1), date(2050, 12, 31)),
    st.sampled_from(
        [
            "ko_words",
            "ko_words0",
            "ko_dots",
            "ko_dots0",
            "iso",
            "slashes",
            "en_long",
            "en_day",
            "en_short",
            "en_short_day",
        ]
    ),
)
def test_every_day_in_every_form_comes_back(day, form):
    found = read_date(write_date(day, form))
    assert found is not None
    assert found.iso == day.isoformat()


@given(st.text(max_size=60))
def test_no_text_breaks_it_and_places_lie_in_the_text(text):
    for found in find_dates(text):
        assert 0 <= found.start < found.end <= len(text)
        assert bool(found.iso) != bool(found.doubt) or found.doubt == "misread_date"


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("20124 02 월 26 일", ""),
        ("20124 02 월 26", "misread_date"),
        ("2012 년 2 월 269", ""),
        ("2012 년 2 월 262", ""),
        ("2012 년 2 월 261", "misread_date"),
        ("2012 02. 26.", ""),
        ("2012: 02. 26.", "misread_date"),
    ],
)
def test_misread_signs_between_figures_that_are_all_there_leave_one_day_alone(text, doubt):
    found = read_date(text)
    assert found is not None
    assert (found.iso, found.doubt) == ("2012-02-26", doubt)


@pytest.mark.parametrize(("text", "doubt"), [("2025-09-2", "misread_date"), ("2025-9-2", ""), ("2025. 09. 02.", "")])
def test_a_day_that_lost_a_digit_is_a_doubt(text, doubt):
    found = read_date(text)
    assert (found.iso, found.doubt) == ("2025-09-02", doubt)


@pytest.mark.parametrize(
    ("text", "iso", "doubt"),
    [
        ("2000 년 6 월 62", "2000-06-06", "misread_date"),
        ("2012 2. 26.", "2012-02-26", "misread_date"),
        ("2000년 6월 31일", "", "bad_date"),
        ("1978/02727", "1978-02-27", "misread_date"),
        ("1978702/27", "1978-02-27", "misread_date"),
        ("1973,/05,/06", "1973-05-06", ""),
        ("2022; 3. 2", "2022-03-02", "misread_date"),
        ("on the Ist day of December, 2019", "2019-12-01", ""),
        ("on the sth day of December, 1995", "1995-12-05", "misread_date"),
        ("Apr u, 2004", "2004-04-11", "misread_date"),
        ("lI-Aug-2022", "2022-08-11", "misread_date"),
    ],
)
def test_figures_that_were_read_as_something_else_are_told_with_a_doubt(text, iso, doubt):
    found = read_date(text)
    assert (found.iso, found.doubt) == (iso, doubt)
