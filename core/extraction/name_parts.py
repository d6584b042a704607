"""The holder's name where family name and given names have labels of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from core.domain.field import FieldName
from core.domain.normal import has_latin, normalise_value
from core.extraction.candidates import MISREAD, ODD, Candidate, Strength
from core.extraction.cells import Form
from core.extraction.layout import Span
from core.extraction.torn import TORN, is_torn
from core.extraction.types import LabelKind
from core.extraction.value_shapes import fits_name

_MARKS: Final = " :：·|=_,;"
_FEWEST: Final = 2


def named_in_parts(form: Form) -> Iterator[Candidate]:
    """The parts together, in the order in which they stand on the page: Family Name: HONG, Given Name: GILDONG."""
    doubts: set[str] = set()
    parts: list[Span] = []
    for index, in_line in form.hits.items():
        for hit in in_line:
            if hit.label.kind is not LabelKind.PART:
                continue
            spans = [span.trimmed(_MARKS) for span in form.value_spans(index, hit)[:1]]
            mine = [span for span in spans if span.end > span.start]
            torn = any(is_torn(form.sheet, span) for span in mine)
            doubts |= ({MISREAD} if hit.misread else set()) | ({TORN} if torn else set())
            parts += mine
    whole = " ".join(part.text for part in parts)
    if len(parts) < _FEWEST or not has_latin(whole):
        return
    value = normalise_value(FieldName.HOLDER_NAME, whole)
    fits = fits_name(value)
    if fits is None:
        return
    words = tuple(word for part in parts for word in part.words)
    told = (*(() if fits else (ODD,)), *sorted(doubts))
    yield Candidate(FieldName.HOLDER_NAME, value, whole, form.sheet, words, Strength.LABEL, told)
