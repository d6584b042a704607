"""A reading lane's endings go on beside it: nothing waits for the disk, and nothing is lost by it."""

from __future__ import annotations

import threading
import time

import pytest

from core.chain.finisher import Finisher
from core.chain.lane import Lane
from core.chain.retry import TROUBLE
from core.chain.token import StopToken
from core.domain.states import ProcessStatus, StageStatus
from core.errors import StoreError
from tests.kit.desk import Bench


def hold_the_disk(desk: Bench, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Pictures reach the disk once the event is set."""
    disk = threading.Event()
    monkeypatch.setattr(type(desk.app.store.pictures), "settle", lambda _self, _section: disk.wait(10))
    return disk


def step(lane: Lane) -> bool:
    return lane.step(StopToken())


def step_until_told(lane: Lane) -> None:
    """The ending has its own thread: the lane hears of its failure in one of its next steps."""
    for _ in range(500):
        step(lane)
        time.sleep(0.01)


def first_run(desk: Bench, record: int) -> StageStatus:
    return desk.open(record).runs[0].status


def test_the_next_document_is_read_while_the_last_result_waits_for_the_disk(
    desk: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = hold_the_disk(desk, monkeypatch)
    reading = desk.app.lane("read-0")
    one, two = desk.drop("a.pdf"), desk.drop("b.pdf")
    assert step(reading)
    assert first_run(desk, one) is StageStatus.RUNNING
    desk.stages.ocr.before = lambda _dossier, _control: disk.set()
    assert step(reading)
    reading.close()
    assert first_run(desk, one) is first_run(desk, two) is StageStatus.DONE


def test_a_run_cancelled_while_its_result_waits_stays_cancelled(desk: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = hold_the_disk(desk, monkeypatch)
    reading = desk.app.lane("read-0")
    record = desk.drop()
    assert step(reading)
    assert desk.app.desk.cancel([record]) == 1
    disk.set()
    reading.close()
    assert first_run(desk, record) is StageStatus.CANCELLED
    assert desk.open(record).reading is None


def test_a_result_that_cannot_be_stored_is_told_and_its_run_waits_in_the_queue(
    desk: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: object, _section: object) -> None:
        raise StoreError("The data folder cannot be written: No space left on device.")

    record = desk.drop()
    with monkeypatch.context() as patch:
        patch.setattr(type(desk.app.store.pictures), "settle", refuse)
        reading = desk.app.lane("read-0")
        assert step(reading)
        with pytest.raises(StoreError, match="No space left"):
            step_until_told(reading)
    assert desk.runs(record) == [("ocr", 1, "interrupted"), ("ocr", 2, "queued")]
    assert not desk.step(), "not before the trouble may be over"
    desk.clock.turn(TROUBLE)
    desk.drain()
    assert desk.open(record).row.status is ProcessStatus.APPROVED
    reading.close()


def test_endings_keep_their_order_and_an_error_is_told_once() -> None:
    finisher, done = Finisher(), []

    def fail() -> None:
        raise StoreError("full")

    finisher.hand(lambda: done.append(1))
    finisher.hand(fail)
    finisher.hand(lambda: done.append(3))
    with pytest.raises(StoreError, match="full"):
        finisher.wait()
    finisher.check()
    assert done == [1, 3]
