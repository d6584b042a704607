"""What stands beside the desk: a reader of regions, kept state, a watcher, a sweep."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

from core.chain.token import StopToken
from core.domain.desk_state import DeskState
from core.domain.page import Box, Word
from core.domain.record import Attachment
from core.domain.watching import WatchReport
from core.errors import HoldpointError
from desktop.workers.ports import Checkpoint


@dataclass
class FakeRegions:
    """Reads the same words everywhere; `holds` keeps it waiting until it is told to stop or let go."""

    words: tuple[Word, ...] = (Word("서울과학대학교", Box(0.2, 0.1, 0.6, 0.13), 0.97, 0),)
    asked: list[tuple[Attachment, int, Box, int]] = field(default_factory=list)
    problem: HoldpointError | None = None
    holds: bool = False
    is_closed: bool = False

    def read(
        self, attachment: Attachment, page: int, box: Box, control: Checkpoint, *, turned: int = 0
    ) -> tuple[Word, ...]:
        self.asked.append((attachment, page, box, turned))
        while self.holds:
            control.checkpoint()
            time.sleep(0.002)
        if self.problem is not None:
            raise self.problem
        return self.words

    def close(self) -> None:
        self.is_closed = True


@dataclass
class FakeState:
    """Keeps the desk's state in memory."""

    kept: DeskState = field(default_factory=DeskState)

    def load(self) -> DeskState:
        return self.kept

    def save(self, state: DeskState) -> None:
        self.kept = state


@dataclass(frozen=True)
class FakeWatcher:
    folder: Path

    def look(self) -> WatchReport:
        return WatchReport(self.folder)


class FakeSweep:
    """Nothing is over its time."""

    def step(self, token: StopToken) -> bool:
        return False

    def close(self) -> None:
        """Nothing is open."""
