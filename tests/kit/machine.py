"""What the state machine of a desk stands on: a desk, opened and closed; stages that look at what they are given."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Final

from hypothesis.stateful import RuleBasedStateMachine

from core.domain.ids import RecordId
from core.domain.pausing import PauseTarget
from core.domain.record import Dossier
from core.domain.states import StageName
from core.errors import EngineError, InputError
from tests.kit import standing
from tests.kit.clock import HandClock
from tests.kit.desk import Bench
from tests.kit.quick import quick_build, template
from tests.kit.stages import FixedStages

MEMORY: Final = Path("/dev/shm")  # noqa: S108 - folders of our own in it; waiting for a disk was half of the time


class Power(BaseException):
    """The process is gone in the middle of a stage: nothing that follows is done."""


class DeskBase(RuleBasedStateMachine):
    """A desk. Every stage looks at what it is given; what people did is remembered here as well."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="holdpoint-machine-", dir=MEMORY if MEMORY.is_dir() else None))
        self.data = self.folder / "data"
        for name in ("data", "in"):
            (self.folder / name).mkdir()
        shutil.copy(template(), self.data / "holdpoint.db")
        self.clock, self.stages, self.records = HandClock(), FixedStages(), list[RecordId]()
        self.decided: dict[tuple[int, int], str] = {}
        self.pauses: set[tuple[int | None, str | None]] = set()
        self.decisions, self.wrong = list[int](), list[str]()
        self.begun, self.asked = set[int](), Counter[int]()
        self.open()

    def open(self) -> None:
        app = quick_build(self.data, self.clock, self.stages)
        self.desk = Bench(app, self.clock, self.stages, app.lane("all"), [], self.folder / "in")

    def sql(self) -> closing[sqlite3.Connection]:
        return closing(sqlite3.connect(self.data / "holdpoint.db"))

    def look_at(self, dossier: Dossier, stage: StageName) -> None:
        """A run begins: once, not under a pause, and with the results that stand for its version at this moment.

        What is wrong is noted here and told later: the chain takes an error of a stage for the stage's own.
        """
        with self.sql() as db:
            wrong = standing.misgiven(db, dossier, stage)
        if dossier.run in self.begun:
            wrong.append("began twice")
        if standing.is_covered(self.pauses, dossier.record, stage.value):
            wrong.append("ran under a pause")
        self.wrong += [f"run {dossier.run} ({stage}) {what}" for what in wrong]
        self.begun.add(dossier.run)

    def behave(self, fault: str = "") -> None:
        """Have each stage say which run it is; the first two may fail."""

        def before(stage: StageName, dossier: Dossier) -> None:
            self.look_at(dossier, stage)
            self.stages.ocr.width, self.stages.extract.holder = dossier.run, f"run {dossier.run}"
            if stage is not StageName.APPROVE and fault:
                raise {"later": EngineError("Not now.", code="busy"), "never": InputError("No.", code="bad")}.get(
                    fault, Power()
                )

        for name in StageName:
            one = getattr(self.stages, name.value)
            one.before = lambda dossier, _control, name=name: before(name, dossier)

    def take_in(self) -> None:
        """One more record."""
        self.records.append(self.desk.drop(f"{len(self.records)}.pdf"))

    def work(self, held: bool, steps: int, fault: str = "") -> None:
        """Let the lane go some steps; held: what is judged now is held."""
        self.stages.approve.reasons = (standing.QUESTION,) if held else ()
        self.behave(fault)
        for _ in range(steps):
            self.desk.step()
        self.behave()

    def turn(self, record: RecordId | None, stage: StageName | None) -> None:
        """Begin that pause, or end it."""
        target, key = PauseTarget(record, stage), (record, stage.value if stage else None)
        desk = self.desk.app.desk
        assert desk.resume(target) if key in self.pauses else desk.pause(target)
        self.pauses ^= {key}
