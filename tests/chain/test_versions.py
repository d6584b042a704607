from __future__ import annotations

import pytest

from core.domain.control import Control
from core.domain.desk import RerunRequest
from core.domain.record import Dossier
from core.domain.states import ProcessStatus, StageName
from core.errors import ConflictError, InputError
from tests.kit.desk import Bench
from tests.kit.stages import REASON


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
    assert detail.row.is_part_done
    desk.app.desk.rerun(RerunRequest(record, StageName.APPROVE, chain=False))
    assert not desk.open(record).row.is_part_done  # it is queued
    assert len(desk.stages.ocr.ran) == 1


@pytest.mark.parametrize("stage", [StageName.OCR, StageName.EXTRACT])
def test_a_stage_that_fails_when_run_again_leaves_no_fields_of_before_to_judge(desk: Bench, stage: StageName) -> None:
    def fail(_dossier: Dossier, _control: Control) -> None:
        raise InputError("No.", code="bad")

    desk.stages.approve.reasons = (REASON,)
    record = desk.drop()
    desk.drain()
    desk.stages.ocr.before = desk.stages.extract.before = fail
    desk.app.desk.rerun(RerunRequest(record, stage, chain=True))
    desk.drain()
    assert (desk.open(record).extraction, desk.open(record).judgement) == (None, None)
    with pytest.raises(ConflictError, match="stages before"):
        desk.app.desk.rerun(RerunRequest(record, StageName.APPROVE, chain=False))


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
    (record,) = desk.app.intake.take_in([desk.paper("alone.pdf")], chain=False).records
    desk.drain()
    with pytest.raises(ConflictError, match="run them first"):
        desk.app.desk.rerun(RerunRequest(record, StageName.APPROVE, chain=True))


def test_lists_show_the_values_of_a_version_that_stands_again(desk: Bench) -> None:
    record = desk.drop()
    desk.drain()
    desk.stages.extract.holder = "다른사람"
    desk.app.desk.rerun(RerunRequest(record, StageName.OCR, chain=True))
    desk.step()
    desk.step()
    assert desk.app.desk.row(record).holder_name == "다른사람"
    desk.app.desk.cancel([record])
    row = desk.app.desk.row(record)
    assert (row.version, row.holder_name) == (1, "홍길동")
