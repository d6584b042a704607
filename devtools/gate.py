"""The gate that every change passes: format, lint, types, walls, tests."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

from devtools.console import ROOT, wait_for
from devtools.environment import PYTHON, REFUSALS, SCRIPTS, set_up
from devtools.libraries import OFFSCREEN, set_up_qt, set_up_tesseract

if TYPE_CHECKING:
    from collections.abc import Sequence


class Step(NamedTuple):
    """One check of the gate: its name and its command."""

    name: str
    command: list[str]


class Outcome(NamedTuple):
    """How a step ended: its name, exit code, and how many seconds it took."""

    name: str
    code: int
    seconds: float


def static_steps() -> list[Step]:
    """The checks that run nothing of the product, soonest answer first."""
    return [
        Step("format", [str(SCRIPTS / "ruff"), "format", "--check", "."]),
        Step("ruff", [str(SCRIPTS / "ruff"), "check", "."]),
        Step("mypy", [str(SCRIPTS / "mypy")]),
        Step("walls", [str(SCRIPTS / "lint-imports")]),
    ]


def pytest_step(arguments: Sequence[str], cores: int) -> Step:
    """The tests, on as many cores as there are (at most 4) unless told otherwise."""
    told = any(each.startswith(("-n", "--numprocesses", "--pdb", "--dist")) for each in arguments)
    parallel = [] if told or cores == 1 else ["-n", str(min(4, cores))]
    return Step("pytest", [str(PYTHON), "-m", "pytest", *parallel, *arguments])


def first_failure(outcomes: Sequence[Outcome]) -> int:
    """The exit code of the first step that failed; 0 if none did."""
    return next((outcome.code for outcome in outcomes if outcome.code), 0)


def run_steps(steps: Sequence[Step]) -> int:
    """Run every step whatever the others do, sum up, and return the exit code of the first that failed."""
    outcomes = []
    for step in steps:
        sys.stdout.write(f"--- {step.name}\n")
        sys.stdout.flush()
        started = time.monotonic()
        code = wait_for(step.command, QT_QPA_PLATFORM=os.environ.get("QT_QPA_PLATFORM", "offscreen"))
        outcomes.append(Outcome(step.name, code, time.monotonic() - started))
    sys.stdout.write("--- summary\n")
    for outcome in outcomes:
        verdict = f"FAILED ({outcome.code})" if outcome.code else "ok"
        sys.stdout.write(f"{verdict:<12}{outcome.name:<10}{outcome.seconds:7.1f} s\n")
    return first_failure(outcomes)


def test(arguments: list[str]) -> int:
    """The whole gate; the arguments go to pytest."""
    set_up("test")
    set_up_qt(OFFSCREEN, REFUSALS)
    set_up_tesseract(REFUSALS)
    os.chdir(ROOT)
    return run_steps([*static_steps(), pytest_step(arguments, os.cpu_count() or 1)])


def check(_arguments: list[str]) -> int:
    """The gate without the tests."""
    set_up("test")
    os.chdir(ROOT)
    return run_steps(static_steps())
