"""Single words of names in Latin letters: which of them were hardly misread, by what they are."""

from __future__ import annotations

from typing import Final

from core.approval.evidence import Evidence
from core.approval.known_words import KnownWords
from core.approval.romanisation import is_given_name
from core.domain.field import Field, FieldName
from core.domain.normal import clean, has_latin
from core.domain.page import Word

_MARKS: Final = ".,;:()"


def is_vouched_for(evidence: Evidence, field: Field, word: Word) -> bool:
    """True for a word of a Latin name that no misread letter turns into another, read well enough for such a one.

    Well-known names, also two of them with a hyphen between (Anna-Lena), and Korean given names (Min-seo): most
    misread letters leave no Korean syllable.
    """
    if field.name is not FieldName.HOLDER_NAME or not has_latin(word.text):
        return False
    text = clean(word.text).strip(_MARKS)
    rules = evidence.policy.names
    known = KnownWords.names(rules.known, rules.accented)
    if word.confidence >= rules.known_floor and all(known.has_word(part) for part in text.split("-")):
        return True
    return word.confidence >= evidence.policy.letters.romanised_floor and is_given_name(text)
