"""What turns pictures into words or sound into segments: one protocol for every recogniser, wherever it works."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from core.domain.control import Control
from core.domain.ids import RecordId, RunId
from core.domain.media import JPEG, WAV
from core.domain.page import Engine, Segment, Word

MATERIALS: Final = frozenset({JPEG, WAV})
"""All that a recogniser is ever given: the picture of a page, or sound as plain samples; both made by the child."""


@dataclass(frozen=True, slots=True)
class Material:
    """Something to recognise.

    data: a JPEG picture of one page, or a WAV file of one channel, 16 bits, 16,000 samples a second.
    media_type: one of `MATERIALS`. width, height: pixels of a picture, 0 for sound. seconds: of sound, 0 for a picture.
    """

    data: bytes
    media_type: str
    width: int = 0
    height: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Task:
    """For whom it is done; what leaves this machine is noted under it. page: 1-based. seconds: the time allowed."""

    record: RecordId
    run: RunId
    attachment: int
    page: int
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Recognition:
    """What was recognised: words of a picture, or segments of sound in the order of time; both may be empty."""

    engine: Engine
    words: tuple[Word, ...] = ()
    segments: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True)
class Usability:
    """Whether a recogniser can be used as things are set up.

    problem: why not and what to do, for a person; empty if it can be used. detail: which one it is, or where.
    """

    problem: str = ""
    detail: str = ""

    @property
    def is_usable(self) -> bool:
        """True if it can be used."""
        return not self.problem


class Recogniser(Protocol):
    """A reader of pictures or sound. It may be slow, absent, cost money or be wrong; for one thread at a time."""

    @property
    def name(self) -> str:
        """A short word of lower case letters, digits and hyphens, by which settings and commands name it."""

    @property
    def media_types(self) -> frozenset[str]:
        """What it takes: some of `MATERIALS`."""

    def usable(self) -> Usability:
        """Whether it can be used, found without sending anything anywhere; raises nothing."""

    def recognise(self, material: Material, task: Task, control: Control) -> Recognition:
        """Read it, asking `control.checkpoint()` at least once and meanwhile.

        Raises:
            InputError: this material can never be read.
            EngineError: not now; a later try may work.
            Stopped: let through from `control.checkpoint()`.
        """

    def close(self) -> None:
        """Let go of everything; it may be used again, and closing twice is harmless."""
