"""A document's number in a span of letters: where it ends, and which of its spaces are printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from core.domain.page import TextSource
from core.extraction.layout import SEGMENT_GAP, Line, Sheet, Span
from core.extraction.rows import Placed
from core.extraction.torn import TORN
from core.extraction.wrapped import CUT_OFF

SPACE: Final = "space_unsure"
_FEWEST_DIGITS: Final = 3
_FRAMED: Final = re.compile(r"제\s*\d+\s*호")
"""However short, it is a number: 제 86 호."""
_TIGHT: Final = 0.24
"""Text heights; on recognised pages printed spaces were mostly 0.3 to 0.6 wide, word breaks without one below 0.2."""
_UNCLEAR: Final = (0.2, 0.3)
_TOUCHING: Final = 0.12
_CLEAR: Final = 0.34
"""Where boxes touch after 제, the recogniser drew one too wide; then the gap before 호 tells."""
_BETWEEN_PARTS: Final = 0.45
_ALIKE: Final = 0.3
_ANY: Final = 0.005
_WITHIN: Final = 0.5
_NEVER: Final = 1e9
_SAME_END, _AS_WIDE = 0.3, 1.4
"""Of the line's height, and times the width of a letter behind: with a letter more it would be 1.5 at least."""
_PHONE: Final = re.compile(r"0\d{1,2}[-)]\d{3,4}-\d{4}")
_CODE: Final = re.compile(r"\d{4}(?:-\d{4}){2,}(?!-|\d\d)")
_LIKE_FRAME: Final = re.compile(r"^(?:[체저재세새게채째]{1,2}제?|A[lI1i]|M[lI1i])\s*(?=[\d\-A-Z]*\d{2,}\s*호$)")
"""What 제 before a number and 호 is read as: nothing else stands there."""
_NOTE: Final = re.compile(r"(?<=\d)\s*[/|,]\s*(?=[A-Za-z]{3,}\b|[가-힣]{2,})")
"""What follows a number on its line: 1928-0077 / Tel. ..."""
_DASHLESS: Final = re.compile("제(?:19|20)\\d{7,8}호")
"""A year and a serial in one between 제 and 호: nearly always a dash stood between them, 제 2020-91169 호."""
_DEGREE_BEFORE: Final = re.compile("[학석박]사?(?=제)")
"""Of which degree it is the number: 석 제 8806 호; any gap may follow."""
_ROUND: Final = re.compile(r"제\d{1,3}회(?=제\D{0,2}\d)")
"""Which graduation of the school it was: 제 58 회 제 12345 호."""
_SPECK: Final = re.compile(r"(?:제(?=.\d+호)|[A-Z]{1,4}(?=.-\d{4}))[:;,'·]")
_SPACED_HANGUL: Final = re.compile(r"(?<=\d)- ?(?:[가-힣] ?){1,6}-(?=\d)")
"""Between dashes no space is printed, as recognisers have them between Korean letters: 2025- 졸 업 -1148."""
_REPEATED: Final = re.compile(r"(?<=호)[(（\[/|,]{1,2}(?:No|N0|Number)\W{0,2}(?P<again>[\w\-/]*\d[\w\-/]*)\W{0,2}$")
"""The same number for readers of English behind a Korean one: 제 2018-016906 호 (No. 2018-016906)."""
_OF_SENTENCE: Final = re.compile(r"^[^(]*\) ?[a-z]{2,} [a-z]")
"""It ends a bracket that a line above opens: (student / number 19130419) was registered as."""
_OF_SCHOOL: Final = re.compile(r"^(?:[가-힣] ?){1,8}대 ?(?:19|20)\d\d ?\( ?[학석박전]사? ?\) ?\d")
"""A degree's number begins with the school's short name, whose letters recognisers set apart: 서 림 대2025(박)0552."""
_NUMBER: Final = re.compile(r"(?:제\s*)?[\w가-힣()\-./ ]*\d[\w()\-./]*(?:\s*호)?")


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number's place, how it is printed, and what is doubtful about its spaces."""

    place: Span
    raw: str
    doubts: tuple[str, ...]


def number_in(sheet: Sheet, span: Span) -> FoundNumber | None:
    """The number that begins the span; None for what is none, or a telephone's."""
    while span.compact.startswith("제제"):
        span = span.cut(1, span.end - span.start)  # read twice
    if round_before := _ROUND.match(span.compact):
        span = span.cut(round_before.end(), span.end - span.start)
    span, differs = without_repetition(_without_speck(sheet, span))
    behind = _NOTE.search(span.text)
    span = span.cut(0, len(span.text[: behind.start()].replace(" ", ""))) if behind else span
    gap = _space_width(sheet, span)
    text = span.tight_text(gap)
    found = _CODE.match(text) or _NUMBER.match(text)
    if not found or is_phone(found.group()) or _OF_SENTENCE.search(span.text):
        return None
    fewest = 1 if _FRAMED.fullmatch(found.group()) else _FEWEST_DIGITS
    if sum(letter.isdigit() for letter in found.group()) < fewest:
        return None
    letters = len(found.group().replace(" ", ""))
    place = span.cut(0, letters).trimmed(".,-/")
    raw = place.tight_text(gap)
    if sheet.page.source is not TextSource.TEXT_LAYER:
        raw = _LIKE_FRAME.sub("제 " if " " in raw else "제", raw)
    raw = _OF_SCHOOL.sub(lambda found: found.group().replace(" ", ""), raw)
    raw = _SPACED_HANGUL.sub(lambda found: found.group().replace(" ", ""), raw)
    place, raw = _without_brackets(place, raw)
    goes_on = (CUT_OFF,) if _ends_in_dash(place) or _begins_with_dash(place) else ()
    doubts = (*_doubts_of_gaps(sheet, place), *goes_on, *((TORN,) if differs else ()))
    return FoundNumber(place, raw, tuple(dict.fromkeys(doubts)))


