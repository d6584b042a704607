"""Forms issued on the web, by machine and in the classic layout: what stands there without a label of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.field import FieldName
from tests.kit.pages import extract, page_of, value_of


@pytest.mark.parametrize(
    ("line", "major"),
    [
        ("공과대학   토목공학과   3학년", "토목공학과"),
        ("농업생명과학대학 원예학과 제2학년", "원예학과"),
        ("물리학과 1학년 2학기", "물리학과"),
        ("인문대학 국어국문학과", "국어국문학과"),
    ],
)
def test_a_department_in_a_line_of_its_own(extraction, line: str, major: str) -> None:
    found = extract(
        extraction,
        page_of(
            "재 학 증 명 서",
            line,
            "권 예 은",
            "1997. 11. 02. 생",
            "위 사람은 현재 재학 중임을 증명함.",
            "백양대학교 총장",
        ),
    )
    assert value_of(found, "major") == major


@pytest.mark.parametrize("line", ["위 학생은 공과대학 3학년", "3학년", "교무과", "인문대학을 졸업하였음"])
def test_other_lines_are_no_department(extraction, line: str) -> None:
    found = extract(extraction, page_of("재 학 증 명 서", line, "권 예 은", "1997. 11. 02. 생", "백양대학교 총장"))
    assert value_of(found, "major") is None


@pytest.mark.parametrize(
    "head", ["부산광역시 해밀여자고등학교장", "강원특별자치도 해밀여자고등학교장", "해밀여자고등학교장"]
)
def test_a_high_school_without_its_province(extraction, head: str) -> None:
    found = extract(extraction, page_of("졸업증명서", "성명 : 강혜린", "2023년 01월 10일", head))
    assert value_of(found, "school") == "해밀여자고등학교"


def test_a_year_of_admission_is_no_day_and_ends_the_value_before_it(extraction) -> None:
    found = extract(
        extraction,
        page_of(
            "OFFICIAL TRANSCRIPT",
            "Degree : Bachelor of Technology        Year of Admission : 2009",
            "Branch : Computer Science and Engineering        Month & Year of Passing : May 2013",
        ),
    )
    assert value_of(found, "admission_date") is None
    assert value_of(found, "major") == "Computer Science and Engineering"


def test_a_programme_named_by_its_degree_above_the_major(extraction) -> None:
    found = extract(
        extraction,
        page_of("Official Academic Transcript", "Program      Bachelor of Science", "Major      Marine Biology"),
    )
    assert (value_of(found, "degree"), value_of(found, "major")) == ("Bachelor of Science", "Marine Biology")
    found = extract(extraction, page_of("Student Status Letter", "Programme      Economics and Finance"))
    assert value_of(found, "major") == "Economics and Finance"


def test_a_major_without_the_college_behind_it(extraction) -> None:
    found = extract(
        extraction, page_of("Certificate of Graduation", "Major : Economics in the College of Social Sciences")
    )
    assert value_of(found, "major") == "Economics"


def test_a_department_of_a_graduate_university(extraction) -> None:
    line = "위 사람은 2009년 9월 1일 본 대학원대학교 가족상담학과에 입학하여"
    found = extract(
        extraction, page_of("졸업증명서", "성명 : 변은주", line, "2011년 8월 22일 졸업하였음을 증명합니다.")
    )
    assert value_of(found, "major") == "가족상담학과"


def test_a_day_of_issue_beside_the_school(extraction) -> None:
    lines = ("CERTIFICATE OF GRADUATION", "Name : Shin Jiwon", "April 6, 2026              Namseok University")
    assert value_of(extract(extraction, page_of(*lines)), "issue_date") == "2026-04-06"


@pytest.mark.parametrize(
    "line",
    [
        "She majored in Economics in the College of Social Sciences.",
        "and majored in Economics at the School of Business and Trade.",
    ],
)
def test_a_major_in_prose_without_its_college(extraction, line: str) -> None:
    found = extract(extraction, page_of("CERTIFICATE", "This is to certify that Kang Taewoo was admitted to", line))
    assert value_of(found, "major") == "Economics"


def test_a_graduate_university_before_a_masters_course(extraction) -> None:
    lines = (
        "졸업증명서",
        "위 사람은 2009년 9월 1일 본 대학원대학교 가족상담학과",
        "석사과정에 입학하여 2011년 8월 22일 졸업하였음",
    )
    assert value_of(extract(extraction, page_of(*lines)), "major") == "가족상담학과"


@pytest.mark.parametrize(
    ("line", "is_stray"),
    [
        ("문서확인번호 : LGL2-LGRH (확인 가능 기간 : 2025-02-17 까지)", False),
        ("(확인 가능 기간 : 2023.02.22. 까지)", False),
        ("연수 2023.02.22. 까지", True),
        ("Total Credits Earned: 129    CGPA: 7.71 / 10.00    Class Awarded: First Class", False),
        ("Total Credits Earned: 129    7.11/2010", True),
        ("확인 2023.02.22.", True),
    ],
)
def test_the_last_day_of_checking_is_no_stray_date(extraction, line: str, *, is_stray: bool) -> None:
    found = extract(extraction, page_of("재학증명서", "성명 : 이서현", "2024년 11월 19일", "세움대학교 총장", line))
    assert ("stray_date" in {remark.code for remark in found.remarks}) is is_stray


@pytest.mark.parametrize("mark", ["", ".", " _", ". |"])
def test_the_day_of_issue_behind_the_closing_sentence(extraction, mark: str) -> None:
    line = f"위와 같이 성적을 취득하였음을 증명함{mark}2023년 03월 24일"
    found = extract(extraction, page_of("성적증명서", "성명 : 손민재", line, "신림대학교 총장"))
    assert value_of(found, "issue_date") == "2023-03-24"


def test_a_speck_in_a_course_table_does_not_end_it(extraction) -> None:
    page = page_of(
        "성적증명서",
        "학과   국어국문학과",
        "구분   교과목명   학점   성적",
        "전공   한국한문학   3   B+",
        "@290 :",
        "@300 전공   국어의미론   3   A0",
    )
    words = tuple(
        replace(word, box=replace(word.box, y1=word.box.y0 + 0.0004)) if word.text == ":" else word
        for word in page.words
    )
    assert value_of(extract(extraction, replace(page, words=words)), "major") == "국어국문학과"
    assert not extract(extraction, replace(page, words=words)).get(FieldName.MAJOR).doubts


@pytest.mark.parametrize(
    ("line", "is_stray"),
    [
        ("Spring 2016   01/25/2016   05/15/2016   Full-Time   16.00", False),
        ("Fall Semester 2015   08/25/2015   12/14/2015   Full-Time", False),
        ("Springfield   01/25/2016", True),
        ("Status as of   01/25/2016", True),
    ],
)
def test_the_days_of_a_term_are_no_stray_dates(extraction, line: str, *, is_stray: bool) -> None:
    lines = ("Verification of Enrollment", "Date: April 7, 2016", "Name: Trevor Tremblay", line, "University Registrar")
    found = extract(extraction, page_of(*lines))
    assert ("stray_date" in {remark.code for remark in found.remarks}) is is_stray


def test_a_diploma_that_says_at_length_what_was_completed(extraction) -> None:
    lines = (
        "Fairhaven College",
        "upon the nomination of the Faculty, has conferred upon",
        "Marcus Morgan Bennett",
        "having completed the studies and fulfilled the requirements for",
        "the degree of",
        "Master of Business Administration",
    )
    assert value_of(extract(extraction, page_of(*lines)), "document_type") == "diploma"
