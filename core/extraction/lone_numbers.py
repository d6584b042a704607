"""Numbers that stand alone: at the top of the page, or of the form 제 ... 호 anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from core.domain.dates import read_date
from core.domain.field import FieldName
from core.domain.normal import has_hangul
from core.extraction.candidates import Candidate, Strength, candidate
from core.extraction.layout import Line, Sheet, Span
from core.extraction.numbers import is_phone, without_repetition
from core.extraction.row_cells import cells_of
from core.extraction.titles import beside_number, is_title
from core.extraction.types import DocumentTypes

_SCHOOL: Final = "(?:[가-힣]{1,4}(?:고|중|초|대)|대학원)"
"""The school's short name before a number of its: 은하고 제6856호, 대학원 제22880호."""
_NUMBER: Final = re.compile(
    rf"(?:(?:{_SCHOOL}|[학석박]사?)?제"
    r"[^가-힣]{0,2}[\w\-.()가-힣]*\d{2,}[\w\-.()]*호|(?:[A-Z]{1,6}[-/]?)?\d{2,}(?:[-/][A-Z0-9]+)+|[A-Z]{1,6}[-/]?\d{5,}|제[\d\-]{3,}호"
    r"|제\d호|(?:19|20)\d\d(?:\d{6}|-[가-힣]{1,2}-\d{3,}))"
)
_FRAMED: Final = re.compile(r"제[\w\-.가-힣]*\d{2,}호")
_WORD_BEFORE: Final = re.compile(rf"(?!제|[학석박]사?제|{_SCHOOL}제)[가-힣]{{1,4}}(?=제[^가-힣]{{0,2}}\d)")
_SERIAL: Final = re.compile(r"\d{7,9}")
"""Figures alone above the title; a day written so is none."""
_PAGES: Final = re.compile(r"(?i:(?:page|p\.?|쪽|면)?\d{1,2}(?:(?:of|/)\d{1,2})?(?:쪽|면|page)?)")
"""Which page it is, and of how many."""
_FRAME: Final = re.compile(r"[(（\[<](?:증명서?|졸업|재학|학위|문서|발급|발행|증서)?(?P<inner>.*\d.*)[)）\]>]")
_TITLE_AND_NUMBER: Final = 2
_LARGE: Final = 1.8
"""How many times as high as a number beside it a title is at least."""
_MARKS: Final = "|│┃¦.,·-_=: "


def lone_numbers(types: DocumentTypes, sheet: Sheet, lines: Sequence[Line]) -> Iterator[Candidate]:
    """A number alone in a line near the top, beside the title there, or of the form 제 ... 호; in brackets or not."""
    for line in lines:
        line = _without_pages(sheet, line)  # noqa: PLW2901 - a part of the same line
        titled = beside_number(types, sheet, line)
        beside = titled[0] if titled else _beside_large(line)
        span = _without_frame(_in_own_size(beside) if beside else _framed_cell(sheet, line) or without_seal(line))
        text = without_repetition(span)[0].compact
        at_top = sheet.is_at_top(line)
        known = _NUMBER.fullmatch(text) or (_SERIAL.fullmatch(text) and _is_above_title(types, sheet, line))
        if not known or not (at_top or text.startswith("제")) or _is_day(text) or is_phone(text):
            continue
        made = candidate(types, FieldName.DOCUMENT_NUMBER, sheet, span, Strength.LONE)
        if made:
            yield made


def _without_pages(sheet: Sheet, line: Line) -> Line:
    """A line of the page's head without the cell that counts the pages: 2018-912780        PAGE 1."""
    cells = cells_of(line) if sheet.is_at_top(line) else []
    if len(cells) != _TITLE_AND_NUMBER:
        return line
    first, last = cells
    if not _PAGES.fullmatch(last.compact) or not _NUMBER.fullmatch(first.compact):
        return line
    kept, end = line.owner[first.end - 1] + 1, first.end
    return Line(line.words[:kept], line.em, line.chars[:end], line.owner[:end], line.before[:end])


def _is_above_title(types: DocumentTypes, sheet: Sheet, line: Line) -> bool:
    return any(other.middle > line.middle and is_title(types, other) for other in sheet.lines if sheet.is_at_top(other))


def _framed_cell(sheet: Sheet, line: Line) -> Span | None:
    """The one cell of a line in the page's head that is 제 ... 호: beside it stands how many pages there are."""
    cells = cells_of(line) if sheet.is_at_top(line) else []
    framed = [cell.trimmed(_MARKS) for cell in cells if _FRAMED.fullmatch(cell.trimmed(_MARKS).compact)]
    return framed[0] if len(framed) == 1 and len(cells) > 1 else None


def _beside_large(line: Line) -> Span | None:
    """The number beside what is so large that it is a title, however badly read; None if a figure of it may be lost.

    What begins with a figure may have begun with a letter that became a part of the title.
    """
    cells = cells_of(line)
    if len(cells) != _TITLE_AND_NUMBER or any(map(str.isdigit, cells[0].compact)) or cells[1].compact[:1].isdigit():
        return None
    letters, figures = (sorted(placed.height for placed in cell.placed) for cell in cells)
    return cells[1] if has_hangul(cells[0].compact) and letters[-1] >= _LARGE * figures[0] else None


def _in_own_size(span: Span) -> Span:
    """The number with its gaps told in heights of its own letters, not of the title's."""
    heights = sorted(placed.height for placed in span.placed)
    own = heights[len(heights) // 2]
    before = tuple(gap * span.line.em / own for gap in span.line.before)
    return replace(span, line=replace(span.line, em=own, before=before))


def _without_frame(span: Span) -> Span:
    """A number without the brackets around it and the word before it: (증명 제 2014-46519 호), 증 제2016-318호."""
    framed = _FRAME.fullmatch(span.compact)
    span = span.cut(framed.start("inner"), framed.end("inner")) if framed else span
    before = _WORD_BEFORE.match(span.compact)
    return span.cut(before.end(), span.end - span.start) if before else span


def _is_day(text: str) -> bool:
    """True if it may be a day and no number: 2020-11-03, but not 제 2020-11 호."""
    return read_date(text) is not None and not (text.startswith("제") and text.endswith("호"))


def without_seal(line: Line) -> Span:
    """The line without a letter far to its right, one of a column: a seal's words, printed from top to bottom."""
    whole = Span(line, 0, len(line.chars)).trimmed(_MARKS)
    cells = cells_of(line)
    last = cells[-1] if len(cells) > 1 else None
    if last is None or len(last.compact) > 1 or not has_hangul(last.compact) or last.start <= whole.start:
        return whole
    return Span(line, whole.start, last.start).trimmed(_MARKS)
