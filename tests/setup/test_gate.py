"""The gate runs everything and fails with the first failure."""

from __future__ import annotations

import sys

import pytest

from devtools.gate import Step, pytest_step, run_steps


def leave(code):
    return [sys.executable, "-c", f"raise SystemExit({code})"]


def test_every_step_runs_and_the_first_failure_is_the_answer(capsys):
    steps = [Step("one", leave(0)), Step("two", leave(3)), Step("three", leave(0)), Step("four", leave(4))]
    assert run_steps(steps) == 3
    summary = capsys.readouterr().out.split("--- summary\n")[1].splitlines()
    assert [line[: line.rindex("  ")].split() for line in summary] == [
        ["ok", "one"],
        ["FAILED", "(3)", "two"],
        ["ok", "three"],
        ["FAILED", "(4)", "four"],
    ]


def test_all_good_is_zero():
    assert run_steps([Step("one", leave(0))]) == 0


@pytest.mark.parametrize(("cores", "expected"), [(1, []), (2, ["-n", "2"]), (16, ["-n", "4"])])
def test_the_tests_use_the_cores(cores, expected):
    assert pytest_step([], cores).command[3:] == expected


def test_who_says_how_to_spread_the_tests_is_obeyed():
    assert pytest_step(["-n0", "-k", "chain"], 2).command[3:] == ["-n0", "-k", "chain"]