def without_repetition(span: Span) -> tuple[Span, bool]:
    """The number without the same one in English behind it, and whether the two differ, so that one is misread."""
    found = _REPEATED.search(span.compact)
    if found is None:
        return span, False
    own = span.cut(0, found.start())
    return own, _figures(own.compact) != _figures(found["again"])


def _figures(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def _without_brackets(place: Span, raw: str) -> tuple[Span, str]:
    """The number without a bracket that stands around more than it: (문서번호 : 2020-1)."""
    if raw.endswith(")") and raw.count("(") < raw.count(")"):
        place, raw = place.cut(0, place.end - place.start - 1), raw[:-1].rstrip()
    if raw.startswith("(") and raw.count(")") < raw.count("("):
        place, raw = place.cut(1, place.end - place.start), raw[1:].lstrip()
    return place, raw


def _without_speck(sheet: Sheet, span: Span) -> Span:
    """A recognised number without the speck read as a mark before its figures: 제 :32221 호, K:-2026-77137."""
    found = _SPECK.match(span.compact)
    if sheet.page.source is TextSource.TEXT_LAYER or not found:
        return span
    line, at = span.line, span.start + found.end() - 1
    kept = [place for place in range(span.start, span.end) if place != at]
    before = tuple(line.before[at] if place == at + 1 else line.before[place] for place in kept)
    bare = Line(
        line.words,
        line.em,
        "".join(line.chars[place] for place in kept),
        tuple(line.owner[place] for place in kept),
        before,
    )
    return Span(bare, 0, len(kept))


def _ends_in_dash(span: Span) -> bool:
    """True if a dash or stroke follows at once: what stood behind it is lost."""
    line, at = span.line, span.end
    return at < len(line.chars) and line.chars[at] in "-/" and line.before[at] < _TIGHT


def _begins_with_dash(span: Span) -> bool:
    """True if a dash or stroke stands right before it: what stood before that is lost, the K of K-2025-33038."""
    line, at = span.line, span.start
    return at > 0 and line.chars[at - 1] in "-/" and line.before[at] < _TIGHT


def is_phone(text: str) -> bool:
    """True for a telephone's number: 02-1234-5678."""
    return _PHONE.fullmatch(text.replace(" ", "")) is not None


def _overlaps(span: Span) -> bool:
    """True if a part with figures lies within the box of the part before it: a letter between them may be lost."""
    parts = [placed for placed in span.placed if any(map(str.isdigit, placed.word.text))]
    return any(
        one.x1 - other.x0 > _WITHIN * (other.x1 - other.x0) and not _has_box_of_all(span, one, other)
        for one, other in pairwise(parts)
    )


def _has_box_of_all(span: Span, one: Placed, other: Placed) -> bool:
    """True if the part has the box of all up to a later one, as words before Hangul often have, and lacks no letter.

    1996 in the box of 1996학00502: its letters up to 학 are as wide as those behind.
    """
    if abs(one.x1 - other.x1) > _SAME_END * span.line.em:
        return False
    after = span.placed[span.placed.index(one) + 1]
    own = (after.x0 - one.x0) / len(one.word.text)
    return after is not other and own <= _AS_WIDE * (other.x1 - other.x0) / len(other.word.text)


def _doubts_of_gaps(sheet: Sheet, span: Span) -> tuple[str, ...]:
    """Of a recognised number: it cannot be told if a space is printed in it; figures, or a dash, are lost."""
    if sheet.page.source is TextSource.TEXT_LAYER:
        return ()
    prefix = _DEGREE_BEFORE.match(span.compact)
    span = span.cut(prefix.end(), span.end - span.start) if prefix else span
    torn = any(span.line.before[at] >= SEGMENT_GAP for at in range(span.start + 1, span.end))
    torn = (torn and not _is_evenly_framed(span)) or _DASHLESS.fullmatch(span.compact) is not None
    torn = torn or _overlaps(span)
    unclear = _space_is_unclear(sheet, span)
    return (*((TORN,) if torn else ()), *((SPACE,) if unclear else ()))


def _is_evenly_framed(span: Span) -> bool:
    """True if the only wide gaps are those behind 제 and before 호, and both are as wide: no figure is lost there."""
    before, first, last = span.line.before, span.start + 1, span.end - 1
    framed = span.compact.startswith("제") and span.compact.endswith("호") and last > first
    whole = all(before[at] < SEGMENT_GAP for at in range(first + 1, last))
    return framed and whole and abs(before[first] - before[last]) <= _ALIKE


def _space_is_unclear(sheet: Sheet, span: Span) -> bool:
    """True if it cannot be told whether 제 2024-1 호 or 제2024-1호 is printed."""
    second = span.start + 1
    leading = sheet.page.source is not TextSource.TEXT_LAYER and span.compact.startswith("제") and second < span.end
    return leading and _UNCLEAR[0] <= span.line.before[second] < _UNCLEAR[1]


def _space_width(sheet: Sheet, span: Span) -> float:
    """From which gap on there is a printed space. After a leading 제 the same is meant on both sides of the number."""
    if sheet.page.source is TextSource.TEXT_LAYER:
        return _ANY
    line, second = span.line, span.start + 1
    if span.compact.startswith("제") and second < span.end:
        after, before = line.before[second], line.before[span.end - 1] if span.compact.endswith("호") else 0.0
        return _ANY if after >= _TIGHT or (after <= _TOUCHING and before >= _CLEAR) else _NEVER
    return _BETWEEN_PARTS
