"""What the core words in English alone, said in Korean: why a page was not read, what is wrong with a claim file."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.domain.hold import HoldReason, ReasonCode
from desktop.ui.errors import KOREAN

_CLAIM: Final = tuple(
    (re.compile(pattern, re.DOTALL), korean)
    for pattern, korean in (
        (r"(?P<a>.+) cannot be read \((?P<b>.+)\)", "{a}을(를) 읽을 수 없습니다"),
        (r"(?P<a>.+) is larger than (?P<b>\d+) kB", "{a}의 크기가 {b} kB를 넘습니다"),
        (r"(?P<a>.+): it is not valid JSON", "{a}: JSON 형식이 아닙니다"),
        (
            r'(?P<a>.+): "due" must be a day or a time, as (?P<b>\S+) or (?P<c>\S+)',
            '{a}: "due"에는 날짜나 시각을 {b} 또는 {c}처럼 적어야 합니다',
        ),
        (r'(?P<a>.+): "(?P<b>.+)" stands twice', "{a}: “{b}” 항목이 두 번 있습니다"),
        (
            r'(?P<a>.+): "claim" must be an object of field names and texts',
            "{a}: “claim”은 항목 이름과 글로 된 객체여야 합니다",
        ),
        (r'(?P<a>.+): "(?P<b>.+)" is no field; fields are .+', "{a}: “{b}” 항목은 없습니다"),
        (
            r'(?P<a>.+): "(?P<b>.+)" must be a text of at most (?P<c>\d+) characters',
            "{a}: “{b}” 값은 {c}자 이하의 글이어야 합니다",
        ),
    )
)


def claim_problem(text: str) -> str:
    """What is wrong with a claim file, in Korean; the core's own text where nobody has words for it."""
    for pattern, korean in _CLAIM:
        if found := pattern.fullmatch(text):
            return korean.format(**found.groupdict())
    return text


def in_korean(reason: HoldReason) -> HoldReason:
    """The reason with its problem said in Korean."""
    blanks = dict(reason.params)
    problem = blanks.get("problem", "")
    if reason.code is ReasonCode.CLAIM_INVALID:
        problem = claim_problem(problem)
    elif reason.code is ReasonCode.PAGE_UNREAD:
        problem = KOREAN.get(blanks.get("problem_code", ""), problem)
    if problem == blanks.get("problem", ""):
        return reason
    return replace(reason, params=tuple((blanks | {"problem": problem}).items()))
