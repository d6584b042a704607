"""All candidates of one page: labels and their values first, then sentences, then what stands alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from core.domain.field import FieldName
from core.domain.normal import has_hangul
from core.domain.page import Page, Word
from core.extraction.candidates import MISREAD, ODD, Candidate, Strength, bracketed_name, candidate, dates_in
from core.extraction.cells import Hits, value_spans
from core.extraction.courses import course_lines
from core.extraction.flow import sentence_candidates
from core.extraction.labels import LabelHit, announces, find_labels
from core.extraction.layout import Line, Sheet, Span, lay_out
from core.extraction.orphans import orphan_candidates
from core.extraction.signatures import head_candidates, lone_dates, lone_names, lone_numbers, lone_schools
from core.extraction.titles import is_title, type_candidates
from core.extraction.torn import TORN, is_torn
from core.extraction.types import DocumentTypes, LabelKind
from core.extraction.wrapped import CUT_OFF, following, is_one_value, is_second_line, joined

_LONG: Final = frozenset({FieldName.SCHOOL, FieldName.MAJOR, FieldName.DEGREE})
"""Fields whose values may take two lines."""


def page_candidates(types: DocumentTypes, page: Page) -> list[Candidate]:
    """Every value that the page may give."""
    sheet = lay_out(page)
    skipped = course_lines(types, sheet.lines)
    hits: Hits = {
        index: () if index in skipped or is_title(types, line) else _labels(types, sheet, line)
        for index, line in enumerate(sheet.lines)
    }
    plain = [index for index in hits if index not in skipped]
    body = [sheet.lines[index] for index in plain]
    free = [sheet.lines[index] for index in plain if not (_takes(hits, index) or is_title(types, sheet.lines[index]))]
    labelled = list(_labelled(types, sheet, hits))
    taken = {word for item in labelled for word in item.words}
    alone = [line for line in free if not any(word.word in taken for word in line.words)]
    told = [line for line in free if not _is_spoken_for(line, taken)]
    return [
        *type_candidates(types, sheet, body),
        *labelled,
        *sentence_candidates(types, sheet, told),
        *head_candidates(types, sheet, free),
        *orphan_candidates(types, sheet, body, [hits[index] for index in plain]),
        *lone_schools(types, sheet, alone),
        *lone_dates(types, sheet, alone, [sheet.lines[index] for index in plain if _takes(hits, index)]),
        *lone_numbers(types, sheet, alone),
        *lone_names(types, sheet, alone),
    ]


def _labels(types: DocumentTypes, sheet: Sheet, line: Line) -> tuple[LabelHit, ...]:
    hits = find_labels(line, types.labels)
    return tuple(hit for hit in hits if not (FieldName.SCHOOL in hit.label.fields and is_second_line(sheet, hit)))


def _is_spoken_for(line: Line, taken: set[Word]) -> bool:
    """True if the line is nothing but values below their labels: no part of a sentence."""
    return all(word.word in taken for word in line.words)


def _takes(hits: Hits, index: int) -> bool:
    return any(announces(hit) and hit.apart for hit in hits[index])


def _labelled(types: DocumentTypes, sheet: Sheet, hits: Hits) -> Iterator[Candidate]:
    for index, in_line in hits.items():
        for hit in in_line:
            if announces(hit):
                yield from _of_label(types, sheet, hits, index, hit)


def _of_label(types: DocumentTypes, sheet: Sheet, hits: Hits, index: int, hit: LabelHit) -> Iterator[Candidate]:
    for first in value_spans(sheet, hits, index, hit):
        span, doubts = _whole(types, sheet, hits, hit, first)
        made = _period(sheet, hit, span) if hit.label.kind is LabelKind.PERIOD else _value(types, sheet, hit, span)
        torn = (TORN,) if is_torn(sheet, first) else ()
        misread = (MISREAD,) if hit.misread else ()
        for item in made:
            yield replace(item, doubts=(*item.doubts, *misread, *torn, *doubts))


def _whole(types: DocumentTypes, sheet: Sheet, hits: Hits, hit: LabelHit, first: Span) -> tuple[Span, tuple[str, ...]]:
    """The value with its second line, if it has one; a doubt if that cannot be told."""
    field = next((field for field in hit.label.fields if field in _LONG), None)
    second = following(sheet, hits, hit, first) if field else None
    if field is None or second is None:
        return first, ()
    alone = candidate(types, field, sheet, first, Strength.LABEL)
    if has_hangul(first.compact) and alone and ODD not in alone.doubts:
        return first, ()  # Korean names of schools, majors and degrees tell by their end that they are whole
    if is_one_value(sheet, hits, first, second):
        return joined(first, second), ()
    return first, (CUT_OFF,)


def _value(types: DocumentTypes, sheet: Sheet, hit: LabelHit, span: Span) -> list[Candidate]:
    shared = hit.label.kind is LabelKind.SHARED
    for field in hit.label.fields:
        if field is FieldName.DEGREE and dates_in(span):
            field = FieldName.GRADUATION_DATE  # noqa: PLW2901 - "Degree conferred: June 20, 2022"
        made = candidate(types, field, sheet, span, Strength.LABEL, firm=hit.firm and not shared)
        if made and not (shared and ODD in made.doubts):
            spelled = bracketed_name(types, sheet, span, Strength.LABEL) if field is FieldName.HOLDER_NAME else None
            return [made, spelled] if spelled else [made]
    return []


def _period(sheet: Sheet, hit: LabelHit, span: Span) -> list[Candidate]:
    """Two dates: admission, then graduation. The second is missing while somebody still studies."""
    del hit
    made = []
    for field, (reading, place) in zip(
        (FieldName.ADMISSION_DATE, FieldName.GRADUATION_DATE), dates_in(span), strict=False
    ):
        raw = place.text
        doubts = (reading.doubt,) if reading.doubt else ()
        made.append(Candidate(field, reading.iso or raw, raw, sheet, place.words, Strength.LABEL, doubts))
    return made
