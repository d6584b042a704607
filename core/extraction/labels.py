"""Labels on a line: where they start, where their value starts, and what they announce."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from core.domain.field import FieldName
from core.domain.normal import has_hangul, is_hangul, is_one_part_off
from core.extraction.cut_below import cut_label
from core.extraction.cut_left import beheaded_label_at
from core.extraction.label_ends import HANGUL_INNER, LATIN_INNER, checked
from core.extraction.label_hits import LabelHit
from core.extraction.layout import ITEM, SEGMENT_GAP, Line
from core.extraction.types import Label, LabelKind, lower

RULINGS: Final = "|│┃¦"
_JOINS: Final = "/·ㆍ•,"
_MARKS: Final = frozenset("ㅇ○◦OoQ0°•·-*▪■□ㅁ口◎")
_CIRCLED: Final = re.compile("[①-⑳㉮-㉻ⓐ-ⓩ]")
_OPENED: Final = "([（【"
_CLOSED: Final = "])）】:："
_NAME: Final = "성명"
_ENDS: Final = ")]】:：(（|│¦/·[."
_FUZZY_LENGTH: Final = 4
_FUZZY_LATIN: Final = 6
_LONGEST: Final = 34
_UNREAD_LENGTH: Final = 6
_UNREAD_LATIN: Final = 16
_UNSURE: Final = 0.85
_ITEMS: Final = "가나다라마바사아자차카타파하"
_SURE: Final = 0.9
_TYPED: Final = 1.0
"""What no recogniser claims: the letters are a text layer's."""
_TELLING_LENGTH: Final = 8
_SHORT_LENGTH: Final = 3
_LONGEST_CUT: Final = 8
_COURSES: Final = frozenset({"학사과정", "석사과정", "박사과정", "학부과정", "대학과정"})
"""What a label of the course announces; one letter off 학위과정."""
_ENTERED: Final = (FieldName.ADMISSION_DATE,)
_LEFT: Final = (FieldName.GRADUATION_DATE,)


def find_labels(line: Line, labels: Mapping[str, Label]) -> tuple[LabelHit, ...]:
    """All labels of that line, from left to right."""
    text = lower(line.chars)
    hits: list[LabelHit] = []
    at = 0
    while at < len(text):
        marked = at == 1 and line.chars[0] in _MARKS  # ○성명, read as one word
        hit = _label_at(line, text, at, labels) if marked or line.starts_segment(at) else None
        if hit is None or _is_value(hit, hits):
            at += 1
            continue
        hit = _with_second_language(hit, text, labels)
        hits.append(hit)
        at = max(hit.value, at + 1)
    return tuple(sorted((*hits, *_labels_at_ends(line, text, hits, labels)), key=lambda hit: hit.start))


def _is_value(hit: LabelHit, before: Sequence[LabelHit]) -> bool:
    """True if what looks like a label is all that stands behind another one, as its value.

    The name 현주도, not 현주소; the major 전자공학과, not the label 전공학과; the name 반 호미, not 반: a class.
    """
    if not (before and before[-1].apart and before[-1].value == hit.start):
        return False
    if not hit.misread:
        return len(hit.label.text) == 1 and not hit.apart
    same = (hit.label.kind, hit.label.fields) == (before[-1].label.kind, before[-1].label.fields)
    return same or (hit.label.kind is LabelKind.OTHER and hit.value >= len(hit.line.chars))


def _label_at(line: Line, text: str, at: int, labels: Mapping[str, Label]) -> LabelHit | None:
    for length in range(min(_LONGEST, len(text) - at), 0, -1):
        label = labels.get(text[at : at + length])
        if label and (hit := checked(line, label, at, at + length) or _repeated(line, text, label, at, labels)):
            return hit
    bracketed = at == 1 and line.chars[0] in _OPENED
    own_cell = at == 0 or bracketed or line.before[at] >= SEGMENT_GAP or line.chars[at - 1] in RULINGS
    if not own_cell or not text[at].isalnum() or _CIRCLED.match(text[at]):
        return None
    return (
        _doubled_label_at(line, text, at, labels)
        or _misread_label_at(line, text, at, labels)
        or _half_unread_label_at(line, text, at, labels)
        or _short_label_at(line, text, at, labels)
        or _cut_label_at(line, text, at, labels)
        or (beheaded_label_at(line, text, labels) if at == 0 else None)
        or _name_label_at(line, text, at, labels)
    )


def _doubled_label_at(line: Line, text: str, at: int, labels: Mapping[str, Label]) -> LabelHit | None:
    """A label of which letters were read twice: 문서서확인번번호 for 문서확인번호."""
    for end in range(min(len(text), at + _LONGEST), at + _FUZZY_LENGTH, -1):
        piece = text[at:end]
        once = "".join(letter for letter, _ in groupby(piece))
        if once != piece and is_hangul(once) and (label := labels.get(once)):
            hit = checked(line, label, at, end)
            return replace(hit, misread=True) if hit else None
    return None


