"""A possible value of a field with its place on the page; and what must hold before a text counts as one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from core.domain.dates import BAD, DateReading, read_date
from core.domain.dates import MISREAD as MISREAD_DATE
from core.domain.field import DATE_FIELDS, FieldName
from core.domain.normal import has_hangul, has_latin, normalise_value
from core.domain.page import TextSource, Word
from core.extraction.day_order import doubt_of, value_of
from core.extraction.layout import Sheet, Span
from core.extraction.numbers import number_in
from core.extraction.types import DocumentTypes, lower
from core.extraction.value_parts import (
    CALLED,
    UNWANTED,
    is_known_degree,
    without_bracket,
    without_college,
    without_honours,
    without_part,
    without_region,
    without_rules,
    without_title,
    without_translation,
)
from core.extraction.value_shapes import COLLEGE_OF, fits

ODD: Final = "odd_shape"
MISREAD: Final = "label_misread"
_DIGITS: Final = re.compile(r"\d")
_DIRT: Final = 2
_NO_DAY_SIGN: Final = re.compile(r"년.*월\s*\d\s?\d\W*$")
_MARKS_BEFORE: Final = re.compile("[^가-힣A-Za-z(]{1,2}(?=[가-힣]{3})")
_DIRT_BEFORE_OF: Final = re.compile(r"\s?[,;:'](?= of\b)")
"""Bachelor, of Technology: what is no speck is never printed there."""
_INITIAL: Final = re.compile(r"[A-Za-z] [A-Z]$")
_HONOURS: Final = re.compile(rf"^[A-Z][\w. ]+ ?{CALLED}$")
_PARTS: Final = re.compile("[ㄱ-ㅎㅏ-ㅣ]")
_SYLLABLE: Final = re.compile("[가-힣]")
_LONGEST: Final = 90
_NUMBER_DIGITS: Final = 3
_LATIN_NAME: Final = 5
_LABEL: Final = 4
"""Letters of a label that no name begins with."""
_LEADERS: Final = re.compile(r"[aceosun]{1,6}|[A-Za-z]{0,6}[.…·]{2,}|[A-Za-z]?([a-z])\1{2,}")
_LEADERS_SURE: Final = 0.6


class Strength(IntEnum):
    """How much a place says about its value's meaning; higher goes first."""

    WEAKER = 0
    LONE = 1
    HEAD = 2
    SENTENCE = 3
    LABEL = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value read at `words` of `sheet`'s page."""

    field: FieldName
    value: str
    raw: str
    sheet: Sheet
    words: tuple[Word, ...]
    strength: Strength
    doubts: tuple[str, ...] = ()


def candidate(
    types: DocumentTypes, field: FieldName, sheet: Sheet, span: Span, strength: Strength, *, firm: bool = True
) -> Candidate | None:
    """The value of that field in that span, or None if the text cannot be one.

    Args:
        types: shapes of values.
        field: what the text is thought to be.
        sheet: the page.
        span: where the text stands.
        strength: how the place was found.
        firm: False if only the shape of the text can tell that it is a value.
    """
    whole, span = span, _without_leaders(span.trimmed(UNWANTED))
    span = _with_stop(whole, span) if field is FieldName.HOLDER_NAME else span
    if span.end <= span.start or len(span.compact) > _LONGEST:
        return None
    if field in DATE_FIELDS:
        return _date(field, sheet, span, strength)
    if field is FieldName.DOCUMENT_NUMBER:
        return _number(sheet, span, strength)
    return _text(types, field, sheet, span, strength, firm=firm)


def _with_stop(span: Span, name: Span) -> Span:
    """The name with the stop of the initial at its end: Moreno, Caleb M."""
    stopped = name.end < span.end and name.line.chars[name.end] == "." and name.line.before[name.end] == 0
    return Span(name.line, name.start, name.end + 1) if stopped and _INITIAL.search(name.text) else name


def _without_leaders(span: Span) -> Span:
    """A value without the dots that lead to it from its label and are read as letters: see Imogen, a... Economics."""
    while span.end > span.start:
        word = span.line.words[span.line.owner[span.start]].word
        letters = span.line.owner[span.start : span.end].count(span.line.owner[span.start])
        last = letters == span.end - span.start
        if last or word.confidence >= _LEADERS_SURE or not _LEADERS.fullmatch(word.text):
            return span
        span = span.cut(letters, span.end - span.start).trimmed(UNWANTED)
    return span


def dates_in(span: Span) -> list[tuple[DateReading, Span]]:
    """All dates of that span with their places."""
    text, places = _mapped(span)
    found: list[tuple[DateReading, Span]] = []
    start = 0
    while start < len(text):
        reading = read_date(text[start:])
        if reading is None:
            break
        first, last = places[start + reading.start], places[start + reading.end - 1]
        found.append((reading, span.cut(first, last + 1)))
        start += reading.end
    return found


def _mapped(span: Span) -> tuple[str, list[int]]:
    """The span's text with spaces, and for each letter its place among the letters without spaces."""
    text: list[str] = []
    places: list[int] = []
    for at in range(span.start, span.end):
        if at > span.start and span.line.starts_word(at):
            text.append(" ")
            places.append(at - span.start)
        text.append(span.line.chars[at])
        places.append(at - span.start)
    return "".join(text), places


