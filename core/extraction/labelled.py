"""Values that stand where their labels say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from core.domain.dates import AMBIGUOUS
from core.domain.field import FieldName
from core.domain.normal import has_hangul, has_latin
from core.extraction.candidates import (
    MISREAD,
    ODD,
    Candidate,
    Strength,
    bracketed_name,
    candidate,
    dates_in,
    doubts_of,
)
from core.extraction.cells import Form
from core.extraction.day_order import value_of
from core.extraction.label_hits import LabelHit, announces
from core.extraction.layout import Sheet, Span
from core.extraction.left_edges import without_lost_letters
from core.extraction.name_parts import named_in_parts
from core.extraction.orphans import UNREAD
from core.extraction.tails import with_tails
from core.extraction.torn import TORN, is_torn
from core.extraction.types import DocumentTypes, LabelKind, lower
from core.extraction.value_parts import CALLED
from core.extraction.value_shapes import fits_name
from core.extraction.wrapped import CUT_OFF, following, is_one_value, joined

_IN_FIELD: Final = re.compile(
    r"(?i:(?P<degree>(?:bachelor|master|doctor|associate) of [a-z]+(?: [a-z]+){0,2}?) in (?=[A-Z])[\w ,&'-]{3,60})"
)
_LETTERS: Final = re.compile(
    r"(?P<degree>(?:(?:B|M)\.?(?:A|S|Sc|Eng|Tech|Com|Ed|Phil|Arch)|BBA|MBA|BFA|MFA|BMus|MRes|LL\.?[BM]|Ph\.?D)\.?"
    rf"(?: {CALLED})?) (?:in )?(?P<major>[A-Z][\w ,&'-]{{3,60}})"
)
"""A degree by its letters and what is studied for it, in one: Course: BSc (Hons) Biomedical Science."""
_WIDE: Final = frozenset(
    {
        *("engineering", "education", "business administration", "information technology", "agriculture", "technology"),
        *("industrial technology", "secondary education", "elementary education", "hospitality management", "business"),
    }
)
"""What a degree is named for, whatever its field of study: Bachelor of Science in Engineering, Major: Planning."""
_SHORT: Final = frozenset({"the", "of", "and", "arts", "law", "fine", "liberal", "civil"})
_DEGREE: Final = re.compile(r"(?:Bachelor|Master|Doctor|Associate)s? of |Juris Doctor|.*[학석박]사$")
"""What shows that a course is named by its degree: Course: Bachelor of Commerce."""
_BORN_BEHIND: Final = re.compile(r"\s*(?:일\s*)?생")
_BORN_BEFORE: Final = re.compile(r"(?i:\b(?:born(?: on)?|d\.?o\.?b\.?|date of birth)\W*|생년월일\W*)$")
_LONG: Final = frozenset({FieldName.HOLDER_NAME, FieldName.SCHOOL, FieldName.MAJOR, FieldName.DEGREE})
"""Fields whose values may take two lines."""
_COLLEGES: Final = frozenset({"대학", "대학(원)", "소속대학", "소속"})
_EDGE, _LEAST_PITCH, _MOST_PITCH = 0.6, 0.4, 1.8
"""Text heights: how far aside and above the first line of a value stands."""
_PERIOD: Final = (FieldName.ADMISSION_DATE, FieldName.GRADUATION_DATE)


def labelled(types: DocumentTypes, form: Form) -> Iterator[Candidate]:
    """Every value that a label of the page announces."""
    found: list[tuple[LabelHit, Candidate]] = []
    for index, in_line in form.hits.items():
        for hit in in_line:
            if announces(hit) and hit.label.kind is not LabelKind.PART and not _is_students(form, index, hit):
                found.extend((hit, item) for item in _of_label(types, form, index, hit))
    yield from without_lost_letters(form.sheet, found)
    if not any(item.field is FieldName.HOLDER_NAME for _, item in found):
        yield from named_in_parts(form)


def _is_students(form: Form, index: int, hit: LabelHit) -> bool:
    """True for a registration number in the list of what is said of the student, below name or birthday."""
    if not hit.label.text.startswith("registration") or FieldName.DOCUMENT_NUMBER not in hit.label.fields:
        return False
    above = [other for other in form.hits.get(index - 1, ()) if abs(other.left - hit.left) <= hit.line.em]
    return any({FieldName.HOLDER_NAME, FieldName.BIRTH_DATE} & set(other.label.fields) for other in above)


def _of_label(types: DocumentTypes, form: Form, index: int, hit: LabelHit) -> Iterator[Candidate]:
    sheet = form.sheet
    for first in form.value_spans(index, hit):
        span, doubts = _whole(types, form, hit, first)
        if hit.label.kind is LabelKind.PERIOD:
            span = _whole_period(form, index, hit, first)
        made = _period(sheet, hit, span) if hit.label.kind is LabelKind.PERIOD else _value(types, form, hit, span)
        made = [_sure_school(types, hit, item) for item in made]
        made = [*with_tails(sheet, hit, form.limit(index, hit), first, made)]
        torn = (TORN,) if is_torn(sheet, first) else ()
        misread = (UNREAD,) if hit.guessed else (MISREAD,) if hit.misread else ()
        strength = Strength.WEAKER if hit.label.text in types.weaker else Strength.LABEL
        for item in made:
            least = Strength.WEAKER if _is_college(hit, item) else strength
            yield replace(item, strength=min(item.strength, least), doubts=(*item.doubts, *misread, *torn, *doubts))


def _whole(types: DocumentTypes, form: Form, hit: LabelHit, first: Span) -> tuple[Span, tuple[str, ...]]:
    """The value with its second line, if it has one; a doubt if that cannot be told."""
    field = next((field for field in hit.label.fields if field in _LONG), None)
    if field is not None and _begins_above(form, first):
        return first, (CUT_OFF,)
    second = following(form.sheet, form.hits, hit, first) if field else None
    if field is None or second is None or (field is FieldName.HOLDER_NAME and not _is_latin_name(first, second)):
        return first, ()
    alone = candidate(types, field, form.sheet, first, Strength.LABEL)
    if has_hangul(first.compact) and alone and ODD not in alone.doubts:
        return first, ()  # Korean names of schools, majors and degrees tell by their end that they are whole
    if is_one_value(form.sheet, form.hits, first, second):
        return joined(first, second), ()
    return first, (CUT_OFF,)


def _is_college(hit: LabelHit, item: Candidate) -> bool:
    """True for a college of a university, as the label 대학 mostly announces: 예술체육대학."""
    return item.field is FieldName.SCHOOL and hit.label.text in _COLLEGES and item.value.endswith("대학")


def _begins_above(form: Form, first: Span) -> bool:
    """True if Latin words begin right above it at its edge, in a row without a label: the value's first line."""
    if has_hangul(first.compact) or not has_latin(first.compact):
        return False
    own, em = first.placed[0], first.line.em
    return any(
        placed.word.text[:1].isupper()
        and not has_hangul(placed.word.text)
        and abs(placed.x0 - own.x0) <= _EDGE * em
        and _LEAST_PITCH * em < own.middle - placed.middle < _MOST_PITCH * em
        for index, line in enumerate(form.sheet.lines)
        if line is not first.line and not form.hits.get(index)
        for placed in line.words
    )