def _short_label_at(line: Line, text: str, at: int, labels: Mapping[str, Label]) -> LabelHit | None:
    """A Korean label of three letters, one of which is misread in one of its parts: 빌급일 for 발급일."""
    piece = text[at : at + _SHORT_LENGTH]
    if len(piece) < _SHORT_LENGTH or not line.starts_word(at + _SHORT_LENGTH) or not is_hangul(piece):
        return None
    near = [labels[key] for key in _short_ones(tuple(labels)) if is_one_part_off(piece, key)]
    if len({(label.kind, label.fields) for label in near}) != 1:
        return None
    hit = checked(line, near[0], at, at + _SHORT_LENGTH)
    return replace(hit, misread=True) if hit and hit.firm else None


def _cut_label_at(line: Line, text: str, at: int, labels: Mapping[str, Label]) -> LabelHit | None:
    """A label whose lower strokes lie under something, and that fills its word."""
    if line.words[line.owner[at]].word.confidence >= _TYPED:
        return None
    for end in range(min(len(text), at + _LONGEST_CUT), at, -1):
        is_whole = line.starts_word(end) or text[end] in _ENDS
        if is_whole and (label := cut_label(text[at:end], labels)):
            hit = checked(line, label, at, end)
            return replace(hit, misread=True) if hit and hit.firm else None
    return None


