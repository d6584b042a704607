"""Which part of a cell's text is the value: without translations, brackets, colleges and years beside it."""

from __future__ import annotations

import re
from typing import Final

from core.domain.normal import has_hangul
from core.extraction.layout import Span
from core.extraction.types import DocumentTypes

UNWANTED: Final = " :：·ㆍ・•|│┃¦=_-.,;~*{}\\>»›"
_SHORTEST: Final = 2
_RULES_BEHIND: Final = re.compile(r"[\])）」』】〕!'\"’”`^/ㅣ]{1,2}$|(?<=[가-힣][학석박]사)[lI1]$")
_RULES_BEFORE: Final = re.compile(r"^[\[\](（）「『【〔!/ㅣ]{1,2}")
_OPENING, _CLOSING = "[(（「『【〔", "])）」』】〕"
_SHORT_WORDS: Final = frozenset({"of", "and", "in", "arts", "fine", "law", "laws", "music", "work"})
_TITLE: Final = re.compile(r"(?i:mr|ms|mrs|miss|mx)\.? (?=[A-Z])")
_CUM_LAUDE: Final = re.compile(r"(?i:,? (?:(?:summa|magna) )?cum laude)$")
_DEPARTMENT: Final = re.compile(r"(?i:department|dept\.?) of (?=[A-Z])")
CALLED: Final = r"\((?:Hons?\.?|Honou?rs|Econ|Ed|Eng|Tech)\)"
"""What in brackets is part of a degree's name: BSc (Hons), BSc (Econ)."""
_WITHIN: Final = re.compile(
    r",? (?i:in|of|at|from) the (?:College|School|Faculty|Graduate School|Institute|Division) of [A-Z][\w ,&'-]*$"
)
_YEAR: Final = re.compile(r"(?<=[과부공])[(,]?제?[1-6]학년[)]?$")
_SCHOOL: Final = re.compile("[가-힣]{2,14}?대학교(?:대학원)?")
_COLLEGE: Final = re.compile("[가-힣]{2,12}대학원?|대학원")
_REGION: Final = re.compile(
    "(?:서울특별시|부산광역시|대구광역시|인천광역시|광주광역시|대전광역시|울산광역시|세종특별자치시|경기도|강원도|강원특별자치도|충청[남북]도"
    "|전라[남북]도|전북특별자치도|경상[남북]도|제주도|제주특별자치도)(?:교육청)?(?=[가-힣]{2,12}(?:초등|중|고등)학교)"
)
_BEGINS_WITH_WON: Final = re.compile("예|자력|자핵")
"""원예학과 and 원자력공학과, whose first letter is no graduate school's last one."""
_TRANSLATED: Final = re.compile(
    r"(?P<korean>[가-힣]{2,20})(?:/?[A-Z][A-Za-z.,'&\-]{3,}|[(（][A-Z][A-Za-z.,'&\-]{3,}[)）]?)"
)


def without_bracket(span: Span) -> Span:
    """A value without what follows it in brackets: 홍길동 (남), 공학사 (Bachelor of Engineering)."""
    for place, letter in enumerate(span.compact):
        if letter in "(（[<" and place >= _SHORTEST:
            return span.cut(0, place).trimmed(UNWANTED)
    return span


def without_honours(span: Span) -> Span:
    """A degree without how well it was taken: Bachelor of Science, magna cum laude."""
    found = _CUM_LAUDE.search(span.text)
    return span.cut(0, len(span.text[: found.start()].replace(" ", ""))) if found and found.start() else span


def without_rules(span: Span) -> Span:
    """A recognised value without its cell's rules, read as brackets or strokes: 경영학사], [Master of Arts."""
    text = span.compact
    if any(text.count(opening) and text.count(closing) for opening, closing in zip(_OPENING, _CLOSING, strict=True)):
        return span
    before, behind = _RULES_BEFORE.search(text), _RULES_BEHIND.search(text)
    first, last = before.end() if before else 0, behind.start() if behind else len(text)
    return span.cut(first, last) if last - first >= _SHORTEST else span


def is_known_degree(types: DocumentTypes, text: str) -> bool:
    """True for a degree that is made of known words alone: 경영학사, Master of Arts."""
    words = [word.casefold() for word in text.split()]
    known = all(word in types.latin_words or word in _SHORT_WORDS for word in words)
    return types.degree.fullmatch("".join(words)) is not None or (known and len(words) > 1)


def without_title(span: Span) -> Span:
    """A name without Mr or Ms before it."""
    found = _TITLE.match(span.text)
    return span.cut(len(found.group().replace(" ", "")), span.end - span.start) if found else span


def without_college_behind(text: str) -> str:
    """An English major without the college it belongs to: Economics in the College of Social Sciences."""
    return _WITHIN.sub("", text)


def without_part(types: DocumentTypes, span: Span) -> Span:
    """A major without the school and college before it, and the year behind it: 공과대학 컴퓨터공학과 3학년."""
    year = _YEAR.search(span.compact)
    span = span.cut(0, year.start()) if year else span
    span = span.cut(0, len(without_college_behind(span.text).replace(" ", "")))
    named = _DEPARTMENT.match(span.text)
    span = span.cut(len(named.group().replace(" ", "")), span.end - span.start) if named else span
    for at in range(span.end - 2, span.start + 1, -1):
        before = span.line.chars[span.start : at]
        if before.endswith("대학원") and _BEGINS_WITH_WON.match(span.line.chars[at : span.end]):
            continue
        if span.line.starts_word(at) and (_is_part(types, before) or _is_school_and_part(types, before)):
            return Span(span.line, at, span.end)
    return span


def without_region(span: Span) -> Span:
    """A school without the city or province before it, whose board it belongs to: 부산광역시 해밀여자고등학교."""
    found = _REGION.match(span.compact)
    return span.cut(found.end(), span.end - span.start) if found else span


def without_college(types: DocumentTypes, span: Span) -> Span:
    """A school without the college behind it: 새벽대학교 공과대학."""
    for at in range(span.start + 2, span.end - 1):
        whole = has_hangul(span.compact) and types.school.search(span.line.chars[span.start : at])
        rest = span.line.chars[at : span.end]
        if whole and rest != "대학" and span.line.starts_word(at) and types.part.fullmatch(rest):  # 한국폴리텍 대학
            return Span(span.line, span.start, at)
    return span


def _is_school_and_part(types: DocumentTypes, text: str) -> bool:
    """True for 새벽대학교 and 새벽대학교공과대학: what stands before a major of theirs."""
    school = _SCHOOL.match(text)
    return school is not None and (not text[school.end() :] or _is_part(types, text[school.end() :]))


def _is_part(types: DocumentTypes, text: str) -> bool:
    """True for a college or graduate school, as it may stand before a major: 인문사회과학대학, 일반대학원."""
    return types.part.fullmatch(text) is not None or _COLLEGE.fullmatch(text) is not None


def without_translation(span: Span) -> Span:
    """A Korean value without the same in English behind it: 건축학과 / Department of Architecture, (Architecture)."""
    found = _TRANSLATED.fullmatch(span.compact)
    apart = found and (
        span.compact[found.end("korean")] in "/(（" or span.line.starts_word(span.start + found.end("korean"))
    )
    return span.cut(0, found.end("korean")).trimmed(UNWANTED) if found and apart else span
