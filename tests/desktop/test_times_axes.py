from __future__ import annotations

import pytest

from desktop.ui.times.axes import log_marks, number_marks, said, spread_out, time_marks
from desktop.ui.words import Words


@pytest.mark.parametrize(
    ("seconds", "english", "korean"),
    [
        (0.004, "4 ms", "4 ms"),
        (1.5, "1.5 s", "1.5초"),
        (14, "14 s", "14초"),
        (60, "1 min", "1분"),
        (75.4, "1 min 15 s", "1분 15초"),
        (3600, "1 h", "1시간"),
        (5400, "1 h 30 min", "1시간 30분"),
        (86_400, "24 h", "24시간"),
        (5 * 86_400, "5 d", "5 일"),
    ],
)
def test_times_are_said_shortly(seconds: float, english: str, korean: str) -> None:
    assert (said(seconds, Words("en")), said(seconds, Words("ko"))) == (english, korean)


@pytest.mark.parametrize("high", [0.002, 0.02, 0.9, 7, 59, 61, 3599, 90_000, 4_000_000])
def test_an_axis_of_time_has_a_few_marks_within_it(high: float) -> None:
    marks = time_marks(high)
    assert 2 <= len(marks) <= 6
    assert marks[0] == 0
    assert marks[-1] <= high


@pytest.mark.parametrize("high", [0, 1, 3, 5, 6, 9, 11, 99, 101, 4999, 5001, 123_456])
def test_an_axis_of_numbers_has_a_few_whole_marks(high: int) -> None:
    marks = number_marks(high)
    assert 1 <= len(marks) <= 7
    assert marks[-1] <= high
    assert all(isinstance(mark, int) for mark in marks)


def test_marks_on_a_scale_of_powers_lie_within_it() -> None:
    assert log_marks(0.5, 700) == (1, 10, 60, 600)


def test_names_are_left_out_where_they_would_run_into_each_other() -> None:
    assert spread_out(["a"] * 10, 5) == (0, 2, 4, 6, 8)
    assert spread_out([], 5) == ()
    assert spread_out(["a", "b"], 0) == (0,)