@lru_cache(maxsize=8)
def _short_ones(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Labels that are as short."""
    return tuple(text for text in texts if len(text) == _SHORT_LENGTH)


def _name_label_at(line: Line, text: str, at: int, labels: Mapping[str, Label]) -> LabelHit | None:
    """The letters of 성명 with one part of one misread, set off by a sign: [싱명] or 상명: but not the name 성영."""
    piece, end = text[at : at + len(_NAME)], at + len(_NAME)
    if not is_one_part_off(piece, _NAME) or piece in labels or text[end : end + 1] not in tuple(_CLOSED):
        return None
    hit = checked(line, labels[_NAME], at, end) if _NAME in labels else None
    return replace(hit, misread=True) if hit and hit.apart else None


def _half_unread_label_at(line: Line, text: str, at: int, labels: Mapping[str, Label]) -> LabelHit | None:
    """A label in two languages of which the first could not be read: 41Q / Full Name; AS (Major)."""
    for mark, shortest in (("/", _FUZZY_LATIN), ("(", _FUZZY_LENGTH)):
        first = text.find(mark, at + 1, at + _UNREAD_LENGTH + 1) + 1
        for length in range(min(_LONGEST, len(text) - first), shortest - 1, -1) if first else ():
            end = first + length
            label = labels.get(text[first:end])
            if not label or not label.text.isascii() or (mark == "(" and text[end : end + 1] != ")"):
                continue
            hit = checked(line, label, first, end)
            if hit and hit.firm and (mark == "/" or hit.value < len(text)):
                return replace(hit, start=at, misread=True)
    return None


def _labels_at_ends(line: Line, text: str, hits: Sequence[LabelHit], labels: Mapping[str, Label]) -> Iterator[LabelHit]:
    """Cells of two languages of which only one could be read, beside labels or each other: Ata AS Date of Birth."""
    starts = [at for at in range(len(text)) if line.gap(at) >= SEGMENT_GAP]
    found = []
    for at, end in pairwise([*starts, len(text)]):
        if any(hit.start < end and at < hit.end for hit in hits) or ITEM.match(text, at):
            continue
        label = _label_in(line, text, (at, end), labels)
        if label and FieldName.SCHOOL not in label.fields:
            found.append(LabelHit(line, label, at, end, end, firm=True, apart=True, misread=True))
    if hits or len(found) > 1:
        yield from found


def _label_in(line: Line, text: str, cell: tuple[int, int], labels: Mapping[str, Label]) -> Label | None:
    """A label that fills the cell but for what could not be read before or behind it."""
    at, end = cell
    for length in range(end - at - 1, _SHORT_LENGTH - 1, -1):
        for start in (end - length, at):
            whole = line.starts_word(start) and line.starts_word(start + length)
            label = labels.get(text[start : start + length].rstrip(".")) if whole else None
            if label and _is_rest_unread(line, label, cell, (start, start + length)):
                return label
    return None


def _is_rest_unread(line: Line, label: Label, cell: tuple[int, int], own: tuple[int, int]) -> bool:
    """True if the cell's other letters are what a label's other language is misread as."""
    rest = [*range(cell[0], own[0]), *range(own[1], cell[1])]
    if label.text.isascii():
        return own[1] - own[0] >= _TELLING_LENGTH and len(rest) <= _UNREAD_LENGTH
    unsure = any(line.words[line.owner[at]].word.confidence < _UNSURE for at in rest)
    return unsure and len(rest) <= _UNREAD_LATIN and not has_hangul("".join(line.chars[at] for at in rest))


def _misread_label_at(line: Line, text: str, at: int, labels: Mapping[str, Label]) -> LabelHit | None:
    found: list[LabelHit] = []
    long_labels = _by_length(tuple(labels))
    for end in range(at + _FUZZY_LENGTH - 1, min(len(text), at + _LONGEST) + 1):
        if not (line.starts_word(end) or text[end] in _ENDS):
            continue
        piece = text[at:end]
        if piece in _COURSES or (len(piece) > _FUZZY_LENGTH and _has_letter_of_name(line, at, piece, labels)):
            return None
        for length in range(len(piece) - 1, len(piece) + 2):
            for known in process.extract_iter(
                piece, long_labels.get(length, ()), scorer=Levenshtein.distance, processor=None, score_cutoff=1
            ):
                hit = checked(line, labels[known[0]], at, end)
                if hit and hit.firm:
                    found.append(replace(hit, misread=True, guessed=_may_be_another(line, at, piece, known[0])))
    if len({(hit.label.kind, hit.label.fields) for hit in found}) > 1:
        near = (hit for hit in found if not hit.guessed)
        found = [hit for hit in near if is_one_part_off(text[at : hit.end], hit.label.text)]  # 닙학일자: not 복학일자
    if len({(hit.label.kind, hit.label.fields) for hit in found}) != 1:
        return None
    longest = [hit for hit in found if hit.end == found[-1].end]
    return min(longest, key=lambda hit: hit.guessed)


def _has_letter_of_name(line: Line, at: int, piece: str, labels: Mapping[str, Label]) -> bool:
    """True if the label begins behind a wide gap: 정 광 렬   생년월일, the letter is the name's last one."""
    return piece[1:] in labels and line.before[at + 1] >= SEGMENT_GAP


def _may_be_another(line: Line, at: int, piece: str, label: str) -> bool:
    """True if the piece was read too surely to be that label with a letter misread or lost."""
    surest = min(line.words[index].word.confidence for index in set(line.owner[at : at + len(piece)]))
    numbered = at == 0 and piece[0] in _ITEMS and piece[1:] == label  # 나. 생년월일, without its stop
    if not is_hangul(piece) or surest < _SURE or numbered:
        return False
    return surest >= _TYPED or not (len(piece) < len(label) or is_one_part_off(piece, label))


@lru_cache(maxsize=8)
def _by_length(texts: tuple[str, ...]) -> Mapping[int, tuple[str, ...]]:
    """Labels long enough to be told in spite of a misread letter, by their length."""
    found: dict[int, tuple[str, ...]] = {}
    for text in texts:
        if len(text) >= (_FUZZY_LENGTH if has_hangul(text) else _FUZZY_LATIN):
            found[len(text)] = (*found.get(len(text), ()), text)
    return found


def _with_second_language(hit: LabelHit, text: str, labels: Mapping[str, Label]) -> LabelHit:
    """Past the same label in the other language, as in 성명 / Name, or in other words: 학부 · 학과.

    입학 · 졸업 stands for two dates.
    """
    at = hit.value
    if at >= len(text) or hit.line.gap(at) > HANGUL_INNER:
        return hit
    joined = any(letter in _JOINS for letter in text[hit.end : at]) and hit.line.gap(at) < SEGMENT_GAP
    for length in range(min(_LONGEST, len(text) - at), 1, -1):
        second = labels.get(text[at : at + length])
        same = second and (second.kind, second.fields) == (hit.label.kind, hit.label.fields)
        if second and joined and (hit.label.fields, second.fields) == (_ENTERED, _LEFT):
            more = checked(hit.line, second, at, at + length)
            both = Label(hit.label.text + second.text, LabelKind.PERIOD, _ENTERED + _LEFT)
            return replace(more, label=both, start=hit.start) if more else hit
        if not second or not same or not (joined or has_hangul(second.text) != has_hangul(hit.label.text)):
            continue
        more = checked(hit.line, second, at, at + length) or _between(hit, second, at)
        if more:
            return replace(
                hit, end=more.end, value=more.value, firm=hit.firm or more.firm, apart=hit.apart or more.apart
            )
    return hit


def _between(hit: LabelHit, second: Label, at: int) -> LabelHit | None:
    """The English label between a Korean one and its Korean value, which nothing sets off: 학과 Department 건축학과."""
    line, end = hit.line, at + len(second.text)
    korean = has_hangul(hit.label.text) and has_hangul(line.chars[end : end + 1])
    whole = line.starts_word(at) and line.starts_word(end)
    return replace(hit, end=end, value=end, firm=True, apart=True) if korean and whole else None


def _repeated(line: Line, text: str, label: Label, at: int, labels: Mapping[str, Label]) -> LabelHit | None:
    """A label that nothing sets off but itself in the other language: Full Name 성명, 성명/Name."""
    own = at + len(label.text)
    end = own + (text[own : own + 1] == "/")
    torn = any(line.before[place] > LATIN_INNER for place in range(at + 1, min(end + 1, len(text))))
    if torn or not (end > own or line.starts_word(end)):
        return None
    for length in range(min(_LONGEST, len(text) - end), 1, -1):
        second = labels.get(text[end : end + length])
        same = second and (second.kind, second.fields) == (label.kind, label.fields)
        if second and same and has_hangul(second.text) != has_hangul(label.text):
            more = checked(line, second, end, end + length)
            return replace(more, start=at) if more and more.apart else None
    return None
