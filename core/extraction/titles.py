"""Which kind of document a page is: by its title, supported by what its body states."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from core.domain.field import FieldName
from core.domain.page import TextSource, Word
from core.extraction.candidates import Candidate, Strength
from core.extraction.flow import compact_flow
from core.extraction.layout import Line, Sheet, Span
from core.extraction.near_titles import by_length, is_nearly, is_one_letter_off, is_one_part_off_title
from core.extraction.row_cells import cells_of, pieces_of
from core.extraction.types import DocumentType, DocumentTypes, lower

WEAK: Final = "weak_type"
_UNWANTED: Final = " .:·|-_=*※【】[]<>《》「」『』~()"
_SUBJECT: Final = re.compile("^(?:re|subject|sub|subj|regarding):")
_NAMED: Final = re.compile(
    "[가-힣]{2,14}?(?:대학교(?:대학원)?|고등학교|중학교|과학기술원)|[a-z'&.]{3,40}?(?:university|college|highschool|instituteoftechnology)"
)
_BANDS: Final = MappingProxyType(
    {
        **dict.fromkeys(("academicrecord", "studentacademicrecord", "permanentrecord", "academicstatement"), 0.9),
        **dict.fromkeys(("diploma", "transcript", "recordofresults", "statementofresults", "gradereport"), 0.75),
    }
)
"""Titles that also head a part of a form; then they are smaller than the form's own title, at most so large."""
_UNSURE: Final = 0.6
_TITLE_SIZE: Final = 0.9
_LETTERHEAD: Final = 2
_NUMBER: Final = re.compile(r"(?:no[.:]?|№)?[\w\-./()]*\d{3,}[\w\-./()]*")
_MOST_HANGUL: Final = 3
"""Letters in a number: 제 2022-졸-1234 호."""
_MOSTLY: Final = 0.55
_SAME_HEIGHT: Final = 0.7


@dataclass(frozen=True, slots=True)
class _Title:
    type: str
    words: tuple[Word, ...]
    size: float
    exact: bool


def type_candidates(types: DocumentTypes, sheet: Sheet, lines: Sequence[Line]) -> Iterator[Candidate]:
    """The page's kind of document, or nothing. A title of a kind that is not ours gives nothing at all."""
    titles = list(_titles(types, sheet, lines))
    stated = _stated(types, lines)
    if any(title.exact and not title.type for title in titles):
        return
    exact = _without_bands([title for title in titles if title.exact])
    if exact:
        for type_id in dict.fromkeys(title.type for title in exact):
            best = max((title for title in exact if title.type == type_id), key=lambda title: title.size)
            told = {kind.id: words for kind, words in stated}
            near = set() if min(word.confidence for word in best.words) >= _UNSURE else _near_others(types, best)
            meant = next(iter(near & told.keys())) if len(near & told.keys()) == 1 else type_id
            if near and type_id in told:
                yield _candidate(sheet, type_id, told[type_id], Strength.SENTENCE)
            else:
                yield _candidate(sheet, meant, best.words, Strength.LABEL, *((WEAK,) if near else ()))
        return
    yield from _without_title(types, sheet, lines, titles, stated)


def _without_bands(titles: Sequence[_Title]) -> list[_Title]:
    """The titles without headings of parts of a form, which are smaller: STUDENT, ACADEMIC RECORD."""
    largest = max((title.size for title in titles), default=0.0)
    bands = [title for title in titles if title.size < largest * _BANDS.get(_says(title), 0.0)]
    return [title for title in titles if title not in bands]


def _says(title: _Title) -> str:
    return _letters("".join(word.text for word in title.words))


def _near_others(types: DocumentTypes, title: _Title) -> set[str]:
    """The other kinds of which one letter more or less makes it the title: 졸업증서 of 졸업증명서."""
    text = _says(title)
    counted = len(title.words) == len(text)  # letters that stand apart are not more or fewer, however they were read
    return {
        kind.id
        for kind in types.types
        if kind.id != title.type
        and is_one_letter_off(text, frozenset(by_length(kind.titles).get(len(text), ())) if counted else kind.titles)
    }


