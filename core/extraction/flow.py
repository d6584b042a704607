"""A page's text as one running text, each letter of which knows its place; and sentences found in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from core.domain.dates import read_date
from core.domain.field import DATE_FIELDS, FieldName
from core.domain.normal import has_hangul, normalise_value
from core.domain.page import Word
from core.extraction.breaks import breaks
from core.extraction.candidates import ODD, Candidate, Strength, doubts_of
from core.extraction.day_order import value_of
from core.extraction.layout import Line, Sheet, Span
from core.extraction.own_lines import is_signers, is_whole_degree
from core.extraction.types import DocumentTypes
from core.extraction.value_parts import without_college_behind
from core.extraction.wrapped import CUT_OFF

_OF_PROSE: Final = frozenset({FieldName.SCHOOL, FieldName.MAJOR, FieldName.DEGREE})
_BEFORE: Final = re.compile(
    "(?:으로서?|므로|이에|기에|공히|당히|땅히|정히|에게|에서|따라|의거|의하여|의해|하여|하고|하며|이며|아울러|통하여|통해|모두|함께|소정의"
    "|정하는|정한)(?=.)"
)
"""How words end that may stand before a value in a sentence without a space's trace."""
_SENTENCE_WORDS: Final = 5
_PROSE: Final = re.compile(
    r"\b(?:A|AN|AND|AS|AT|BEEN|BORN|BY|CERTIFIED|CERTIFY|COMPLETED|CONFERRED|AWARDED|GRANTED|ADMITTED|ENROLLED|ENTERED|FOR|FROM"
    r"|GRADUATED|HAD|HAS|HAVE|HAVING|HEREBY|HIS|HER|IN|IS|IT|MAJORING|OF|ON|OUR|SINCE|STUDIED|SUCCESSFULLY|THAT|THE|THEIR|THIS|TO"
    r"|UNTIL|UPON|WAS|WE|WHO|WITH|DEGREE)\b"
)
_STOP: Final = re.compile(r"(?<=[A-Za-z]{4})\.$")
"""The sentence's own, behind no abbreviation."""
_COURSE: Final = re.compile(
    "^(?:[석학]사[·ㆍ]?[석박]사|석[·ㆍ]?박사|[학석박]사)?(?:통합|연계)?(?:학위)?과정(?=[가-힣]{2})"
)
"""What a graduate school's student studies for, before the field: 석사과정 사회복지학과."""
_HONOURS: Final = re.compile(r" (?i:with honou?rs)")
_BARE: Final = frozenset({"학사", "석사", "박사"})


@dataclass(frozen=True, slots=True)
class Flow:
    """Text and, for each of its letters, line and place there (None for what stands between words)."""

    text: str
    places: tuple[tuple[Line, int] | None, ...]

    def words(self, start: int, end: int) -> tuple[Word, ...]:
        """The words under those letters, in order, each once."""
        found: dict[int, Word] = {}
        for place in self.places[start:end]:
            if place:
                placed = place[0].words[place[0].owner[place[1]]]
                found.setdefault(id(placed), placed.word)
        return tuple(found.values())

    def raw(self, start: int, end: int) -> str:
        """Those letters with a space wherever a new word starts, whatever the flow's own spaces are."""
        parts: list[str] = []
        for place in self.places[start:end]:
            if place:
                line, at = place
                parts.append((" " if parts and line.starts_word(at) else "") + line.chars[at])
        return "".join(parts)

    def is_signers(self, at: int) -> bool:
        """True if the line of that letter begins with who signs: Dean, Faculty of Engineering."""
        place = self.places[at]
        return place is not None and is_signers(place[0].chars[: place[1]])

    def with_honours(self, end: int) -> int:
        """Where a degree ends whose line ends with how it is called in full: Bachelor of Science with Honours."""
        found = _HONOURS.match(self.text, end)
        last = self.places[found.end() - 1] if found else None
        return found.end() if found and last and last[1] == len(last[0].chars) - 1 else end

    def end_of_own_line(self, start: int, end: int) -> int:
        """Where a line ends that begins with those letters and is nothing but them; 0 if none does before the end.

        On diplomas each value has a line of its own: Bachelor of Laws / Political Science.
        """
        first = self.places[start]
        if first is None or first[1] > 0 or has_hangul(self.text[start:end]):
            return 0
        others = (at for at in range(start, end) if (place := self.places[at]) and place[0] is not first[0])
        return next(others, 0)


def compact_flow(lines: Sequence[Line]) -> Flow:
    """The lines' letters without any space."""
    places = tuple((line, at) for line in lines for at in range(len(line.chars)))
    return Flow("".join(line.chars for line in lines), places)


