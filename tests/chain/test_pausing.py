"""What is paused is not begun, whoever pauses what and when; what runs goes on to the end of its stage."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.domain.desk import RerunRequest
from core.domain.events import PauseChanged
from core.domain.pausing import PauseTarget
from core.domain.states import ProcessStatus, StageName
from core.domain.times import Cause
from core.errors import NotFoundError, UsageError
from core.review.pausing import Pausing
from tests.kit.desk import Bench, bench
from tests.kit.held import hold

CHAIN = PauseTarget()
EXTRACT = PauseTarget(stage=StageName.EXTRACT)


@pytest.fixture
def pausing(desk: Bench) -> Pausing:
    return Pausing(desk.app.store.work, desk.clock, "kim")


def test_the_whole_chain_waits_and_goes_on(desk: Bench, pausing: Pausing) -> None:
    record = desk.drop("before.pdf")
    assert pausing.pause(CHAIN)
    later = desk.drop("after.pdf")
    assert desk.drain() == 0
    assert pausing.resume(CHAIN)
    desk.drain()
    assert {desk.app.desk.row(one).status for one in (record, later)} == {ProcessStatus.APPROVED}


def test_a_paused_stage_holds_back_its_own_runs_alone(desk: Bench, pausing: Pausing) -> None:
    pausing.pause(EXTRACT)
    records = [desk.drop(f"{number}.pdf") for number in range(3)]
    assert desk.drain() == 3
    for record in records:
        cell = desk.app.desk.row(record).cell(StageName.EXTRACT)
        assert (desk.runs(record), cell.paused) == ([("ocr", 1, "done"), ("extract", 1, "queued")], True)
    pausing.resume(EXTRACT)
    desk.drain()
    assert [desk.app.desk.row(record).status for record in records] == [ProcessStatus.APPROVED] * 3


def test_a_paused_record_waits_and_others_pass(desk: Bench, pausing: Pausing) -> None:
    first, second = desk.drop("first.pdf"), desk.drop("second.pdf")
    pausing.pause(PauseTarget(first))
    desk.drain()
    assert desk.runs(first) == [("ocr", 1, "queued")]
    assert desk.app.desk.row(second).status is ProcessStatus.APPROVED


def test_one_stage_of_one_record(desk: Bench, pausing: Pausing) -> None:
    first, second = desk.drop("first.pdf"), desk.drop("second.pdf")
    pausing.pause(PauseTarget(first, StageName.APPROVE))
    desk.drain()
    assert desk.runs(first)[-1] == ("approve", 1, "queued")
    assert desk.app.desk.row(second).status is ProcessStatus.APPROVED


def test_what_runs_ends_its_stage_and_is_paused_behind_it(desk: Bench, pausing: Pausing) -> None:
    record = desk.drop()
    desk.stages.ocr.before = lambda *_: pausing.pause(CHAIN) and None
    desk.drain()
    assert desk.runs(record) == [("ocr", 1, "done"), ("extract", 1, "queued")]


def test_the_end_of_one_pause_leaves_what_another_holds_back(desk: Bench, pausing: Pausing) -> None:
    record, other = desk.drop("a.pdf"), desk.drop("b.pdf")
    for target in (CHAIN, EXTRACT, PauseTarget(record)):
        pausing.pause(target)
    pausing.resume(CHAIN)
    desk.drain()
    assert desk.runs(record) == [("ocr", 1, "queued")]
    assert desk.runs(other)[-1] == ("extract", 1, "queued")
    pausing.resume(PauseTarget(record))
    desk.drain()
    assert desk.runs(record)[-1] == ("extract", 1, "queued")
    pausing.resume(EXTRACT)
    desk.drain()
    assert desk.app.desk.row(record).status is ProcessStatus.APPROVED


def test_what_is_tried_again_is_paused_too(desk: Bench, pausing: Pausing) -> None:
    record = desk.drop()

    def pause_and_close(_dossier, control):
        pausing.pause(PauseTarget(record))
        raise TimeoutError

    desk.stages.ocr.before = pause_and_close
    desk.step()
    desk.stages.ocr.before = lambda *_: None
    desk.clock.turn(timedelta(hours=1))
    assert desk.drain() == 0
    assert desk.runs(record) == [("ocr", 1, "failed"), ("ocr", 2, "queued")]


def test_a_pause_outlives_the_program(tmp_path) -> None:
    with bench(tmp_path) as desk:
        Pausing(desk.app.store.work, desk.clock, "kim").pause(CHAIN, "the scanner is being mended")
        record = desk.drop()
    with bench(tmp_path) as desk:
        desk.app.recover()
        assert desk.drain() == 0
        with desk.app.store.work() as work:
            (pause,) = work.pauses.open()
        assert (pause.target, pause.actor, pause.note) == (CHAIN, "kim", "the scanner is being mended")
        assert desk.runs(record) == [("ocr", 1, "queued")]


def test_a_settled_record_stays_paused_when_it_is_run_again(desk: Bench, pausing: Pausing) -> None:
    record = hold(desk)
    pausing.pause(PauseTarget(record))
    desk.app.desk.rerun(RerunRequest(record, StageName.EXTRACT, chain=True))
    assert desk.drain() == 0
    pausing.resume(PauseTarget(record))
    assert desk.drain() == 2


def test_what_is_paused_can_be_cancelled(desk: Bench, pausing: Pausing) -> None:
    record = desk.drop()
    pausing.pause(CHAIN)
    assert desk.app.desk.cancel([record]) == 1
    assert desk.app.desk.row(record).status is ProcessStatus.CANCELLED


def test_time_under_a_pause_is_no_waiting_for_a_lane(desk: Bench, pausing: Pausing) -> None:
    record = desk.drop()
    pausing.pause(CHAIN)
    desk.clock.turn(timedelta(hours=2))
    assert [row.cause for row in desk.app.times.stuck()] == [Cause.PAUSED]
    pausing.resume(CHAIN)
    desk.clock.turn(timedelta(seconds=5))
    desk.drain()
    waited = next(bar for bar in desk.app.times.timeline(record).bars if bar.lap == "waiting")
    assert waited.end - waited.begin == timedelta(seconds=5)


def test_the_same_pause_twice_is_one(desk: Bench, pausing: Pausing) -> None:
    assert (pausing.pause(EXTRACT), pausing.pause(EXTRACT)) == (True, False)
    assert (pausing.resume(EXTRACT), pausing.resume(EXTRACT)) == (True, False)
    assert [event.is_paused for event in desk.events if isinstance(event, PauseChanged)] == [True, False]


def test_unknown_records_and_endless_notes_are_refused(pausing: Pausing) -> None:
    with pytest.raises(NotFoundError):
        pausing.pause(PauseTarget(404))
    with pytest.raises(NotFoundError):
        pausing.resume(PauseTarget(404))
    with pytest.raises(UsageError):
        pausing.pause(CHAIN, "x" * 1001)
