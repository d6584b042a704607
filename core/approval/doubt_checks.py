"""The readers' doubts: which of them ask a person, and in which words."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from rapidfuzz.distance import Levenshtein

from core.approval import model_checks
from core.approval.confidence import telling_words
from core.approval.evidence import Evidence, failed, reason
from core.approval.name_checks import without_spellings
from core.domain.field import DATE_FIELDS, Field, FieldName
from core.domain.hold import HoldReason, ReasonCode, field_label
from core.domain.normal import comparison_key

_NO_DATE: Final = frozenset({"bad_date", "partial_date"})
_FIGURES: Final = DATE_FIELDS | {FieldName.DOCUMENT_NUMBER}
_SAID: Final = MappingProxyType(
    {
        "weak_type": (
            "The title could not be read for sure; the kind of document is a guess",
            "제목을 정확히 읽지 못해 문서 종류가 불확실합니다",
        ),
        "attachments_differ": (
            "{label}: the attachments of the record differ: {values}",
            "{label}: 첨부 파일마다 값이 다릅니다: {values}",
        ),
        "head_differs": (
            "{label}: the head who signs is of another school: {values}",
            "{label}: 서명한 기관장의 학교가 다릅니다: {values}",
        ),
        "cut_off": (
            "{label} may go on in the next line: {values}",
            "{label} 값이 다음 줄로 이어질 수 있습니다: {values}",
        ),
        "mended": (
            "{label}: a letter was read otherwise ({raw}) and is taken for what it must be: {values}",
            "{label}: {raw}(으)로 읽힌 글자를 바로잡은 값입니다: {values}",
        ),
        "reader_only": (
            "{label}: only the second recogniser gives this value: {values}",
            "{label}: 두 번째 인식기만 읽은 값입니다: {values}",
        ),
        "qualified": (
            "{label}: what stands behind the value takes something of it back: {values}",
            "{label}: 값 뒤에 값을 제한하는 말이 있습니다: {values}",
        ),
        "other_kind": (
            "A page is a document of another kind; what it says may take back the rest",
            "다른 종류의 문서인 쪽이 있습니다. 나머지 내용과 어긋나는지 확인하십시오",
        ),
        "attachment_unknown": (
            "An attachment is no document of a known kind",
            "종류를 알 수 없는 첨부 파일이 있습니다",
        ),
        "stray_date": (
            "The page shows a date that could not be told to be any field's, and a date is missing",
            "어느 항목인지 알 수 없는 날짜가 문서에 있고, 찾지 못한 날짜 항목이 있습니다",
        ),
    }
)
"""Doubts with words of their own; the first one that a value has is asked. Others say that the value is unclear."""


def doubts(evidence: Evidence) -> tuple[HoldReason, ...]:
    """The reader had no doubt that the policy holds for."""
    reasons = []
    for found in evidence.extraction.fields:
        field = without_spellings(evidence, found)
        serious = _serious(evidence, field)
        if asked := model_checks.of_doubt(field, serious):
            reasons.append(asked)
        if serious := serious - model_checks.DOUBTS:
            reasons.append(_asked(field, serious))
    return (*reasons, *_of_the_record(evidence))


def _serious(evidence: Evidence, field: Field) -> set[str]:
    """The value's doubts that the policy holds for, without those that something settles."""
    rules = evidence.policy.doubts
    serious = set(field.doubts) & set(rules.always)
    if not _settled_by_claim(evidence, field):
        serious |= set(field.doubts) & set(rules.unless_claimed)
    if field.name is FieldName.DOCUMENT_TYPE:
        serious -= {"mixed_types"}  # asked by a check of its own
    touched = [word.confidence for word in telling_words(evidence, field) if word.touched]
    if not touched:
        return serious - {"covered"}
    if min(touched) < rules.covered_floor and field.places <= 1:
        serious |= {"covered"} & set(field.doubts)  # what a seal left of a letter may agree with a false claim
    return serious


def _settled_by_claim(evidence: Evidence, field: Field) -> bool:
    """The claim says what the field says, and what other places say is at most a misread letter away.

    A text layer has no misread letters, and dates and numbers that differ in one figure are two, however alike.
    """
    is_exact = field.name in _FIGURES or not evidence.is_recognised(field)
    near = 0 if is_exact else evidence.policy.claim.near_letters
    key = comparison_key(field.name, field.value)
    others = [comparison_key(field.name, other) for other in field.others]
    return evidence.is_confirmed(field) and all(Levenshtein.distance(key, other) <= near for other in others)


def _asked(field: Field, serious: set[str]) -> HoldReason:
    if serious & _NO_DATE:
        return reason(ReasonCode.BAD_FORMAT, field.name, value=field.raw)
    code = next((code for code in _SAID if code in serious), None)
    if code:
        return _in_words(code, field)
    if serious == {"covered"}:
        return reason(ReasonCode.COVERED, field.name, value=field.value)
    if serious == {"odd_shape"}:
        return reason(ReasonCode.BAD_FORMAT, field.name, value=field.value)
    return reason(ReasonCode.AMBIGUOUS, field.name, values=" / ".join((field.value, *field.others)))


def _in_words(code: str, field: Field) -> HoldReason:
    english, korean = _SAID[code]
    values = " / ".join((field.value, *field.others))
    return failed(
        code,
        field.name,
        english.format(label=field_label(field.name), values=values, raw=field.raw),
        korean.format(label=field_label(field.name, "ko"), values=values, raw=field.raw),
    )


def _of_the_record(evidence: Evidence) -> Iterator[HoldReason]:
    """Doubts that stand at no value."""
    codes = {item.code for item in evidence.extraction.remarks} & set(evidence.policy.doubts.always)
    yield from (failed(code, None, *_SAID[code]) for code in sorted(codes & _SAID.keys()))
