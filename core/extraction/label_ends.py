"""Where a label ends and its value starts: separators, brackets and gaps, and what is no label after all."""

from __future__ import annotations

import re
from typing import Final

from core.domain.field import DATE_FIELDS, FieldName
from core.domain.normal import has_hangul
from core.extraction.label_hits import LabelHit
from core.extraction.layout import SEGMENT_GAP, Line
from core.extraction.types import MONTHS, Label

SEPARATORS: Final = ":：;.·ㆍ・•|│┃¦=/-–—*)]】…‥>»›"
_WIDE: Final = 0.8
_HANGUL_GAP: Final = 0.1
LATIN_INNER: Final = 1.3
HANGUL_INNER: Final = 8.0
"""Gaps within a label, in text heights, at most."""
_BRACKET_LENGTH: Final = 30
_NUMBER_DIGITS: Final = 3
_APART: Final = 0.3
_HARDLY_READ: Final = 0.3
_SIGN_LENGTH: Final = 2
_END: Final = 90.0
_MONTH: Final = re.compile(rf"(?i:(?:{MONTHS})\.?\d)")
_FRAME: Final = "제"
_DEEDS: Final = frozenset({"입학", "졸업", "수료", "편입", "전공"})
_FROM: Final = ("로부터", "부터", "까지")
_VERBS: Final = frozenset("하한했함")


def checked(line: Line, label: Label, start: int, end: int) -> LabelHit | None:
    """The hit if nothing inside is torn apart and something sets the label off from what follows."""
    korean = has_hangul(label.text)
    if label.text in _DEEDS and line.chars[end : end + 1] in _VERBS and line.before[end] < SEGMENT_GAP:
        return None  # 입학하여, 졸업하였음
    if korean and set(label.fields) & DATE_FIELDS and line.chars.startswith(_FROM, end):
        return None  # 발급일로부터 90일까지
    inner = HANGUL_INNER if korean else LATIN_INNER
    if any(line.before[at] > inner for at in range(start + 1, end)):
        return None
    if FieldName.DOCUMENT_NUMBER in label.fields and line.chars[end : end + 1] == ",":
        end += 1  # the stop of No. is read as a comma as well
    value, separated = _skip_separators(line, end)
    value, bracketed = _skip_bracket(line, value)
    value, separated = _skip_unread(line, value) or (value, separated)
    dated = bool(set(label.fields) & DATE_FIELDS) and value < len(line.chars)
    dated = dated and (line.chars[value].isdigit() or (not korean and _MONTH.match(line.chars, value) is not None))
    dated = (dated or _is_numbered(line, label, value)) and line.starts_word(end)
    apart = separated or bracketed or line.gap(end) >= _WIDE or (dated and korean)
    firm = apart or dated
    named = FieldName.HOLDER_NAME in label.fields and start == 0 and line.starts_word(end)
    if not firm and not (korean and (named or line.gap(end) >= _HANGUL_GAP)):
        return None
    return LabelHit(line, label, start, end, value, firm, apart, misread=False)


def _is_numbered(line: Line, label: Label, at: int) -> bool:
    """True if the label of a document's number is followed by a word with a number in it, or by 제 and such a word."""
    if FieldName.DOCUMENT_NUMBER not in label.fields or at >= len(line.chars):
        return False
    word = line.words[line.owner[at]].word.text
    if word.strip() == _FRAME and at + 1 < len(line.chars):
        word = line.words[line.owner[at + 1]].word.text
    return sum(letter.isdigit() for letter in word) >= _NUMBER_DIGITS


def _skip_separators(line: Line, at: int) -> tuple[int, bool]:
    start = at
    while at < len(line.chars) and line.chars[at] in SEPARATORS and not _is_inner_dash(line, at):
        at += 1
    return at, at > start


def _skip_unread(line: Line, at: int) -> tuple[int, bool] | None:
    """Past a colon that was read as a letter or two, hardly sure, in a column of its own: Degree   이   Master.

    A Korean letter before others may be a widely spaced name's first one.
    """
    if at >= len(line.chars) or line.gap(at) < _APART or not line.starts_word(at):
        return None
    word = line.words[line.owner[at]].word
    after = at + len("".join(word.text.split()))
    if word.confidence >= _HARDLY_READ or after - at > _SIGN_LENGTH or not SEGMENT_GAP <= line.gap(after) < _END:
        return None
    return None if has_hangul(word.text) and has_hangul(line.chars[after]) else (after, True)


def _is_inner_dash(line: Line, at: int) -> bool:
    """True for the dash of NO-2014-80218: no space on either side."""
    return line.chars[at] in "-–/" and not line.starts_word(at) and not line.starts_word(at + 1)


def _skip_bracket(line: Line, at: int) -> tuple[int, bool]:
    """Past a bracket that belongs to the label, as in 학과(전공) or 성명 (Name)."""
    if at >= len(line.chars) or line.chars[at] not in "(（[":
        return at, False
    for end in range(at + 1, min(len(line.chars), at + _BRACKET_LENGTH)):
        if line.chars[end] in ")）]":
            after, _ = _skip_separators(line, end + 1)
            return after, True
    return at, False
