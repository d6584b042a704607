"""Forms whose rows run aslant, whose labels are half lost, and values that have lines of their own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.page import Page, TextSource
from tests.kit.pages import extract, page_of, value_of


def scanned(*lines: str) -> Page:
    return page_of(*lines, confidence=0.95, source=TextSource.RECOGNISED)


def with_unsure(page: Page, *texts: str) -> Page:
    """The page with those words hardly read."""
    words = tuple(replace(word, confidence=0.4) if word.text in texts else word for word in page.words)
    return replace(page, words=words)


def doubts_of(found, name):
    return next(field.doubts for field in found.fields if field.name == name)


@pytest.mark.parametrize(
    ("lines", "name", "value"),
    [
        (
            ["@100 the degree of", "@180 Bachelor of Arts", "@260 Accounting", "@340 in recognition of"],
            "major",
            "Accounting",
        ),
        (
            ["@100 the degree of", "@180 Bachelor of Arts", "@260 with distinction", "@340 in recognition"],
            "major",
            None,
        ),
        (
            ["@100 graduated with the degree of", "@180 Bachelor of Music", "@600           President"],
            "degree",
            "Bachelor of Music",
        ),
        (["She received the degree of Bachelor of", "Arts on O1 Sep 2018."], "graduation_date", "2018-09-01"),
        (["제 :32221 호", "졸업증명서"], "document_number", "제 32221 호"),
        (["졸업증명서", "발급번호 : 2022-0041   학위번호 : 제2020-512호"], "document_number", "2022-0041"),
        (["제 2022-41 호", "졸업증명서", "학위등록번호 : 2020-512-77"], "document_number", "제 2022-41 호"),
        (["학위기", "학위등록번호 : 2020-512-77"], "document_number", "2020-512-77"),
        (["졸업증명서", "졸업자 생년월일 : 1996-03-14"], "birth_date", "1996-03-14"),
        (["졸업증명서", "수여자 성명 : 홍지민"], "holder_name", "홍지민"),
        (["졸업증명서", "2022년 11월 22일 발급", "한울대학교 총장"], "issue_date", "2022-11-22"),
        (["학위기", "석사학위과정을 이수하여 경영학석사의 학위를 수여함"], "degree", "경영학석사"),
        (["성적증명서", "새날대학교 교무처장"], "school", "새날대학교"),
        (["졸업증명서", "성 명  DAA 으 르 으"], "holder_name", None),
        (["졸업증명서", "학적 : 한빛대학교 인문사회과학대학 영어영문학과"], "major", "영어영문학과"),
        (["증 제2016-318호", "졸업증명서"], "document_number", "제2016-318호"),
        (["졸업증서", "제 58 회 제 12345 호"], "document_number", "제 12345 호"),
        (["제 2019-117 호          대", "졸업증명서"], "document_number", "제 2019-117 호"),
        (["재학증명서", "학년/학기     3학년 / 2학기"], "degree", None),
        (["재학증명서", "생년월일 2002-09-14     과 정     학사과정", "학년/학기     3학년/2학기"], "degree", None),
        (["학위기", "공학석사(전자공학) 학위의 자격을 갖추었기에 수여함"], "major", "전자공학"),
        (
            ["학위기", "소정의 과정을 이수하고", "공학석사(전자공학) 학위의 자격을 갖추었기에 수여함"],
            "degree",
            "공학석사",
        ),
        (["졸업증명서", "성명: 안재홍 (1986년 3월 31일생)"], "birth_date", "1986-03-31"),
        (["Certificate of Enrolment", "Name: Ann Lee (born 3 May 1990)"], "birth_date", "1990-05-03"),
        (["졸업확인서", "확인일자: 2020. 12. 24."], "issue_date", "2020-12-24"),
        (
            ["Certificate of Enrolment", "@900 Halla University President (한라대학교 총장)"],
            "school",
            "Halla University",
        ),
    ],
)
def test_a_line_gives_its_value(extraction, lines, name, value):
    assert value_of(extract(extraction, scanned(*lines)), name) == value


def test_two_numbers_of_which_one_is_the_degrees_are_no_doubt(extraction):
    found = extract(extraction, page_of("졸업증명서", "학위번호 : 제2020-512호", "발급번호 : 2022-0041-88"))
    assert value_of(found, "document_number") == "2022-0041-88"
    assert doubts_of(found, "document_number") == ()


def test_columns_whose_labels_stand_aslant_keep_their_values(extraction):
    page = page_of(
        "@100 CERTIFICATE OF GRADUATION",
        "@200                         Date Graduated",
        "@222 Date Admitted",
        "@245                         9 February 2013",
        "@266 2009-09-01",
    )
    found = extract(extraction, page)
    assert value_of(found, "admission_date") == "2009-09-01"
    assert value_of(found, "graduation_date") == "2013-02-09"


def test_half_a_label_takes_no_value_from_a_row_that_begins_with_another(extraction):
    page = with_unsure(
        scanned("@100 졸업증명서", "@200 생년월일고리Birth   2000년 10월 4일", "@218 Date", "@600 2026년 5월 20일"),
        "고리",
    )
    assert value_of(extract(extraction, page), "issue_date") == "2026-05-20"


@pytest.mark.parametrize("rest", ["성", "서영"])
def test_a_name_goes_without_what_is_left_of_its_label(extraction, rest):
    page = with_unsure(scanned("졸업증명서", f"{rest}     홍길동", "1998년 6월 17일생"), "서영")
    found = extract(extraction, page)
    assert value_of(found, "holder_name") == "홍길동"
    assert "label_unread" in doubts_of(found, "holder_name")


def test_a_department_behind_an_unread_label_is_found_and_doubted(extraction):
    page = with_unsure(scanned("재학증명서", "학교 : 새벽대학교     sap     서양화과"), "sap")
    found = extract(extraction, page)
    assert value_of(found, "major") == "서양화과"
    assert "label_unread" in doubts_of(found, "major")
