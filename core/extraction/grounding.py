"""Finds a value again on the page, from its box and normalised form alone: an independent look at the rules."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from rapidfuzz.distance import Levenshtein

from core.domain.dates import find_dates
from core.domain.field import DATE_FIELDS, Field, FieldName
from core.domain.normal import clean, comparison_key, with_capital_i
from core.domain.page import Box, Page, TextSource, Word
from core.extraction.blanks import one_by_one
from core.extraction.day_order import is_either_order
from core.extraction.doubles import without_doubles
from core.extraction.mending import MENDED, mended_text
from core.extraction.types import DocumentType, DocumentTypes, lower

_MARGIN: Final = 0.002
_ROW: Final = 0.6
_LETTERS: Final = re.compile(r"[\W_]+", re.UNICODE)


def is_grounded(field: Field, pages: Iterable[Page], types: DocumentTypes) -> bool:
    """True if the words at the field's box say its value.

    A date must be one of the dates written there, whichever of day and month stands first where that is open; a kind
    of document must be named or stated there; any other value must stand there letter for letter, spaces and
    punctuation aside, and letters that the reader mended.
    """
    page = next((page for page in pages if (page.attachment, page.number) == (field.attachment, field.page)), None)
    if page is None or field.box is None or not field.value:
        return False
    text = " ".join(with_capital_i(word.text) for word in _words_at(page, field.box))
    if field.name is FieldName.DOCUMENT_TYPE:
        return _names_type(text, field.value, types)
    if field.name in DATE_FIELDS:
        found = find_dates(clean(text))
        return any(day.iso == field.value for day in found) or is_either_order(field.value, text)
    wanted = _letters(comparison_key(field.name, field.value))
    if field.name is FieldName.DOCUMENT_NUMBER and wanted.endswith("호"):
        wanted = wanted.removeprefix("제")  # a frame, however it was read
    if not wanted:
        return False
    seen = _letters(comparison_key(field.name, text))
    if MENDED in field.doubts:  # what was mended still has to stand there as it was read
        wanted = _letters(comparison_key(field.name, field.raw))
    if wanted in seen or (page.source is not TextSource.TEXT_LAYER and wanted in mended_text(types, seen)):
        return True
    return field.name is FieldName.HOLDER_NAME and _stands_in_parts(field.value, text)


def _stands_in_parts(name: str, text: str) -> bool:
    """True if the name's words stand there in their order, with others between: Surname HONG, Given Name GILDONG."""
    seen = iter([_letters(word.casefold()) for word in clean(text).split()])
    parts = [_letters(word.casefold()) for word in name.split()]
    return len(parts) > 1 and all(part in seen for part in parts)


def _words_at(page: Page, box: Box) -> list[Word]:
    """Words whose middle lies in the box, in reading order."""
    near = [word for word in page.words if _reaches(word.box, box)]  # to take all words apart takes long
    inside = without_doubles([word for word in one_by_one(near) if _holds(box, word.box)])
    rows: list[list[Word]] = []
    for word in sorted(inside, key=lambda item: item.box.y0 + item.box.y1):
        middle = (word.box.y0 + word.box.y1) / 2
        row = next((row for row in rows if _in_row(row, middle)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    return [word for row in rows for word in sorted(row, key=lambda item: item.box.x0)]


def _reaches(word: Box, box: Box) -> bool:
    """True if some of the word may be in the box, or a little beside it."""
    reach = 2 * _MARGIN
    across = word.x0 <= box.x1 + reach and box.x0 - reach <= word.x1
    return across and word.y0 <= box.y1 + reach and box.y0 - reach <= word.y1


def _in_row(row: list[Word], middle: float) -> bool:
    tallest = max(row, key=lambda word: word.box.height)
    return abs((tallest.box.y0 + tallest.box.y1) / 2 - middle) <= _ROW * tallest.box.height


def _holds(box: Box, word: Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return box.x0 - _MARGIN <= x <= box.x1 + _MARGIN and box.y0 - _MARGIN <= y <= box.y1 + _MARGIN


def _letters(text: str) -> str:
    return _LETTERS.sub("", text)


def _names_type(text: str, type_id: str, types: DocumentTypes) -> bool:
    kind = types.of_id(type_id)
    if kind is None:
        return False
    seen = lower("".join(clean(text).split()))
    korean = "".join(letter for letter in seen if "가" <= letter <= "힣")
    return _says_title(kind, seen) or _says_title(kind, korean) or any(form.search(seen) for form in kind.statements)


def _says_title(kind: DocumentType, seen: str) -> bool:
    """One letter of a title may be misread; the reader says so where it matters."""
    return any(title in seen or Levenshtein.distance(seen, title, score_cutoff=1) <= 1 for title in kind.titles)
