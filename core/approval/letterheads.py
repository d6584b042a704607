"""Schools that a page names in a line of their own, or as the owner of an office: the document's, or another one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from rapidfuzz import fuzz

from core.approval.evidence import Evidence, failed
from core.approval.schools import Standing
from core.domain.field import FieldName
from core.domain.hold import HoldReason
from core.domain.normal import clean, has_hangul

_ALIKE: Final = 60
"""Of 100: names less alike than this are not one name with misread letters."""


def letterhead_agrees(evidence: Evidence) -> tuple[HoldReason, ...]:
    """No page names another school in a line that says nothing else, or an office of another school."""
    field = evidence.field(FieldName.SCHOOL)
    if field is None:
        return ()
    said = dict.fromkeys(name for name in _schools(evidence) if _is_another(evidence, field.value, name))
    return tuple(
        failed(
            "letterhead_differs",
            FieldName.SCHOOL,
            f"A page names another school as well: {field.value} / {name}",
            f"다른 학교 이름이 함께 적혀 있습니다: {field.value} / {name}",
        )
        for name in said
    )


def _schools(evidence: Evidence) -> Iterator[str]:
    rules = evidence.policy.schools
    for page in evidence.reading.pages:
        for _, words in groupby(page.words, key=lambda word: word.line):
            text = clean(" ".join(word.text for word in words))
            text = text.replace(" ", "") if has_hangul(text) else text
            office = rules.office.match(text.replace(" ", ""))
            if rules.letterhead.fullmatch(text):
                yield text
            elif office:
                yield office["name"]


def _is_another(evidence: Evidence, value: str, name: str) -> bool:
    """True unless one may be the other misread, cut, in other letters, or another name that the list knows."""
    if has_hangul(value) != has_hangul(name):
        return False
    first, second = evidence.schools.find(value), evidence.schools.find(name)
    if first.standing is second.standing is Standing.LISTED:
        return first.name != second.name
    one, other = (evidence.policy.schools.kind.sub("", text.casefold()).strip() for text in (value, name))
    return bool(one and other) and fuzz.partial_ratio(one, other) < _ALIKE
