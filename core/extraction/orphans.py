"""Values whose label was misread beyond recognition, told by their own shape. Always a doubt: `label_unread`."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from typing import Final

from core.domain.field import FieldName
from core.domain.normal import has_hangul
from core.domain.page import Word
from core.extraction.candidates import Candidate, Strength, candidate
from core.extraction.label_hits import LabelHit
from core.extraction.layout import Line, Sheet, Span
from core.extraction.row_cells import pieces_of
from core.extraction.types import DocumentTypes

UNREAD: Final = "label_unread"
_LABEL_LENGTH: Final = 7
_UNWANTED: Final = ":：|.= "
_SHAPES: Final = (
    (FieldName.SCHOOL, re.compile(r"[가-힣]{2,16}(?:대학교|고등학교|중학교)")),
    (FieldName.MAJOR, re.compile(r"[가-힣A-Z]{1,16}(?:학과|학부|전공)|[가-힣]{2,12}교육과")),
    (FieldName.DEGREE, re.compile(r"[가-힣]{0,8}(?:학사|석사|박사)")),
)
_DEPARTMENT: Final = re.compile(r"(?!.*(?:교무|학사|민원|총무|학적|지원|관리|행정지원)과$)[가-힣]{2,12}과")
_UNSURE: Final = 0.7
_NAME: Final = re.compile(r"[가-힣]{2,5}")
_NAME_LABEL: Final = re.compile(r"^성|명$")


def orphan_candidates(
    types: DocumentTypes,
    sheet: Sheet,
    lines: Sequence[Line],
    hits: Sequence[Sequence[LabelHit]],
    taken: Container[Word],
) -> Iterator[Candidate]:
    """Values in cells that look like label and value although the label could not be read.

    Args:
        types: shapes of values.
        sheet: the page.
        lines: its lines, and
        hits: the labels of each.
        taken: words of values whose labels could be read.
    """
    for index, line in enumerate(lines):
        births = [hit for near in hits[index : index + 2] for hit in near if FieldName.BIRTH_DATE in hit.label.fields]
        for before, span in _pairs(line, hits[index]):
            if any(word in taken for word in span.words):
                continue
            field = _field_by_shape(before, span, beside_birth=bool(births))
            if field is None and hits[index] and _is_unread(line, span) and _DEPARTMENT.fullmatch(span.compact):
                field = FieldName.MAJOR
            made = candidate(types, field, sheet, span, Strength.LONE) if field else None
            if made:
                yield replace(made, doubts=(*made.doubts, UNREAD))


def _pairs(line: Line, hits: Sequence[LabelHit]) -> Iterator[tuple[str, Span]]:
    """What may be a label that could not be read, and what follows it: behind a colon, or the next piece."""
    pieces = [piece for piece in pieces_of(line) if not any(_overlap(hit, piece) for hit in hits)]
    for number, piece in enumerate(pieces):
        colon = re.search("[:：]", piece.compact)
        if colon and colon.start() <= _LABEL_LENGTH:
            inner = piece.cut(colon.end(), len(piece.compact)).trimmed(_UNWANTED)
            if inner.end > inner.start:
                yield piece.compact[: colon.start()], inner
                continue
        if number + 1 < len(pieces) and len(piece.compact.rstrip(_UNWANTED)) <= _LABEL_LENGTH:
            yield piece.compact.strip(_UNWANTED), pieces[number + 1].trimmed(_UNWANTED)


def _is_unread(line: Line, span: Span) -> bool:
    """True if what stands before it is no Korean word, or was hardly read."""
    before = [word.word for word in line.words[: line.owner[span.start]] if word.word.text.strip(_UNWANTED)]
    return bool(before) and (not has_hangul(before[-1].text) or before[-1].confidence < _UNSURE)


def _overlap(hit: LabelHit, piece: Span) -> bool:
    return hit.start < piece.end and piece.start < hit.end


def _field_by_shape(before: str, span: Span, *, beside_birth: bool) -> FieldName | None:
    for field, shape in _SHAPES:
        if shape.fullmatch(span.compact):
            return field
    is_name = beside_birth and _NAME_LABEL.search(before) and _NAME.fullmatch(span.compact)
    return FieldName.HOLDER_NAME if is_name else None
