"""A sentence of certification that names somebody else than the holder: 위 이재원은 본교를 졸업하였음을 증명합니다."""

from __future__ import annotations

import re
from typing import Final

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


def named_in_text(evidence: Evidence) -> tuple[HoldReason, ...]:
    """Where a sentence names who it is about, it names the holder."""
    field = evidence.field(FieldName.HOLDER_NAME)
    if field is None or not has_hangul(field.value):
        return ()
    holder = clean(field.value).replace(" ", "")
    named = dict.fromkeys(name for name in _named(evidence) if not _is_same(name, holder))
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


def _is_name(rules: KoreanRules, name: str) -> bool:
    """True for a family name of one letter and a given one of two, or one more of each kind."""
    family = 2 if name.startswith(rules.double_families) else 1
    is_family = family > 1 or name[0] in rules.families
    return is_family and set(name[family:]) <= set(rules.given) and not _NO_NAME.search(name)


def _is_same(name: str, holder: str) -> bool:
    """True if one is the other, a part of it, or the other with a misread letter."""
    return name in holder or holder in name or is_one_misread_letter(name, holder)
