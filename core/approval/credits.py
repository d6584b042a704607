"""Whether a transcript's courses add up to the credits that it tells, and no course carries different ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from core.approval.evidence import failed
from core.approval.page_text import lines_of
from core.domain.hold import HoldReason
from core.domain.page import Page, TextSource

_CREDITS: Final = re.compile(r"[1-9](?:\.[05]0?)?")
_GRADE_LETTERS: Final = 3
"""Letters and signs of a grade, at most, also of one that was misread."""
_HANGUL: Final = re.compile("[가-힣]")
_RULES: Final = "|ㅣ｜│"
_KNOWN_GRADE: Final = re.compile(r"[A-DF][+\-0Oo°]?|P|S|NP|U")
_TOTAL: Final = re.compile(
    r"(?i:총 ?(?:취득|이수) ?학점|취득 ?학점 ?(?:합 ?)?계|총 ?취득|취득 ?총 ?학점|총 ?학점(?: ?수)?"
    r"|total ?(?:credits?|units)(?: ?(?:hours?|earned|completed|passed))*)"
    r"[^\d\n]{0,8}(?P<total>\d{2,3}(?:\.\d)?)(?![\d.]*\d)"
)
_ELSEWHERE: Final = re.compile(
    r"(?i:인정|편입|교환|재수강|삭제|학점은행|transfer|exempt|advanced standing|recogni[sz]ed|waive|repeat|retake"
    r"|carried)"
)
"""Credits that no row of the table gave, or rows whose credits do not count."""
_LEAST_ROWS, _MOST_OF_ROWS = 10, 0.75
_KINDS: Final = frozenset(
    ("전필", "전선", "교필", "교선", "교양", "전공", "일선", "일반", "기초", "교직", "전심", "전기")
)
_TOLD: Final = (0.9, 1.1)
"""Times the told sum, of courses from a text layer: rows without a grade, or without credits, are not seen."""
_READ: Final = (0.6, 1.4)
"""The same where a recogniser read them: it takes grades for other letters, and loses cells."""
_SEVERAL: Final = re.compile(
    r"(?i:세미나|연구|논문|특강|실습|채플|지도|봉사|프로젝트|인턴|현장|seminar|research|thesis|dissertation|project|special"
    r"|independent|internship|practicum|topics|ensemble|studio|workshop|colloquium|lab)"
)
"""Courses that are taken for different credits now and then."""
_LEAST_NAME, _LEAST_TIMES = 4, 3
"""Letters of a course's name; and rows of it: of two one may be a part of a course in two parts."""


@dataclass(frozen=True, slots=True)
class _Course:
    name: str
    credits: float
    is_graded: bool


def credits_doubted(pages: Sequence[Page]) -> Iterator[HoldReason]:
    """Reasons to ask about the sum of a transcript's credits, and about courses with different credits."""
    lines = [line for page in pages for line in lines_of(page)]
    courses = [course for page in pages for course in _courses(page)]
    is_told = all(page.source is TextSource.TEXT_LAYER for page in pages)
    totals = {float(hit["total"]) for line in lines for hit in _TOTAL.finditer(line)}
    is_whole = len(courses) >= max(_LEAST_ROWS, _MOST_OF_ROWS * _rows(pages))
    if len(totals) == 1 and is_whole and not any(map(_ELSEWHERE.search, lines)):
        total, found = totals.pop(), sum(course.credits for course in courses)
        least, most = _TOLD if is_told else _READ
        if not least * total <= found <= most * total:
            english = f"The courses add up to {found:g} credits, but the transcript tells {total:g}"
            korean = f"교과목의 학점을 더하면 {found:g}학점인데 성적표에는 {total:g}학점으로 되어 있습니다"
            yield failed("credits_differ", None, english, korean)
    for name in _with_several(courses) if is_told else ():
        english = f"The course {name} stands there with different credits"
        yield failed("course_differs", None, english, f"교과목 {name}의 학점이 서로 다르게 적혀 있습니다")


def _rows(pages: Sequence[Page]) -> int:
    """How many rows name the kind of their course: more than courses, if the credits of some could not be read."""
    return sum(word.text.strip(_RULES) in _KINDS for page in pages for word in page.words)


def _courses(page: Page) -> Iterator[_Course]:
    """A name, its credits and its grade side by side; two such groups to a line where the table has two columns."""
    for _, line in groupby(page.words, key=lambda word: word.line):
        words = [text for word in line if (text := word.text.strip(_RULES))]
        name: list[str] = []
        for text, following in pairwise([*words, ""]):
            if _CREDITS.fullmatch(text) and _may_be_grade(following):
                yield _Course("".join(name), float(text), _KNOWN_GRADE.fullmatch(following) is not None)
                name = []
            elif name or not _KNOWN_GRADE.fullmatch(text):
                name.append(text)


def _may_be_grade(text: str) -> bool:
    return 0 < len(text) <= _GRADE_LETTERS and not _HANGUL.search(text)


def _with_several(courses: Sequence[_Course]) -> Iterator[str]:
    known: defaultdict[str, list[float]] = defaultdict(list)
    for course in courses:
        if course.is_graded and len(course.name) >= _LEAST_NAME and not _SEVERAL.search(course.name):
            known[course.name].append(course.credits)
    yield from (name for name, told in known.items() if len(told) >= _LEAST_TIMES and len(set(told)) > 1)
