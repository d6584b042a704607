"""A sentence of certification that names somebody else than the holder: 위 이재원은 본교를 졸업하였음을 증명합니다."""

from __future__ import annotations

import re
from typing import Final

from rapidfuzz import fuzz

from core.approval.evidence import Evidence, failed
from core.approval.page_text import lines_of
from core.approval.policy_korean import KoreanRules
from core.approval.schools import is_one_misread_letter
from core.domain.field import FieldName
from core.domain.hold import HoldReason
from core.domain.normal import clean, has_hangul

_ABOVE: Final = re.compile(r"(?:^|[\s.:>\])])[위상](?P<name>[가-힣]{3,4}?)(?:은|는|이|가|을|를)(?=[가-힣\d\s]{2})")
_NO_NAME: Final = re.compile(
    "사람|학생|본인|졸업|재학|재적|수료|제적|증명|기재|사실|내용|원본|성적|학적|학위|과정|학교|대학|학과|학부|성명|명의|문서|서류|"
    "신청|주민|주소|번호|발급|직인|학사|석사|박사|전공|과목|교과|이수|기간|연도|년도|자격|목적|용도|생년"
)


_WORD: Final = r"[A-Z][A-Za-z'’.-]*"
_LATIN: Final = (
    re.compile(
        rf"\b(?i:mr|ms|mrs|miss)\.? (?P<name>{_WORD}(?: {_WORD}){{0,3}}?),? "
        r"(?:(?:has|had|have|was|is|successfully|duly) )*"
        r"(?:completed|graduated|fulfilled|satisfied|attended|enrolled|studied|earned|received|obtained|admitted"
        r"|conferred)\b"
    ),
    re.compile(
        rf"\b(?i:conferred|bestowed|awarded)(?: (?:by|at|in) [^.]{{1,40}}?)? (?i:up)?on (?:(?i:mr|ms|mrs|miss)\.? )?"
        rf"(?P<name>{_WORD}(?: {_WORD}){{1,3}})"
    ),
)
"""Whom an English sentence says something of: Mr. Daniel Weber completed ..., was conferred on Daniel Weber."""
_NO_LATIN_NAME: Final = re.compile(
    r"(?i:\b(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul"
    r"|aug|sept?|oct|nov|dec|the|this|that|bachelor|master|doctor|candidates?|students?|graduates?|him|her|all|university"
    r"|college|school|degree|diploma|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b)"
)
_ALIKE: Final = 75.0
"""Of a hundred: words that differ less may be one, misread."""


def named_in_text(evidence: Evidence) -> tuple[HoldReason, ...]:
    """Where a sentence names who it is about, it names the holder."""
    field = evidence.field(FieldName.HOLDER_NAME)
    if field is None:
        return ()
    if has_hangul(field.value):
        holder = clean(field.value).replace(" ", "")
        named = dict.fromkeys(name for name in _named(evidence) if not _is_same(name, holder))
    else:
        named = dict.fromkeys(name for name in _named_in_english(evidence) if not _shares_word(name, field.value))
    return tuple(
        failed(
            "named_in_text",
            FieldName.HOLDER_NAME,
            f"A sentence of the document is about {name}, not about {field.value}",
            f"증명 문구의 이름({name})이 {field.value}와(과) 다릅니다",
        )
        for name in named
    )


def _named(evidence: Evidence) -> list[str]:
    texts = (text for page in evidence.reading.pages for text in lines_of(page))
    found = [hit["name"] for text in texts for hit in _ABOVE.finditer(text)]
    return [name for name in found if _is_name(evidence.policy.korean, name)]


def _named_in_english(evidence: Evidence) -> list[str]:
    texts = (" ".join(lines_of(page)) for page in evidence.reading.pages)
    found = [hit["name"].rstrip(".,") for text in texts for form in _LATIN for hit in form.finditer(text)]
    return [name for name in found if not _NO_LATIN_NAME.search(name) and len(name) > 1]


def _shares_word(name: str, holder: str) -> bool:
    """True if any word of both is the same, or nearly: a family name alone names the holder too."""
    ours, theirs = (re.findall(r"[a-z'’-]{2,}", text.lower()) for text in (name, holder))
    joined = fuzz.ratio("".join(ours), "".join(theirs)) >= _ALIKE
    return joined or any(fuzz.ratio(one, other) >= _ALIKE for one in ours for other in theirs)


def _is_name(rules: KoreanRules, name: str) -> bool:
    """True for a family name of one letter and a given one of two, or one more of each kind."""
    family = 2 if name.startswith(rules.double_families) else 1
    is_family = family > 1 or name[0] in rules.families
    return is_family and set(name[family:]) <= set(rules.given) and not _NO_NAME.search(name)


def _is_same(name: str, holder: str) -> bool:
    """True if one is the other, a part of it, or the other with a misread letter."""
    return name in holder or holder in name or is_one_misread_letter(name, holder)
