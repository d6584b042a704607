"""Does a school's name in Latin letters say its Korean one? Its own word spelled, its other words translated."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from core.approval.romanisation import is_spelling_of
from core.domain.normal import clean

_KOREAN: Final = re.compile(r"(?P<stem>[가-힣]{2,16}?)(?P<kind>대학교|대학|고등학교)(?:대학원)?")
_KINDS: Final = MappingProxyType(
    {"대학교": {"university"}, "대학": {"college", "university"}, "고등학교": {"high", "school"}}
)
_SMALL: Final = frozenset({"the", "of", "graduate"})
_TRANSLATED: Final = MappingProxyType(
    {
        "과학기술": ("science technology",),
        "외국어": ("foreign studies",),
        "디지털": ("digital",),
        "과학": ("science", "sciences"),
        "기술": ("technology", "technical"),
        "공과": ("engineering", "technology"),
        "공업": ("technical", "industrial"),
        "산업": ("industrial", "industry"),
        "교육": ("education",),
        "정보": ("information",),
        "국제": ("international",),
        "국립": ("national",),
        "여자": ("women's", "womens", "girls'", "girls"),
        "해양": ("maritime", "marine", "ocean"),
        "문화": ("culture", "cultural"),
        "예술": ("arts", "art"),
        "체육": ("sport", "sports", "physical"),
        "간호": ("nursing",),
        "보건": ("health",),
        "신학": ("theological",),
        "경영": ("business",),
        "종합": ("comprehensive",),
        "중앙": ("central",),
        "중부": ("central",),
        "동부": ("eastern", "east"),
        "서부": ("western", "west"),
        "남부": ("southern", "south"),
        "북부": ("northern", "north"),
        "관광": ("tourism",),
        "농업": ("agricultural",),
        "사이버": ("cyber",),
        "원격": ("online", "distance"),
        "글로벌": ("global",),
        "폴리텍": ("polytechnic", "polytechnics"),
        "의과": ("medical",),
        "상업": ("commercial", "commerce"),
        "사범": ("education",),
        "제일": ("first",),
        "전문": ("college",),
    }
)
_SHORTEST: Final = 2
"""Syllables of the school's own word."""


def says_same_school(korean: str, latin: str) -> bool:
    """True if the Latin name is the Korean one: 새벽과학대학교, Saebyeok University of Science.

    Args:
        korean: a school's name in Hangul.
        latin: a school's name in Latin letters.
    """
    named = _KOREAN.fullmatch("".join(clean(korean).split()))
    words = [word.strip(".,") for word in clean(latin).casefold().replace("’", "'").split() if word != "and"]
    if named is None:
        return False
    kinds = _KINDS[named["kind"]]
    if not (kinds <= set(words) if named["kind"] == "고등학교" else kinds & set(words)):
        return False
    return _says(named["stem"], tuple(word for word in words if word not in kinds | _SMALL))


def _says(stem: str, words: tuple[str, ...]) -> bool:
    """True if an end of the stem is translated in some of the words, and the others spell the rest."""
    if len(stem) < _SHORTEST or not words:
        return False
    if is_spelling_of(stem, "".join(words)):
        return True
    for korean, translations in _TRANSLATED.items():
        for translation in translations if korean in (stem[: len(korean)], stem[-len(korean) :]) else ():
            meant = translation.split()
            rest = [word for word in words if word not in meant]
            own = stem.removesuffix(korean) if stem.endswith(korean) else stem.removeprefix(korean)
            if len(words) - len(rest) == len(meant) and _says(own, tuple(rest)):
                return True
    return False
