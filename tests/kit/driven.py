"""The whole chain by hand: one lane, a clock that is turned, and records that are taken in and settled."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.bootstrap import Application, build
from core.bootstrap_stages import LaneStages
from core.chain.lane import Lane
from core.chain.token import StopToken
from core.domain.ids import RecordId
from core.domain.rows import RecordDetail
from core.settings import Settings
from tests.kit.clock import HandClock

Stages = Callable[[Application], LaneStages]


@dataclass
class Driven:
    """folder: for files to take in."""

    app: Application
    clock: HandClock
    lane: Lane
    folder: Path

    def drop(self, path: Path | None = None) -> RecordId:
        """Take that file in, or a PDF of its own whose bytes nobody reads."""
        if path is None:
            path = self.folder / f"{random.random()}.pdf"
            path.write_bytes(b"%PDF-1.7 " + path.name.encode())
        (record,) = self.app.desk.take_in([path]).records
        return record

    def drain(self) -> None:
        """Do all that can be done now."""
        while self.lane.step(StopToken()):
            pass

    def settled(self, path: Path | None = None) -> RecordDetail:
        """A file that was taken in, after all that could be done."""
        record = self.drop(path)
        self.drain()
        return self.app.desk.open(record)


@contextmanager
def driven(settings: Settings, stages: Stages | None = None) -> Iterator[Driven]:
    """The application with those settings, reading for real or with stages of the test's own."""
    clock = HandClock()
    app = build(settings, clock, stages)
    lane = app.lane("every")
    folder = settings.data_dir.parent / "in"
    folder.mkdir()
    try:
        yield Driven(app, clock, lane, folder)
    finally:
        lane.close()
        app.close()