def _is_latin_name(*lines: Span) -> bool:
    """True if a name in Latin letters may go on from line to line; a Korean one is too short for that."""
    return all(has_latin(line.text) and not has_hangul(line.text) and fits_name(line.text) for line in lines)


def _value(types: DocumentTypes, form: Form, hit: LabelHit, span: Span) -> list[Candidate]:
    sheet = form.sheet
    shared = hit.label.kind is LabelKind.SHARED
    if {FieldName.MAJOR, FieldName.DEGREE} & set(hit.label.fields) and (both := _by_letters(types, hit, sheet, span)):
        return both
    for field in hit.label.fields:
        if field is FieldName.DEGREE and dates_in(span):
            field = FieldName.GRADUATION_DATE  # noqa: PLW2901 - "Degree conferred: June 20, 2022"
        if field is FieldName.MAJOR and _is_programme(hit) and _DEGREE.match(span.text):
            field = FieldName.DEGREE  # noqa: PLW2901 - "Program: Bachelor of Science", above "Major: Marine Biology"
        made = candidate(types, field, sheet, span, Strength.LABEL, firm=hit.firm and not shared)
        if made and not (
            shared and (ODD in made.doubts or (field is FieldName.DEGREE and not _DEGREE.match(made.value)))
        ):
            if field is FieldName.DEGREE and (both := _with_field(types, sheet, span)):
                told = both[1].value.casefold() in _WIDE
                return [made, *(() if told else both[1:])] if _names_major(form, hit) else both
            named = field is FieldName.HOLDER_NAME
            spelled = bracketed_name(types, sheet, span, Strength.LABEL) if named else None
            born = _born(sheet, span) if named else None
            return [item for item in (made, spelled, born) if item]
    return []


