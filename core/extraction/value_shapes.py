"""Whether a text has the shape of a value of its field."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from core.domain.dates import read_date
from core.domain.field import FieldName
from core.domain.normal import has_hangul, has_latin
from core.extraction.types import DocumentTypes

_DIGITS: Final = re.compile(r"\d")
_SHORTEST: Final = 2
_NAME_HANGUL: Final = (2, 6)
_NAME_DIGITS: Final = 2
_OF_NAMES: Final = "de la le du van von der den ter bin ibn al el da das dos del di binti binte zu af av ben y e"
_PARTICLES: Final = frozenset(_OF_NAMES.split())
_LEVEL: Final = (
    r"(?:(?:integrated|combined|joint) )?(?:bachelor|master|doctor)\W?s?(?:\W{1,3}(?:ph\.?d\.?|doctora(?:l|te)))?"
    r"|doctoral|ph\.?d\.?"
)
_OTHER_THINGS: Final = MappingProxyType(
    {
        # A college beside a label for the major; part of a label; how or at what level one studies; a letter's subject.
        FieldName.MAJOR: re.compile(
            r"[가-힣]대학$|^및|[:：]|(?i: campus$|^(?:n/?a|none|not applicable"
            r"|(?:(?:(?:under|post)?graduate|full[- ]?time|part[- ]?time|regular|evening|day|distance|online"
            rf"|{_LEVEL}"
            r")(?: (?:degree|integrated))?"
            r"(?: (?:stud(?:y|ies|ent)|program(?:me)?|degree|course|level|learning|mode))?))$"
            r"|^(?:(?:.{0,3}field|course|area|branch|programme?) ?)?(?:of ?)?stud(?:y|ies)$"
            r"|^(?:graduation|enrol\w+|request|confirmation|verification|certificat\w+|letter|proof|recommendation"
            r"|application) (?:of|for)\b)"
        ),
        # 학위를 취득하였음을 증명합니다: a sentence; 석사과정: what one studies for.
        FieldName.DEGREE: re.compile(
            r"^[을를]|[니한하]다[.]?$|^(?:학부|석[^가-힣]?박사|(?:전문)?[학석박]사)(?:\s?통합)?\s?과정$"
            rf"|^(?i:{_LEVEL})(?: degree)?(?: integrated)? (?:program(?:me)?|course)$"
        ),
    }
)
"""What is no such value, although it stands behind such a label."""
_ANY_SCHOOL: Final = re.compile(
    "(?:출신|졸업|소속|재학|수여|이수|해당|전적|지원|우리|본|모|귀|타|당|각)(?:대학교?|학교|고등학교)"
    "|(?:학교|대학)?[총학교원]?장의?인|.*(?:으므로|에서|하여|과정|갖추었).*"
)
COLLEGE_OF: Final = re.compile(r"(?i:college of) (?:the )?[A-Z]\w+ [A-Z]")


def fits(types: DocumentTypes, field: FieldName, value: str) -> bool | None:
    """True if the value has its field's shape, False if that is open, None if it cannot be such a value."""
    if len(value) < _SHORTEST or not (has_hangul(value) or has_latin(value)):
        return None
    if field is FieldName.HOLDER_NAME:
        return fits_name(value)
    if field is FieldName.SCHOOL:
        if (
            _ANY_SCHOOL.fullmatch(value)
            or read_date(value)
            or value.islower()
            or (has_hangul(value) and types.major.search(value) and not types.school.search(value))
        ):
            return None
        is_part = (
            not COLLEGE_OF.match(value)
            and types.part.search(value)
            and not types.school.search(types.part.sub("", value))
        )
        return None if is_part else bool(types.school.search(value))
    if len(_DIGITS.findall(value)) > len(value) / 3 or _OTHER_THINGS[field].search(value):
        return None
    return bool(types.major.search(value)) if field is FieldName.MAJOR else True


def fits_name(value: str) -> bool | None:
    """True if the value has the shape of a name, False if that is open, None if it cannot be one."""
    if len(_DIGITS.findall(value)) > _NAME_DIGITS:
        return None
    letters = [letter for letter in value if letter.isalpha()]
    if len(letters) < _NAME_HANGUL[0]:
        return None
    plain = all(letter.isalpha() or letter in " .,'-" for letter in value)
    if has_hangul(value):
        return plain and not has_latin(value) and len(letters) <= _NAME_HANGUL[1]
    return plain and all(word[0].isupper() or word in _PARTICLES for word in value.split())
