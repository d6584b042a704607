"""From candidates to fields: the strongest place wins, places that differ are a doubt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from rapidfuzz.distance import Levenshtein

from core.domain.field import DATE_FIELDS, Field, FieldName, Source
from core.domain.normal import comparison_key, has_hangul, has_latin, is_one_part_off
from core.domain.page import Page
from core.extraction.candidates import ODD, Candidate, Strength
from core.extraction.fragments import is_fragment
from core.extraction.grounding import is_grounded
from core.extraction.layout import union
from core.extraction.mending import mended
from core.extraction.translated import is_translation
from core.extraction.types import DocumentTypes
from core.extraction.wrapped import CUT_OFF

SEVERAL: Final = "several_values"
MIXED: Final = "mixed_types"
ATTACHMENTS: Final = "attachments_differ"
COVERED: Final = "covered"
HEAD_DIFFERS: Final = "head_differs"
_COMPARABLE: Final = 4
_MISREAD: Final = 2
_FEW: Final = 3
_BADLY: Final = 0.6
_SEAL_LETTERS, _SEAL_REACH = 0.8, 3.0
"""Height of a seal's letters, and how far from the name's line they stand, in heights of the name."""
_SURER: Final = 0.15
_SAID_TWICE: Final = Strength.HEAD
"""Places at least this telling are compared with each other; weaker ones only count if there is nothing better."""
_GRADUATE_SCHOOL: Final = "대학원"
_LEVELS: Final = ("전문학사", "학사", "석사", "박사")
"""Of degrees, the longer one first."""
_ENGLISH_LEVELS: Final = MappingProxyType(
    {"전문학사": "associate", "학사": "bachelor", "석사": "master", "박사": "doctor"}
)
_IN_KOREAN: Final = frozenset({FieldName.HOLDER_NAME, FieldName.SCHOOL, FieldName.MAJOR, FieldName.DEGREE})
"""Of a value in both languages the Korean one is the document's."""
_JOINING: Final = frozenset({"of", "and", "for", "at", "the", "&"})
_COMMON: Final = frozenset({FieldName.HOLDER_NAME, FieldName.BIRTH_DATE, FieldName.SCHOOL})
"""What all pages of a record share: compared between them however each says it."""


def choose(candidates: Sequence[Candidate], pages: Sequence[Page], types: DocumentTypes) -> tuple[Field, ...]:
    """One field per name for which there is a candidate, in the order of `FieldName`."""
    fields = []
    for name in FieldName:
        mine = [mended(types, item) for item in candidates if item.field is name]
        if mine:
            field = _field(_whole_names(mine, types) if name is FieldName.SCHOOL else mine)
            fields.append(replace(field, grounded=is_grounded(field, pages, types)))
    return tuple(fields)


def _field(candidates: Sequence[Candidate]) -> Field:
    best = _undoubted(_better_read(_whole_name(_best(candidates), candidates), candidates), candidates)
    elsewhere = _elsewhere(best, candidates)
    apart = [item.value for item in elsewhere if _place(item)[0] != _place(best)[0]]
    others = tuple(dict.fromkeys((*(item.value for item in elsewhere), *_others(best, candidates))))
    doubts = [*best.doubts, *((ATTACHMENTS,) if apart else ())]
    if set(others) - set(apart):
        doubts.append(MIXED if best.field is FieldName.DOCUMENT_TYPE else SEVERAL)
    if _head_differs(best, candidates):
        doubts.append(HEAD_DIFFERS)
    if _is_covered(best, candidates):
        doubts.append(COVERED)
    if is_fragment(best.field, best.value):
        doubts.append(ODD)
    page = best.sheet.page
    return Field(
        name=best.field,
        value=best.value,
        raw=best.raw,
        attachment=page.attachment,
        page=page.number,
        box=union(best.words),
        words=best.words,
        confidence=_confidence(best),
        sources=(Source.RULE,),
        grounded=False,
        doubts=tuple(dict.fromkeys(doubts)),
        others=others,
        places=_places(best, candidates),
    )


def _best(candidates: Sequence[Candidate]) -> Candidate:
    signed = any(item.strength is Strength.HEAD and has_hangul(item.value) for item in candidates)
    return max(
        candidates,
        key=lambda item: (
            min(item.strength, _most(item, is_signed=signed)),
            item.field in _IN_KOREAN and has_hangul(item.value),
            len(item.doubts) == 0,
            _confidence(item),
        ),
    )


