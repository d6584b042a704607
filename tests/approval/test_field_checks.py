from __future__ import annotations

from dataclasses import replace

import pytest

from core.approval import field_checks
from core.domain.claim import Claim
from core.domain.field import FieldName
from core.domain.hold import ReasonCode
from tests.approval.cases import PAGE, codes, evidence_of, field_of, rules
from tests.kit.pages import dossier_of, reading_of


def test_a_claim_that_cannot_be_used_is_asked_about(policy):
    dossier = replace(dossier_of(reading_of(PAGE)), claim=Claim(problem="record.json: it is not valid JSON"))
    found = field_checks.claim_usable(evidence_of(policy, dossier=dossier))
    assert codes(found) == [ReasonCode.CLAIM_INVALID]


def test_a_policy_may_want_a_claim(policy):
    wanting = policy.model_copy(update={"claim": policy.claim.model_copy(update={"required": True})})
    assert rules(field_checks.claim_usable(evidence_of(wanting))) == ["claim_required"]
    assert field_checks.claim_usable(evidence_of(wanting, {"holder_name": "홍길동"})) == ()


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, ReasonCode.UNKNOWN_TYPE),
        ("passport", ReasonCode.UNKNOWN_TYPE),
        (field_of("document_type", "diploma", doubts=("mixed_types",), others=("transcript",)), ReasonCode.MIXED_TYPES),
    ],
)
def test_the_kind_of_document(policy, value, code):
    assert codes(field_checks.document_type(evidence_of(policy, document_type=value))) == [code]


def test_a_policy_may_send_a_kind_to_a_person_always(policy):
    always = policy.model_copy(
        update={"type": tuple(item.model_copy(update={"always_hold": True}) for item in policy.type)}
    )
    assert codes(field_checks.document_type(evidence_of(always))) == [ReasonCode.ALWAYS]


@pytest.mark.parametrize("name", ["holder_name", "school", "graduation_date", "issue_date"])
def test_a_missing_field_is_asked_about(policy, name):
    found = field_checks.required_fields(evidence_of(policy, **{name: None}))
    assert [(item.code, item.field) for item in found] == [(ReasonCode.MISSING_FIELD, name)]


def test_a_value_that_was_not_found_again_is_asked_about(policy):
    found = field_checks.grounded(evidence_of(policy, school=field_of("school", "동해대학교", grounded=False)))
    assert codes(found) == [ReasonCode.UNGROUNDED]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("birth_date", "1999-13-01"),
        ("birth_date", "19990101"),
        ("holder_name", "홍길E"),
        ("holder_name", "홍길1"),
        ("holder_name", "홍ㄱ동"),
        ("holder_name", "홍" * 130),
        ("document_number", "no digits"),
        ("school", "동해<대학교>"),
    ],
)
def test_values_without_their_form_are_asked_about(policy, name, value):
    assert codes(field_checks.formats(evidence_of(policy, **{name: value}))) == [ReasonCode.BAD_FORMAT]


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        ({"holder_name": "홍 길동"}, None),
        ({"birth_date": "1999년 5월 3일"}, None),
        ({"holder_name": "홍길순"}, ReasonCode.CLAIM_DIFFERS),
        ({"holder_name": "HONG GILDONG"}, ReasonCode.SCRIPT_MATCHES),
        ({"holder_name": "KIM MINSU"}, ReasonCode.SCRIPT_DIFFERS),
        ({"birth_date": "1999-05-04"}, ReasonCode.CLAIM_DIFFERS),
        ({"degree": "학사"}, ReasonCode.CLAIM_DIFFERS),
    ],
)
def test_the_claim_is_compared_in_normal_form(policy, claim, code):
    assert codes(field_checks.claim_agrees(evidence_of(policy, claim))) == ([code] if code else [])


def test_a_claim_that_differs_names_both_values(policy):
    found = field_checks.claim_agrees(evidence_of(policy, {"holder_name": "홍길순"}))
    assert all(value in found[0].text("ko") for value in ("홍길동", "홍길순"))


def test_a_claim_about_something_not_found_is_asked_about(policy):
    found = field_checks.claim_agrees(evidence_of(policy, {"major": "통계학과"}, major=None))
    assert codes(found) == [ReasonCode.CLAIM_UNCHECKED]


@pytest.mark.parametrize(
    ("issued", "graduated", "missing"),
    [
        ("2022-03-05", "2022-02-20", []),
        (None, "2022-02-20", []),
        ("2022-03-05", None, []),
        (None, None, [FieldName.ISSUE_DATE]),
    ],
)
def test_one_date_is_enough_for_a_diploma(policy, issued, graduated, missing):
    evidence = evidence_of(policy, document_type="diploma", issue_date=issued, graduation_date=graduated)
    assert [item.field for item in field_checks.required_fields(evidence)] == missing


@pytest.mark.parametrize(
    ("kind", "day", "wanted"),
    [
        ("diploma", "2022-02-20", []),
        ("diploma", "2022-02-21", [ReasonCode.CLAIM_UNCHECKED]),
        ("graduation_certificate", "2022-02-20", [ReasonCode.CLAIM_UNCHECKED]),
    ],
)
def test_a_diploma_is_dated_on_the_day_of_graduation(policy, kind, day, wanted):
    evidence = evidence_of(
        policy, {"graduation_date": "2022-02-20"}, document_type=kind, graduation_date=None, issue_date=day
    )
    assert codes(field_checks.claim_agrees(evidence)) == wanted


@pytest.mark.parametrize(
    ("claimed", "wanted"),
    [("Bachelor of Science in Nursing", []), ("Bachelor of Science in Law", [ReasonCode.CLAIM_DIFFERS])],
)
def test_a_degree_may_be_claimed_with_its_field(policy, claimed, wanted):
    evidence = evidence_of(policy, {"degree": claimed}, degree="Bachelor of Science", major="Nursing")
    assert codes(field_checks.claim_agrees(evidence)) == wanted
