from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from core.chain import retry
from core.chain.control import LEASE
from core.chain.token import StopToken
from core.domain.desk import RerunRequest
from core.domain.events import RecordChanged, StageChanged
from core.domain.queue import RecordOrder
from core.domain.rows import RecordQuery
from core.domain.states import ProcessStatus, StageName, StageStatus
from core.errors import ConflictError, EngineError, HoldpointError, InputError, StopReason
from tests.kit.desk import Bench
from tests.kit.stages import REASON


def runs(desk: Bench, record: int) -> list[tuple[str, int, str]]:
    return [(run.stage.value, run.attempt, run.status.value) for run in desk.open(record).runs]


def raising(error: Exception):
    def act(dossier, control):
        raise error

    return act


def test_dropped_document_runs_down_the_chain_and_is_approved(desk: Bench) -> None:
    record = desk.drop()
    assert desk.drain() == 3
    detail = desk.open(record)
    assert detail.row.status is ProcessStatus.APPROVED
    assert runs(desk, record) == [("ocr", 1, "done"), ("extract", 1, "done"), ("approve", 1, "done")]
    assert detail.row.title == "홍길동"
    assert all(run.seconds is not None and run.engine == "fixed" for run in detail.runs)


def test_judgement_with_reasons_holds_with_them(desk: Bench) -> None:
    desk.stages.approve.reasons = (REASON,)
    record = desk.drop()
    desk.drain()
    row = desk.app.desk.row(record)
    assert (row.status, row.reasons) == (ProcessStatus.HOLD, (REASON,))
    assert row.cell(StageName.APPROVE).held


def test_stages_run_one_by_one_give_the_same_submission_as_one_chained_run(desk: Bench) -> None:
    desk.stages.approve.reasons = (REASON,)
    chained = desk.drop("same.pdf", b"%PDF-1.7 same")
    desk.drain()
    path = desk.folder / "same.pdf"
    (single,) = desk.app.intake.take_in([path], chain=False).records
    for stage in StageName:
        if stage is not StageName.OCR:
            desk.app.desk.rerun(RerunRequest(single, stage, chain=False))
        assert desk.drain() == 1
        assert desk.app.desk.row(single).status in {ProcessStatus.PENDING, ProcessStatus.HOLD}
    one, other = desk.open(chained), desk.open(single)
    assert (one.reading, one.extraction, one.judgement) == (other.reading, other.extraction, other.judgement)
    assert (one.row.status, one.row.reasons) == (other.row.status, other.row.reasons)


def test_stage_run_alone_stops_before_the_next(desk: Bench) -> None:
    (record,) = desk.app.intake.take_in([_file(desk)], chain=False).records
    assert desk.drain() == 1
    row = desk.app.desk.row(record)
    assert (row.status, row.stage) == (ProcessStatus.PENDING, StageName.EXTRACT)


def _file(desk: Bench):
    path = desk.folder / "alone.pdf"
    path.write_bytes(b"%PDF-1.7 alone")
    return path


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
    assert runs(desk, record) == [("ocr", n, "failed") for n in (1, 2, 3)]


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


def test_retry_failed_starts_a_new_series(desk: Bench) -> None:
    desk.stages.ocr.before = raising(InputError("broken"))
    record = desk.drop()
    desk.drain()
    desk.stages.ocr.before = lambda d, c: None
    assert desk.app.desk.retry_failed() == 1
    desk.drain()
    assert desk.app.desk.row(record).status is ProcessStatus.APPROVED
    assert runs(desk, record)[:2] == [("ocr", 1, "failed"), ("ocr", 2, "done")]


def test_shutdown_puts_the_run_back_and_it_counts_for_nothing(desk: Bench) -> None:
    token = StopToken()

    def closing(dossier, control):
        token.stop(StopReason.SHUTDOWN)
        control.checkpoint()

    desk.stages.ocr.before = closing
    record = desk.drop()
    for _ in range(5):  # more often than any limit of attempts
        token = StopToken()
        assert desk.step(token)
        assert desk.app.desk.row(record).status is ProcessStatus.PENDING
    desk.stages.ocr.before = lambda d, c: None
    desk.drain()
    assert desk.app.desk.row(record).status is ProcessStatus.APPROVED


