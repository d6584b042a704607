"""Where values end in prose: days of the seal, fields of study below a degree."""

from __future__ import annotations

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
