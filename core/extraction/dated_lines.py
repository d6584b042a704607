"""A page's lines with dates: looked for once, as looking for them takes long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.domain.dates import DateReading
from core.extraction.candidates import dates_in
from core.extraction.label_hits import LabelHit
from core.extraction.layout import Line, Span


@dataclass(frozen=True, slots=True)
class DatedLine:
    """A line with its labels and its dates, each with its place."""

    line: Line
    hits: Sequence[LabelHit]
    dates: tuple[tuple[DateReading, Span], ...]


def dated_lines(lines: Sequence[Line], hits: Sequence[Sequence[LabelHit]]) -> Iterator[DatedLine]:
    """Those of the lines, with the labels of each, that show a date."""
    for line, in_line in zip(lines, hits, strict=True):
        dates = dates_in(Span(line, 0, len(line.chars)))
        if dates:
            yield DatedLine(line, in_line, tuple(dates))
