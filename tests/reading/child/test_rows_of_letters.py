"""Rows of unread letters come out alike wherever on the page they stand."""

from __future__ import annotations

import numpy as np
import pytest

from core.domain.page import Box
from core.reading.child.unread_ink import Unread

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
    left_over = Unread(nothing, np.array(letters, dtype=np.int64), float(TALL), nothing)
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
