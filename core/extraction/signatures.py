"""Values without a label: the school in its head's line, the lone date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from core.domain.field import FieldName
from core.domain.normal import has_hangul
from core.extraction.candidates import ODD, Candidate, Strength, candidate, dates_in, doubts_of
from core.extraction.day_order import value_of
from core.extraction.layout import Line, Sheet, Span
from core.extraction.lone_numbers import without_seal
from core.extraction.row_cells import cells_of
from core.extraction.school_lines import whole_line_school
from core.extraction.titles import is_title
from core.extraction.torn import TORN, is_read_twice
from core.extraction.types import DocumentTypes, lower

_LOWER_HALF: Final = 0.5
_PAGE: Final = 1414
UNSURE: Final = "place_unsure"
_IS_SCHOOL: Final = re.compile(
    r"(?i:(?:\b(?:university|college|institute(?: of technology)?)|[가-힣](?:대학교|고등학교))$)"
)
_HEAD_WORDS: Final = re.compile(
    r"^(?:(?:vice-?)?president|(?:vice-?)?chancellor|principal|(?:academic|university|college|deputy)?registrar|rector|provost|headmaster|dean|총장|학장|교장|officeoftheregistrar)"
)
_MARKS: Final = "|│┃¦.,·-_=: "
_SIGNED_WITHIN: Final = 12.0
"""Text heights: of two days so near each other at the foot either may be that of issue."""
_NEAR: Final = 3.5
_ADDRESS_LINES: Final = 4
_SALUTATION: Final = re.compile(r"towhomitmay|towhomsoever|dear(?:sir|madam|mr|ms|admission|colleague)")
_SEALED: Final = re.compile(
    r"(?P<school>[가-힣]{2,16}?(?:대학교|과학기술원|고등학교|중학교|대학원|대학(?![교원]))).{1,14}"
)
_UNSURE_READ: Final = 0.9
_HARDLY_READ: Final = 0.5
_SEAL: Final = re.compile(
    r"(?i:[(\[]?\s*(?:official )?(?:seal|l\.? ?s\.?|sign(?:ed|ature)|stamp)\s*[)\]]?)|[(\[]?(?:직인|인|印)[)\]]?"
)
_PITCH: Final = 3.0
_BEFORE_DATES: Final = frozenset({"in", "by", "until", "on", "since", "from", "of"})
_DIGIT: Final = re.compile(r"\d")
_CLOSED: Final = re.compile(r"증명(?:함|합니다|한다)[.。,_|ㅣ-]*(?=(?:19|20)\d\d)")
_TWO: Final = 2
_PLACE: Final = re.compile(r"^[A-Z][A-Za-z.'-]{2,24},(?=$|[^A-Za-z])")
_COLLEGE: Final = re.compile("([가-힣]+?대학교)[가-힣]{1,8}대학$")


def head_candidates(types: DocumentTypes, sheet: Sheet, lines: Sequence[Line]) -> Iterator[Candidate]:
    """The school that a head signs for: 동해대학교 총장; President, Riverside Institute of Technology."""
    for index, line in enumerate(lines):
        yield from _korean_head(types, sheet, line) or _sealed_head(types, sheet, line)
        yield from _english_head(types, sheet, line)
        yield from _head_in_next_line(types, sheet, lines, index)


def _korean_head(types: DocumentTypes, sheet: Sheet, line: Line) -> list[Candidate]:
    found = types.head_ko.match(line.chars)
    return _school_of_head(types, sheet, line, found) if found else []


def _sealed_head(types: DocumentTypes, sheet: Sheet, line: Line) -> list[Candidate]:
    """A line low on the page that is a school's name and a few letters that a seal made unreadable: 총장, mostly."""
    found = _SEALED.fullmatch(line.chars)
    if found is None or line.middle < _LOWER_HALF * (sheet.page.height or _PAGE):
        return []
    rest = {line.words[line.owner[at]].word for at in range(found.end("school"), len(line.chars))}
    unread = all(word.touched or word.confidence < _UNSURE_READ for word in rest)
    return _school_of_head(types, sheet, line, found) if unread else []


def _school_of_head(types: DocumentTypes, sheet: Sheet, line: Line, found: re.Match[str]) -> list[Candidate]:
    college = _COLLEGE.match(found["school"])  # 한빛대학교 공과대학장: a dean
    end = found.start("school") + len(college[1]) if college else found.end("school")
    span = Span(line, _start(line, found.start("school")), end)
    made = candidate(types, FieldName.SCHOOL, sheet, span, Strength.HEAD, firm=False)
    if made and is_read_twice(sheet, span):
        made = replace(made, doubts=(*made.doubts, TORN))
    return [made] if made else []


def _start(line: Line, at: int) -> int:
    """Where the name starts: not with hardly read Latin letters before Korean ones, a seal's or a speck's."""
    word = line.words[line.owner[at]].word
    after = at + len("".join(word.text.split()))
    dirt = word.text.isascii() and word.confidence < _HARDLY_READ and has_hangul(line.chars[after : after + 1])
    return after if dirt else at


