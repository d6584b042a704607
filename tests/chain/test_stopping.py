from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from core.chain import retry
from core.chain.control import LEASE
from core.chain.token import StopToken
from core.domain.states import ProcessStatus, StageName
from core.errors import StopReason
from tests.kit.desk import Bench


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
    assert desk.runs(record) == [("ocr", 1, "cancelled")]


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
    assert desk.runs(record)[:2] == [("ocr", 1, "interrupted"), ("ocr", 2, "done")]
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
