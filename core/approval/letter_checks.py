"""Checks against misread letters (single letters are misread with high confidence) and values in the wrong field."""

from __future__ import annotations

from typing import Final

from core.approval.evidence import Evidence, reason
from core.approval.policy_korean import KoreanRules
from core.domain.field import Field, FieldName
from core.domain.hold import HoldReason, ReasonCode
from core.domain.normal import has_hangul
from core.domain.page import Page, TextSource

_SHORT: Final = 3
_CONFIRMED: Final = 0.8
"""Read less surely, letters that no name has may be a misreading with which a false claim agrees: 김창즌 for 김창준."""


def scripts(evidence: Evidence) -> tuple[HoldReason, ...]:
    """On a recognised Korean page a value all in Latin letters is likely misread, unless the claim confirms it."""
    korean = {(page.attachment, page.number) for page in _recognised(evidence) if _is_korean(page)}
    reasons = []
    for name in (FieldName.HOLDER_NAME, FieldName.SCHOOL, FieldName.MAJOR, FieldName.DEGREE):
        field = evidence.field(name)
        if field is None or (field.attachment, field.page) not in korean or has_hangul(field.value):
            continue
        if not evidence.is_confirmed(field):
            reasons.append(reason(ReasonCode.BAD_FORMAT, name, value=field.value))
    return tuple(reasons)


def korean_letters(evidence: Evidence) -> tuple[HoldReason, ...]:
    """A recognised Korean name is made of letters of such, a degree of words of such, or the claim confirms it."""
    return tuple(
        reason(ReasonCode.BAD_FORMAT, field.name, value=field.value)
        for field in evidence.extraction.fields
        if evidence.is_recognised(field)
        and not (evidence.is_confirmed(field) and field.confidence >= _CONFIRMED)
        and not _is_usual(evidence, field)
    )


def _is_usual(evidence: Evidence, field: Field) -> bool:
    rules = evidence.policy.korean
    if field.name is FieldName.DEGREE:
        known = bool(rules.degrees.fullmatch(field.value))
        return known or (not has_hangul(field.value) and _is_of_known_words(evidence, field))
    if field.name is FieldName.HOLDER_NAME and has_hangul(field.value):
        double = field.value.startswith(rules.double_families)
        given = field.value[2 if double else 1 :]
        fits = (double or field.value[0] in rules.families) and bool(given) and set(given) <= set(rules.given)
        whole = len(field.value) >= rules.shortest or _is_whole(rules, field)
        return fits and whole and len(given) <= rules.longest_given and not _is_doubled(given)
    return True


def _is_doubled(given: str) -> bool:
    """True for one letter twice: as good as nobody is called so, and letters are read twice."""
    return len(given) > 1 and len(set(given)) == 1


def _is_whole(rules: KoreanRules, field: Field) -> bool:
    """True for a short name that was read so well, and begins so, that it has hardly lost a letter."""
    is_family = field.value[0] in rules.begins_no_given
    return not field.doubts and field.confidence >= (rules.short_floor if is_family else rules.other_short_floor)


def _is_of_known_words(evidence: Evidence, field: Field) -> bool:
    """Bachelor of Art: a letter is lost, since Arts is the known word. Short words are abbreviations."""
    known = {word.casefold() for word in evidence.policy.known.words.get(field.name, ())}
    words = [word.strip(".,()").casefold() for word in field.value.split()]
    return all(word in known or len(word) < _SHORT for word in words)


def shapes(evidence: Evidence) -> tuple[HoldReason, ...]:
    """Values look like what their field is for, unless the claim confirms them: a swapped value shows."""
    rules = evidence.policy.shapes
    reasons = []
    for field in evidence.extraction.fields:
        must, must_not = rules.must.get(field.name), rules.must_not.get(field.name)
        fits = (not must or must.search(field.value)) and not (must_not and must_not.search(field.value))
        if not fits and not evidence.is_confirmed(field):
            reasons.append(reason(ReasonCode.BAD_FORMAT, field.name, value=field.value))
    return tuple(reasons)


def _recognised(evidence: Evidence) -> list[Page]:
    return [page for page in evidence.reading.pages if page.source is not TextSource.TEXT_LAYER]


def _is_korean(page: Page) -> bool:
    text = "".join(word.text for word in page.words)
    hangul = sum("가" <= letter <= "힣" for letter in text)
    latin = sum(letter.isascii() and letter.isalpha() for letter in text)
    return hangul > 2 * latin
