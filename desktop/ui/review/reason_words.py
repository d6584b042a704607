"""Why records are held, in a few words each, for filters and counts. The reason itself says the whole question."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from core.domain.hold import ReasonCode
from desktop.ui.words import Words

_R = ReasonCode
SHORT: Final = MappingProxyType(
    {
        _R.PAGE_UNREAD: ("Page not read", "읽지 못한 쪽"),
        _R.PAGES_LEFT_OUT: ("Pages left out", "건너뛴 쪽"),
        _R.NO_TEXT: ("No text", "글자 없음"),
        _R.UNKNOWN_TYPE: ("Unknown kind", "모르는 문서 종류"),
        _R.MIXED_TYPES: ("Mixed kinds", "섞인 문서 종류"),
        _R.MISSING_FIELD: ("Value missing", "빠진 항목"),
        _R.LOW_CONFIDENCE: ("Low confidence", "낮은 신뢰도"),
        _R.UNGROUNDED: ("Not found again", "문서에서 다시 못 찾음"),
        _R.AMBIGUOUS: ("Ambiguous value", "여러 가지로 읽힘"),
        _R.BAD_FORMAT: ("Invalid form", "형식 오류"),
        _R.CLAIM_DIFFERS: ("Differs from the claim", "신청 내용과 다름"),
        _R.SCRIPT_MATCHES: ("Other script, fits", "다른 문자 표기, 맞음"),
        _R.SCRIPT_DIFFERS: ("Other script, unusual", "다른 문자 표기, 다름"),
        _R.CLAIM_UNCHECKED: ("Claim not checked", "확인 못한 신청 내용"),
        _R.CLAIM_INVALID: ("Claim unusable", "쓸 수 없는 신청 내용"),
        _R.RULE_FAILED: ("Rule failed", "규칙 위반"),
        _R.SOURCES_DISAGREE: ("Readers disagree", "판독 결과 불일치"),
        _R.MODEL_UNAVAILABLE: ("Model not reached", "언어 모델 연결 안 됨"),
        _R.MODEL_UNUSABLE: ("Model of no use", "언어 모델 답 오류"),
        _R.MODEL_SPENT: ("Model limit reached", "언어 모델 한도 초과"),
        _R.HIDDEN_TEXT: ("Hidden text", "숨은 글자"),
        _R.LAYER_DIFFERS: ("Text is not what is shown", "보이는 것과 다른 글자"),
        _R.TYPE_DIFFERS: ("Wrong extension", "확장자와 다른 형식"),
        _R.INSTRUCTION_TEXT: ("Addresses a machine", "기계에게 지시하는 글"),
        _R.DUPLICATE: ("Handed in before", "중복 제출"),
        _R.SCHOOL_NEAR: ("School one letter off", "학교 이름 한 글자 차이"),
        _R.SCHOOL_UNKNOWN: ("School not listed", "목록에 없는 학교"),
        _R.UNREAD_INK: ("Ink not read", "읽지 못한 글자"),
        _R.COVERED: ("Covered value", "가려진 값"),
        _R.ALWAYS: ("Always by a person", "항상 사람이 검토"),
        _R.APPROVED_BEFORE: ("Approved before", "이미 승인함"),
        _R.HANDED_IN_AGAIN: ("New files after a decision", "결정 뒤 다시 제출"),
        _R.PERSON_DIFFERS: ("Differs from a person's value", "사람이 확인한 값과 다름"),
        _R.REJECTED_BEFORE: ("Rejected before", "이미 반려함"),
    }
)


def short(code: ReasonCode, words: Words) -> str:
    """The reason in a few words; one that is not known here in plain letters."""
    if code not in SHORT:
        return code.value.replace("_", " ")
    return SHORT[code][1 if words.language == "ko" else 0]
