"""Were the values read well enough? Only words that tell values apart count, and only as far as nothing else does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from core.approval.evidence import Evidence, reason
from core.approval.known_words import KnownWords
from core.approval.latin_names import is_vouched_for
from core.approval.name_checks import is_spelled_beside
from core.approval.policy import ClaimRules
from core.approval.romanisation import is_korean
from core.approval.schools import Standing
from core.domain.field import DATE_FIELDS, Field, FieldName, Source
from core.domain.hold import HoldReason, ReasonCode
from core.domain.normal import clean, has_hangul, has_latin
from core.domain.page import Word

_TYPE_DOUBTS: Final = frozenset({"mixed_types", "weak_type"})
_WELL_READ: Final = 0.8
_OPEN_TEXT: Final = frozenset({FieldName.HOLDER_NAME, FieldName.MAJOR})


@dataclass(frozen=True, slots=True)
class Trust:
    """How well a value was read (the lowest confidence of the words that tell it apart) and how well it must be."""

    confidence: float
    floor: float

    @property
    def is_enough(self) -> bool:
        """True if the value was read well enough."""
        return self.confidence >= self.floor


def confidence(evidence: Evidence) -> tuple[HoldReason, ...]:
    """Every value was read well enough; a value that something else vouches for needs less."""
    reasons = []
    for field in evidence.extraction.fields:
        trust = trust_in(evidence, field)
        if not (trust.is_enough or _TYPE_DOUBTS & set(field.doubts)):
            shown = (int(trust.confidence * 100), round(trust.floor * 100))
            reasons.append(reason(ReasonCode.LOW_CONFIDENCE, field.name, confidence=shown[0], floor=shown[1]))
    return tuple(reasons)


def trust_in(evidence: Evidence, field: Field) -> Trust:
    """What the recogniser's confidence in that value is worth."""
    if field.confidence < min((word.confidence for word in field.words), default=1.0):
        return Trust(field.confidence, _floor(evidence, field))  # its reader knows of more than the words tell
    lowest = min((word.confidence for word in telling_words(evidence, field)), default=1.0)
    return Trust(lowest, _floor(evidence, field))


def _floor(evidence: Evidence, field: Field) -> float:
    """The field's own floor, or a lower one where something else than the recogniser vouches for the value."""
    policy = evidence.policy
    own = (_letter_floor, _near_floor, _odd_number_floor, _once_floor)
    floors = [max(policy.floors[field.name], *(rule(evidence, field) for rule in own))]
    if evidence.is_confirmed(field):
        floors.append(_claim_floor(policy.claim, field))
    if field.name is FieldName.ISSUE_DATE and _number_names(evidence, field):
        floors.append(policy.dates.numbered_floor)
    if Source.BARCODE in field.sources:
        floors.append(policy.codes.agreed_floor)
    if field.places > 1 or is_spelled_beside(evidence, field):
        floors.append(policy.claim.said_twice_floor)
    if field.name is FieldName.SCHOOL and _is_listed(evidence, field):
        floors.append(policy.schools.listed_floor)
    if field.name is FieldName.DOCUMENT_NUMBER:
        floors.append(_number_floor(evidence, field))
    return max(min(floors), _doubted_floor(evidence, field))


def _doubted_floor(evidence: Evidence, field: Field) -> float:
    """A value with a doubt that nobody is asked about must be read well, unless something else says the same.

    A floor below the others' lowest: a number's usual form or its year speaks for no figure of the rest.
    """
    rules = evidence.policy.doubts
    asked = {*rules.always, *rules.unless_claimed}
    if not any(word.touched for word in telling_words(evidence, field)):
        asked.discard("covered")  # asked only about words that something lay over
    is_vouched = evidence.is_confirmed(field) or Source.BARCODE in field.sources or field.places > 1
    return 0.0 if is_vouched or asked.issuperset(field.doubts) else rules.doubted_floor


def _claim_floor(rules: ClaimRules, field: Field) -> float:
    if field.name in DATE_FIELDS:
        return rules.confirmed_date_floor
    return rules.confirmed_twice_floor if field.places > 1 else rules.confirmed_floor


def _number_names(evidence: Evidence, field: Field) -> bool:
    """True if the document's number, well read itself, shows the year of that date."""
    number = evidence.field(FieldName.DOCUMENT_NUMBER)
    found = evidence.policy.numbers.form.fullmatch(number.value) if number else None
    return bool(number and found and found["year"] == field.value[:4] and number.confidence >= _WELL_READ)


