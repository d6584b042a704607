"""Lines that are nothing but a school's name, on one line or two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from core.domain.field import FieldName
from core.domain.normal import has_hangul, normalise_value
from core.extraction.candidates import Candidate, Strength, candidate
from core.extraction.layout import Line, Sheet, Span
from core.extraction.row_cells import cells_of
from core.extraction.titles import beside_school
from core.extraction.types import DocumentTypes, lower
from core.extraction.value_shapes import COLLEGE_OF
from core.extraction.wrapped import joined

_MARKS: Final = "|│┃¦.,·-_=: "
_TWO: Final = 2
_GOES_ON: Final = frozenset({"of", "and", "the", "for", "at", "&"})
_NEAR_BELOW, _AS_LARGE = 2.6, 0.7
"""Text heights to the next line of one name at most, and how large its letters are at least."""
_SIGNER: Final = re.compile(
    r"(?i:(?P<kind>\b(?:university|college|academy|institute|technology|high school))(?:'s)?,? (?:the )?"
    r"(?:(?:vice[- ])?(?:president|chancellor)|rector|principal|(?:\w+ )?registrar|provost|dean)(?: ?[(\[].*)?$)"
)
"""Who signs, behind the school's name: Halla University President (한라대학교 총장)."""
_SMALL: Final = frozenset(
    (
        *("of", "and", "the", "for", "at", "in", "&"),
        *("de", "del", "della", "delle", "degli", "dei", "di", "do", "da", "dos", "das", "des", "du"),
        *(
            "la",
            "las",
            "le",
            "les",
            "los",
            "e",
            "y",
            "et",
            "i",
            "w",
            "für",
            "und",
            "zu",
            "van",
            "der",
            "den",
            "het",
            "voor",
        ),
    )
)
"""Words that a school's name may have in small letters, at home and abroad."""
_MOST_WORDS: Final = 9
_NEVER_FIRST: Final = frozenset(("at", "of", "in", "for", "and", "&"))
_COMMON: Final = _SMALL | {
    *(
        "university",
        "college",
        "institute",
        "school",
        "academy",
        "high",
        "graduate",
        "office",
        "registrar",
        "president",
    ),
    *("chancellor", "rector", "dean", "principal", "director", "provost", "secretary", "seal", "council", "senate"),
    *("academic", "affairs", "records", "registry", "department", "faculty", "official", "deputy", "vice", "student"),
}
"""Words that alone name no school."""


def lone_schools(types: DocumentTypes, sheet: Sheet, lines: Sequence[Line]) -> Iterator[Candidate]:
    """Lines that are nothing but a school's name: a letterhead, a footer."""
    for at, line in enumerate(lines):
        made = _on_two_lines(types, sheet, lines[at : at + _TWO]) or whole_line_school(
            types, sheet, line, Strength.LONE
        )
        if made:
            yield made


def _on_two_lines(types: DocumentTypes, sheet: Sheet, lines: Sequence[Line]) -> Candidate | None:
    """A name that goes on in the next line, in letters as large: University of Malwa and / Nimar."""
    if len(lines) < _TWO or lines[0].words[-1].word.text not in _GOES_ON:
        return None
    first, second = lines
    apart, larger = second.middle - first.middle, max(first.em, second.em)
    if apart > _NEAR_BELOW * larger or min(first.em, second.em) < _AS_LARGE * larger:
        return None
    whole = joined(Span(first, 0, len(first.chars)), Span(second, 0, len(second.chars)))
    return whole_line_school(types, sheet, whole.line, Strength.LONE)


def whole_line_school(types: DocumentTypes, sheet: Sheet, line: Line, strength: Strength) -> Candidate | None:
    """The school whose name is all of the line, but for a number beside it or who signs behind it."""
    letterhead = beside_school(types, line)
    span = letterhead[0] if letterhead else Span(line, 0, len(line.chars)).trimmed(_MARKS)
    if span.end <= span.start or (letterhead is None and len(cells_of(line)) > 1):
        return None
    if signer := _SIGNER.search(span.text):
        span = span.cut(0, len(span.text[: signer.end("kind")].replace(" ", ""))).trimmed(_MARKS)
    value = normalise_value(FieldName.SCHOOL, span.text)
    if types.head_en.match(span.text) or types.head_ko.match(span.compact):
        return None  # President of Wexley University; 새벽대학교 총장 김하나 학교, the last word a seal's
    is_part = types.part.search(value) and not COLLEGE_OF.match(value)
    if is_part or any(letter.isdigit() or letter in ":," for letter in value):
        return None
    if lower(span.compact) in types.labels or not starts_like_name(value):
        return None
    return candidate(types, FieldName.SCHOOL, sheet, span, strength, firm=False)


def starts_like_name(value: str) -> bool:
    """True if it may be a school's own name: in capitals, and not what any school has: University Registrar."""
    words = value.split()
    if len(words) > _MOST_WORDS:
        return False  # a sentence in capitals
    capitals = all(word[0].isupper() or word in _SMALL for word in words)
    return has_hangul(value) or (
        capitals and words[0] not in _NEVER_FIRST and any(word.casefold() not in _COMMON for word in words)
    )
