"""A whole application on fixed stages, and short ways to drive it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.bootstrap import Application, build
from core.chain.lane import Lane
from core.chain.token import StopToken
from core.domain.events import Event
from core.domain.ids import RecordId
from core.domain.rows import RecordDetail
from core.settings import Settings
from tests.kit.clock import HandClock
from tests.kit.stages import FixedStages


@dataclass
class Bench:
    app: Application
    clock: HandClock
    stages: FixedStages
    lane: Lane
    events: list[Event]
    folder: Path

    def paper(self, name: str = "a.pdf", content: bytes | None = None) -> Path:
        path = self.folder / name
        path.write_bytes(content if content is not None else b"%PDF-1.7 " + name.encode())
        return path

    def drop(self, name: str = "a.pdf", content: bytes | None = None) -> RecordId:
        (record,) = self.app.desk.take_in([self.paper(name, content)]).records
        return record

    def step(self, token: StopToken | None = None) -> bool:
        return self.lane.step(token or StopToken())

    def drain(self) -> int:
        steps = 0
        while self.step():
            steps += 1
        return steps

    def open(self, record: RecordId) -> RecordDetail:
        return self.app.desk.open(record)

    def runs(self, record: RecordId) -> list[tuple[str, int, str]]:
        """Stage, attempt and status of each run."""
        return [(run.stage.value, run.attempt, run.status.value) for run in self.open(record).runs]


@contextmanager
def bench(tmp_path: Path, **settings: object) -> Iterator[Bench]:
    clock, stages, events = HandClock(), FixedStages(), []
    app = build(Settings(data_dir=tmp_path / "data", **settings), clock, stages)
    app.desk.subscribe(events.append)
    folder = tmp_path / "in"
    folder.mkdir(parents=True, exist_ok=True)
    lane = app.lane("all")
    try:
        yield Bench(app, clock, stages, lane, events, folder)
    finally:
        lane.close()
        app.close()
