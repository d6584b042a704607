"""Dates whose labels could not be read: each is the one that is missing, with a doubt, or none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.field import DATE_FIELDS, FieldName
from core.domain.page import Page, TextSource
from tests.kit.pages import extract, page_of

BIRTH, ENTERED, LEFT = FieldName.BIRTH_DATE, FieldName.ADMISSION_DATE, FieldName.GRADUATION_DATE
ROWS = {
    "name": "성명 : 홍길동",
    "born": "생년월일 : 1990. 5. 3.",
    "school": "학교 : 새벽대학교",
    "entered": "입학일 : 2010. 3. 2.",
    "left": "졸업일 : 2014. 2. 20.",
    "issued": "발급일 : 2015. 9. 14.",
}


def _page(
    title: str = "졸업증명서", *, share: float = 0.5, source: TextSource = TextSource.RECOGNISED, **rows: str
) -> Page:
    given = {**ROWS, **rows}
    page = page_of(title, *given.values(), source=source)
    broken = {word for row in rows.values() for word in row.split(" : ")[0].split()}
    words = (replace(word, confidence=share if word.text in broken else 0.95) for word in page.words)
    return replace(page, words=tuple(words))


def _dates(extraction, page: Page) -> dict[FieldName, tuple[str, tuple[str, ...]]]:
    found = extract(extraction, page)
    return {item.name: (item.value, item.doubts) for item in found.fields if item.name in DATE_FIELDS}


@pytest.mark.parametrize(
    ("rows", "field", "value"),
    [
        ({"entered": "mee : 2010. 3. 2."}, ENTERED, "2010-03-02"),
        ({"left": "co 졸 Hz : 2014. 2. 20."}, LEFT, "2014-02-20"),
        ({"born": "ae 녀 워 : 1990. 5. 3."}, BIRTH, "1990-05-03"),
        ({"entered": "qe : 2010. 3. 2.", "left": "co 졸 Hz : 2014. 2. 20."}, ENTERED, "2010-03-02"),
        ({"entered": "me : 2010. 3. 2.", "left": "ms : 2014. 2. 20."}, LEFT, "2014-02-20"),
    ],
)
def test_the_date_that_is_missing_stands_where_no_label_could_be_read(extraction, rows, field, value):
    dates = _dates(extraction, _page(**rows))
    assert dates[field] == (value, ("label_unread",))
    assert len(dates) == len(DATE_FIELDS)


@pytest.mark.parametrize(
    "page",
    [
        _page(entered="mee : 2010. 3. 2.", share=0.5, source=TextSource.TEXT_LAYER),
        _page(entered="기숙사입사일 : 2010. 3. 2.", share=0.95),
        _page(entered="mee : 2016. 3. 2."),
        _page(entered="mee : 1992. 3. 2."),
        _page(entered="mee : 2010. 3. 2.", school="mee : 2011. 3. 2."),
        _page(entered="입예정 : 2010. 3. 2."),
        _page("재학증명서", entered="입학일 : 2010. 3. 2.", left="mee : 2014. 2. 20."),
        _page(entered="me : 2014. 2. 20.", left="ms : 2010. 3. 2."),
    ],
    ids=["text", "another's", "after all", "as a child", "two", "expected", "enrolled", "out of order"],
)
def test_a_date_that_may_be_another_is_none(extraction, page):
    found = extract(extraction, page)
    assert len({item.name for item in found.fields} & DATE_FIELDS) < len(DATE_FIELDS)
    assert "stray_date" in {item.code for item in found.remarks}


def test_what_stands_where_a_day_should_is_compared_with_none(extraction):
    rows = ("입학일   제 2022-12345 호", "학과   졸업증명서   졸업증명서")
    days = ("2018-03-02   졸 업 증 명 서   2022년 2월 20일", "May 3, 1990")
    dates = _dates(extraction, page_of(*rows, *days, source=TextSource.RECOGNISED))
    assert all(doubts != ("label_unread",) for _, doubts in dates.values())
