"""All candidates of one page: labels and their values first, then sentences, then what stands alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from core.domain.field import FieldName
from core.domain.page import Page
from core.extraction.candidates import MISREAD, ODD, Candidate, Strength, bracketed_name, candidate, dates_in
from core.extraction.cells import Hits, value_spans
from core.extraction.courses import course_lines
from core.extraction.flow import sentence_candidates
from core.extraction.labels import LabelHit, announces, find_labels
from core.extraction.layout import Sheet, Span, lay_out
from core.extraction.orphans import orphan_candidates
from core.extraction.signatures import head_candidates, lone_dates, lone_names, lone_numbers, lone_schools
from core.extraction.titles import is_title, type_candidates
from core.extraction.torn import TORN, is_torn
from core.extraction.types import DocumentTypes, LabelKind


def page_candidates(types: DocumentTypes, page: Page) -> list[Candidate]:
    """Every value that the page may give."""
    sheet = lay_out(page)
    skipped = course_lines(types, sheet.lines)
    hits: Hits = {
        index: () if index in skipped or is_title(types, line) else find_labels(line, types.labels)
        for index, line in enumerate(sheet.lines)
    }
    plain = [index for index in hits if index not in skipped]
    body = [sheet.lines[index] for index in plain]
    free = [sheet.lines[index] for index in plain if not (_takes(hits, index) or is_title(types, sheet.lines[index]))]
    labelled = list(_labelled(types, sheet, hits))
    taken = {word for item in labelled for word in item.words}
    alone = [line for line in free if not any(word.word in taken for word in line.words)]
    return [
        *type_candidates(types, sheet, body),
        *labelled,
        *sentence_candidates(types, sheet, free),
        *head_candidates(types, sheet, free),
        *orphan_candidates(types, sheet, body, [hits[index] for index in plain]),
        *lone_schools(types, sheet, alone),
        *lone_dates(types, sheet, alone, [sheet.lines[index] for index in plain if _takes(hits, index)]),
        *lone_numbers(types, sheet, alone),
        *lone_names(types, sheet, alone),
    ]


def _takes(hits: Hits, index: int) -> bool:
    return any(announces(hit) and hit.apart for hit in hits[index])


def _labelled(types: DocumentTypes, sheet: Sheet, hits: Hits) -> Iterator[Candidate]:
    for index, in_line in hits.items():
        for hit in in_line:
            if announces(hit):
                yield from _of_label(types, sheet, hits, index, hit)


def _of_label(types: DocumentTypes, sheet: Sheet, hits: Hits, index: int, hit: LabelHit) -> Iterator[Candidate]:
    for span in value_spans(sheet, hits, index, hit):
        made = _period(sheet, hit, span) if hit.label.kind is LabelKind.PERIOD else _value(types, sheet, hit, span)
        torn = (TORN,) if is_torn(sheet, span) else ()
        misread = (MISREAD,) if hit.misread else ()
        for item in made:
            yield replace(item, doubts=(*item.doubts, *misread, *torn))


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
