"""A transcript without courses, or with an average beyond its scale, is asked about."""

from __future__ import annotations

import pytest

from core.approval.policy import Policy
from core.approval.transcripts import transcript_sound
from core.domain.page import TextSource
from tests.approval.cases import evidence_of, rules
from tests.kit.pages import page_of

ROW = "일반수학     3     A+"


def asked(policy: Policy, *lines: str, kind: str = "transcript") -> list[str]:
    return rules(transcript_sound(evidence_of(policy, page=page_of("성적증명서", *lines), document_type=kind)))


@pytest.mark.parametrize(
    "row",
    [
        ROW,
        "일 반 수학 3 At",
        "Calculus I 4 A",
        "CS 414 Physics 3.0 A-",
        "CS 341 Database Systems 4.00 B+ 13.20",
        "통계학개론 3 P",
        "대학영어    B0",
        "체육 2",
    ],
)
def test_rows_of_courses_are_known(policy: Policy, row: str) -> None:
    assert asked(policy, "교과목명     학점     성적", row, "위와 같이 성적을 증명합니다.") == []


def test_transcript_without_a_course_is_told(policy: Policy) -> None:
    lines = ("교과목명     학점     성적", "총 취득학점 : 129     평점평균 : 4.16", "2019년 2월 23일")
    assert asked(policy, *lines) == ["no_courses"]
    assert asked(policy, *lines, kind="diploma") == []


@pytest.mark.parametrize(
    ("line", "is_high"),
    [
        ("평점평균 : 4.16 / 4.5", False),
        ("평 점 평균 4.61/4.5", True),
        ("총 평점평균 : 7.80", True),
        ("GPA : 7.80", True),
        ("GPA : 3.59", False),
        ("Cumulative GPA 4.35 / 4.0", True),
        ("Cumulative GPA 4.19/45", False),  # 4.5, misread
        ("CGPA : 7.80", False),
        ("GPA : 7.80 (out of 10)", False),
        ("평점평균 94.2 / 100", False),
        ("평점평균 94.2 (백점 만점)", False),
        ("GPA : 3.52 Total Credits : 3", False),
    ],
)
def test_average_beyond_its_scale_is_told(policy: Policy, line: str, *, is_high: bool) -> None:
    assert asked(policy, ROW, line) == (["average_impossible"] if is_high else [])


def table(*more: str, rows: int = 10) -> tuple[str, ...]:
    """Rows of three credits each, and one more for each of those told."""
    return (*(f"과목{chr(0xAC00 + 28 * at)}개론     3     A+" for at in range(rows)), *more)


def read(policy: Policy, *lines: str) -> list[str]:
    page = page_of("성적증명서", *lines, source=TextSource.RECOGNISED)
    return rules(transcript_sound(evidence_of(policy, page=page, document_type="transcript")))


@pytest.mark.parametrize(
    ("total", "asked_told", "asked_read"),
    [("30", False, False), ("32", False, False), ("36", True, False), ("60", True, True), ("20", True, True)],
)
@pytest.mark.parametrize("label", ["총 취득학점", "취득학점 계 :", "Total Credits Earned:", "총 이수학점"])
def test_credits_that_do_not_add_up_are_told(
    policy: Policy, label: str, total: str, *, asked_told: bool, asked_read: bool
) -> None:
    lines = (*table(), f"{label} {total} 학점")
    assert asked(policy, *lines) == (["credits_differ"] if asked_told else [])
    assert read(policy, *lines) == (["credits_differ"] if asked_read else [])


@pytest.mark.parametrize(
    "lines",
    [
        (*table(), "총 취득학점 : 90 (학점 인정) 60"),
        (*table(), "Total Credits : 90", "Transfer credits: 60"),
        (*table(rows=4), "총 취득학점 : 90"),
        (*table(), "총 취득학점 : 30", "Total Credits : 90"),
    ],
)
def test_credits_from_elsewhere_and_few_rows_tell_nothing(policy: Policy, lines: tuple[str, ...]) -> None:
    assert asked(policy, *lines) == []


def test_rows_whose_credits_could_not_be_read_tell_nothing(policy: Policy) -> None:
    unread = [f"전필 과목{chr(0xAC00 + 28 * at)}각론" for at in range(20)]
    assert read(policy, *table(), *unread, "총 취득학점 60") == []
    assert read(policy, *table(), *unread[:2], "총 취득학점 60") == ["credits_differ"]


def test_two_columns_of_courses_count_both(policy: Policy) -> None:
    rows = [f"과목{chr(0xAC00 + 28 * at)}가 3 A+ 과목{chr(0xAC00 + 28 * at)}나 2 B0" for at in range(6)]
    assert asked(policy, *rows, "총 취득학점 30") == []
    assert asked(policy, *rows, "총 취득학점 45") == ["credits_differ"]


@pytest.mark.parametrize(
    ("other", "is_told"),
    [("자료구조 1 A0", True), ("자료구조 3 A0", False), ("자료구조2 1 A0", False), ("체육 1 A0", False)],
)
def test_course_with_different_credits_is_told(policy: Policy, other: str, *, is_told: bool) -> None:
    lines = (
        *table(),
        "자료구조 3 B+",
        "자료구조 3 C0",
        "체육 2 A+",
        "체육 2 B0",
        "알고리즘 3 A+",
        "알고리즘 2 A+",
        "세미나연구 1 A0",
        "세미나연구 2 A0",
        other,
    )
    assert asked(policy, *lines) == (["course_differs"] if is_told else [])
    assert read(policy, *lines) == []