def is_title(types: DocumentTypes, line: Line) -> bool:
    """True if the line is nothing but a title."""
    whole = _letters(line.chars)
    text = _bare_title(types, whole)
    if text != whole and len(cells_of(line)) > 1:
        return False  # a letterhead, with the school's name in it
    return text in types.other_titles or any(text in kind.titles or _both_languages(kind, text) for kind in types.types)


def _without_title(
    types: DocumentTypes,
    sheet: Sheet,
    lines: Sequence[Line],
    titles: Sequence[_Title],
    stated: Sequence[tuple[DocumentType, tuple[Word, ...]]],
) -> Iterator[Candidate]:
    """By one clear statement; else by a title with a misread letter or by the labels, which is a doubt."""
    misread = {title.type: title for title in titles}
    kinds = {kind.id: words for kind, words in stated}
    if len(kinds) == 1:
        type_id, words = next(iter(kinds.items()))
        if set(misread) <= {type_id}:
            yield _candidate(sheet, type_id, words, Strength.SENTENCE)
            return
    if len(misread) == 1 and "" not in misread:
        type_id, title = next(iter(misread.items()))
        signed = _signed(types, lines)
        doubts = () if signed and signed[-1][0].id == type_id else (WEAK,)
        yield _candidate(sheet, type_id, title.words, Strength.HEAD, *doubts)
    elif not misread and not kinds:
        yield from _by_signs(types, sheet, lines)


def _by_signs(types: DocumentTypes, sheet: Sheet, lines: Sequence[Line]) -> Iterator[Candidate]:
    signed = _signed(types, lines)
    if signed:
        kind, span = signed[-1]
        yield _candidate(sheet, kind.id, span.words, Strength.LONE, WEAK)


def _signed(types: DocumentTypes, lines: Sequence[Line]) -> list[tuple[DocumentType, Span]]:
    """The kinds of which a label stands in a cell of its own, where, the most telling one last.

    Transcripts, and certificates of enrolment, may well name a day of graduation; other documents have no averages.
    """
    cells = [(cell, lower(cell.compact)) for line in lines for cell in pieces_of(line)]
    found = []
    for kind in types.types:
        span = next((cell for cell, text in cells if any(text.startswith(sign) for sign in kind.signs)), None)
        if span:
            found.append((kind, span))
    return found


def beside_school(types: DocumentTypes, line: Line) -> tuple[Span, Span] | None:
    """A letterhead's school and title, in this order, if the line is nothing but both."""
    return _beside_title(
        types, line, lambda cell: bool(types.school.search(cell.text)) and not types.part.search(cell.text)
    )


def beside_number(types: DocumentTypes, sheet: Sheet, line: Line) -> tuple[Span, Span] | None:
    """A bare number and the title it stands beside at the top of the page, in this order; None if it is none."""
    return _beside_title(types, line, _is_number) if sheet.is_at_top(line) else None


def _beside_title(types: DocumentTypes, line: Line, fits: Callable[[Span], bool]) -> tuple[Span, Span] | None:
    """What fits and the title beside it, in this order, if the line is nothing but both."""
    cells = cells_of(line)
    if len(cells) != _LETTERHEAD:
        return None
    for title, other in (cells, cells[::-1]):
        text = _letters(title.compact)
        named = text in types.other_titles or any(text in kind.titles for kind in types.types)
        if named and fits(other):
            return other, title
    return None


def _is_number(cell: Span) -> bool:
    said = lower(cell.compact)
    hangul = sum("가" <= letter <= "힣" for letter in said)
    return hangul <= _MOST_HANGUL and _NUMBER.fullmatch(said) is not None


