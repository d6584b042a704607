"""What lay over a value; dates that belong to no field."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.field import FieldName
from tests.kit.pages import extract, page_of

LETTERHEAD, LABEL, HEAD = "동해대학교", "학교 : 동해대학교", "동해대학교 총장"
PAGE = ("졸업증명서", "성명 : 홍길동", LABEL, "2022년 3월 5일", "@1200 " + HEAD)


def touched(page, *lines: int):
    """The page with everything in those lines touched."""
    return replace(page, words=tuple(replace(word, touched=word.line in lines) for word in page.words))


@pytest.mark.parametrize(("lines", "doubted"), [((2, 4), True), ((2,), False), ((4,), False), ((), False)])
def test_another_place_that_nothing_lay_over_vouches_for_a_value(extraction, lines, doubted):
    school = extract(extraction, touched(page_of(*PAGE), *lines)).get(FieldName.SCHOOL)
    assert ("covered" in school.doubts) is doubted


@pytest.mark.parametrize(
    ("line", "stray"),
    [
        ("2014. 3. 2.", True),
        ("2014. 3. 92.", True),
        ("97 July 2014", True),
        ("유효기간 : 2014. 3. 2.", False),
        ("문의 02-123-4567", False),
        ("2014", False),
    ],
)
def test_a_date_that_belongs_to_no_field_is_said(extraction, line, stray):
    page = page_of(
        "졸업증명서", "성명 : 홍길동", "생년월일 : 1999. 5. 3.", line, "@1000 2022년 3월 5일", "@1200 " + HEAD
    )
    remarks = [item.code for item in extract(extraction, page).remarks]
    assert remarks == (["stray_date"] if stray else [])


def test_where_no_date_is_missing_another_one_is_no_matter(extraction):
    lines = [
        "생년월일 : 1999. 5. 3.",
        "입학일 : 2018. 3. 2.",
        "졸업일 : 2022. 2. 20.",
        "발급일 : 2022. 3. 5.",
        "2030. 1. 1.",
    ]
    assert extract(extraction, page_of("졸업증명서", *lines)).remarks == ()
