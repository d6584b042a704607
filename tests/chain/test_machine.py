"""Whatever is done to a desk in whatever order, crashes among it, what must hold holds."""

from __future__ import annotations

import functools
import hashlib
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from core import bootstrap
from core.bootstrap import build
from core.chain.token import StopToken
from core.domain.desk import RerunRequest
from core.domain.hold import HoldReason, ReasonCode
from core.domain.ids import RecordId
from core.domain.states import DECIDED, ProcessStatus, StageName
from core.errors import ConflictError, EngineError, InputError
from core.extraction.types import DocumentTypes
from core.settings import Settings
from tests.kit.clock import HandClock
from tests.kit.desk import Bench
from tests.kit.held import approval, rejection
from tests.kit.invariants import broken
from tests.kit.stages import FixedStages

EXAMPLES = int(os.environ.get("HOLDPOINT_EXAMPLES", "200"))
LOAD_SCHOOLS = bootstrap.load_schools
NO_SCHOOLS_OF_ONES_OWN = Path("/nowhere")
SCHOOLS = functools.cache(lambda _folder: LOAD_SCHOOLS(NO_SCHOOLS_OF_ONES_OWN))
TYPES = functools.cache(DocumentTypes.load)
QUESTION = HoldReason(ReasonCode.NO_TEXT, StageName.APPROVE)


@functools.cache
def template() -> Path:
    """An empty store, made once: bringing a database to its form takes longer than an example."""
    folder = Path(tempfile.mkdtemp(prefix="holdpoint-machine-"))
    build(Settings(data_dir=folder), HandClock(), FixedStages()).close()
    return folder / "holdpoint.db"


class Power(BaseException):
    """The process is gone in the middle of a stage: nothing that follows is done."""


