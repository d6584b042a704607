"""A flat patch about a word is seen on paper with grain, and nothing is told of paper without."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from core.domain.page import Box, Word
from core.reading.child.patched import painted_over
from core.reading.child.values import Pixels
from tests.documents.pen import REGULAR, font

WIDE, HIGH, SIZE = 1000, 1400, 30
LINES = {"성명 : 김민수": 300, "졸업일자 : 2018년 2월 14일": 500, "공학사": 700}
PLACE = (300, 495, 600, 540)
"""About the date's line."""


def page(grain: float = 2.5, patch: tuple[int, int, int, int] | None = None, tone: int = 244) -> Pixels:
    """Paper with such grain, and a patch with part of a line typed upon it."""
    paper = np.random.default_rng(7).normal(244, grain, (HIGH, WIDE)).clip(0, 255).astype(np.uint8)
    image = Image.fromarray(paper)
    pen = ImageDraw.Draw(image)
    for text, top in LINES.items():
        pen.text((200, top), text, fill=40, font=font(REGULAR, SIZE))
    if patch:
        pen.rectangle(patch, fill=tone)
        pen.text((patch[0] + 6, patch[1] + 6), "2019년 2월 14일", fill=40, font=font(REGULAR, SIZE))
    return np.asarray(image)


def words() -> list[Word]:
    return [
        Word(text, Box(200 / WIDE, (top + 4) / HIGH, 600 / WIDE, (top + SIZE + 2) / HIGH), 0.9, line)
        for line, (text, top) in enumerate(LINES.items())
    ]


@pytest.mark.parametrize("tone", [244, 255, 236])
def test_patch_on_grained_paper_is_seen(tone: int) -> None:
    (box,) = painted_over(words(), page(patch=PLACE, tone=tone))
    assert box.y0 * HIGH < (PLACE[1] + PLACE[3]) / 2 < box.y1 * HIGH
    assert not painted_over(words(), page())


def test_patch_away_from_words_is_none_of_theirs() -> None:
    assert not painted_over(words(), page(patch=(300, 1000, 600, 1045)))


@pytest.mark.parametrize("grain", [0.0, 0.6])
def test_paper_without_grain_tells_nothing(grain: float) -> None:
    assert not painted_over(words(), page(grain, PLACE))


def test_glare_over_much_of_a_photo_is_no_patch() -> None:
    grey = page().copy()
    grey[200:700, 100:700] = 255
    assert not painted_over(words(), grey)


def test_dark_bars_are_no_patch() -> None:
    assert not painted_over(words(), page(patch=PLACE, tone=60))


def test_patch_is_seen_where_two_bands_meet() -> None:
    grey = np.vstack([page()[:12], page(patch=PLACE)])
    moved = [
        Word(
            w.text,
            Box(w.box.x0, (w.box.y0 * HIGH + 12) / (HIGH + 12), w.box.x1, (w.box.y1 * HIGH + 12) / (HIGH + 12)),
            0.9,
            w.line,
        )
        for w in words()
    ]
    assert painted_over(moved, grey)
    assert not painted_over(moved, np.vstack([page()[:12], page()]))
