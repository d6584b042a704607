"""Titles that could hardly be read: what else on the page says its kind, and the number that stood beside them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.field import FieldName
from core.domain.page import Page, TextSource
from tests.kit.pages import extract, page_of, value_of


def torn(*lines: str, high: int = 1) -> Page:
    """A recognised page whose first word was hardly read and is so many times as high as the others."""
    page = page_of(*lines, confidence=0.95, source=TextSource.RECOGNISED)
    first = page.words[0]
    box = replace(first.box, y1=first.box.y0 + high * (first.box.y1 - first.box.y0))
    return replace(page, words=(replace(first, confidence=0.1, box=box), *page.words[1:]))


def doubts_of(extraction, page):
    return extract(extraction, page).get(FieldName.DOCUMENT_TYPE).doubts


@pytest.mark.parametrize(
    "line",
    [
        "위 사람은 본교를 졸업하였으므로 이를 증명합니다.",
        "위 학생의 졸업을 증명함",
        "위 사람은 졸업하였음을 증명합니다.",
        "위 사람은 본 대학교를 졸업한 자임을 증명합니다.",
    ],
)
def test_a_page_that_certifies_graduation_says_its_kind(extraction, line):
    page = torn("졸어증멍시", "성명     홍길동", line)
    assert value_of(extract(extraction, page), "document_type") == "graduation_certificate"
    assert doubts_of(extraction, page) == ()


def test_a_sentence_speaks_for_a_title_hardly_read(extraction):
    told = torn("졸업증명서", "성명     홍길동", "위 학생의 졸업을 증명합니다.")
    assert doubts_of(extraction, torn("졸업증명서", "성명     홍길동")) == ("weak_type",)
    found = extract(extraction, told).get(FieldName.DOCUMENT_TYPE)
    assert (found.doubts, found.confidence, found.grounded) == ((), 0.95, True)


def test_what_may_be_certified_says_no_kind(extraction):
    page = torn("졸어증멍시", "성명     홍길동", "졸업을 증명할 수 있는 서류", "졸업일자     2016. 2. 14.")
    assert doubts_of(extraction, page) == ("weak_type",)


@pytest.mark.parametrize(
    ("number", "high", "value"),
    [
        ("K-2020-56566", 3, "K-2020-56566"),
        ("제 2020-56566 호", 3, "제 2020-56566 호"),
        ("K-2020-56566", 1, None),
        ("2020-56566", 3, None),
    ],
)
def test_a_number_stands_beside_a_large_title_however_it_was_read(extraction, number, high, value):
    page = torn(f"@100 조어즈                    {number}", "@300 성명     홍길동", high=high)
    assert value_of(extract(extraction, page), "document_number") == value