class DeskMachine(RuleBasedStateMachine):
    """Drives a desk; every stage notes which results it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="holdpoint-machine-"))
        (self.folder / "data").mkdir()
        (self.folder / "in").mkdir()
        shutil.copy(template(), self.folder / "data" / "holdpoint.db")
        self.clock, self.stages = HandClock(), FixedStages()
        self.records: list[RecordId] = []
        self.decided: dict[RecordId, tuple[int, ProcessStatus]] = {}
        self.open()

    def open(self) -> None:
        with patch.object(bootstrap, "load_schools", SCHOOLS), patch.object(DocumentTypes, "load", TYPES):
            app = build(Settings(data_dir=self.folder / "data"), self.clock, self.stages)
        self.desk = Bench(app, self.clock, self.stages, app.lane("all"), [], self.folder / "in")

    @initialize(held=st.booleans())
    def begin(self, held: bool) -> None:
        """A record that was judged: most of what can go wrong begins behind it."""
        self.take_in(1)
        self.work(held, 3, "")

    @rule(number=st.integers(1, 2))
    def take_in(self, number: int) -> None:
        for _ in range(number):
            self.records.append(self.desk.drop(f"{len(self.records)}.pdf"))

    @rule(held=st.booleans(), steps=st.integers(1, 4), fault=st.sampled_from(["", "", "", "later", "never"]))
    def work(self, held: bool, steps: int, fault: str) -> None:
        self.stages.approve.reasons = (QUESTION,) if held else ()

        def before(dossier, _control) -> None:
            if fault == "later":
                raise EngineError("Not now.", code="busy")
            if fault == "never":
                raise InputError("Never.", code="bad_input")
            self.stages.extract.holder = f"{dossier.record}/{dossier.run}"  # no two runs say the same

        self.stages.ocr.before = self.stages.extract.before = before
        for _ in range(steps):
            self.desk.step()
        self.stages.ocr.before = self.stages.extract.before = lambda *_: None

    @rule(minutes=st.integers(0, 8))
    def wait(self, minutes: int) -> None:
        self.clock.turn(timedelta(minutes=minutes))

    @precondition(lambda self: self.records)
    @rule(data=st.data(), stage=st.sampled_from(StageName), chain=st.booleans(), steps=st.integers(0, 2))
    def run_again(self, data: st.DataObject, stage: StageName, chain: bool, steps: int) -> None:
        record = data.draw(st.sampled_from(self.records))
        try:
            self.desk.app.desk.rerun(RerunRequest(record, stage, chain=chain))
        except ConflictError:
            return
        self.decided.pop(record, None)
        if steps:
            self.work(True, steps, "")

    @precondition(lambda self: self.records)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        self.desk.app.desk.cancel([data.draw(st.sampled_from(self.records))])

    @precondition(lambda self: self.records)
    @rule(data=st.data(), approves=st.booleans())
    def decide(self, data: st.DataObject, approves: bool) -> None:
        """Of a held record a decision, of a decided one a superseding one, of all others a refusal."""
        record = data.draw(st.sampled_from(self.records))
        row = self.desk.app.desk.row(record)
        before = self.desk.open(record).decisions
        try:
            made = self.desk.app.desk.decide((approval if approves else rejection)(self.desk, record))
        except ConflictError:
            assert row.status not in {ProcessStatus.HOLD, *DECIDED}
            return
        assert row.status in {ProcessStatus.HOLD, *DECIDED}
        assert made.supersedes == (before[-1].id if before else None)
        assert self.desk.open(record).decisions == (*before, made)
        self.decided[record] = (row.version, self.desk.app.desk.row(record).status)

    @rule()
    def retry(self) -> None:
        self.desk.app.desk.retry_failed()

    @rule()
    def close_and_open(self) -> None:
        self.desk.lane.close()
        self.desk.app.close()
        self.open()

    @rule()
    def crash(self) -> None:
        """The process dies while a stage runs; the next one takes its work over."""

        def die(_dossier, _control) -> None:
            raise Power

        self.stages.ocr.before = self.stages.extract.before = die
        with suppress(Power):
            self.desk.lane.step(StopToken())
        self.stages.ocr.before = self.stages.extract.before = lambda *_: None
        store = self.desk.app.store
        owner = store.owners
        self.desk.app.close()
        (self.folder / "data" / "owners" / f"{owner.name}.lock").touch()
        self.open()
        self.desk.app.recover()

    @invariant()
    def holds(self) -> None:
        assert broken(self.folder / "data", settled=False) == []

    @invariant()
    def what_a_person_decided_stays(self) -> None:
        for record, (version, status) in self.decided.items():
            row = self.desk.app.desk.row(record)
            assert (row.version, row.status) == (version, status)

    @invariant()
    def every_result_was_made_from_those_that_stand_before_it(self) -> None:
        with closing(sqlite3.connect(self.folder / "data" / "holdpoint.db")) as db:
            shas = dict(db.execute("SELECT run_id, sha256 FROM stage_result"))
            inputs = dict(db.execute("SELECT run_id, inputs FROM stage_result"))
            files = {
                record: f"{position}:{sha256}\n"
                for record, position, sha256 in db.execute("SELECT record_id, position, sha256 FROM attachment")
            }
            versions = db.execute("SELECT record_id, ocr_run, extract_run, approve_run FROM submission").fetchall()
        for record, *runs in versions:
            made_from = files[record]
            for place, run in enumerate(runs):
                if run is None:
                    assert runs[place:] == [None] * (3 - place)
                    break
                assert inputs[run] == hashlib.sha256(made_from.encode()).hexdigest()
                made_from += f"{shas[run]}\n"

    def teardown(self) -> None:
        self.stages.approve.reasons = ()
        for _ in range(200):
            self.clock.turn(timedelta(minutes=10))
            if not self.desk.drain():
                break
        assert self.desk.app.store.views.unsettled() == frozenset()
        assert {row.id for row in self.desk.app.desk.rows(self.records)} == set(self.records)
        self.desk.lane.close()
        self.desk.app.close()
        shutil.rmtree(self.folder)


TestDesk = pytest.mark.timeout(900)(DeskMachine.TestCase)
TestDesk.settings = settings(
    max_examples=EXAMPLES, stateful_step_count=6, deadline=None, suppress_health_check=list(HealthCheck)
)