def _near_floor(evidence: Evidence, field: Field) -> float:
    """A value that is nearly a well-known one was likely meant to be that one, and misread."""
    known = KnownWords.of((), evidence.policy.known.phrases.get(field.name, ()))
    return evidence.policy.known.near_floor if known.is_near_phrase(field.value) else 0.0


def _once_floor(evidence: Evidence, field: Field) -> float:
    """A school's name that nothing else on the page repeats, and no list knows, may have lost or changed a letter."""
    once = field.name is FieldName.SCHOOL and field.places <= 1 and has_hangul(field.value)
    return evidence.policy.schools.once_floor if once else 0.0


def _is_listed(evidence: Evidence, field: Field) -> bool:
    """True if the school is listed and no misread letter turns it into another listed one."""
    return evidence.schools.find(field.value).standing is Standing.LISTED and evidence.schools.is_apart(field.value)


def _letter_floor(evidence: Evidence, field: Field) -> float:
    """Latin letters are misread with more confidence than Korean ones, and no list of letters shows it."""
    policy = evidence.policy
    if field.name not in _OPEN_TEXT or not has_latin(field.value):
        return 0.0
    if field.name is FieldName.HOLDER_NAME and KnownWords.listed(policy.names.accented).has_part(field.value):
        return 1.0  # the recogniser knows no accents
    korean = field.name is FieldName.HOLDER_NAME and is_korean(field.value, policy.romanisation.surnames)
    return policy.letters.romanised_floor if korean else policy.letters.latin_floor


def _odd_number_floor(evidence: Evidence, field: Field) -> float:
    """Numbers that look like no number mostly were misread: 40042497 for A0042497, Al 2013-48 for 제 2013-48."""
    rules = evidence.policy.numbers
    if field.name is not FieldName.DOCUMENT_NUMBER:
        return 0.0
    if _of_form(evidence, field) or rules.plain.fullmatch(field.value):
        return 0.0
    return min(rules.regular_floor, rules.other_floor) if rules.regular.fullmatch(field.value) else rules.other_floor


def _of_form(evidence: Evidence, field: Field) -> re.Match[str] | None:
    """The number in one of the usual forms; None if it has none, or begins with another school's name."""
    found = evidence.policy.numbers.form.fullmatch(field.value)
    school = evidence.field(FieldName.SCHOOL)
    named = found.groupdict().get("school") if found else None
    return None if named and not (school and school.value.startswith(named)) else found


def _number_floor(evidence: Evidence, field: Field) -> float:
    """By the number's form, and by its year if that is the year of issue or graduation; 1 if it has no usual form."""
    rules = evidence.policy.numbers
    found = _of_form(evidence, field)
    days = (evidence.day(FieldName.ISSUE_DATE), evidence.day(FieldName.GRADUATION_DATE))
    if found is None:
        return 1.0
    least = rules.letter_floor if rules.letter.fullmatch(field.value) else 0.0
    if found["year"] is None:
        return max(least, rules.floor)
    return max(least, rules.year_floor) if int(found["year"]) in {day.year for day in days if day} else 1.0


def telling_words(evidence: Evidence, field: Field) -> Iterator[Word]:
    """The words of a value whose misreading would give another one.

    Not those that frame every such value (제 ... 호, 대학교), nor known words that no single misread letter turns
    into another known word, as long as they were not read all too badly.
    """
    known = evidence.policy.known
    words = KnownWords.of(known.words.get(field.name, ()), known.phrases.get(field.name, ()))
    if field.confidence >= known.floor and words.has_phrase(field.value):
        return
    floor = max(known.floor, known.date_floor) if field.name in DATE_FIELDS else known.floor
    for word, is_framed in zip(field.words, _framed(evidence, field), strict=True):
        is_known = word.confidence >= floor and words.has_word(word.text)
        if not (is_framed or is_known or is_vouched_for(evidence, field, word)):
            yield word


def _framed(evidence: Evidence, field: Field) -> list[bool]:
    """For each word of the field, whether it has no letter but those of a frame."""
    texts = [clean(word.text).casefold() for word in field.words]
    frame = evidence.policy.known.frames.get(field.name)
    text = " ".join(texts) if has_latin(field.value) else "".join(texts)
    covered = {at for found in frame.finditer(text) for at in range(found.start(), found.end())} if frame else set()
    step = 1 if has_latin(field.value) else 0
    framed, start = [], 0
    for item in texts:
        letters = [start + at for at, letter in enumerate(item) if letter.isalnum()]
        framed.append(bool(letters) and covered.issuperset(letters))
        start += len(item) + step
    return framed