def _most(item: Candidate, *, is_signed: bool) -> Strength:
    """How much its place may say at most: an English sentence's school no more than the head who signs in Korean."""
    if _is_dirt(item):
        return Strength.LONE
    in_english = item.field is FieldName.SCHOOL and item.strength is Strength.SENTENCE and not has_hangul(item.value)
    return Strength.HEAD if is_signed and in_english else Strength.LABEL


def _whole_name(best: Candidate, candidates: Iterable[Candidate]) -> Candidate:
    """The name in full where the best is but its last part."""
    whole = (item for item in candidates if _is_surname(best, item) and item.strength >= best.strength)
    return max(whole, key=_confidence, default=best)


def _is_dirt(item: Candidate) -> bool:
    """True for what hardly is a value: not of its field's shape, and a few letters or badly read."""
    letters = sum(letter.isalpha() for letter in item.value)
    if item.field is FieldName.SCHOOL and ODD in item.doubts and any(map(str.isdecimal, item.value)):
        return True  # an address: Northmere NM4 2TB
    return ODD in item.doubts and (letters <= _FEW or _confidence(item) < _BADLY)


def _better_read(best: Candidate, candidates: Iterable[Candidate]) -> Candidate:
    """Another telling place, if it says the same but for one part of a letter and was read far more surely."""
    key = comparison_key(best.field, best.value)
    near = [
        item
        for item in candidates
        if item.strength >= _SAID_TWICE and is_one_part_off(key, comparison_key(item.field, item.value))
    ]
    surest = max(near, key=_confidence, default=best)
    return surest if _confidence(surest) >= _confidence(best) + _SURER else best


def _undoubted(best: Candidate, candidates: Iterable[Candidate]) -> Candidate:
    """Another place that says the very same, in the shape that it should have, where the best one's is odd alone."""
    if best.doubts != (ODD,):
        return best
    same = (item for item in candidates if item.value == best.value and not item.doubts)
    return max((item for item in same if item.strength > Strength.WEAKER), key=_confidence, default=best)


def _confidence(item: Candidate) -> float:
    return min((word.confidence for word in item.words), default=0.0)


