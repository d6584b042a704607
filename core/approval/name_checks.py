"""Names in Korean and in Latin letters: what they are worth as evidence. Never the same, never nothing."""

from __future__ import annotations

from dataclasses import replace

from core.approval.evidence import Evidence, failed, reason
from core.approval.romanisation import in_two_scripts, same_name
from core.approval.school_spelling import says_same_school
from core.approval.schools import Standing
from core.domain.field import Field, FieldName
from core.domain.hold import HoldReason, ReasonCode
from core.domain.normal import has_hangul

_DOUBTS = frozenset({"several_values", "attachments_differ"})


def names_in_two_scripts(evidence: Evidence) -> tuple[HoldReason, ...]:
    """A document that gives the holder's name in both scripts gives the same name."""
    field = evidence.field(FieldName.HOLDER_NAME)
    if field is None:
        return ()
    return tuple(
        failed(
            "names_in_two_scripts",
            FieldName.HOLDER_NAME,
            f"The names {field.value} and {other} are not spellings of one name",
            f"{field.value}와(과) {other}은(는) 같은 이름의 표기로 보이지 않습니다",
        )
        for other in field.others
        if in_two_scripts(field.value, other) and not _same(evidence, field.name, field.value, other)
    )


def without_spellings(evidence: Evidence, field: Field) -> Field:
    """The field without other values that are its own in the other script, and without the doubts they caused."""
    others = tuple(other for other in field.others if not _is_spelling(evidence, field, other))
    if others or not field.others:
        return replace(field, others=others)
    return replace(field, others=(), doubts=tuple(doubt for doubt in field.doubts if doubt not in _DOUBTS))


def is_spelled_beside(evidence: Evidence, field: Field) -> bool:
    """True if the document gives the holder's name in the other script as well, and it is a spelling of this one."""
    named = field.name is FieldName.HOLDER_NAME
    return named and any(_is_spelling(evidence, field, other) for other in field.others)


def _is_spelling(evidence: Evidence, field: Field, other: str) -> bool:
    spelled = field.name in (FieldName.HOLDER_NAME, FieldName.SCHOOL) and in_two_scripts(field.value, other)
    return spelled and _same(evidence, field.name, field.value, other)


def claim_differs(evidence: Evidence, field: Field, claimed: str) -> HoldReason:
    """The question that a differing claim asks; in another script it tells whether both may well say the same."""
    code = ReasonCode.CLAIM_DIFFERS
    if field.name in (FieldName.HOLDER_NAME, FieldName.SCHOOL) and in_two_scripts(field.value, claimed):
        alike = _same(evidence, field.name, field.value, claimed)
        code = ReasonCode.SCRIPT_MATCHES if alike else ReasonCode.SCRIPT_DIFFERS
    return reason(code, field.name, document=field.value, claim=claimed)


def _same(evidence: Evidence, name: FieldName, one: str, other: str) -> bool:
    if name is FieldName.HOLDER_NAME:
        return same_name(one, other, evidence.policy.romanisation.surnames)
    korean, latin = (one, other) if has_hangul(one) else (other, one)
    if says_same_school(korean, latin):
        return True
    first, second = evidence.schools.find(one), evidence.schools.find(other)
    return first.standing is second.standing is Standing.LISTED and first.name == second.name
