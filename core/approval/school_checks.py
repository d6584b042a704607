"""The school against the master list."""

from __future__ import annotations

from core.approval.confidence import trust_in
from core.approval.evidence import Evidence, reason
from core.approval.policy_schools import UnknownSchool
from core.approval.schools import Standing
from core.domain.field import FieldName
from core.domain.hold import HoldReason, ReasonCode


def school_listed(evidence: Evidence) -> tuple[HoldReason, ...]:
    """The school is on the master list, or is not meant to be.

    A name that is one misread letter away from a listed one asks, unless the claim says the very same, two places of
    the document do and it was read well enough (the same letter is hardly misread twice), or nothing was recognised
    at all: a text layer has no misread letters.
    """
    field = evidence.field(FieldName.SCHOOL)
    if field is None:
        return ()
    found = evidence.schools.find(field.value)
    twice = field.places > 1 and trust_in(evidence, field).is_enough
    is_sure = evidence.is_confirmed(field) or twice or not evidence.is_recognised(field)
    if found.standing is Standing.NEAR and not is_sure:
        return (reason(ReasonCode.SCHOOL_NEAR, FieldName.SCHOOL, value=field.value, listed=found.name),)
    if found.standing is not Standing.LISTED and evidence.policy.schools.unknown is UnknownSchool.HOLD:
        return (reason(ReasonCode.SCHOOL_UNKNOWN, FieldName.SCHOOL, value=field.value),)
    return ()
