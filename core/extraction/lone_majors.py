"""A department in a line of its own, without a label: told by the college before it, or the year of study behind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from core.domain.field import FieldName
from core.extraction.candidates import Candidate, Strength, candidate
from core.extraction.layout import Line, Sheet, Span
from core.extraction.types import DocumentTypes

_DEPARTMENT: Final = "[가-힣·A-Za-z]{2,20}(?:학과|학부|전공|공학|과)"
_LONE: Final = re.compile(
    rf"(?P<studies>(?:[가-힣]{{2,14}}대학원?)?{_DEPARTMENT}(?:\([가-힣]+\))?)제?[1-6]학년(?:제?[12]학기)?"
    r"|(?P<college>[가-힣]{2,14}대학[가-힣·]{2,18}(?:학과|학부|전공))"
)
_NO_STUDIES: Final = re.compile("[을를은는이가의에]?(?:졸업|입학|재학|수료|이수|증명|위사람|본교|본대학)")
_MARKS: Final = "|│┃¦.,·-_=: "


def lone_majors(types: DocumentTypes, sheet: Sheet, lines: Sequence[Line]) -> Iterator[Candidate]:
    """Such lines: 공과대학 토목공학과 3학년, 인문대학 국어국문학과.

    Args:
        types: shapes of values.
        sheet: the page.
        lines: its lines without labels, from top to bottom.
    """
    for line in lines:
        span = Span(line, 0, len(line.chars)).trimmed(_MARKS)
        found = _LONE.fullmatch(span.compact)
        if found is None or _NO_STUDIES.search(span.compact):
            continue
        studies = found["studies"] or found["college"]
        made = candidate(types, FieldName.MAJOR, sheet, span.cut(0, len(studies)), Strength.LONE)
        if made is not None:
            yield made
