"""What a transcript must carry to be one: rows of courses, and an average that its scale allows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from core.approval.credits import credits_doubted
from core.approval.evidence import Evidence, failed
from core.approval.page_text import lines_of
from core.domain.hold import HoldReason

_KIND: Final = "transcript"
_ROW: Final = re.compile(
    r"(?i:\b\d(?:[.,]\d{1,2})? ?[|]?[a-dfps][+\-0ot]?(?=$|[\s|])|(?:^|\s)[a-df][+\-0ot]{0,2}$|\s\d{1,3}(?:[.,]\d)?$)"
)
"""Credits with a grade behind them, or a grade or a mark at the end of a line."""
_AVERAGE: Final = re.compile(
    r"(?i:평점 ?평균|평균 ?평점|\bgpa\b|\bgrade point average\b)[^\d\n]{0,12}(?P<average>\d{1,2}\.\d{1,2})(?!\d)"
    r"(?:[^\d\n]{0,12}(?P<scale>\d{1,3}(?:\.\d{1,2})?))?"
)
_SCALES: Final = (4.0, 4.3, 4.5, 5.0, 7.0, 10.0, 20.0, 100.0)
_HIGHEST: Final = 5.0
"""Where no scale stands beside it; averages out of ten, twenty or a hundred name theirs."""
_OTHER_SCALE: Final = re.compile(r"(?i:\bcgpa\b|\bcpi\b|\bout of\b|\bscale\b|\bmaximum\b|만점|백점|백분)")


def transcript_sound(evidence: Evidence) -> tuple[HoldReason, ...]:
    """A transcript lists courses that add up, and its averages are such as its scale allows."""
    if evidence.extraction.document_type != _KIND:
        return ()
    lines = [line for page in evidence.reading.pages for line in lines_of(page)]
    reasons = []
    if not any(_ROW.search(line) for line in lines):
        english = "The transcript lists no course with credits or a grade"
        reasons.append(failed("no_courses", None, english, "성적표에 교과목의 학점이나 성적이 없습니다"))
    for average, most in _too_high("\n".join(lines)):
        english = f"An average of {average} on a scale to {most}"
        reasons.append(failed("average_impossible", None, english, f"평점 {average}은(는) 만점 {most}을(를) 넘습니다"))
    reasons += credits_doubted(evidence.reading.pages)
    return tuple(dict.fromkeys(reasons))


def _too_high(text: str) -> Iterator[tuple[str, float]]:
    is_other = bool(_OTHER_SCALE.search(text))
    for hit in _AVERAGE.finditer(text):
        average, told = float(hit["average"]), float(hit["scale"] or 0)
        scale = told if told in _SCALES else 0.0
        most = scale or (0.0 if is_other else _HIGHEST)
        if most and average > most:
            yield hit["average"], most