def _english_head(types: DocumentTypes, sheet: Sheet, line: Line) -> Iterator[Candidate]:
    text = Span(line, 0, len(line.chars)).text
    found = types.head_en.match(text)
    if found:
        before = len(text[: found.start("school")].replace(" ", ""))
        length = len(found.group("school").replace(" ", ""))
        made = candidate(types, FieldName.SCHOOL, sheet, Span(line, before, before + length), Strength.HEAD, firm=False)
        if made:
            cut_off = any(letter.isalpha() for letter in _SEAL.sub("", text[found.end("school") :]))
            yield replace(made, doubts=(*made.doubts, ODD)) if cut_off else made


def _head_in_next_line(types: DocumentTypes, sheet: Sheet, lines: Sequence[Line], index: int) -> Iterator[Candidate]:
    line = lines[index]
    near = [
        other
        for other in lines[max(0, index - 1) : index + 2]
        if other is not line and abs(other.middle - line.middle) <= _NEAR * max(line.em, other.em)
    ]
    if not any(_HEAD_WORDS.match(lower(other.chars)) for other in near):
        return
    made = whole_line_school(types, sheet, line, Strength.HEAD)
    if made:
        yield made


def lone_dates(
    types: DocumentTypes, sheet: Sheet, lines: Sequence[Line], labelled: Sequence[Line]
) -> Iterator[Candidate]:
    """Lines that are nothing but a date. The last one on the page is when the document was issued.

    That is sure only below the closing sentence, or right above the head's line (in the lower half: anywhere above
    it), and with no `labelled` line below, or above a letter's salutation; else it may be any date whose label was not
    read, which is a doubt.
    """
    dated = ((line, made) for line in lines if (made := _lone_date(sheet, line)))
    found = [(line, made) for line, made in dated if not (made.doubts and _ends_sentence(sheet, line))]
    if not found:
        return
    line, made = found[-1]
    before = [other for other in sheet.lines if other.middle < line.middle and not is_title(types, other)]
    above = any(types.closing.search(lower(other.chars)) for other in before)
    low = line.middle > _LOWER_HALF * (sheet.page.height or _PAGE)
    signed = any(_signs(types, other) for other in sheet.lines if other.middle > line.middle)
    last = not any(other.middle > line.middle for other in labelled)
    sure = last and (above or (low and signed) or _is_signed_below(types, sheet, line))
    sure = sure or _is_addressed_below(sheet, line)
    yield made if sure else replace(made, doubts=(*made.doubts, UNSURE))
    beside = [other for at, other in found[:-1] if at.middle > line.middle - _SIGNED_WITHIN * line.em]
    yield from (other for other in beside if sure and other.value == made.value)  # in the page's other language
    # Which of them it was is asked; the last one is the likelier.
    yield from (replace(other, doubts=(*other.doubts, UNSURE)) for other in beside if other.value != made.value)


def _ends_sentence(sheet: Sheet, line: Line) -> bool:
    """True if the line right above it ends before a date: expected to complete the programme in / May 2026."""
    above = [other for other in sheet.lines if 0 < line.middle - other.middle < _PITCH * line.em]
    return bool(above) and above[-1].words[-1].word.text in _BEFORE_DATES


def _is_addressed_below(sheet: Sheet, line: Line) -> bool:
    """True if the date stands in a letter's head."""
    below = [other for other in sheet.lines if other.middle > line.bottom][:_ADDRESS_LINES]
    return any(_SALUTATION.match(lower(other.chars)) for other in below)


def _is_signed_below(types: DocumentTypes, sheet: Sheet, line: Line) -> bool:
    """True if the next line below is of who signs."""
    below = [other for other in sheet.lines if other.middle > line.bottom]
    return bool(below) and _signs(types, below[0])


def _signs(types: DocumentTypes, line: Line) -> bool:
    text = Span(line, 0, len(line.chars)).text
    return bool(types.head_ko.match(line.chars) or types.head_en.match(text) or _HEAD_WORDS.match(lower(line.chars)))


def _dated_cell(line: Line) -> Span:
    """The line, or its cell with the date where the other is of who signs, or what follows the closing sentence."""
    if closed := _CLOSED.search(line.chars):
        return Span(line, closed.end(), len(line.chars)).trimmed(_MARKS)
    whole, cells = without_seal(line), cells_of(line)
    if len(cells) != _TWO:
        return whole
    others = [cell for cell in cells if not _DIGIT.search(cell.compact)]
    if len(others) != 1 or not (_HEAD_WORDS.match(lower(others[0].compact)) or _IS_SCHOOL.search(others[0].text)):
        return whole
    return next(cell for cell in cells if cell is not others[0])


def _lone_date(sheet: Sheet, line: Line) -> Candidate | None:
    return date_alone(sheet, _dated_cell(line))


def date_alone(sheet: Sheet, span: Span) -> Candidate | None:
    """The day of issue that the span is and nothing else, but for the place before it: Seoul, 3 March 2016."""
    dates = dates_in(span) if span.end > span.start else []
    if not dates or (len(dates) > 1 and len({reading.iso for reading, _ in dates} | {""}) != _TWO):
        return None
    reading, place = dates[0]
    rest = span.compact
    for _, other in dates:
        rest = rest.replace(other.compact, "", 1)
    rest = _PLACE.sub("", rest).strip(_MARKS + ")(일|")
    if rest and (len(rest) > 1 or place.start != span.start or rest == "생"):
        return None
    value, doubts = value_of(sheet, reading, place.text), doubts_of(sheet, reading, place.text)
    return Candidate(FieldName.ISSUE_DATE, value, place.text, sheet, place.words, Strength.LONE, doubts)
