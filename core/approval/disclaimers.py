"""What a page says against itself: a copy, a sample, void, not yet finished, corrected, expired."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import Final

from rapidfuzz.distance import Levenshtein

from core.approval.evidence import Evidence, failed
from core.approval.page_text import without_gaps
from core.approval.policy_disclaimers import Disclaimer, ValidityRules
from core.domain.dates import find_dates
from core.domain.field import FieldName
from core.domain.hold import HoldReason
from core.domain.normal import clean
from core.domain.page import Page, Word

_GAP: Final = 1.5
"""Words of a line further apart than so many of their heights stand in cells of their own."""
_AROUND: Final = 45
"""A condition stands within so many letters before or behind what it makes conditional."""
_DAY: Final = 40
"""Two days, from and until, are written with fewer letters than this."""
_MONTHS: Final = 12
_NEVER, _LONG = 5_000, 6
"""So many days, months or years, and so many figures of their number, are as good as for ever."""
_PATTERN: Final = 4
"""Letters of its word, at least."""
_SHOWN: Final = 60
_SPECK: Final = re.compile(r"(?<=[가-힣])[~'\"`^*_|,·…-]{1,2}(?=[가-힣])")
"""A speck read as a mark within Korean words: 제출용으로~사용할 수 없습니다."""
_NAMELESS: Final = "\ufffd"


def disclaimers(evidence: Evidence) -> tuple[HoldReason, ...]:
    """No page says of itself that it is no original, not in force, not yet earned, corrected or made up."""
    kind = evidence.extraction.document_type
    wanted = [item for item in evidence.policy.disclaimer if not item.types or kind in item.types]
    reasons = []
    for page in evidence.reading.pages:
        cells, spaced = _cells(page), clean(" ".join(word.text for word in page.words)).casefold()
        compact = _SPECK.sub("", spaced.replace(" ", ""))
        reasons += [
            failed(item.id, None, f"{item.english}: {said[:_SHOWN]}", f"{item.korean}: {said[:_SHOWN]}")
            for item in wanted
            if (said := _said(item, cells, spaced, compact))
        ]
    return tuple(dict.fromkeys(reasons))


def _said(item: Disclaimer, cells: Sequence[str], spaced: str, compact: str) -> str:
    """The words by which the page says it, or nothing."""
    alone = next((cell for cell in cells if item.alone.fullmatch(cell) or _is_nearly(item, cell)), "")
    if alone:
        return alone
    found = (
        hit.group().strip()
        for forms, text in ((item.spaced, spaced), (item.compact, compact))
        for form in forms
        for hit in form.finditer(text)
        if not item.unless.search(_around(text, hit))
    )
    return next(found, "")


def _is_nearly(item: Disclaimer, cell: str) -> bool:
    """True for a stamp's word that lost a letter to its frame, or of which one was misread."""
    return any(Levenshtein.distance(cell, word, score_cutoff=1) <= 1 for word in item.nearly)


def _around(text: str, hit: re.Match[str]) -> str:
    """The sentence around, as far as it may hold a condition."""
    before, after = text[max(0, hit.start() - _AROUND) : hit.start()], text[hit.end() : hit.end() + _AROUND]
    return before.rpartition(". ")[2] + hit.group() + after.partition(". ")[0]


def _cells(page: Page) -> list[str]:
    """Every line, and every part of a line that stands apart, in small letters without spaces."""
    said: list[str] = []
    for _, line in groupby(page.words, key=lambda word: word.line):
        words = list(line)
        parts = list(_parts(words))
        said += [_tight(part) for part in ([words, *parts] if len(parts) > 1 else [words])]
        said += _repeated(words)
    return said


def _repeated(words: Sequence[Word]) -> list[str]:
    """What a pattern of one word over the page says, some of them misread: COPY CORY. COPY,."""
    letters = ["".join(filter(str.isalnum, _tight([word]))) for word in words]
    first = letters[0]
    alike = len(first) >= _PATTERN and all(Levenshtein.distance(first, other) <= 1 for other in letters)
    return list(dict.fromkeys(letters)) if len(letters) > 1 and alike else []


def _parts(words: Sequence[Word]) -> Iterator[list[Word]]:
    part = [words[0]]
    for before, word in pairwise(words):
        if word.box.x0 - before.box.x1 > _GAP * max(word.box.height, before.box.height):
            yield part
            part = []
        part.append(word)
    yield part


def _tight(words: Sequence[Word]) -> str:
    """Their letters; a letter without a name, as fonts of PDF files have spaces, parts no words of a stamp."""
    return "".join(clean(word.text) for word in words).replace(" ", "").replace(_NAMELESS, "").casefold()


def in_force(evidence: Evidence) -> tuple[HoldReason, ...]:
    """A document that says until when it holds still does on the day it is judged."""
    rules = evidence.policy.validity
    issued = evidence.day(FieldName.ISSUE_DATE)
    ends: list[date] = []
    for page in evidence.reading.pages:
        spaced = clean(" ".join(word.text for word in page.words)).casefold()
        for text in dict.fromkeys((spaced, without_gaps(spaced))):
            ends += _days_named(rules, text)
            if issued:
                ends += (_later(rules, issued, hit) for form in rules.lasting for hit in form.finditer(text))
    over = min((end for end in ends if end < evidence.today), default=None)
    if over is None:
        return ()
    return (
        failed("expired", None, f"By its own words the document held until {over}", f"유효기간이 {over}에 끝났습니다"),
    )


def _days_named(rules: ValidityRules, text: str) -> Iterator[date]:
    """Of a span the last day; what stands behind by chance is hardly later."""
    for form in rules.until:
        for hit in form.finditer(text):
            told = hit["day"] if "day" in form.groupindex else text[hit.end() : hit.end() + _DAY]
            days = [date.fromisoformat(found.iso) for found in find_dates(told) if found.iso]
            if days:
                yield max(days)


def _later(rules: ValidityRules, issued: date, hit: re.Match[str]) -> date:
    """The last day, counted from that of issue; what lies beyond any calendar never comes."""
    told, unit = hit["count"], hit["unit"]
    count = int(told[:_LONG]) if told.isdecimal() else rules.counts.get(told, 0)
    if count >= _NEVER:
        return date.max
    if unit in rules.days:
        return issued + timedelta(days=count * rules.days[unit])
    months = issued.month - 1 + count * rules.months.get(unit, 0)
    first = date(issued.year + months // _MONTHS, months % _MONTHS + 1, 1)
    return first + timedelta(days=issued.day - 1)
