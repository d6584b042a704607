"""Pages of one record that show two students' numbers are asked about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.approval.policy import Policy
from core.approval.student_numbers import student_number
from core.domain.page import TextSource
from tests.approval.cases import evidence_of, rules
from tests.kit.pages import page_of


def asked(policy: Policy, one: str, other: str, source: TextSource = TextSource.TEXT_LAYER) -> list[str]:
    first = page_of("성적증명서", one, source=source)
    evidence = evidence_of(policy, page=first)
    pages = (first, replace(page_of("교과목명", other, source=source), number=2))
    return rules(student_number(replace(evidence, reading=replace(evidence.reading, pages=pages))))


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("학번 : 2015123456", "학 번 : 2015999999", True),
        ("Student ID: 7161913", "Student No. 7161914", True),
        ("학번 2015-12345", "학번 : 201512345", False),
        ("학번 : 2015123456", "교과목 번호 : 2015999999", False),
        ("학번 : 2015123456", "", False),
    ],
)
def test_two_numbers_are_of_two_students(policy: Policy, one: str, other: str, *, differ: bool) -> None:
    assert asked(policy, one, other) == (["student_numbers_differ"] if differ else [])


def test_a_misread_figure_is_no_other_student(policy: Policy) -> None:
    assert asked(policy, "학번 : 2015123456", "학번 : 2015128456", TextSource.RECOGNISED) == []
    assert asked(policy, "학번 : 2015123456", "학번 : 2015999999", TextSource.RECOGNISED) != []
