"""Trying a recogniser on something made up, for a person who sets one up."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final

import resources
from core.domain.ids import RecordId, RunId
from core.domain.media import JPEG
from core.domain.normal import clean
from core.domain.recogniser import Material, Recogniser, Recognition, Task
from core.errors import HoldpointError
from core.readers.checked import checked

_WIDTH, _HEIGHT = 1000, 640
_PAGE: Final = "trial/page.jpg"
_WORDS: Final = ("재학증명서", "Jane", "Example", "2020")


@dataclass(frozen=True, slots=True)
class TrialReport:
    """How it went. right, asked: words read rightly, of how many. problem_code, problem_text: empty if it answered."""

    name: str
    detail: str
    engine: str
    seconds: float
    right: int
    asked: int
    problem_code: str = ""
    problem_text: str = ""

    @property
    def is_good(self) -> bool:
        """True if it answered in a form we can use."""
        return not self.problem_code


class Unhurried:
    """A control that never stops anything."""

    def checkpoint(self) -> None:
        """Go on."""

    def report(self, done: int, total: int) -> None:
        """Nobody looks."""


def try_recogniser(recogniser: Recogniser, seconds: float) -> TrialReport:
    """Let it read a made-up page, whether it is used by the chain or not; its failures are in the report."""
    started = time.monotonic()
    detail = recogniser.usable().detail
    material = Material(resources.path(_PAGE).read_bytes(), JPEG, _WIDTH, _HEIGHT)
    found: Recognition | None = None
    problem: HoldpointError | None = None
    try:
        task = Task(RecordId(0), RunId(0), 0, 1, seconds)
        found = checked(recogniser.recognise(material, task, Unhurried()), material)
    except HoldpointError as error:
        problem = error
    read = "".join(clean(word.text) for word in found.words) if found else ""
    return TrialReport(
        name=recogniser.name,
        detail=detail,
        engine=f"{found.engine.name} {found.engine.version}" if found else "",
        seconds=time.monotonic() - started,
        right=sum(word in read for word in _WORDS),
        asked=len(_WORDS),
        problem_code=problem.code if problem else "",
        problem_text=problem.text if problem else "",
    )