def _is_programme(hit: LabelHit) -> bool:
    """True for a label that asks for a course of study, which some name by its degree."""
    return "program" in hit.label.text or hit.label.text.startswith("course")


def _sure_school(types: DocumentTypes, hit: LabelHit, item: Candidate) -> Candidate:
    """A school that is called College of ..., without its doubt where the label asks for no part of one."""
    if item.field is not FieldName.SCHOOL or item.strength is not Strength.WEAKER or "college" in hit.label.text:
        return item
    words = [lower(word) for word in item.value.split()[2:]]
    named = any(word not in types.latin_words and word not in _SHORT for word in words)
    return replace(item, doubts=tuple(doubt for doubt in item.doubts if doubt != ODD)) if named else item


def _names_major(form: Form, hit: LabelHit) -> bool:
    """True if another label gives the field of study: Degree: Bachelor of Science in Engineering, Department: ..."""
    others = (other for in_line in form.hits.values() for other in in_line if other is not hit)
    return any(
        other.firm and other.label.kind is LabelKind.FIELD and FieldName.MAJOR in other.label.fields for other in others
    )


def _with_field(types: DocumentTypes, sheet: Sheet, span: Span) -> list[Candidate]:
    """The degree and the field of study that is named with it: Master of Science in Statistics."""
    told = _IN_FIELD.fullmatch(span.text)
    if told is None:
        return []
    cut = len(told["degree"].replace(" ", ""))
    degree = candidate(types, FieldName.DEGREE, sheet, span.cut(0, cut), Strength.LABEL)
    major = candidate(
        types, FieldName.MAJOR, sheet, span.cut(cut + len("in"), span.end - span.start), Strength.SENTENCE
    )
    return [degree, major] if degree and major else []


def _by_letters(types: DocumentTypes, hit: LabelHit, sheet: Sheet, span: Span) -> list[Candidate]:
    """Both, the degree as what counts where no label of its own gives one: Award: Master of Science."""
    told = _LETTERS.fullmatch(span.text)
    if told is None:
        return []
    cuts = [len(span.text[: told.start(part)].replace(" ", "")) for part in ("degree", "major")]
    degree = span.cut(cuts[0], len(told["degree"].replace(" ", "")))
    asked = hit.label.kind is LabelKind.FIELD and FieldName.DEGREE in hit.label.fields
    strength = Strength.LABEL if asked else Strength.WEAKER
    made = candidate(types, FieldName.DEGREE, sheet, degree, strength)
    major = candidate(types, FieldName.MAJOR, sheet, span.cut(cuts[1], span.end - span.start), Strength.LABEL)
    return [made, major] if made and major else []


def _born(sheet: Sheet, span: Span) -> Candidate | None:
    """The birthday in the name's own cell: 홍길동 (1990년 5월 3일생), Anna Smith (born 3 May 1990)."""
    for reading, place in dates_in(span) if any(map(str.isdecimal, span.compact)) else ():
        before, behind = span.text.partition(place.text)[::2]
        if _BORN_BEHIND.match(behind) or _BORN_BEFORE.search(before):
            value, doubts = value_of(sheet, reading, place.text), doubts_of(sheet, reading, place.text)
            return Candidate(FieldName.BIRTH_DATE, value, place.text, sheet, place.words, Strength.LABEL, doubts)
    return None


def _whole_period(form: Form, index: int, hit: LabelHit, first: Span) -> Span:
    """Both days of a period, also if the sign between them is lost in a wide gap or the second stands below."""
    if len(dates_in(first)) != 1:
        return first
    if first.line is hit.line:
        whole = Span(first.line, first.start, form.limit(index, hit))
        if len(dates_in(whole)) == len(_PERIOD):
            return whole
    second = following(form.sheet, form.hits, hit, first)
    if second is None or len(dates_in(second)) != 1 or dates_in(second)[0][1].start > second.start + 1:
        return first
    return joined(first, second)


def _period(sheet: Sheet, hit: LabelHit, span: Span) -> list[Candidate]:
    """Two dates: admission, then graduation. The second is missing while somebody still studies.

    More than two are several periods, or something else: which of them is meant is asked.
    """
    del hit
    made = []
    several = (AMBIGUOUS,) if len(dates_in(span)) > len(_PERIOD) else ()
    for field, (reading, place) in zip(_PERIOD, dates_in(span), strict=False):
        raw = place.text
        doubts = (*((reading.doubt,) if reading.doubt else ()), *several)
        made.append(Candidate(field, value_of(sheet, reading, raw), raw, sheet, place.words, Strength.LABEL, doubts))
    return made
