"""Which kind of document a page is: by its title, supported by what its body states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import Levenshtein

from core.domain.field import FieldName
from core.domain.page import Word
from core.extraction.candidates import Candidate, Strength
from core.extraction.flow import compact_flow
from core.extraction.layout import Line, Sheet
from core.extraction.types import DocumentType, DocumentTypes, lower

WEAK: Final = "weak_type"
_UNWANTED: Final = " .:·|-_=*※【】[]<>《》「」『』~()"
_TITLE_SIZE: Final = 0.9
_FUZZY_LENGTH: Final = 4
_FUZZY_LATIN: Final = 10


@dataclass(frozen=True, slots=True)
class _Title:
    type: str
    words: tuple[Word, ...]
    size: float
    exact: bool


def type_candidates(types: DocumentTypes, sheet: Sheet, lines: Sequence[Line]) -> Iterator[Candidate]:
    """The page's kind of document, or nothing. A title of a kind that is not ours gives nothing at all."""
    titles = list(_titles(types, lines))
    stated = _stated(types, lines)
    if any(title.exact and not title.type for title in titles):
        return
    exact = [title for title in titles if title.exact]
    if exact:
        for type_id in dict.fromkeys(title.type for title in exact):
            best = max((title for title in exact if title.type == type_id), key=lambda title: title.size)
            yield _candidate(sheet, type_id, best.words, Strength.LABEL)
        return
    yield from _without_title(types, sheet, lines, titles, stated)


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
        yield _candidate(sheet, type_id, title.words, Strength.HEAD, WEAK)
    elif not misread and not kinds:
        yield from _by_signs(types, sheet, lines)


def _by_signs(types: DocumentTypes, sheet: Sheet, lines: Sequence[Line]) -> Iterator[Candidate]:
    for kind in types.types:
        for line in lines:
            text = lower(line.chars)
            if any(text.startswith(sign) for sign in kind.signs):
                yield _candidate(sheet, kind.id, tuple(word.word for word in line.words), Strength.LONE, WEAK)
                return


def _titles(types: DocumentTypes, lines: Sequence[Line]) -> Iterator[_Title]:
    largest = max((line.em for line in lines), default=0.0)
    for group in (*((line,) for line in lines), *pairwise(lines)):
        text = lower("".join(line.chars for line in group)).strip(_UNWANTED)
        size = min(line.em for line in group)
        words = tuple(word.word for line in group for word in line.words)
        if text in types.other_titles:
            yield _Title("", words, size, exact=True)
        for kind in types.types:
            if text in kind.titles or _both_languages(kind, text):
                yield _Title(kind.id, words, size, exact=True)
            elif len(group) == 1 and size >= _TITLE_SIZE * largest and _nearly(types, kind, text):
                yield _Title(kind.id, words, size, exact=False)


def _both_languages(kind: DocumentType, text: str) -> bool:
    """A title printed in both languages in one line: 졸업증명서 (Certificate of Graduation)."""
    for title in kind.titles:
        if text.startswith(title) and text[len(title) :].strip(_UNWANTED + "/") in kind.titles:
            return True
    return False


def _nearly(types: DocumentTypes, kind: DocumentType, text: str) -> bool:
    """One letter misread, added or lost, and no title of another kind as near."""
    if len(text) < _FUZZY_LENGTH:
        return False
    near = {
        entry.id
        for entry in types.types
        if any(
            len(title) >= _FUZZY_LENGTH and Levenshtein.distance(text, title, score_cutoff=1) <= 1
            for title in entry.titles
        )
    }
    return near == {kind.id}


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
