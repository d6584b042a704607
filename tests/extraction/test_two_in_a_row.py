"""Heads of documents with two things in one row: the title and the number, the day and the number."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.page import TextSource
from tests.kit.pages import extract, page_of, value_of

ROWS = ("성명    조홍린", "생년월일    1989/11/18", "졸업학교    서울예인대학교", "졸업년월일    2013/02/14")


@pytest.fixture
def found(extraction):
    return lambda *lines: extract(extraction, page_of(*lines))


def doubts_of(page, name):
    return next(field.doubts for field in page.fields if field.name == name)


@pytest.mark.parametrize("number", ["2022-GC-9134", "제2023-59380호", "202308-47138", "K-2020-56566"])
@pytest.mark.parametrize("turned", [False, True])
def test_a_title_beside_its_number_is_a_title(found, number, turned):
    pair = (number, "졸업증명서") if turned else ("졸업증명서", number)
    page = found("          ".join(pair), *ROWS, "위 사람은 본교를 졸업하였으므로 이를 증명합니다.")
    assert value_of(page, "document_type") == "graduation_certificate"
    assert value_of(page, "document_number") == number
    assert doubts_of(page, "document_type") == ()


def test_a_title_beside_other_words_is_none(found):
    page = found("졸업증명서          발급 신청", *ROWS)
    assert value_of(page, "document_number") is None
    assert value_of(page, "document_type") is None or doubts_of(page, "document_type")


def test_a_title_in_the_middle_of_a_page_is_no_heading(found):
    page = found(*ROWS, "@700 졸업증명서          2022-GC-9134")
    assert value_of(page, "document_number") is None


LETTER = (
    "@420 Certificate of Graduation",
    "@520 This is to certify that Oscar Nilsson, born on 21 Aug 1996, was a student",
)


@pytest.mark.parametrize(
    "row",
    [
        "07 Mar 2022               Certificate No. CERT-2022-71268",
        "Certificate No. CERT-2022-71268               07 Mar 2022",
    ],
)
def test_a_day_beside_the_number_in_the_head_is_that_of_issue(found, row):
    page = found("Everton Technical College", f"@200 {row}", *LETTER)
    assert value_of(page, "issue_date") == "2022-03-07"
    assert value_of(page, "document_number") == "CERT-2022-71268"
    assert doubts_of(page, "issue_date") == ()


def test_a_day_beside_another_label_is_not_taken_from_it(found):
    page = found("Everton Technical College", "@200 07 Mar 2022               Date of Birth 21 Aug 1996", *LETTER)
    assert value_of(page, "issue_date") is None


def test_a_day_beside_a_number_low_on_the_page_is_not(found):
    page = found("Everton Technical College", *LETTER, "@900 07 Mar 2022               Student No. 2014-71268")
    assert value_of(page, "issue_date") is None or doubts_of(page, "issue_date")


def scanned(*lines: str):
    return page_of(*lines, confidence=0.98, source=TextSource.RECOGNISED)


def test_a_number_behind_a_dash_may_have_lost_its_letter(extraction):
    page = extract(extraction, scanned("증명번호    -2025-33038", "졸업증명서", *ROWS))
    assert value_of(page, "document_number") == "2025-33038"
    assert doubts_of(page, "document_number") != ()
    whole = extract(extraction, scanned("증명번호    2025-33038", "졸업증명서", *ROWS))
    assert doubts_of(whole, "document_number") == ()


def test_a_number_whose_parts_lie_in_one_another_may_have_lost_a_letter(extraction):
    """2020-GR-21651, whose G was hardly read: the box of what stood before it goes to the end."""
    page = scanned("증서번호    2020- R-21651", "졸업증명서", *ROWS)
    end = max(word.box.x1 for word in page.words if word.text == "R-21651")
    wide = tuple(replace(word, box=replace(word.box, x1=end)) if word.text == "2020-" else word for word in page.words)
    assert doubts_of(extract(extraction, replace(page, words=wide)), "document_number") != ()
