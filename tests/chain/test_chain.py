from __future__ import annotations

from core.domain.desk import RerunRequest
from core.domain.events import RecordChanged, StageChanged
from core.domain.queue import RecordOrder
from core.domain.rows import RecordQuery
from core.domain.states import ProcessStatus, StageName, StageStatus
from tests.kit.desk import Bench
from tests.kit.stages import REASON


def test_dropped_document_runs_down_the_chain_and_is_approved(desk: Bench) -> None:
    record = desk.drop()
    assert desk.drain() == 3
    detail = desk.open(record)
    assert detail.row.status is ProcessStatus.APPROVED
    assert desk.runs(record) == [("ocr", 1, "done"), ("extract", 1, "done"), ("approve", 1, "done")]
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
    (record,) = desk.app.intake.take_in([desk.paper("alone.pdf")], chain=False).records
    assert desk.drain() == 1
    row = desk.app.desk.row(record)
    assert (row.status, row.stage) == (ProcessStatus.PENDING, StageName.EXTRACT)


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
