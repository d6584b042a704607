"""Degrees and fields of study that have a line of their own on English documents, however the lines around go on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from core.domain.field import FieldName
from core.domain.normal import has_hangul
from core.extraction.candidates import Candidate, Strength
from core.extraction.layout import Line, Sheet, Span
from core.extraction.types import DocumentTypes, lower

_WHOLE_DEGREE: Final = re.compile(
    "(?:Bachelor|Master) of (?:Arts|Laws|Philosophy|Engineering|Education|Nursing|Architecture|Commerce|Theology"
    "|Divinity|Fine Arts|Business Administration|Public Administration|Social Work|Medicine|Pharmacy)"
    "|(?:Bachelor|Master) of Science|Doctor of (?:Philosophy|Education|Medicine|Laws|Engineering|Theology|Science)"
)
"""Degrees that go on with nothing but 'in': what stands in a line of its own below one is the field of study."""
_ANNOUNCED: Final = re.compile(
    r"(?i:\b(?:(?:course|program(?:me)?|field)(?: of stud(?:y|ies))?|study|studies|major|majoring|speciali[sz]ing"
    r"|(?:Bachelor|Master|Doctor) of [A-Za-z]+(?: [A-Za-z]+)?) in"
    r"|\b(?:department|school|field|subject|discipline|area|branch|stream) of)$"
)
_IN: Final = re.compile(r"(?i:(?:with (?:a )?(?:major|specialization|concentration) |majoring )?in\b ?)")
_DEGREE: Final = re.compile(r"(?:Bachelor|Master|Doctor) of [A-Z][\w'&-]*(?: [\w'&-]+)*")
_BRACKETED: Final = re.compile(
    r"\((?!(?i:hon|with\b|first|second|third|upper|lower|class))(?P<field>[A-Z][\w&'-]*(?:,? [\w&'-]+)*)\)"
)
"""The field of study in brackets below a diploma's degree."""
_FIELD: Final = re.compile(r"[A-Z][\w'’&/-]*(?:,? (?:[A-Z][\w'’&/-]*|of|and|the|for|in|&))*")
_OPEN: Final = re.compile(r"(?i:\b(?:of|and|the|for|in|&)$)")
_NO_FIELD: Final = re.compile(
    r"(?i:^(?:given|granted|awarded|conferred|presented|signed|done|dated|date|issued|with|having|this|the|bachelor|master"
    r"|doctor|degree|president|dean|registrar)\b|\b(?:university|college|institute)\b)"
)
_GOES_ON: Final = re.compile(r"(?i:^(?:and(?! (?:was|were|is|has|have|had)\b)|of|&|for)\b)")
_SMALL: Final = frozenset({"and", "of", "the", "in", "for", "&"})
_SIGNS: Final = re.compile(
    "(?i:(?:the|vice|pro|deputy|associate|assistant|acting|prof(?:essor)?[.]?|dr[.]?|-)*"
    "(?:president|chancellor|dean|director|head|chair|registrar|secretary|provost|rector|professor|principal|office))"
)


def is_whole_degree(text: str) -> bool:
    """True for a degree that needs no further word: Bachelor of Arts, also in capitals."""
    return _WHOLE_DEGREE.fullmatch(text.title().replace(" Of ", " of ")) is not None


def is_signers(before: str) -> bool:
    """True if a line that begins so, without spaces, is of who signs: Dean, Faculty of Engineering."""
    return _SIGNS.match(before) is not None


def own_lines(types: DocumentTypes, sheet: Sheet, lines: Sequence[Line]) -> Iterator[Candidate]:
    """Lines that are a whole degree, and those below one that ends with '... course of study in'.

    Args:
        types: the labels and titles known, which are no values.
        sheet: the page.
        lines: its lines without labels, from top to bottom.
    """
    above, further = "", ""
    for index, line in enumerate(lines):
        span = Span(line, 0, len(line.chars)).trimmed(".,;")
        text = span.text if span.end > span.start else ""
        below = Span(lines[index + 1], 0, len(lines[index + 1].chars)).text if index + 1 < len(lines) else ""
        if is_whole_degree(text):
            yield _candidate(FieldName.DEGREE, text, sheet, span)
        started = _IN.match(text) if _ends_with_degree(above) else None
        rest = text[started.end() :] if started else text
        announced = started or _ANNOUNCED.search(above) or (_IN.fullmatch(above) and _ends_with_degree(further))
        announced = announced or (is_whole_degree(above) and _is_known_field(types, text))
        if (bracketed := _BRACKETED.fullmatch(text)) and _DEGREE.fullmatch(above):
            yield _candidate(FieldName.MAJOR, bracketed["field"], sheet, span.cut(1, span.end - span.start - 1))
        if rest and announced and _is_field(types, rest, below):
            letters = len(rest.replace(" ", ""))
            yield _candidate(
                FieldName.MAJOR, rest, sheet, span.cut(span.end - span.start - letters, span.end - span.start)
            )
        above, further = text, above


def _ends_with_degree(text: str) -> bool:
    words = text.split(" ")
    return any(is_whole_degree(" ".join(words[start:])) for start in range(len(words)))


def _is_field(types: DocumentTypes, text: str, below: str) -> bool:
    whole = _FIELD.fullmatch(text) is not None and not has_hangul(text)
    ends = not (_OPEN.search(text) or _GOES_ON.match(below) or _NO_FIELD.search(text))
    return whole and ends and types.major.search(text) is not None


def _is_known_field(types: DocumentTypes, text: str) -> bool:
    """True for a field of study of known words alone: Accounting; Civil and Environmental Engineering."""
    words = [word for word in lower(text).replace(",", " ").split() if word not in _SMALL]
    return bool(words) and all(word in types.latin_words for word in words)


def _candidate(field: FieldName, text: str, sheet: Sheet, span: Span) -> Candidate:
    return Candidate(field, text, text, sheet, span.words, Strength.SENTENCE)
