from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from core.chain import retry
from core.chain.control import LEASE
from core.chain.endings import Endings
from core.domain.desk import RerunRequest
from core.domain.states import ProcessStatus, StageName
from core.errors import EngineError, InputError, StoreError
from tests.kit.desk import Bench


def raising(error: Exception):
    def act(dossier, control):
        raise error

    return act


def test_retryable_error_is_tried_again_after_its_delay_and_then_given_up(desk: Bench) -> None:
    desk.stages.ocr.before = raising(EngineError("the engine broke", code="child_crashed"))
    record = desk.drop()
    for attempt in (1, 2):
        assert desk.drain() == 1
        assert desk.app.desk.row(record).status is ProcessStatus.PENDING
        assert not desk.step(), "not before its time"
        desk.clock.turn(retry.DELAYS[attempt - 1] * (1 + retry.JITTER))
    assert desk.drain() == 1
    row = desk.app.desk.row(record)
    assert (row.status, row.error_code) == (ProcessStatus.FAILED, "child_crashed")
    assert desk.runs(record) == [("ocr", n, "failed") for n in (1, 2, 3)]


def test_bad_input_fails_at_once_and_the_rest_goes_on(desk: Bench) -> None:
    bad = desk.drop("bad.pdf")
    good = desk.drop("good.pdf")
    refuse = raising(InputError("The file is encrypted.", code="encrypted"))
    desk.stages.ocr.before = lambda d, c: refuse(d, c) if d.record == bad else None
    desk.drain()
    assert desk.app.desk.row(bad).error_code == "encrypted"
    assert desk.app.desk.row(good).status is ProcessStatus.APPROVED


def test_a_fault_in_a_stage_costs_one_run_and_not_the_lane(desk: Bench, caplog) -> None:
    desk.stages.extract.before = raising(ZeroDivisionError("secret text"))
    record = desk.drop()
    desk.drain()
    failed = desk.open(record).runs[1]
    assert (failed.stage, failed.error_code) == (StageName.EXTRACT, "internal_error")
    assert "secret text" not in failed.error_text
    desk.stages.extract.before = lambda d, c: None
    desk.clock.turn(retry.DELAYS[0] * 2)
    desk.drain()
    assert desk.app.desk.row(record).status is ProcessStatus.APPROVED


def test_a_full_disk_is_waited_out_however_long_it_lasts(desk: Bench) -> None:
    records = [desk.drop(f"{number}.pdf") for number in range(3)]
    desk.stages.ocr.before = raising(StoreError("No space left on device."))
    for _ in range(3 * retry.MAX_INTERRUPTIONS + 3):
        with pytest.raises(StoreError):
            desk.step()
        desk.clock.turn(retry.TROUBLE)
        assert desk.app.recover() == 0
    assert desk.open(records[0]).runs[0].error_text == "No space left on device."
    desk.stages.ocr.before = lambda d, c: None
    desk.drain()
    assert {desk.app.desk.row(record).status for record in records} == {ProcessStatus.APPROVED}


def test_a_store_that_takes_nothing_at_all_leaves_the_run_to_its_lease(
    desk: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StoreError("The store cannot be written: disk I/O error")

    record = desk.drop()
    desk.stages.ocr.before = raising(StoreError("No space left on device."))
    with monkeypatch.context() as patch:
        patch.setattr(Endings, "put_back", refuse)
        with pytest.raises(StoreError, match="No space"):
            desk.step()
    desk.stages.ocr.before = lambda d, c: None
    desk.clock.turn(LEASE + timedelta(seconds=1))
    assert desk.app.recover() == 1
    desk.drain()
    assert desk.app.desk.row(record).status is ProcessStatus.APPROVED


def test_a_damaged_result_fails_what_needs_it_and_the_rest_goes_on(desk: Bench) -> None:
    bad = desk.drop("bad.pdf")
    desk.step()
    with closing(sqlite3.connect(desk.app.store.database)) as db, db:
        db.execute("UPDATE stage_result SET payload = substr(payload, 1, 9) WHERE kind = 'reading'")
    good = desk.drop("good.pdf")
    desk.drain()
    row = desk.app.desk.row(bad)
    assert (row.status, row.stage, row.error_code) == (ProcessStatus.FAILED, StageName.EXTRACT, "damaged_result")
    assert desk.app.desk.row(good).status is ProcessStatus.APPROVED
    desk.app.desk.rerun(RerunRequest(bad, StageName.OCR, chain=True))
    desk.drain()
    assert desk.app.desk.row(bad).status is ProcessStatus.APPROVED


def test_a_clock_that_is_set_back_keeps_nothing_waiting(desk: Bench) -> None:
    desk.stages.ocr.before = raising(EngineError("the engine broke"))
    failed, fresh = desk.drop("failed.pdf"), desk.drop("fresh.pdf")
    desk.step()
    desk.stages.ocr.before = lambda d, c: None
    desk.clock.turn(-timedelta(hours=9))
    desk.drain()
    assert {desk.app.desk.row(record).status for record in (failed, fresh)} == {ProcessStatus.APPROVED}


def test_retry_failed_starts_a_new_series(desk: Bench) -> None:
    desk.stages.ocr.before = raising(InputError("broken"))
    record = desk.drop()
    desk.drain()
    desk.stages.ocr.before = lambda d, c: None
    assert desk.app.desk.retry_failed() == 1
    desk.drain()
    assert desk.app.desk.row(record).status is ProcessStatus.APPROVED
    assert desk.runs(record)[:2] == [("ocr", 1, "failed"), ("ocr", 2, "done")]


def test_a_stage_is_told_that_this_is_its_last_try(desk: Bench) -> None:
    desk.stages.ocr.before = raising(EngineError("x"))
    desk.drop()
    for _ in range(retry.ATTEMPTS[StageName.OCR]):
        desk.drain()
        desk.clock.turn(timedelta(hours=1))
    assert [dossier.is_last_try for dossier in desk.stages.ocr.ran] == [False, False, True]
