"""Trying a recogniser on something made up, for a person who sets one up."""

from __future__ import annotations

import io
import math
import struct
import time
import wave
from dataclasses import dataclass
from typing import Final

import resources
from core.domain.control import Unhurried
from core.domain.ids import RecordId, RunId
from core.domain.media import JPEG, WAV
from core.domain.normal import clean
from core.domain.recogniser import Material, Recogniser, Recognition, Task
from core.errors import HoldpointError
from core.readers.checked import checked

_WIDTH, _HEIGHT = 1000, 640
_PAGE: Final = "trial/page.jpg"
_RATE, _TONE_SECONDS, _HERTZ, _LOUD = 16_000, 2, 330, 8_000
_WORDS: Final = ("재학증명서", "Jane", "Example", "2020")


@dataclass(frozen=True, slots=True)
class TrialReport:
    """How it went. right, asked: words read rightly, of how many; none are asked for in a tone.

    problem_code, problem_text: empty if it answered.
    """

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


def try_recogniser(recogniser: Recogniser, seconds: float) -> TrialReport:
    """Let it read a made-up page, or hear a tone, whether the chain uses it or not; its failures are in the report."""
    started = time.monotonic()
    detail = recogniser.usable().detail
    is_sound = WAV in recogniser.media_types
    material = _a_tone() if is_sound else Material(resources.path(_PAGE).read_bytes(), JPEG, _WIDTH, _HEIGHT)
    wanted = () if is_sound else _WORDS
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
        right=sum(word in read for word in wanted),
        asked=len(wanted),
        problem_code=problem.code if problem else "",
        problem_text=problem.text if problem else "",
    )


def _a_tone() -> Material:
    """Two seconds of sound in which nobody speaks: whether there is an answer is all that it shows."""
    data = io.BytesIO()
    count = _TONE_SECONDS * _RATE
    samples = (int(_LOUD * math.sin(2 * math.pi * _HERTZ * at / _RATE)) for at in range(count))
    with wave.open(data, "wb") as file:
        file.setparams((1, 2, _RATE, count, "NONE", ""))
        file.writeframes(struct.pack(f"<{count}h", *samples))
    return Material(data.getvalue(), WAV, seconds=float(_TONE_SECONDS))
