"""What the language model's part in a reading means for approval: it can only ever add questions."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from core.approval.evidence import Evidence, failed, reason
from core.domain.field import Field
from core.domain.hold import HoldReason, ReasonCode

DISAGREE: Final = "sources_disagree"
ONLY: Final = "model_only"
UNGROUNDED: Final = "model_ungrounded"
DOUBTS: Final = frozenset({DISAGREE, ONLY, UNGROUNDED})

_TROUBLES: Final = MappingProxyType(
    {code.value: code for code in (ReasonCode.MODEL_UNAVAILABLE, ReasonCode.MODEL_UNUSABLE, ReasonCode.MODEL_SPENT)}
)


def model_read(evidence: Evidence) -> tuple[HoldReason, ...]:
    """The language model, if one is switched on, gave an answer; unless rules alone suffice for the policy."""
    if not evidence.policy.model.required:
        return ()
    return tuple(reason(_TROUBLES[item.code]) for item in evidence.extraction.remarks if item.code in _TROUBLES)


def of_doubt(field: Field, serious: set[str]) -> HoldReason | None:
    """The question that a doubt about the model's value asks; None if there is no such doubt."""
    if DISAGREE in serious:
        values = tuple(dict.fromkeys((field.value, *(said.value for said in field.readings))))
        return reason(ReasonCode.SOURCES_DISAGREE, field.name, values=" / ".join(values))
    if ONLY in serious:
        return failed(
            ONLY,
            field.name,
            "Only the language model gives this value; the rules did not find it",
            "언어 모델만 읽은 값이며 규칙으로는 찾지 못했습니다",
        )
    if UNGROUNDED in serious:
        return failed(
            UNGROUNDED,
            field.name,
            "The language model gave another value, which does not stand on the page",
            "언어 모델이 문서에 없는 다른 값을 답했습니다",
        )
    return None
