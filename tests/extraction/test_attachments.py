"""Records of several attachments: one holder, one school, however each says it, and whoever tries to hide it."""

from __future__ import annotations

from dataclasses import replace

import pytest

import resources
from core.approval.policy import Policy
from core.approval.stage import ApprovalStage
from core.domain.field import FieldName
from core.domain.hold import Outcome
from tests.kit.clock import HandClock
from tests.kit.pages import Quiet, dossier_of, extract, page_of, reading_of

DEGREE = (
    "제 2022-12345 호",
    "졸업증명서",
    "성명 : {name}",
    "생년월일 : {birth}",
    "학교 : {school}",
    "졸업일 : 2022년 2월 18일",
    "위와 같이 졸업하였음을 증명합니다.",
    "@900 2022년 3월 5일",
    "@1000 {school} 총장",
)
FACTS = {"name": "홍길동", "birth": "1999년 5월 3일", "school": "동해대학교"}


@pytest.fixture
def approval() -> ApprovalStage:
    return ApprovalStage(Policy.load(resources.path("policies/default.toml")), HandClock())


def certificate(attachment: int, **other: str):
    page = page_of(*(line.format(**{**FACTS, **other}) for line in DEGREE))
    return replace(page, attachment=attachment)


def judged(extraction, approval, *pages):
    return approval.run(extraction.run(dossier_of(reading_of(*pages)), Quiet()), Quiet()).judgement


def test_two_certificates_of_one_person_are_approved(extraction, approval):
    assert judged(extraction, approval, certificate(0), certificate(1)).outcome is Outcome.APPROVED


@pytest.mark.parametrize(
    ("field", "other"),
    [
        ("name", "홍길순"),
        ("name", "김철수"),
        ("birth", "1999년 5월 8일"),
        ("school", "서해대학교"),
        ("school", "동헤대학교"),
    ],
)
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_certificates_that_differ_are_held(extraction, approval, field, other, order):
    pages = (certificate(order[0]), certificate(order[1], **{field: other}))
    judgement = judged(extraction, approval, *pages)
    name = {"name": FieldName.HOLDER_NAME, "birth": FieldName.BIRTH_DATE, "school": FieldName.SCHOOL}[field]
    assert judgement.outcome is Outcome.HOLD
    assert name in {reason.field for reason in judgement.reasons}


def test_the_third_of_three_is_not_outvoted(extraction, approval):
    pages = (certificate(0), certificate(1), certificate(2, name="김철수"))
    judgement = judged(extraction, approval, *pages)
    assert FieldName.HOLDER_NAME in {reason.field for reason in judgement.reasons}


def test_an_attachment_without_labels_counts_as_much(extraction, approval):
    diploma = page_of(
        "제 2022-12345 호", "학위증", "김 철 수", "1999년 5월 3일생", "위 사람은 본교의 전 과정을 마쳤음",
        "@900 2022년 2월 18일", "@1000 동해대학교 총장",
    )  # fmt: skip
    judgement = judged(extraction, approval, certificate(0), replace(diploma, attachment=1))
    assert FieldName.HOLDER_NAME in {reason.field for reason in judgement.reasons}


def test_another_holder_on_a_second_page_of_the_same_file_is_seen(extraction, approval):
    second = replace(certificate(0, name="김철수"), number=2)
    judgement = judged(extraction, approval, certificate(0), second)
    assert FieldName.HOLDER_NAME in {reason.field for reason in judgement.reasons}


def test_spaces_and_scripts_are_no_difference(extraction):
    found = extract(extraction, certificate(0), certificate(1, name="홍 길 동", school="동해 대학교"))
    for name in (FieldName.HOLDER_NAME, FieldName.SCHOOL):
        field = found.get(name)
        assert (field.doubts, field.others) == ((), ())


def test_an_attachment_that_says_no_name_hides_nothing_and_proves_nothing(extraction, approval):
    blank = replace(page_of("붙임 1"), attachment=1)
    assert judged(extraction, approval, certificate(0), blank).outcome is Outcome.APPROVED
    assert judged(extraction, approval, blank, replace(blank, attachment=0)).outcome is Outcome.HOLD