def _elsewhere(best: Candidate, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """What other pages say best of a field that all of the record's pages share, where it differs."""
    if best.field not in _COMMON:
        return ()
    key = comparison_key(best.field, best.value)
    places = sorted({_place(item) for item in candidates} - {_place(best)})
    said = [_best([item for item in candidates if _place(item) == place]) for place in places]
    return tuple(item for item in said if comparison_key(item.field, item.value) != key)


def _place(item: Candidate) -> tuple[int, int]:
    """Its attachment and page."""
    return item.sheet.page.attachment, item.sheet.page.number


def _whole_names(candidates: Sequence[Candidate], types: DocumentTypes) -> list[Candidate]:
    """Schools without names of which only the last word is missing that the head's line has: Lakeshore (University)."""
    heads = [item.value.casefold() for item in candidates if item.strength is Strength.HEAD]
    named = [item for item in candidates if not any(_lacks_only_its_kind(item.value, head, types) for head in heads)]
    own = [item for item in named if not (item.strength is Strength.HEAD and _is_its_graduate_school(item, heads))]
    return [item for item in own if not _goes_on_elsewhere(item, own)]


def _goes_on_elsewhere(item: Candidate, others: Iterable[Candidate]) -> bool:
    """True if its last word must be followed by one, as it is in another place: Dongrae Institute of (Technology)."""
    begun = item.value.casefold() + " "
    last = begun.split()[-1]
    return last in _JOINING and any(other.value.casefold().startswith(begun) for other in others)


def _is_its_graduate_school(item: Candidate, heads: Sequence[str]) -> bool:
    """True if the dean of a graduate school signs, and the head of its university as well."""
    return item.value.endswith(_GRADUATE_SCHOOL) and any(
        item.value != head and item.value.startswith(head) for head in heads
    )


def _lacks_only_its_kind(value: str, head: str, types: DocumentTypes) -> bool:
    start = value.casefold() + " "
    rest = head.removeprefix(start)
    return head.startswith(start) and " " not in rest and types.school.search(rest) is not None


def _head_differs(best: Candidate, candidates: Iterable[Candidate]) -> bool:
    """True if the document is signed by the head of another school, not of one that was misread."""
    if best.field is not FieldName.SCHOOL or best.strength <= Strength.HEAD:
        return False
    key = comparison_key(best.field, best.value)
    heads = [item for item in candidates if item.field is best.field and item.strength is Strength.HEAD]
    keys = [comparison_key(item.field, item.value) for item in heads]
    return bool(keys) and all(Levenshtein.distance(key, other) > _MISREAD for other in keys)


def _is_covered(best: Candidate, candidates: Iterable[Candidate]) -> bool:
    """True if something lay over the value wherever the record says it, and it says it in one way alone."""
    key = comparison_key(best.field, best.value)
    same = [item for item in candidates if comparison_key(item.field, item.value) == key]
    if best.field in DATE_FIELDS and len({has_latin(item.raw) for item in (best, *same)}) > 1:
        return False  # 6월 and June are not misread alike
    return all(any(word.touched for word in item.words) for item in (best, *same))


def _places(best: Candidate, candidates: Iterable[Candidate]) -> int:
    """How many different places say the same as the best one."""
    key = comparison_key(best.field, best.value)
    same = [item for item in candidates if comparison_key(item.field, item.value) == key]
    return len({(id(item.sheet), item.words) for item in same})


def _others(best: Candidate, candidates: Iterable[Candidate]) -> tuple[str, ...]:
    """Different values from places that are telling enough to contradict."""
    key = comparison_key(best.field, best.value)
    different = [
        item
        for item in candidates
        if comparison_key(item.field, item.value) != key
        and not _is_dirt(item)
        and not _is_its_level(item, best)
        and not _is_translation(item, best)
        and not _is_surname(item, best)
        and not _is_its_field(item, best)
        and not _is_in_seal(item, best)
    ]
    telling = [
        item
        for item in different
        if item.strength >= _SAID_TWICE
        or item.strength == best.strength
        or (item.strength > Strength.WEAKER and _nearly_same(item, key))
        or _is_sure_day(item)
    ]
    return tuple(dict.fromkeys(item.value for item in telling))


def _is_sure_day(item: Candidate) -> bool:
    """True for the day at the document's foot: where a label gives another one, that may be of something else."""
    return item.field is FieldName.ISSUE_DATE and item.strength is Strength.LONE and not item.doubts


def _is_its_level(item: Candidate, best: Candidate) -> bool:
    """True for the mere level of the degree, as sentences name it: 공학사 above, 학사 학위를 수여함 below."""
    return (
        item.field is FieldName.DEGREE
        and item.strength is Strength.SENTENCE
        and item.value in _LEVELS
        and next((level for level in _LEVELS if best.value.endswith(level)), "") == item.value
    )


def _is_translation(item: Candidate, best: Candidate) -> bool:
    """True for a Korean field of study or degree in English, by a label or sentence; of a degree its level tells."""
    labelled = item.strength >= Strength.SENTENCE and best.strength is Strength.LABEL and item.sheet is best.sheet
    if not labelled or not has_hangul(best.value) or not item.value.isascii():
        return False
    if item.field is FieldName.MAJOR:
        is_whole = CUT_OFF not in item.doubts and _confidence(item) >= _BADLY
        return is_translation(best.value, item.value, is_whole=is_whole)
    level = next((level for level in _LEVELS if best.value.endswith(level)), "")
    return item.field is FieldName.DEGREE and _ENGLISH_LEVELS.get(level, "?") in item.value.casefold()


def _is_its_field(item: Candidate, best: Candidate) -> bool:
    """True for words of a labelled field that the degree names: Science in Engineering, of Civil Engineering."""
    told = item.strength is Strength.SENTENCE and best.strength is Strength.LABEL and item.sheet is best.sheet
    return told and item.field is FieldName.MAJOR and f" {item.value} ".casefold() in f" {best.value} ".casefold()


def _is_surname(item: Candidate, best: Candidate) -> bool:
    """True for the last name alone, as letters go on after the first mention: Aquino for Angelica G. Aquino."""
    is_name = item.field is FieldName.HOLDER_NAME
    return is_name and best.value.casefold().endswith(" " + item.value.casefold())


def _is_in_seal(item: Candidate, best: Candidate) -> bool:
    """True for the start of the school's name in small letters right beside it: its seal has the name in columns."""
    if item.field is not FieldName.SCHOOL or item.sheet is not best.sheet or not best.value.startswith(item.value):
        return False
    one, other = union(item.words), union(best.words)
    if one is None or other is None or one.x0 < other.x1:
        return False
    return one.height < _SEAL_LETTERS * other.height and abs(one.y0 - other.y0) < _SEAL_REACH * other.height


def _nearly_same(item: Candidate, key: str) -> bool:
    """A weak place that says almost the same was meant to say the same: one of both is misread."""
    other = comparison_key(item.field, item.value)
    return len(key) >= _COMPARABLE and Levenshtein.distance(key, other, score_cutoff=_MISREAD) <= _MISREAD
