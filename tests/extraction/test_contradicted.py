"""What a sentence says against a label or against itself: another person, another degree, a changed major."""

from __future__ import annotations

import pytest

from core.domain.field import FieldName
from tests.kit.pages import extract, page_of

LABELS = ("        졸 업 증 명 서", "성    명 : 홍길순", "학 교 명 : 동해대학교", "학    위 : 공학사")


@pytest.mark.parametrize(
    ("line", "name", "other"),
    [
        ("위 사람 김철수는 본교를 졸업하였음을 증명합니다.", "holder_name", "김철수"),
        ("상기인 김철수는 2015년 3월 2일 본교에 입학하여", "holder_name", "김철수"),
        ("김철수는 2015년 3월 2일 동해대학교 컴퓨터공학과에 입학하여", "holder_name", "김철수"),
        ("학위등록번호 : 2021-3289\n차은호는 위와 같이 본 대학교를 졸업하였음을 증명합니다.", "holder_name", "차은호"),
        ("위 사람은 본교에서 이학사 학위를 취득하였음을 증명합니다.", "degree", "이학사"),
    ],
)
def test_a_sentence_that_says_something_else_than_a_label_is_a_doubt(extraction, line, name, other):
    field = extract(extraction, page_of(*LABELS[:2], "2015년 3월 2일생", *LABELS[2:], *line.splitlines())).get(
        FieldName(name)
    )
    assert field is not None
    assert "several_values" in field.doubts
    assert other in field.others


@pytest.mark.parametrize(
    "line",
    [
        "위 사람은 본교를 졸업하였음을 증명합니다.",
        "위 사람 홍길순은 본교를 졸업하였음을 증명합니다.",
        "이 사람은 2015년 3월 2일 본교에 입학하여",
        "위 학생은 2015년 3월 2일 본교에 입학하여",
        "본교에서 공학사 학위를 취득하였음을 증명합니다.",
    ],
)
def test_a_sentence_that_says_the_same_or_nothing_else_is_none(extraction, line):
    found = extract(extraction, page_of(*LABELS, line))
    assert not any(field.doubts for field in found.fields if field.name in {FieldName.HOLDER_NAME, FieldName.DEGREE})


@pytest.mark.parametrize(
    ("lines", "name", "values"),
    [
        (
            (
                "위 사람은 2015년 3월 2일 동해대학교 컴퓨터공학과에 입학하여",
                "2020년 2월 21일 공학사, 경영학사 학위를 취득하였음",
            ),
            "degree",
            {"공학사", "경영학사"},
        ),
        (
            (
                "위 사람은 2015년 3월 2일 동해대학교 기계공학과에 입학하여",
                "컴퓨터공학과로 전과 후 2020년 2월 21일 졸업하였음",
            ),
            "major",
            {"기계공학과", "컴퓨터공학과"},
        ),
        (
            (
                "This is to certify that Anna Schmidt graduated from Wexley University with the degree of",
                "Bachelor of Science in Computer Science and Bachelor of Arts in History on February 21, 2020.",
            ),
            "degree",
            {"Bachelor of Science", "Bachelor of Arts"},
        ),
        (
            ("This is to certify that Anna Schmidt, also known as Anne Brown, graduated from Wexley University",),
            "holder_name",
            {"Anna Schmidt", "Anne Brown"},
        ),
    ],
)
def test_two_values_in_one_sentence_are_both_told(extraction, lines, name, values):
    field = extract(extraction, page_of(*lines)).get(FieldName(name))
    assert field is not None
    assert {field.value, *field.others} == values
