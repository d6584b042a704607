"""Rows of unread letters come out alike wherever on the page they stand."""

from __future__ import annotations

import numpy as np
import pytest

from core.domain.page import Box, Word
from core.reading.child import geometry
from core.reading.child.cleaning import Prepared
from core.reading.child.unread_ink import Unread, unread
from core.reading.child.view import View

WIDE, HIGH, TALL = 800, 400, 20
NEAR, FAR = 10, 60
"""Gaps within a row and between two, for letters of that height."""


def row(left: int, top: int, gaps: tuple[int, ...]) -> list[list[int]]:
    """Letters 16 wide, side by side."""
    letters = [[left, top, 16, TALL]]
    for gap in gaps:
        letters.append([letters[-1][0] + 16 + gap, top, 16, TALL])
    return letters


def found(*letters: list[int]) -> list[tuple[int, ...]]:
    """Left, top, right, bottom of the rows in pixels."""
    nothing = np.zeros((HIGH, WIDE), np.uint8)
    left_over = Unread(nothing, np.array(letters, dtype=np.int64), np.zeros((0, 4), np.int64), float(TALL), nothing)
    return sorted(tuple(in_pixels(box)) for box in left_over.rows)


def in_pixels(box: Box) -> list[int]:
    return [round(box.x0 * WIDE), round(box.y0 * HIGH), round(box.x1 * WIDE), round(box.y1 * HIGH)]


@pytest.mark.parametrize("left", [0, 40, 300, WIDE - 94])
@pytest.mark.parametrize("top", [0, 200, HIGH - TALL])
def test_row_is_as_wide_as_its_letters(left: int, top: int) -> None:
    assert found(*row(left, top, (NEAR, NEAR, NEAR))) == [(left, top, left + 94, top + TALL)]


@pytest.mark.parametrize("left", [40, 300])
def test_row_does_not_reach_out_to_where_another_begins_or_ends(left: int) -> None:
    upper, lower = row(left, 100, (NEAR,) * 5), row(left + 5, 200, (NEAR,) * 4)
    assert found(*upper, *lower) == [(left, 100, left + 146, 120), (left + 5, 200, left + 125, 220)]


@pytest.mark.parametrize("left", [0, 300])
def test_wide_gap_parts_two_rows(left: int) -> None:
    assert found(*row(left, 100, (NEAR, FAR, NEAR))) == [
        (left, 100, left + 42, 120),
        (left + 102, 100, left + 144, 120),
    ]


def head(frame: bool) -> list[Box]:
    """Rows of a spaced head, three times as high as the page's letters, with a seal whose frame is beside it."""
    grey = np.full((600, WIDE), 250, np.uint8)
    for left in range(40, 340, 75):
        grey[300:354, left : left + 45] = 20
    if frame:
        grey[250:430, 385:565], grey[258:422, 393:557] = 20, 250
    for left in (410, 470):
        for top in (280, 340):
            grey[top : top + 46, left : left + 42] = 20
    for top in (30, 60, 90, 120, 500, 540):
        for left in range(20, 780, 30):
            grey[top : top + 18, left : left + 16] = 20
    view = View(grey, geometry.identity())
    small = [Word("글", Box(0, top / 600, 1, (top + 18) / 600), 0.9, top) for top in (30, 60, 90, 120, 500, 540)]
    return unread(small, Prepared(view, 200, 18.0, view)).rows


def test_head_in_large_spaced_letters_is_a_row_and_the_seal_beside_it_is_not() -> None:
    (found,) = [row for row in head(frame=True) if row.x0 * WIDE < 100]
    assert (round(found.x0 * WIDE), round(found.x1 * WIDE)) == (40, 310)
    assert max(row.x1 for row in head(frame=False)) * WIDE > 450, "without a frame they are one row"