def spaced_flow(lines: Sequence[Line]) -> Flow:
    """The lines' letters with single spaces between words, and a line feed where a line ends on purpose."""
    text: list[str] = []
    places: list[tuple[Line, int] | None] = []
    ends = breaks(lines)
    for index, line in enumerate(lines):
        for at, letter in enumerate(_as_in_sentences(line)):
            if text and line.starts_word(at):
                text.append("\n" if at == 0 and index - 1 in ends else " ")
                places.append(None)
            text.append(letter)
            places.append((line, at))
    return Flow("".join(text), tuple(places))


def _as_in_sentences(line: Line) -> str:
    """The line's letters, with small ones in the words between values if it is a sentence in capitals."""
    if not line.chars.isupper() or len(line.words) < _SENTENCE_WORDS:
        return line.chars
    return _PROSE.sub(lambda found: found.group().lower(), Span(line, 0, len(line.chars)).text).replace(" ", "")


def sentence_candidates(types: DocumentTypes, sheet: Sheet, lines: Sequence[Line]) -> Iterator[Candidate]:
    """Values in running sentences."""
    tight, spaced = compact_flow(lines), spaced_flow(lines)
    for sentence in types.sentences:
        flow = tight if sentence.compact else spaced
        for match in sentence.pattern.finditer(flow.text):
            found = _of_match(types, sheet, flow, match)
            yield from (replace(item, strength=Strength.WEAKER) for item in found) if sentence.weak else found


def _of_match(types: DocumentTypes, sheet: Sheet, flow: Flow, match: re.Match[str]) -> Iterator[Candidate]:
    for name, text in match.groupdict().items():
        if text is None:
            continue
        field = FieldName(name)
        start, end = match.span(name)
        end = flow.with_honours(end) if field is FieldName.DEGREE else end
        if field is FieldName.MAJOR and flow.is_signers(start):
            continue
        if field is FieldName.DEGREE and (cut := flow.end_of_own_line(start, end)):
            parts = (*_of_span(types, sheet, flow, FieldName.MAJOR, (cut, end)),)
            parts = (*parts, *_of_span(types, sheet, flow, FieldName.DEGREE, (start, cut)))
            whole = is_whole_degree(flow.raw(start, cut).strip(" ,;"))
            yield from (item if whole else replace(item, doubts=(*item.doubts, CUT_OFF)) for item in parts)
        else:
            yield from _of_span(types, sheet, flow, field, (start, end))


def _of_span(
    types: DocumentTypes, sheet: Sheet, flow: Flow, field: FieldName, span: tuple[int, int]
) -> Iterator[Candidate]:
    start, end = span
    raw = _STOP.sub("", flow.raw(start, end).strip(" ,;"))
    raw = without_college_behind(raw) if field is FieldName.MAJOR else raw
    found = _value(types, sheet, field, raw)
    if found is not None:
        value, doubts = found
        yield Candidate(field, value, raw, sheet, flow.words(start, end), Strength.SENTENCE, doubts)


def _value(types: DocumentTypes, sheet: Sheet, field: FieldName, raw: str) -> tuple[str, tuple[str, ...]] | None:
    if field in DATE_FIELDS:
        reading = read_date(raw)
        if reading is None:
            return None
        return value_of(sheet, reading, raw), doubts_of(sheet, reading, raw)
    value = normalise_value(field, raw)
    if field is FieldName.SCHOOL and (not types.school.search(value) or types.part.search(value)):
        return None
    if field is FieldName.MAJOR:
        value = _COURSE.sub("", value)
    if has_hangul(value) and field in _OF_PROSE:
        return _without_function_words(types, field, value)
    return (value, ()) if value else None


def _without_function_words(types: DocumentTypes, field: FieldName, value: str) -> tuple[str, tuple[str, ...]]:
    """The Korean value without words before it that are no part of it: 학칙에 의거 컴퓨터공학과; 명실공히 공학사.

    A degree begins with a word of degrees; what else stands before it is a doubt, unless it ends like an adverb.
    """
    ends = [found.end() for found in _BEFORE.finditer(value)]
    rest = value[ends[-1] :] if ends and field is not FieldName.DEGREE else value
    if field is not FieldName.DEGREE or types.degree.fullmatch(value):
        return rest, (() if rest == value else (ODD,))
    known = types.degree_at_end.search(value)
    if known is None:
        return value, (ODD,)
    if types.major.search(value[: known.start()]) and known.group() not in _BARE:
        return known.group(), ()  # 국어국문학과 문학박사
    bare = known.group() in _BARE or known.start() not in ends
    return known.group(), ((ODD,) if bare else ())