def _letterheads(types: DocumentTypes, sheet: Sheet, lines: Sequence[Line]) -> Iterator[_Title]:
    for line in lines:
        found = beside_school(types, line) or beside_number(types, sheet, line)
        if found:
            text = _letters(found[1].compact)
            kinds = [kind.id for kind in types.types if text in kind.titles] or [""]
            yield _Title(kinds[0], found[1].words, line.em, exact=True)


def _titles(types: DocumentTypes, sheet: Sheet, lines: Sequence[Line]) -> Iterator[_Title]:
    yield from _letterheads(types, sheet, lines)
    largest = max((line.em for line in lines), default=0.0)
    pairs = [*pairwise(lines), *((below, above) for above, below in pairwise(lines) if _beside(above, below))]
    for group in (*((line,) for line in lines), *pairs):
        whole = "".join(line.chars for line in group)
        text = _bare_title(types, _letters(whole))
        size = min(line.em for line in group)
        words = tuple(word.word for line in group for word in line.words if any(map(str.isalnum, word.word.text)))
        if text in types.other_titles:
            yield _Title("", words, size, exact=True)
        recognised = sheet.page.source is not TextSource.TEXT_LAYER
        for kind in types.types:
            if (
                text in kind.titles
                or _both_languages(kind, text)
                or (recognised and is_one_part_off_title(types, kind, text))
            ):
                yield _Title(kind.id, words, size, exact=True)
            elif (
                (len(group) == 1 or _beside(*group))
                and size >= _TITLE_SIZE * largest
                and is_nearly(types, kind, text, lower(whole).strip(_UNWANTED))
            ):
                yield _Title(kind.id, words, size, exact=False)


def _letters(text: str) -> str:
    """The text, or only its Korean letters if most of it is Korean: what else stands there is dirt."""
    text = lower(text).strip(_UNWANTED)
    hangul = "".join(letter for letter in text if "가" <= letter <= "힣")
    return hangul if len(hangul) >= _MOSTLY * len(text) and "(" not in text else text


def _bare_title(types: DocumentTypes, text: str) -> str:
    """The title without the school before it, or what a letter's subject begins with: 한빛대학교 졸업증명서, RE: ..."""
    text = _SUBJECT.sub("", text)
    found = _NAMED.match(text)
    if found is None:
        return text
    rest = text[found.end() :].strip(_UNWANTED)
    known = rest in types.other_titles or any(rest in kind.titles for kind in types.types)
    return rest if known else text


def _beside(one: Line, other: Line) -> bool:
    """True if both stand at nearly the same height: one title, torn apart by a slant or by dirt."""
    return abs(one.middle - other.middle) < _SAME_HEIGHT * max(one.em, other.em)


def _both_languages(kind: DocumentType, text: str) -> bool:
    """A title printed in both languages in one line: 졸업증명서 (Certificate of Graduation)."""
    if not text.startswith(_starts(kind.titles)):
        return False
    for title in kind.titles:
        if text.startswith(title) and text[len(title) :].strip(_UNWANTED + "/") in kind.titles:
            return True
    return False


@lru_cache(maxsize=64)
def _starts(titles: frozenset[str]) -> tuple[str, ...]:
    """The titles as a text may be asked whether it starts with any of them."""
    return tuple(titles)


def _stated(types: DocumentTypes, lines: Sequence[Line]) -> list[tuple[DocumentType, tuple[Word, ...]]]:
    flow = compact_flow(lines)
    text = lower(flow.text)
    found = []
    for kind in types.types:
        match = next((hit for statement in kind.statements if (hit := statement.search(text))), None)
        if match:
            found.append((kind, flow.words(match.start(), match.end())))
    return found


def _candidate(sheet: Sheet, type_id: str, words: tuple[Word, ...], strength: Strength, *doubts: str) -> Candidate:
    raw = " ".join(word.text for word in words)
    return Candidate(FieldName.DOCUMENT_TYPE, type_id, raw, sheet, words, strength, tuple(doubts))
