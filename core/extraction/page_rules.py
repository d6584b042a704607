"""All candidates of one page: labels and their values first, then sentences, then what stands alone."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Final

from core.domain.field import DATE_FIELDS, FieldName
from core.domain.normal import has_hangul
from core.domain.page import Page, Word
from core.extraction.candidates import Candidate
from core.extraction.cells import Form, Hits
from core.extraction.courses import course_lines
from core.extraction.dated_lines import dated_lines
from core.extraction.flow import sentence_candidates
from core.extraction.half_read import half_read_dates
from core.extraction.head_dates import head_dates
from core.extraction.inline_labels import is_typed_inline, with_inline
from core.extraction.label_hits import LabelHit, announces
from core.extraction.labelled import labelled
from core.extraction.labels import find_labels
from core.extraction.layout import Line, Sheet, Span, lay_out
from core.extraction.letterheads import letterhead_schools
from core.extraction.lone_majors import lone_majors
from core.extraction.lone_names import lone_names
from core.extraction.lone_numbers import lone_numbers
from core.extraction.orphans import orphan_candidates
from core.extraction.own_lines import own_lines
from core.extraction.school_lines import lone_schools
from core.extraction.signatures import head_candidates, lone_dates
from core.extraction.strays import has_stray_date
from core.extraction.titles import is_title, type_candidates
from core.extraction.types import DocumentTypes
from core.extraction.unread_dates import unread_dates
from core.extraction.wrapped import is_second_line

_PROSE: Final = re.compile("(?:위의?|상기|이)(?:사람|학생|자|인)[은는이]")
"""How a sentence begins, in which no word is a label, however wide the gaps are: 위 사람은 본 대학교 ..."""
_NUMBER: Final = (FieldName.DOCUMENT_NUMBER,)
_SMALL: Final = re.compile(r"\b(?!(?:of|in|and|the|for)\b)[a-z]{2,}\b")
_SENTENCE: Final = 2
"""Words in small letters behind a stop, at least."""
_SEAL_ROW: Final = 4
"""Letters in a row of a seal, at most; a label and its value are more."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a page gives. strays: it shows a date that is none of them."""

    candidates: tuple[Candidate, ...]
    strays: bool


def findings(types: DocumentTypes, page: Page) -> Findings:
    """Every value that the page may give."""
    sheet = lay_out(page)
    skipped = course_lines(types, sheet.lines)
    hits = _all_labels(types, sheet, skipped)
    plain = [index for index in hits if index not in skipped]
    body = [sheet.lines[index] for index in plain]
    free = [sheet.lines[index] for index in plain if not (_takes(hits, index) or is_title(types, sheet.lines[index]))]
    in_body = [hits[index] for index in plain]
    beside_labels = list(labelled(types, Form.of(sheet, hits)))
    taken = {word for item in beside_labels for word in item.words}
    alone = [line for line in free if not any(word.word in taken for word in line.words)]
    told = [line for line in free if not _is_spoken_for(line, taken)]
    in_sentences = tuple(sentence_candidates(types, sheet, told))
    undated = [line for line in alone if not _ends_sentence(line, in_sentences)]
    found = (
        *type_candidates(types, sheet, body),
        *beside_labels,
        *in_sentences,
        *own_lines(types, sheet, free),
        *head_candidates(types, sheet, free),
        *orphan_candidates(types, sheet, body, in_body, taken),
        *lone_schools(types, sheet, alone),
        *letterhead_schools(types, sheet, body, in_body),
        *lone_dates(types, sheet, undated, [sheet.lines[index] for index in plain if _is_told(types, hits, index)]),
        *head_dates(sheet, body, in_body),
        *lone_numbers(types, sheet, alone),
        *lone_names(types, sheet, alone),
        *lone_majors(types, sheet, alone),
    )
    seen = {word for item in found for word in item.words}
    dated = tuple(dated_lines(body, in_body))
    found = (*found, *half_read_dates(types, sheet, dated, seen))
    found = (*found, *unread_dates(sheet, dated, found))
    return Findings(found, has_stray_date(dated, found))


def _all_labels(types: DocumentTypes, sheet: Sheet, skipped: Container[int]) -> Hits:
    """The labels of every line that is no title and none of those skipped."""
    found: Hits = {
        index: () if index in skipped or is_title(types, line) else _labels(types, sheet, line)
        for index, line in enumerate(sheet.lines)
    }
    if not is_typed_inline([*found.values()]):
        return found
    return {
        index: in_line if index in skipped else with_inline(types, sheet.lines[index], in_line)
        for index, in_line in found.items()
    }


def _labels(types: DocumentTypes, sheet: Sheet, line: Line) -> tuple[LabelHit, ...]:
    if _PROSE.match(line.chars):
        return ()
    head = types.head_ko.match(line.chars)
    hits = tuple(
        hit
        for hit in find_labels(line, types.labels)
        if not (head and hit.start >= head.end() and hit.value >= len(line.chars))  # 학교, in the seal beside it
    )
    return tuple(
        hit
        for hit in hits
        if not _ends_clause(hit)
        if FieldName.SCHOOL not in hit.label.fields or not (is_second_line(sheet, hit) or _ends_value(types, hit, hits))
    )


def _ends_clause(hit: LabelHit) -> bool:
    """True if a clause or sentence ends with what looks like a label: the / Faculty, Rock / University. He was ..."""
    line = hit.line.chars
    rest = Span(hit.line, hit.end, len(line)).text if hit.start == 0 and hit.end < len(line) else ""
    if rest.startswith(". ") and len(_SMALL.findall(rest)) >= _SENTENCE:
        return True
    return hit.start == 0 and hit.end >= len(line) - 1 and line.endswith(",") and not has_hangul(line)


def _ends_value(types: DocumentTypes, hit: LabelHit, hits: Sequence[LabelHit]) -> bool:
    """True if what looks like a label is the end of the school's name before it: 학교명 : 푸른솔   대학교."""
    before = next((other for other in hits if FieldName.SCHOOL in other.label.fields and other.value < hit.start), None)
    following = min((other.start for other in hits if other.start >= hit.end), default=len(hit.line.chars))
    if before is None or hit.value < following:
        return False
    value, whole = Span(hit.line, before.value, hit.start).text, Span(hit.line, before.value, hit.end).text
    return not types.school.search(value) and types.school.search(whole) is not None


def _is_spoken_for(line: Line, taken: set[Word]) -> bool:
    """True if the line is nothing but values below their labels: no part of a sentence."""
    return all(word.word in taken for word in line.words)


def _ends_sentence(line: Line, found: Sequence[Candidate]) -> bool:
    """True if the line's last word is a date's of a sentence: graduated on / June 20, 1991."""
    ends = {item.words[-1] for item in found if item.field in DATE_FIELDS and item.field is not FieldName.ISSUE_DATE}
    return line.words[-1].word in ends


def _takes(hits: Hits, index: int) -> bool:
    """True if a label of that line has a value of its own."""
    return any(announces(hit) and hit.apart for hit in hits[index])


def _is_told(types: DocumentTypes, hits: Hits, index: int) -> bool:
    """The same, not counting what often stands at the foot below the date of issue: a number, a day of printing.

    Nor a row of a seal's letters that look like a label: 학과영.
    """
    told = [hit for hit in hits[index] if announces(hit) and hit.apart and len(hit.line.chars) > _SEAL_ROW]
    return any(hit.label.fields != _NUMBER and hit.label.text not in types.weaker for hit in told)
