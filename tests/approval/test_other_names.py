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
