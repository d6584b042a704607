"""Values whose label was misread beyond recognition, told by their own shape. Always a doubt: `label_unread`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from core.domain.field import FieldName
from core.extraction.candidates import Candidate, Strength, candidate
from core.extraction.labels import LabelHit
from core.extraction.layout import Line, Sheet, Span
from core.extraction.types import DocumentTypes

UNREAD: Final = "label_unread"
_LABEL_LENGTH: Final = 7
_WIDE: Final = 1.2
_SHAPES: Final = (
    (FieldName.SCHOOL, re.compile(r"[가-힣]{2,16}(?:대학교|고등학교|중학교)")),
    (FieldName.MAJOR, re.compile(r"[가-힣A-Z]{2,16}(?:학과|학부|전공)")),
    (FieldName.DEGREE, re.compile(r"[가-힣]{0,8}(?:학사|석사|박사)")),
)
_NAME: Final = re.compile(r"[가-힣]{2,5}")
_NAME_LABEL: Final = re.compile(r"^성|명$")


def orphan_candidates(
    types: DocumentTypes, sheet: Sheet, lines: Sequence[Line], hits: Sequence[Sequence[LabelHit]]
) -> Iterator[Candidate]:
    """Values in rows that look like label and value although the label could not be read.

    Args:
        types: shapes of values.
        sheet: the page.
        lines: its lines, and
        hits: the labels of each.
    """
    for index, line in enumerate(lines):
        span = None if hits[index] else _second_half(line)
        if span is None:
            continue
        field = _field_by_shape(line, span, below=hits[index + 1] if index + 1 < len(lines) else ())
        made = candidate(types, field, sheet, span, Strength.LONE) if field else None
        if made:
            yield replace(made, doubts=(*made.doubts, UNREAD))


def _second_half(line: Line) -> Span | None:
    """What follows a short first piece and a colon or a wide gap."""
    for at in range(1, min(_LABEL_LENGTH, len(line.chars) - 1) + 1):
        wide = line.starts_word(at) and line.before[at] >= _WIDE if at < len(line.chars) else False
        if line.chars[at - 1] in ":：" or wide:
            span = Span(line, at, len(line.chars)).trimmed(":：|.= ")
            return span if span.end > span.start else None
    return None


def _field_by_shape(line: Line, span: Span, below: Sequence[LabelHit]) -> FieldName | None:
    for field, shape in _SHAPES:
        if shape.fullmatch(span.compact):
            return field
    before = line.chars[: span.start].strip(":：|.= ")
    above_birth = any(FieldName.BIRTH_DATE in hit.label.fields for hit in below)
    is_name = above_birth and _NAME_LABEL.search(before) and _NAME.fullmatch(span.compact)
    return FieldName.HOLDER_NAME if is_name else None
