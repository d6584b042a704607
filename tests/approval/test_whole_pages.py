"""A picture that was cut off is asked about; a page's margins, its dirt and files that are drawn are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.approval.policy import Policy
from core.approval.whole_pages import pages_whole
from core.domain.page import Box, Page, PageStatus, TextSource, Word
from tests.approval.cases import evidence_of, rules
from tests.kit.pages import page_of

WHOLE = page_of("졸업증명서", "성명 : 홍길동", source=TextSource.RECOGNISED)


def with_word(text: str, box: Box, confidence: float = 0.9) -> Page:
    return replace(WHOLE, words=(*WHOLE.words, Word(text, box, confidence, 9)))


LEFT, RIGHT = Box(0.0, 0.4, 0.1, 0.42), Box(0.9, 0.4, 0.999, 0.42)
TOP, FOOT = Box(0.4, 0.002, 0.5, 0.02), Box(0.4, 0.98, 0.5, 1.0)


@pytest.mark.parametrize("box", [LEFT, RIGHT, TOP, FOOT])
def test_word_that_runs_over_the_edge_is_told(policy: Policy, box: Box) -> None:
    (found,) = pages_whole(evidence_of(policy, page=with_word("졸업하였", box)))
    assert dict(found.params)["rule"] == "page_cut"
    assert "졸업하였" in dict(found.params)["detail_ko"]


@pytest.mark.parametrize(
    ("text", "box", "confidence"),
    [
        ("졸업", Box(0.88, 0.4, 0.98, 0.42), 0.9),
        ("IEEE", FOOT, 0.28),  # a desk's edge, read unsurely
        ("ㆍ", RIGHT, 0.9),
        ("|", LEFT, 0.9),
    ],
)
def test_margins_and_dirt_are_no_cut(policy: Policy, text: str, box: Box, confidence: float) -> None:
    assert pages_whole(evidence_of(policy, page=with_word(text, box, confidence))) == ()


@pytest.mark.parametrize(
    ("width", "height", "asked"),
    [
        (1000, 1414, []),
        (1414, 1000, []),
        (850, 1100, []),  # letter
        (850, 1400, []),  # legal
        (3000, 4000, []),
        (1000, 1020, ["page_shape"]),
        (620, 1414, ["page_shape"]),
        (1080, 2340, ["page_shape"]),  # a telephone's screen
    ],
)
def test_half_a_page_has_no_page_s_shape(policy: Policy, width: int, height: int, asked: list[str]) -> None:
    assert rules(pages_whole(evidence_of(policy, page=replace(WHOLE, width=width, height=height)))) == asked


@pytest.mark.parametrize("change", [{"source": TextSource.TEXT_LAYER}, {"status": PageStatus.UNREAD}])
def test_only_pictures_are_cut_off(policy: Policy, change: dict[str, object]) -> None:
    page = replace(with_word("졸업하였", RIGHT), **change)  # type: ignore[arg-type]
    assert pages_whole(evidence_of(policy, page=page)) == ()
