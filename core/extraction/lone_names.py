"""A holder's name in a line of its own, without a label or behind what is left of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from core.domain.field import FieldName
from core.domain.normal import has_latin, normalise_value
from core.extraction.candidates import Candidate, Strength, candidate
from core.extraction.layout import Line, Sheet, Span
from core.extraction.orphans import UNREAD
from core.extraction.types import DocumentTypes, lower
from core.extraction.value_shapes import fits_name

_LONE_NAME: Final = re.compile(r"[가-힣]{2,5}")
_NOT_NAMES: Final = re.compile(r"(?:학교|대학|총장|교장|학장|원장|직인|증서|명서|증명|학과|학부|전공|학사|석사|박사)$")
_OF_LABEL: Final = frozenset({"성", "명", "성명", "이름"})
_LABEL_LETTERS: Final = 2
_SHORTEST_NAME: Final = 2
_FAR_OFF: Final = 2.0
"""Text heights, and times the gaps between the name's own letters."""
_NAMED_ABOVE: Final = re.compile("above-?(?:named|mentioned)|namedabove|mentionedabove")
_BORN: Final = re.compile(r"born(?:on)?\W*\w*\d|(?:dateofbirth|birthdate|d\.?o\.?b\.?)\b")
_MARKS: Final = "|│┃¦.,·-_=: "
_HARDLY_READ: Final = 0.5


def lone_names(types: DocumentTypes, sheet: Sheet, lines: Sequence[Line]) -> Iterator[Candidate]:
    """On diplomas without labels: a line of two to five Korean letters above a date of birth or a sentence.

    In English: a line above one of the birthday, where a sentence speaks of the person named above.
    """
    yield from _latin_names(types, sheet, lines)
    for line, following in pairwise(lines):
        whole = Span(line, 0, len(line.chars)).trimmed(_MARKS)
        span = _without_label(whole)
        doubts = () if span == whole else (UNREAD,)
        text = span.compact
        below = lower(following.chars)
        told = below.endswith(("생", "생)")) or below.startswith(
            ("위사람", "위의사람", "위학생", "위는", "본교", "(19", "(20")
        )
        other = _NOT_NAMES.search(text) or text[:2] in types.labels or text in types.labels
        if told and _LONE_NAME.fullmatch(text) and not other:
            value = normalise_value(FieldName.HOLDER_NAME, span.text)
            yield Candidate(FieldName.HOLDER_NAME, value, span.text, sheet, span.words, Strength.LONE, doubts)


def _latin_names(types: DocumentTypes, sheet: Sheet, lines: Sequence[Line]) -> Iterator[Candidate]:
    if not any(_NAMED_ABOVE.search(lower(line.chars)) for line in sheet.lines):
        return
    for line, following in pairwise(sheet.lines):
        if line in lines and (made := _latin_name(types, sheet, line, following)):
            yield made


def _latin_name(types: DocumentTypes, sheet: Sheet, line: Line, following: Line) -> Candidate | None:
    span = Span(line, 0, len(line.chars)).trimmed(_MARKS)
    if not _BORN.match(lower(following.chars)) or not has_latin(span.compact) or not fits_name(span.text):
        return None
    if lower(span.compact) in types.labels or types.school.search(span.text) or " " not in span.text:
        return None
    return candidate(types, FieldName.HOLDER_NAME, sheet, span, Strength.LONE, firm=False)


def _without_label(span: Span) -> Span:
    """A name without what is left of its label before it, far from the name's own letters: 성   도 호 옥."""
    line = span.line
    gaps = {at: line.before[at] for at in range(span.start + 1, span.end) if line.starts_word(at)}
    widest = max(gaps, key=gaps.__getitem__, default=span.start)
    others = [gap for at, gap in gaps.items() if at != widest]
    apart = span.start < widest <= span.start + _LABEL_LETTERS and gaps[widest] >= _FAR_OFF
    if not apart or span.end - widest < _SHORTEST_NAME or gaps[widest] < _FAR_OFF * max(others, default=0.0):
        return span
    before = span.cut(0, widest - span.start)
    unread = min(word.confidence for word in before.words) < _HARDLY_READ
    return Span(line, widest, span.end) if unread or before.compact in _OF_LABEL else span