def test_cancelled_run_stops_at_its_next_checkpoint_and_its_result_is_lost(desk: Bench) -> None:
    record = desk.drop()

    def cancel_under_way(dossier, control):
        assert desk.app.desk.cancel([record]) == 1
        control.checkpoint()
        raise AssertionError("went on after a cancel")

    desk.stages.ocr.before = cancel_under_way
    desk.drain()
    assert desk.app.desk.row(record).status is ProcessStatus.CANCELLED
    assert runs(desk, record) == [("ocr", 1, "cancelled")]


def test_cancel_that_the_stage_never_noticed_still_wins(desk: Bench) -> None:
    record = desk.drop()
    desk.stages.ocr.before = lambda d, c: desk.app.desk.cancel([record]) and None
    desk.drain()
    detail = desk.open(record)
    assert (detail.row.status, detail.reading) == (ProcessStatus.CANCELLED, None)


def test_stale_worker_cannot_write_after_another_took_over(desk: Bench) -> None:
    record = desk.drop()
    other = desk.app.lane("other")

    def overslept(dossier, control):
        desk.stages.ocr.before = lambda d, c: None
        desk.clock.turn(LEASE + timedelta(seconds=1))
        assert desk.app.recover() == 1
        assert other.step(StopToken())

    desk.stages.ocr.before = overslept
    desk.drain()
    assert desk.app.desk.row(record).status is ProcessStatus.APPROVED
    assert runs(desk, record)[:2] == [("ocr", 1, "interrupted"), ("ocr", 2, "done")]
    assert len(desk.stages.extract.ran) == 1
    other.close()


def test_interrupted_run_is_queued_behind_what_was_never_interrupted(desk: Bench) -> None:
    first, second = desk.drop("first.pdf"), desk.drop("second.pdf")
    _die_under(desk)
    desk.app.recover()
    assert desk.step()
    assert [dossier.record for dossier in desk.stages.ocr.ran] == [second]
    desk.drain()
    assert desk.app.desk.row(first).status is ProcessStatus.APPROVED


def test_after_many_interruptions_the_submission_fails_with_the_reason(desk: Bench) -> None:
    record = desk.drop()
    for _ in range(retry.MAX_INTERRUPTIONS):
        _die_under(desk)
        desk.app.recover()
    row = desk.app.desk.row(record)
    assert (row.status, row.error_code) == (ProcessStatus.FAILED, "interrupted_often")


def _die_under(desk: Bench) -> None:
    """A lane claims, and its process is gone before anything else."""
    now = desk.clock.now()
    with desk.app.store.work() as work:
        claimed = work.runs.claim("dead/0", tuple(StageName), now, now + LEASE)
        submission = work.submissions.get(claimed.submission)
        work.submissions.put(replace(submission, status=ProcessStatus.IN_PROGRESS), now)
        work.commit()
    desk.clock.turn(LEASE + timedelta(seconds=1))


def test_reading_again_makes_a_new_version_and_keeps_the_old(desk: Bench) -> None:
    record = desk.drop()
    desk.drain()
    desk.app.desk.rerun(RerunRequest(record, StageName.OCR, chain=True))
    desk.drain()
    detail = desk.open(record)
    assert (detail.version, detail.versions) == (2, (1, 2))
    assert desk.app.desk.open(record, 1).extraction is not None


def test_cancelled_new_reading_leaves_the_version_before_it_standing(desk: Bench) -> None:
    desk.stages.approve.reasons = (REASON,)
    record = desk.drop()
    desk.drain()
    desk.app.desk.rerun(RerunRequest(record, StageName.OCR, chain=True))
    assert desk.app.desk.cancel([record]) == 1
    detail = desk.open(record)
    assert (detail.version, detail.row.status, detail.versions) == (1, ProcessStatus.HOLD, (1, 2))


def test_extract_again_reads_the_standing_pages_and_outdates_the_judgement(desk: Bench) -> None:
    desk.stages.approve.reasons = (REASON,)
    record = desk.drop()
    desk.drain()
    desk.stages.extract.holder = "김영희"
    desk.app.desk.rerun(RerunRequest(record, StageName.EXTRACT, chain=False))
    desk.drain()
    detail = desk.open(record)
    assert (detail.version, detail.judgement, detail.row.reasons) == (1, None, ())
    assert (detail.row.status, detail.row.title) == (ProcessStatus.PENDING, "김영희")
    assert len(desk.stages.ocr.ran) == 1


