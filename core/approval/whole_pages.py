"""Whether a picture shows a whole page: letters at its edge go on outside, and half a page has no page's shape."""

from __future__ import annotations

from typing import Final

from core.approval.evidence import Evidence, failed
from core.approval.policy import ReadingRules
from core.domain.hold import HoldReason
from core.domain.page import Page, PageStatus, TextSource, Word

_FIRST_SYLLABLE: Final = "가"
"""Single parts of Hangul, before it among the letters, are dirt taken for one."""


def pages_whole(evidence: Evidence) -> tuple[HoldReason, ...]:
    """No picture of a page was cut off."""
    rules = evidence.policy.reading
    pictures = [
        page
        for page in evidence.reading.pages
        if page.status is PageStatus.READ and page.source is TextSource.RECOGNISED
    ]
    reasons = []
    for page in pictures:
        name = evidence.attachment_name(page.attachment)
        at_edge = next((word.text for word in page.words if _is_at_edge(rules, word)), "")
        if at_edge:
            english = f"Page {page.number} of {name} is cut off: its edge runs through {at_edge}"
            reasons.append(
                failed("page_cut", None, english, f"{name} {page.number}쪽: 가장자리가 잘렸습니다 ({at_edge})")
            )
        elif not _has_shape(rules, page):
            english = f"Page {page.number} of {name} has no page's shape; a part of it may be missing"
            korean = f"{name} {page.number}쪽: 종이의 모양이 아니어서 일부가 잘렸을 수 있습니다"
            reasons.append(failed("page_shape", None, english, korean))
    return tuple(reasons)


def _is_at_edge(rules: ReadingRules, word: Word) -> bool:
    box = word.box
    room = min(box.x0, box.y0, 1 - box.x1, 1 - box.y1)
    says = any(letter.isalnum() and (letter.isascii() or letter >= _FIRST_SYLLABLE) for letter in word.text)
    return room < rules.edge and word.confidence >= rules.edge_floor and says


def _has_shape(rules: ReadingRules, page: Page) -> bool:
    least, most = rules.shape
    return least <= min(page.width, page.height) / max(page.width, page.height, 1) <= most
