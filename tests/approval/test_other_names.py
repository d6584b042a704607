"""A sentence about somebody else than the holder is asked about; other words behind 위 are no names."""

from __future__ import annotations

import pytest

from core.approval.other_names import named_in_text
from core.approval.policy import Policy
from tests.approval.cases import evidence_of, rules
from tests.kit.pages import page_of


@pytest.mark.parametrize(
    "line",
    [
        "위 이재원은 본 대학교를 졸업하였음을 증명합니다.",
        "위 이 재 원 은 본 대 학 교 를 졸업 하 였 음 을 증 명 합니다.",
        "상 남궁민수는 본교를 졸업하였음을 증명함.",
    ],
)
def test_sentence_about_another_person_is_told(policy: Policy, line: str) -> None:
    assert rules(named_in_text(evidence_of(policy, page=page_of("졸업증명서", line)))) == ["named_in_text"]


@pytest.mark.parametrize(
    "line",
    [
        "위 홍길동은 본 대학교를 졸업하였음을 증명합니다.",
        "위 홍길농은 본 대학교를 졸업하였음을 증명합니다.",  # a misread letter
        "위 사람은 본 대학교를 졸업하였음을 증명합니다.",
        "위 학생은 본교의 전 과정을 이수하였으므로",
        "위 문학사의 학위를 수여함",
        "위 전공과를 이수하였음",
        "위 기재사항은 사실과 다름이 없음을 증명합니다.",
        "위 이학사는 본 대학교의 학위임",
        "주소 : 서울특별시 강남구 이재원은길 3",
    ],
)
def test_what_stands_behind_above_is_mostly_no_name(policy: Policy, line: str) -> None:
    assert named_in_text(evidence_of(policy, page=page_of("졸업증명서", line))) == ()


@pytest.mark.parametrize("name", [None, "Ottilie Rennick"])
def test_without_a_korean_holder_nobody_is_compared(policy: Policy, name: str | None) -> None:
    page = page_of("졸업증명서", "위 이재원은 본 대학교를 졸업하였음을 증명합니다.")
    assert named_in_text(evidence_of(policy, page=page, holder_name=name)) == ()


@pytest.mark.parametrize(
    "line",
    [
        "Mr. Daniel Weber completed all requirements for the degree in good academic standing.",
        "Ms. Sarah Lindqvist has successfully completed the course of study.",
        "The degree was conferred on Daniel Weber on August 20, 2016.",
        "The degree was conferred by the University upon Sarah Lindqvist.",
    ],
)
def test_english_sentence_about_another_person_is_told(policy: Policy, line: str) -> None:
    page = page_of("Certificate of Graduation", "This is to certify that Kang Taewoo graduated.", line)
    assert rules(named_in_text(evidence_of(policy, page=page, holder_name="Kang Taewoo"))) == ["named_in_text"]


@pytest.mark.parametrize(
    "line",
    [
        "Mr. Kang completed all requirements for the degree.",
        "Mr. Taewoo Kang has completed all requirements.",
        "Mr. Kanq Taew00 completed all requirements.",  # misread
        "The degree was conferred on August 20, 2016.",
        "The degree was conferred by the University on Friday, May 3.",
        "The degree was conferred upon Kang Taewoo on August 20, 2016.",
        "Ms. Margaret L. Hollis, University Registrar",
        "The degree conferred on Bachelor of Science candidates",
    ],
)
def test_other_english_names_and_days_are_not(policy: Policy, line: str) -> None:
    page = page_of("Certificate of Graduation", line)
    assert named_in_text(evidence_of(policy, page=page, holder_name="Kang Taewoo")) == ()