def test_running_again_on_a_decided_record_makes_a_new_version(desk: Bench) -> None:
    record = desk.drop()
    desk.drain()
    desk.app.desk.rerun(RerunRequest(record, StageName.APPROVE, chain=False))
    desk.drain()
    assert desk.open(record).version == 2
    assert desk.app.desk.open(record, 1).row.status is ProcessStatus.APPROVED
    assert len(desk.stages.extract.ran) == 1


def test_a_stage_cannot_be_asked_for_while_the_record_is_in_work(desk: Bench) -> None:
    record = desk.drop()
    with pytest.raises(ConflictError, match="still in work"):
        desk.app.desk.rerun(RerunRequest(record, StageName.OCR, chain=True))


def test_a_stage_cannot_be_asked_for_before_the_ones_it_builds_on(desk: Bench) -> None:
    (record,) = desk.app.intake.take_in([_file(desk)], chain=False).records
    desk.drain()
    with pytest.raises(ConflictError, match="run them first"):
        desk.app.desk.rerun(RerunRequest(record, StageName.APPROVE, chain=True))


def test_events_follow_the_commit_and_the_last_one_says_settled(desk: Bench) -> None:
    record = desk.drop()
    seen: list[tuple[ProcessStatus, bool]] = []

    def look(event):
        if isinstance(event, RecordChanged):
            seen.append((event.status, event.settled))
            assert desk.app.desk.row(record).status is event.status, "told before it was stored"

    desk.app.desk.subscribe(look)
    desk.drain()
    assert seen[-1] == (ProcessStatus.APPROVED, True)
    assert not any(settled for _, settled in seen[:-1])
    started = [
        event for event in desk.events if isinstance(event, StageChanged) and event.status is StageStatus.RUNNING
    ]
    assert [event.stage for event in started] == list(StageName)


def test_later_stages_go_first_so_that_records_settle(desk: Bench) -> None:
    first = desk.drop("1.pdf")
    desk.drop("2.pdf")
    for _ in range(3):
        desk.step()
    assert desk.app.desk.row(first).status is ProcessStatus.APPROVED


def test_list_is_paged_by_key_and_filtered(desk: Bench) -> None:
    made = [desk.drop(f"{n}.pdf") for n in range(7)]
    desk.step()
    page = desk.app.desk.list(RecordQuery(limit=3))
    rest = desk.app.desk.list(RecordQuery(limit=10, after=page.next))
    assert [row.id for row in (*page.rows, *rest.rows)] == made[::-1]
    waiting = desk.app.desk.list(RecordQuery(statuses=(ProcessStatus.PENDING,), order=RecordOrder.OLDEST))
    assert [row.id for row in waiting.rows] == made[1:]
    found = desk.app.desk.list(RecordQuery(text="3.PDF"))
    assert [row.id for row in found.rows] == [made[3]]


@pytest.mark.parametrize(
    ("error", "failures", "expected"),
    [
        (EngineError("x"), 1, retry.Retry),
        (EngineError("x"), 2, retry.Retry),
        (EngineError("x"), 3, retry.GiveUp),
        (InputError("x"), 1, retry.GiveUp),
        (HoldpointError("x"), 1, retry.GiveUp),
    ],
)
def test_retry_is_decided_by_error_and_count(error: HoldpointError, failures: int, expected: type) -> None:
    assert isinstance(retry.after_failure(StageName.OCR, error, failures), expected)


def test_an_engine_may_ask_for_more_time_within_a_limit() -> None:
    for asked, expected in ((60.0, timedelta(seconds=60)), (86_400.0, retry.LONGEST_ASKED)):
        found = retry.after_failure(StageName.EXTRACT, EngineError("x", retry_after=asked), 1)
        assert found == retry.Retry(expected)


def test_a_stage_is_told_that_this_is_its_last_try(desk: Bench) -> None:
    desk.stages.ocr.before = raising(EngineError("x"))
    desk.drop()
    for _ in range(retry.ATTEMPTS[StageName.OCR]):
        desk.drain()
        desk.clock.turn(timedelta(hours=1))
    assert [dossier.is_last_try for dossier in desk.stages.ocr.ran] == [False, False, True]


def test_retry_delay_grows_and_keeps_within_its_jitter() -> None:
    for failures, base in enumerate(retry.DELAYS[:2], start=1):
        for seed in range(50):
            found = retry.after_failure(StageName.OCR, EngineError("x"), failures, random.Random(seed))
            assert isinstance(found, retry.Retry)
            assert base * (1 - retry.JITTER) <= found.delay <= base * (1 + retry.JITTER)
