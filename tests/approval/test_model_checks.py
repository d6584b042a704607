from __future__ import annotations

from dataclasses import replace

import pytest

from core.approval import doubt_checks
from core.approval.policy import ModelRules
from core.approval.stage import judge
from core.domain.field import Remark, Said, Source
from core.domain.hold import Outcome, ReasonCode
from tests.approval.cases import evidence_of, field_of

SAID = (Said(Source.RULE, "홍길동"), Said(Source.MODEL, "김갑돌"))


def with_remarks(policy, *codes: str):
    evidence = evidence_of(policy)
    remarks = tuple(Remark(code) for code in codes)
    return replace(evidence, extraction=replace(evidence.extraction, remarks=remarks))


@pytest.mark.parametrize("code", ["model_unavailable", "model_unusable", "model_spent"])
def test_without_the_models_answer_a_person_is_asked(policy, code: str) -> None:
    (asked,) = judge(with_remarks(policy, code)).reasons
    assert asked.code == code
    assert "rules alone" in asked.text("en")
    assert "규칙만으로" in asked.text("ko")


def test_a_policy_may_say_that_rules_alone_suffice(policy) -> None:
    alone = policy.model_copy(update={"model": ModelRules(required=False)})
    assert judge(with_remarks(alone, "model_unavailable")).outcome is Outcome.APPROVED


def test_other_remarks_ask_nothing(policy) -> None:
    assert judge(with_remarks(policy, "model_ungrounded")).outcome is Outcome.APPROVED


@pytest.mark.parametrize("claim", [None, {"holder_name": "홍길동"}, {"holder_name": "김갑돌"}])
def test_readers_that_disagree_hold_whatever_the_claim_says_and_both_are_shown(policy, claim) -> None:
    field = field_of("holder_name", "홍길동", doubts=("sources_disagree",), others=("김갑돌",), readings=SAID)
    found = doubt_checks.doubts(evidence_of(policy, claim, holder_name=field))
    assert found[0].code is ReasonCode.SOURCES_DISAGREE
    assert "홍길동 / 김갑돌" in found[0].text("en")
    assert "홍길동 / 김갑돌" in found[0].text("ko")


@pytest.mark.parametrize("claim", [None, {"degree": "이학사"}])
def test_a_value_of_the_model_alone_holds_whatever_the_claim_says(policy, claim) -> None:
    field = field_of("degree", "이학사", doubts=("model_only",), sources=(Source.MODEL,))
    judgement = judge(evidence_of(policy, claim, degree=field))
    assert judgement.outcome is Outcome.HOLD
    assert [dict(asked.params)["rule"] for asked in judgement.reasons] == ["model_only"]


def test_a_value_of_the_model_that_stands_nowhere_holds_unless_the_claim_settles_it(policy) -> None:
    field = field_of("holder_name", "홍길동", doubts=("model_ungrounded",))
    assert judge(evidence_of(policy, holder_name=field)).outcome is Outcome.HOLD
    assert judge(evidence_of(policy, {"holder_name": "홍길동"}, holder_name=field)).outcome is Outcome.APPROVED


def test_a_doubt_about_the_model_hides_no_other_doubt(policy) -> None:
    field = field_of(
        "holder_name", "홍길동", doubts=("several_values", "sources_disagree"), others=("홍길둥",), readings=SAID
    )
    found = doubt_checks.doubts(evidence_of(policy, holder_name=field))
    assert [asked.code for asked in found] == [ReasonCode.SOURCES_DISAGREE, ReasonCode.AMBIGUOUS]


def test_both_readers_that_agree_are_approved_like_one(policy) -> None:
    field = field_of("holder_name", "홍길동", sources=(Source.RULE, Source.MODEL))
    assert judge(evidence_of(policy, holder_name=field)).outcome is Outcome.APPROVED
    low = replace(field, confidence=0.5)
    assert judge(evidence_of(policy, holder_name=low)).outcome is Outcome.HOLD
