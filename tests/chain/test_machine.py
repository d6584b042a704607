"""Whatever is done to a desk in whatever order, crashes among it, what must hold holds."""

from __future__ import annotations

import functools
import os
import shutil
from contextlib import suppress
from datetime import timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import initialize, invariant, precondition, rule

from core.chain.control import LEASE
from core.chain.token import StopToken
from core.domain.claim import Claim
from core.domain.control import Control
from core.domain.desk import RerunRequest
from core.domain.field import FieldName
from core.domain.ids import RecordId
from core.domain.record import Dossier
from core.domain.rerun import RerunOrder
from core.domain.rows import RecordQuery
from core.domain.states import DECIDED, ProcessStatus, StageName
from core.errors import ConflictError
from tests.kit import standing
from tests.kit.held import approval, rejection
from tests.kit.invariants import broken
from tests.kit.machine import DeskBase, Power

EXAMPLES = int(os.environ.get("HOLDPOINT_EXAMPLES", "200"))
STEPS = 8
STAGES = st.sampled_from(StageName)


class DeskMachine(DeskBase):
    """Drives a desk; see `DeskBase`."""

    @initialize(held=st.booleans())
    def begin(self, held: bool) -> None:
        """A record that was judged: most of what can go wrong begins behind it."""
        self.behave()
        self.take_in()
        self.work(held, 3)

    @rule()
    def one_more(self) -> None:
        self.take_in()

    @rule(held=st.booleans(), steps=st.integers(1, 4), fault=st.sampled_from(["", "", "", "later", "never"]))
    def go_on(self, held: bool, steps: int, fault: str) -> None:
        self.work(held, steps, fault)

    @rule(held=st.booleans())
    def work_while_a_claim_comes_in(self, held: bool) -> None:
        self.stages.approve.reasons = (standing.QUESTION,) if held else ()
        self.behave()
        look = self.stages.approve.before

        def claim_comes_in(dossier: Dossier, control: Control) -> None:
            look(dossier, control)
            self.asked[dossier.record] += 1
            self.desk.app.desk.set_claim(dossier.record, Claim(((FieldName.SCHOOL, f"{dossier.run}"),)))
            self.stages.approve.before = look

        self.stages.approve.before = claim_comes_in
        for _ in range(4):
            self.desk.step()
        self.behave()

    @rule()
    def oversleep(self) -> None:
        """A lane sleeps over its lease; another takes its run over and does it before the first one is done."""
        other = self.desk.app.lane("other")
        looks = {name: getattr(self.stages, name.value).before for name in StageName}

        def sleep(name: StageName, dossier: Dossier, control: Control) -> None:
            looks[name](dossier, control)
            marks = self.stages.ocr.width, self.stages.extract.holder
            self.behave()
            self.clock.turn(LEASE + timedelta(seconds=1))
            self.desk.app.recover()
            other.step(StopToken())
            self.stages.ocr.width, self.stages.extract.holder = marks

        for name in StageName:
            getattr(self.stages, name.value).before = functools.partial(sleep, name)
        self.desk.step()
        self.behave()
        other.close()

    @rule(minutes=st.integers(0, 8))
    def wait(self, minutes: int) -> None:
        self.clock.turn(timedelta(minutes=minutes))

    @precondition(lambda self: self.records)
    @rule(data=st.data(), stage=STAGES, chain=st.booleans(), steps=st.integers(0, 3), held=st.booleans())
    def run_again(self, data: st.DataObject, stage: StageName, chain: bool, steps: int, held: bool) -> None:
        self.again(data.draw(st.sampled_from(self.records)), stage, chain=chain)
        if steps:
            self.work(held, steps)

    def again(self, record: RecordId, stage: StageName, *, chain: bool) -> None:
        with suppress(ConflictError):
            self.desk.app.desk.rerun(RerunRequest(record, stage, chain=chain))
            self.asked[record] += 1

    @rule(stage=STAGES, chain=st.booleans())
    def run_all_again(self, stage: StageName, chain: bool) -> None:
        """What the preview says is what happens, for each."""
        order = RerunOrder(stage, chain)
        lines = self.desk.app.desk.plan_rerun(self.records, order)
        outcomes = self.desk.app.desk.rerun_many([line.seen for line in lines], order)
        for line, outcome in zip(lines, outcomes, strict=True):
            assert (outcome.code, bool(outcome.version)) == (line.code, bool(line.runs))
            if line.runs:
                self.asked[line.record] += 1
                assert (outcome.version > line.seen.version) == line.makes_version

    @precondition(lambda self: self.records)
    @rule(data=st.data(), name=st.sampled_from(["홍길동", "Kim"]))
    def claim(self, data: st.DataObject, name: str) -> None:
        claim = Claim(((FieldName.HOLDER_NAME, name),))
        record = data.draw(st.sampled_from(self.records))
        self.asked[record] += 1
        self.desk.app.desk.set_claim(record, claim)

    @precondition(lambda self: self.records)
    @rule(data=st.data(), name=st.sampled_from(["홍길동", "Kim"]))
    def claim_comes_in_and_the_reading_is_given_up(self, data: st.DataObject, name: str) -> None:
        """The version that stands again was judged by another claim."""
        record = data.draw(st.sampled_from(self.records))
        self.again(record, StageName.OCR, chain=True)
        self.asked[record] += 1
        self.desk.app.desk.set_claim(record, Claim(((FieldName.HOLDER_NAME, name),)))
        self.give_up(record)

    @precondition(lambda self: self.records)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        self.give_up(data.draw(st.sampled_from(self.records)))

    def give_up(self, record: RecordId) -> None:
        """What a person decided stands again where a newer version is given up."""
        if self.desk.app.desk.cancel([record]):
            self.asked[record] += 1  # what stands again may have to be judged by another claim
            row = self.desk.app.desk.row(record)
            last = max((version for one, version in self.decided if one == record), default=None)
            if last is not None:
                assert (row.version, row.status.value) == (last, self.decided[record, last])

    @precondition(lambda self: self.records)
    @rule(data=st.data(), approves=st.booleans(), then=st.sampled_from([None, *StageName]), steps=st.integers(0, 3))
    def decide(self, data: st.DataObject, approves: bool, then: StageName | None, steps: int) -> None:
        """Of a held record a decision, of a decided one a superseding one, of all others a refusal; perhaps again."""
        record = data.draw(st.sampled_from(self.records))
        row = self.desk.app.desk.row(record)
        before = self.desk.open(record).decisions
        may = row.status in {ProcessStatus.HOLD, *DECIDED}
        try:
            made = self.desk.app.desk.decide((approval if approves else rejection)(self.desk, record))
        except ConflictError:
            assert not may
            return
        assert (may, made.supersedes) == (True, before[-1].id if before else None)
        self.decisions.append(made.id)
        self.decided[record, row.version] = self.desk.app.desk.row(record).status.value
        if then is not None:
            self.again(record, then, chain=True)
            self.work(False, steps)
            self.give_up(record)

    @rule(data=st.data(), stage=st.sampled_from([None, *StageName]), of_one=st.booleans(), steps=st.integers(0, 3))
    def pause_or_go_on(self, data: st.DataObject, stage: StageName | None, of_one: bool, steps: int) -> None:
        self.turn(data.draw(st.sampled_from(self.records)) if of_one and self.records else None, stage)
        if steps:
            self.take_in()
            self.work(True, steps)

    @rule(both=st.permutations([(False, False), (False, True), (True, False), (True, True)]))
    def pause_twice_and_end_one(self, both: list[tuple[bool, bool]]) -> None:
        """What two pauses hold back, the end of one lets not go."""
        self.take_in()
        first, second = ((self.records[-1] if one else None, StageName.OCR if ocr else None) for one, ocr in both[:2])
        for record, stage in (first, second):
            if (record, stage) not in self.pauses:
                self.turn(record, stage)
        self.turn(*first)
        self.work(True, 1)

    @rule()
    def retry(self) -> None:
        self.asked.update(self.desk.app.desk.matching(RecordQuery(statuses=(ProcessStatus.FAILED,))))
        self.desk.app.desk.retry_failed()

    @rule()
    def close_and_open(self) -> None:
        self.desk.lane.close()
        self.desk.app.close()
        self.open()

    @rule()
    def crash(self) -> None:
        """The process dies while a stage runs; the next one takes its work over."""
        self.behave("power")
        with suppress(Power):
            self.desk.lane.step(StopToken())
        self.behave()
        owner = self.desk.app.store.owners
        self.desk.app.close()
        (self.data / "owners" / f"{owner.name}.lock").touch()
        self.open()
        self.desk.app.recover()

    @invariant()
    def holds(self) -> None:
        assert self.wrong == []
        assert broken(self.data, settled=False) == []
        with self.sql() as db:
            assert standing.wrong(db, self.asked, self.pauses, self.decided) == []
            assert [row for (row,) in db.execute("SELECT id FROM decision ORDER BY id")] == self.decisions

    def teardown(self) -> None:
        self.stages.approve.reasons = ()
        for pause in self.desk.app.desk.pauses():
            self.desk.app.desk.resume(pause.target)
        self.pauses.clear()
        for _ in range(200):
            self.clock.turn(timedelta(minutes=10))
            if not self.desk.drain():
                break
        assert self.wrong == []
        assert self.desk.app.store.views.unsettled() == frozenset()
        assert {row.id for row in self.desk.app.desk.rows(self.records)} == set(self.records)
        self.desk.lane.close()
        self.desk.app.close()
        shutil.rmtree(self.folder)


TestDesk = pytest.mark.timeout(900 + 4 * EXAMPLES)(DeskMachine.TestCase)
TestDesk.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # making a failure smaller would take minutes
)