def _date(field: FieldName, sheet: Sheet, span: Span, strength: Strength) -> Candidate | None:
    found = dates_in(span)
    if found:
        reading, place = found[0]
        raw = place.text
        return Candidate(
            field, value_of(sheet, reading, raw), raw, sheet, place.words, strength, doubts_of(sheet, reading, raw)
        )
    if len(_DIGITS.findall(span.compact)) < _NUMBER_DIGITS:
        return None
    return Candidate(field, normalise_value(field, span.text), span.text, sheet, span.words, strength, (BAD,))


def doubts_of(sheet: Sheet, reading: DateReading, raw: str) -> tuple[str, ...]:
    """What is doubtful about a date: also a recognised one without its 일, which may be the day's second figure."""
    if reading.doubt:
        return (doubt,) if (doubt := doubt_of(sheet, reading, raw)) else ()
    lost = sheet.page.source is not TextSource.TEXT_LAYER and _NO_DAY_SIGN.search(raw)
    return (MISREAD_DATE,) if lost else ()


def _number(sheet: Sheet, span: Span, strength: Strength) -> Candidate | None:
    found = number_in(sheet, span)
    if found is None:
        return None
    value = normalise_value(FieldName.DOCUMENT_NUMBER, found.raw)
    return Candidate(FieldName.DOCUMENT_NUMBER, value, found.raw, sheet, found.place.words, strength, found.doubts)


def _text(
    types: DocumentTypes, field: FieldName, sheet: Sheet, span: Span, strength: Strength, *, firm: bool
) -> Candidate | None:
    span = without_bracket(span) if field is not FieldName.MAJOR and not _HONOURS.search(span.text) else span
    span = without_translation(span) if strength is Strength.LABEL else span
    span = without_part(types, span) if field is FieldName.MAJOR else span
    span = without_college(types, without_region(span)) if field is FieldName.SCHOOL else span
    span = without_honours(span) if field is FieldName.DEGREE else span
    span = without_title(span) if field is FieldName.HOLDER_NAME else span
    bare = without_rules(span) if sheet.page.source is not TextSource.TEXT_LAYER else span
    whole = bare if field is FieldName.DEGREE and is_known_degree(types, bare.text) else span
    span = bare
    span = _without_dirt(span) if field is FieldName.HOLDER_NAME else _without_marks(sheet, span)
    value = normalise_value(field, span.text)
    value = _DIRT_BEFORE_OF.sub("", value) if field is FieldName.DEGREE else value
    compact = lower(span.compact)
    if any(compact in kind.titles for kind in types.types) or compact.rstrip(".") in types.labels:
        return None  # a title or a label is no value
    if field is FieldName.HOLDER_NAME and _is_no_name(types, sheet, value, compact):
        return None
    is_fit = fits(types, field, value)
    if is_fit is None or (not firm and not is_fit):
        return None
    doubts = () if is_fit and span == whole else (ODD,)
    if field is FieldName.SCHOOL and COLLEGE_OF.match(value):
        strength, doubts = Strength.WEAKER, (ODD,)  # mostly a part of one; another name goes before it
    return Candidate(field, value, span.text, sheet, span.words, strength, doubts)


def _is_no_name(types: DocumentTypes, sheet: Sheet, value: str, compact: str) -> bool:
    """True for a label with dirt behind it, and for what a recogniser makes of specks: DAA 으 르 으; gag."""
    if any(compact[:end] in types.labels for end in range(_LABEL, len(compact))):
        return True
    if sheet.page.source is TextSource.TEXT_LAYER:
        return False
    mixed = has_hangul(value) and (has_latin(value) or _PARTS.search(value) is not None)
    return mixed or (value.isascii() and value.islower() and len(compact) < _LATIN_NAME)


def _without_dirt(span: Span) -> Span:
    """A Korean name without what was read beside it: 홍길동 ©, ay 홍길동."""
    if not has_hangul(span.compact):
        return span
    pieces = re.split("( )", span.text)
    kept = [at for at, piece in enumerate(pieces) if _SYLLABLE.search(piece) or len(piece) > _DIRT]
    if not kept:
        return span
    before = sum(len(piece.strip()) for piece in pieces[: kept[0]])
    after = sum(len(piece.strip()) for piece in pieces[kept[-1] + 1 :])
    return span.cut(before, len(span.compact) - after)


def _without_marks(sheet: Sheet, span: Span) -> Span:
    """A recognised Korean value without a figure or mark before it: 1물리학과, @새벽대학교."""
    recognised = sheet.page.source is not TextSource.TEXT_LAYER
    found = _MARKS_BEFORE.match(span.compact) if recognised else None
    return span.cut(found.end(), span.end - span.start) if found else span


def bracketed_name(types: DocumentTypes, sheet: Sheet, span: Span, strength: Strength) -> Candidate | None:
    """The name in Latin letters behind a Korean one: 홍길동 (HONG GILDONG), 홍길동 / HONG GILDONG."""
    before = without_translation(without_bracket(span))
    if before.end >= span.end or not has_hangul(before.text) or has_latin(before.text):
        return None
    inside = Span(span.line, before.end, span.end).trimmed(UNWANTED + "()（）[]<>/")
    made = candidate(types, FieldName.HOLDER_NAME, sheet, inside, strength, firm=False)
    return made if made and has_latin(made.value) and len(made.value) >= _LATIN_NAME else None
