"""Checks of single fields: there, found again on the page, free of doubt, well formed, well read, as claimed."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from core.approval.evidence import Evidence, failed, reason
from core.approval.name_checks import claim_differs
from core.domain.field import DATE_FIELDS, Field, FieldName
from core.domain.hold import HoldReason, ReasonCode
from core.domain.normal import has_hangul, has_latin, same_value

_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_JAMO: Final = re.compile(r"[ㄱ-ㅎㅏ-ㅣ]")
_PLAIN: Final = re.compile(r"[\w\s.,'&·()/\-:]+", re.UNICODE)
_NAME: Final = re.compile(r"[^\W\d_][^\d_]*", re.UNICODE)
_LONGEST: Final = 120
_DIPLOMA: Final = "diploma"


def claim_usable(evidence: Evidence) -> tuple[HoldReason, ...]:
    """The claim could be understood, and is there if the policy wants one."""
    claim = evidence.dossier.claim
    if claim.problem:
        return (reason(ReasonCode.CLAIM_INVALID, problem=claim.problem),)
    if evidence.policy.claim.required and claim.is_empty:
        return (
            failed("claim_required", None, "The policy wants a claim to compare with", "정책상 신청 내용이 필요합니다"),
        )
    return ()


def document_type(evidence: Evidence) -> tuple[HoldReason, ...]:
    """The kind of document is known, to the reader and to the policy, and is one kind alone."""
    found = evidence.field(FieldName.DOCUMENT_TYPE)
    if found is None or evidence.rules is None:
        return (reason(ReasonCode.UNKNOWN_TYPE),)
    if "mixed_types" in found.doubts:
        return (reason(ReasonCode.MIXED_TYPES, types=", ".join((found.value, *found.others))),)
    return (reason(ReasonCode.ALWAYS),) if evidence.rules.always_hold else ()


def required_fields(evidence: Evidence) -> tuple[HoldReason, ...]:
    """Every field that this kind of document must carry was found, and one of each group of which one is enough."""
    if evidence.rules is None:
        return ()
    missing = [name for name in evidence.rules.required if evidence.field(name) is None]
    groups = evidence.rules.required_any
    missing += [names[0] for names in groups if names and all(evidence.field(name) is None for name in names)]
    return tuple(reason(ReasonCode.MISSING_FIELD, name) for name in missing)


def grounded(evidence: Evidence) -> tuple[HoldReason, ...]:
    """Every value was found again at its box. Values that are no values (a doubt says so) are left to `doubts`."""
    always = set(evidence.policy.doubts.always)
    return tuple(
        reason(ReasonCode.UNGROUNDED, field.name)
        for field in evidence.extraction.fields
        if not field.grounded and not always & set(field.doubts)
    )


def formats(evidence: Evidence) -> tuple[HoldReason, ...]:
    """Values have the form of their field."""
    always = set(evidence.policy.doubts.always)
    return tuple(
        reason(ReasonCode.BAD_FORMAT, field.name, value=field.value)
        for field in evidence.extraction.fields
        if not always & set(field.doubts) and not _well_formed(field)
    )


def _well_formed(field: Field) -> bool:
    value = field.value
    if not value or len(value) > _LONGEST or _JAMO.search(value):
        return False
    if field.name in DATE_FIELDS:
        return bool(_ISO.fullmatch(value)) and _is_day(value)
    if field.name is FieldName.HOLDER_NAME:
        return bool(_NAME.fullmatch(value)) and not (has_hangul(value) and has_latin(value))
    if field.name is FieldName.DOCUMENT_NUMBER:
        return any(letter.isdigit() for letter in value) and bool(_PLAIN.fullmatch(value))
    return bool(_PLAIN.fullmatch(value))


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def claim_agrees(evidence: Evidence) -> tuple[HoldReason, ...]:
    """Everything claimed stands in the document, and is the same."""
    reasons = []
    for name, claimed in evidence.dossier.claim.values:
        field = evidence.field(name)
        if field is None and name is FieldName.GRADUATION_DATE:
            field = _day_of_diploma(evidence, claimed)
        if field is None:
            reasons.append(reason(ReasonCode.CLAIM_UNCHECKED, name, claim=claimed))
        elif field.name is not name:
            continue
        elif not evidence.is_confirmed(field):
            reasons.append(claim_differs(evidence, field, claimed))
    return tuple(reasons)


def _day_of_diploma(evidence: Evidence, claimed: str) -> Field | None:
    """The day of a diploma if it is the claimed day of graduation: it is conferred and dated on that day alone."""
    field = evidence.field(FieldName.ISSUE_DATE) if evidence.extraction.document_type == _DIPLOMA else None
    return field if field and same_value(FieldName.GRADUATION_DATE, field.value, claimed) else None
