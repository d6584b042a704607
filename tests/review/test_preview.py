"""What running again would do is told before, by the rules that then do it."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest

from core.domain.bulk import Seen
from core.domain.decision import DecisionReason, DecisionRequest, Verdict
from core.domain.desk import RerunRequest
from core.domain.field import FieldName
from core.domain.keeping import Deletion, Part
from core.domain.rerun import RerunOrder, RerunTotals
from core.domain.rows import RecordQuery
from core.domain.run_settings import RunSettings
from core.domain.states import ProcessStatus, StageName
from core.errors import ConflictError, NotFoundError, UsageError
from tests.kit.desk import Bench
from tests.kit.held import approval, hold, rejection

OCR, EXTRACT, APPROVE = StageName


def correction(desk: Bench, record: int) -> DecisionRequest:
    row = desk.app.desk.row(record)
    school = ((FieldName.SCHOOL, "서울대학교"),)
    return DecisionRequest(record, row.version, row.revision, Verdict.APPROVE, DecisionReason.CORRECTED, "", "", school)


def erase(desk: Bench, record: int, part: Part) -> None:
    desk.app.store.erasing.delete([Deletion(record, "", None, (part,), 0, 0)], "kim", desk.clock.now())


def plan(desk: Bench, record: int, stage: StageName, *, chain: bool = True):
    (line,) = desk.app.desk.plan_rerun([record], RerunOrder(stage, chain))
    return line


def test_from_here_on_and_only_this_stage(desk: Bench) -> None:
    record = hold(desk)
    assert plan(desk, record, EXTRACT).runs == (EXTRACT, APPROVE)
    alone = plan(desk, record, EXTRACT, chain=False)
    assert (alone.runs, alone.outdated, alone.makes_version) == ((EXTRACT,), (EXTRACT, APPROVE), False)


def test_a_new_reading_leaves_what_stands(desk: Bench) -> None:
    line = plan(desk, hold(desk), OCR)
    assert (line.runs, line.outdated, line.makes_version) == ((OCR, EXTRACT, APPROVE), (), True)


def test_a_decided_record_keeps_its_version_and_what_a_person_set_is_told(desk: Bench) -> None:
    record = hold(desk)
    desk.app.desk.decide(correction(desk, record))
    line = plan(desk, record, APPROVE)
    assert (line.makes_version, line.outdated, line.is_approved_by_person) == (True, (), True)
    assert line.locked == (FieldName.SCHOOL,)


def test_what_is_in_work_too_early_or_gone_is_left_out_with_the_reason(desk: Bench) -> None:
    working = desk.drop()
    (alone,) = desk.app.intake.take_in([desk.paper("alone.pdf")], chain=False).records
    assert plan(desk, working, OCR).code == "in_work"
    desk.drain()
    assert plan(desk, alone, APPROVE).code == "stage_order"
    assert plan(desk, 404, OCR).code == "not_found"
    assert plan(desk, working, OCR).code == ""


def test_reading_again_what_was_deleted_is_refused_at_once(desk: Bench) -> None:
    record = hold(desk)
    desk.app.desk.decide(approval(desk, record))
    erase(desk, record, Part.ORIGINALS)
    assert plan(desk, record, OCR).code == "originals_deleted"
    assert plan(desk, record, EXTRACT).code == ""
    with pytest.raises(ConflictError, match="were deleted") as refused:
        desk.app.desk.rerun(RerunRequest(record, OCR, chain=True))
    assert refused.value.code == "originals_deleted"
    assert desk.app.desk.row(record).status is ProcessStatus.APPROVED
    erase(desk, record, Part.TEXT)
    assert [plan(desk, record, stage).code for stage in (EXTRACT, APPROVE)] == ["text_deleted"] * 2


def test_text_that_was_read_anew_is_there_again(desk: Bench) -> None:
    record = hold(desk)
    erase(desk, record, Part.TEXT)
    assert plan(desk, record, EXTRACT).code == "text_deleted"
    desk.app.desk.rerun(RerunRequest(record, OCR, chain=True))
    desk.clock.turn(timedelta(seconds=1))
    desk.drain()
    assert plan(desk, record, EXTRACT).code == ""


def test_totals_add_up_batch_by_batch(desk: Bench) -> None:
    held = [hold(desk, f"{number}.pdf") for number in range(4)]
    desk.app.desk.decide(correction(desk, held[0]))
    desk.app.desk.decide(rejection(desk, held[1]))
    waiting = desk.drop("waiting.pdf")
    order = RerunOrder(EXTRACT, chain=False)
    lines = desk.app.desk.plan_rerun([*held, waiting, 404], order)
    totals = RerunTotals()
    for begin in range(0, len(lines), 2):
        totals = totals.plus(lines[begin : begin + 2])
    assert totals == RerunTotals().plus(lines)
    assert totals == RerunTotals(
        records=6,
        will_run=4,
        new_versions=2,
        decided=2,
        locked=1,
        runs=((EXTRACT, 4),),
        outdated=((EXTRACT, 2), (APPROVE, 2)),
        fields=((FieldName.SCHOOL, 1),),
        left_out=(("in_work", 1), ("not_found", 1)),
    )


@pytest.mark.parametrize(("stage", "chain"), tuple(itertools.product(StageName, (True, False))))
def test_the_preview_is_what_then_happens(desk: Bench, stage: StageName, chain: bool) -> None:
    records = [hold(desk, f"{number}.pdf") for number in range(3)]
    desk.app.desk.decide(approval(desk, records[1]))
    order = RerunOrder(stage, chain)
    lines = desk.app.desk.plan_rerun(records, order)
    before = {record: desk.open(record) for record in records}
    outcomes = desk.app.desk.rerun_many([line.seen for line in lines], order)
    desk.drain()
    for line, outcome in zip(lines, outcomes, strict=True):
        after = desk.open(line.record)
        assert outcome.version == after.version == before[line.record].version + line.makes_version
        known = {run.id for run in before[line.record].runs}
        assert tuple(run.stage for run in after.runs if run.id not in known) == line.runs


def test_many_run_again_and_what_changed_meanwhile_is_left_out(desk: Bench) -> None:
    records = [hold(desk, f"{number}.pdf") for number in range(3)]
    order = RerunOrder(EXTRACT, chain=True)
    seen = [line.seen for line in desk.app.desk.plan_rerun(records, order)]
    desk.app.desk.decide(approval(desk, records[1]))
    outcomes = desk.app.desk.rerun_many([*seen, Seen(404, 1, 1)], order)
    assert [outcome.code for outcome in outcomes] == ["", "changed_meanwhile", "", "not_found"]
    assert desk.app.desk.row(records[1]).status is ProcessStatus.APPROVED
    desk.drain()
    assert [desk.runs(record)[-1] for record in (records[0], records[2])] == [("approve", 2, "done")] * 2


def test_many_wait_behind_what_a_person_asked_for_one_record(desk: Bench) -> None:
    many = [hold(desk, f"{number}.pdf") for number in range(3)]
    one = hold(desk, "one.pdf")
    order = RerunOrder(EXTRACT, chain=False)
    desk.app.desk.rerun_many([line.seen for line in desk.app.desk.plan_rerun(many, order)], order)
    desk.app.desk.rerun(RerunRequest(one, EXTRACT, chain=False))
    desk.step()
    assert desk.stages.extract.ran[-1].record == one


def test_all_that_a_filter_shows(desk: Bench) -> None:
    held = [hold(desk, f"{number}.pdf") for number in range(3)]
    desk.app.desk.decide(approval(desk, held[0]))
    assert desk.app.desk.matching(RecordQuery(statuses=(ProcessStatus.HOLD,), limit=1)) == tuple(held[:0:-1])
    assert desk.app.desk.matching(RecordQuery()) == tuple(reversed(held))


@pytest.mark.parametrize(
    ("stage", "chain", "settings"),
    [
        (APPROVE, True, RunSettings(page_limit=0)),
        (OCR, False, RunSettings(model=True)),
        (EXTRACT, True, RunSettings(languages=("kor",))),
    ],
)
def test_settings_that_nothing_would_use_are_refused(desk, stage, chain, settings) -> None:
    record = hold(desk)
    with pytest.raises(UsageError) as refused:
        desk.app.desk.rerun(RerunRequest(record, stage, chain=chain, settings=settings))
    assert refused.value.code == "useless_setting"


def test_unknown_records_cannot_run(desk: Bench) -> None:
    with pytest.raises(NotFoundError):
        desk.app.desk.rerun(RerunRequest(404, OCR, chain=True))
