"""A transcript without courses, or with an average beyond its scale, is asked about."""

from __future__ import annotations

import pytest

from core.approval.policy import Policy
from core.approval.transcripts import transcript_sound
from tests.approval.cases import evidence_of, rules
from tests.kit.pages import page_of

ROW = "일반수학     3     A+"


def asked(policy: Policy, *lines: str, kind: str = "transcript") -> list[str]:
    return rules(transcript_sound(evidence_of(policy, page=page_of("성적증명서", *lines), document_type=kind)))


@pytest.mark.parametrize(
    "row",
    [ROW, "일 반 수학 3 At", "Calculus I 4 A", "CS 414 Physics 3.0 A-", "통계학개론 3 P", "대학영어    B0", "체육 2"],
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
