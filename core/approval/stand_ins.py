"""Values that stand for another: John Doe, OO대학교, 김*수, XXXX. Nobody is called so, whatever a claim says."""

from __future__ import annotations

from core.approval.evidence import Evidence, failed
from core.domain.hold import HoldReason, field_label


def stand_ins(evidence: Evidence) -> tuple[HoldReason, ...]:
    """No value is one of a form that was never filled in, of a specimen, or of a masked copy."""
    forms = evidence.policy.stand_ins
    return tuple(
        failed(
            "stand_in",
            field.name,
            f"{field_label(field.name)}: {field.value} stands for a value and is none",
            f"{field_label(field.name, 'ko')}: {field.value}은(는) 실제 값이 아닌 예시나 가린 값으로 보입니다",
        )
        for field in evidence.extraction.fields
        if field.name in forms and forms[field.name].search(field.value)
    )
