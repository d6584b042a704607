"""Days in the head of a document, in one row with its number: 07 Mar 2022        Certificate No. CERT-2022-71268."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from core.domain.field import FieldName
from core.extraction.candidates import Candidate
from core.extraction.label_hits import LabelHit
from core.extraction.layout import Line, Sheet
from core.extraction.row_cells import cells_of
from core.extraction.signatures import date_alone

_NUMBER: Final = (FieldName.DOCUMENT_NUMBER,)


def head_dates(sheet: Sheet, lines: Sequence[Line], hits: Sequence[Sequence[LabelHit]]) -> Iterator[Candidate]:
    """A cell at the top of the page that is nothing but a day, beside the label of the document's number.

    Args:
        sheet: the page.
        lines: its lines, from top to bottom.
        hits: for each line its labels.
    """
    for line, in_line in zip(lines, hits, strict=True):
        if not sheet.is_at_top(line) or [hit.label.fields for hit in in_line] != [_NUMBER]:
            continue
        label = in_line[0]
        apart = (cell for cell in cells_of(line) if cell.end <= label.start or cell.start > label.value)
        yield from filter(None, (date_alone(sheet, cell) for cell in apart))
