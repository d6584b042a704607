"""What a person decided and set stands, whatever is read later, until a person decides again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from core.domain.decision import DecisionRequest
from core.domain.desk import RerunRequest
from core.domain.field import FieldName
from core.domain.history import HistoryKind
from core.domain.hold import ReasonCode
from core.domain.ids import RecordId
from core.domain.states import ProcessStatus, StageName
from core.errors import ConflictError, InputError
from tests.delivery.kit import post
from tests.kit.desk import Bench
from tests.kit.held import approval, hold, listed, rejection
from tests.kit.invariants import broken
from tests.kit.stages import REASON

NAME, KIND = FieldName.HOLDER_NAME, FieldName.DOCUMENT_TYPE


def again(desk: Bench, record: RecordId, stage: StageName = StageName.OCR) -> None:
    desk.app.desk.rerun(RerunRequest(record, stage, chain=True))
    desk.drain()


def correction(desk: Bench, record: RecordId, *values: tuple[FieldName, str]) -> DecisionRequest:
    return replace(approval(desk, record), corrections=values)


def codes(desk: Bench, record: RecordId) -> list[ReasonCode]:
    return [reason.code for reason in desk.app.desk.row(record).reasons]


@pytest.mark.parametrize("stage", list(StageName))
def test_a_rejected_record_that_is_read_again_is_never_approved_by_the_chain(desk: Bench, stage: StageName) -> None:
    record = hold(desk)
    desk.app.desk.decide(rejection(desk, record))
    desk.stages.approve.reasons = ()
    again(desk, record, stage)
    row = desk.app.desk.row(record)
    assert (row.version, row.status) == (2, ProcessStatus.HOLD)
    assert codes(desk, record) == [ReasonCode.REJECTED_BEFORE]
    assert desk.app.desk.open(record, 1).row.status is ProcessStatus.REJECTED
    made = desk.app.desk.decide(approval(desk, record))
    assert made.supersedes == desk.open(record).decisions[0].id
    assert desk.app.desk.row(record).status is ProcessStatus.APPROVED
    assert broken(desk.app.settings.data_dir) == []


def test_what_the_policy_asks_is_asked_beside_it(desk: Bench) -> None:
    record = hold(desk)
    desk.app.desk.decide(approval(desk, record))
    again(desk, record)
    assert codes(desk, record) == [ReasonCode.APPROVED_BEFORE, REASON.code]
    for language in ("en", "ko"):
        assert "2026-01-05" in desk.app.desk.row(record).reasons[0].text(language)


def test_an_approval_of_the_policy_alone_may_be_renewed_by_it(desk: Bench) -> None:
    record = desk.drop()
    desk.drain()
    again(desk, record)
    assert desk.app.desk.row(record).status is ProcessStatus.APPROVED


def test_a_value_that_a_person_set_stays_when_the_machine_reads_something_else(desk: Bench) -> None:
    record = hold(desk)
    desk.app.desk.decide(correction(desk, record, (NAME, "홍길순")))
    desk.stages.extract.holder = "홍길돈"
    again(desk, record)
    assert desk.app.desk.row(record).holder_name == "홍길순"
    (dispute,) = desk.open(record).disputes
    assert (dispute.human.field, dispute.human.machine, dispute.now, dispute.human.value) == (
        NAME, "홍길동", "홍길돈", "홍길순",
    )  # fmt: skip
    made = desk.app.desk.decide(approval(desk, record))
    assert dict(made.corrections) == {NAME: "홍길순"}
    assert desk.app.desk.row(record).holder_name == "홍길순"


def test_a_value_that_was_approved_as_read_stays_too(desk: Bench) -> None:
    record = hold(desk)
    desk.app.desk.decide(approval(desk, record))
    desk.stages.extract.holder = "홍길돈"
    again(desk, record, StageName.EXTRACT)
    assert desk.app.desk.row(record).holder_name == "홍길동"
    assert dict(desk.app.desk.decide(approval(desk, record)).corrections) == {NAME: "홍길동"}


def test_only_a_correction_of_the_field_gives_a_value_up(desk: Bench) -> None:
    record = hold(desk)
    desk.app.desk.decide(correction(desk, record, (NAME, "홍길순"), (KIND, "transcript")))
    desk.stages.extract.holder = "홍길돈"
    again(desk, record)
    made = desk.app.desk.decide(correction(desk, record, (NAME, "홍길돈")))
    assert dict(made.corrections) == {NAME: "홍길돈", KIND: "transcript"}
    again(desk, record)
    assert [one.human.field for one in desk.open(record).disputes] == [KIND]


def test_a_rejection_sets_no_values_and_takes_none_away(desk: Bench) -> None:
    record = hold(desk)
    desk.app.desk.decide(rejection(desk, record))
    desk.stages.extract.holder = "홍길돈"
    again(desk, record)
    assert desk.open(record).disputes == ()
    assert desk.app.desk.row(record).holder_name == "홍길돈"
    desk.app.desk.decide(correction(desk, record, (NAME, "홍길순")))
    desk.app.desk.decide(rejection(desk, record))
    again(desk, record)
    assert [one.human.value for one in desk.open(record).disputes] == ["홍길순"]


def test_many_at_once_give_no_value_up(desk: Bench) -> None:
    record = hold(desk)
    desk.app.desk.decide(correction(desk, record, (NAME, "홍길순")))
    desk.stages.extract.holder = "홍길돈"
    again(desk, record)
    (outcome,) = desk.app.desk.decide_many([approval(desk, record)])
    assert outcome.decision is not None
    assert dict(outcome.decision.corrections) == {NAME: "홍길순"}


def test_a_decision_is_kept_and_the_newer_reading_set_aside(desk: Bench) -> None:
    record = hold(desk)
    desk.app.desk.decide(correction(desk, record, (NAME, "홍길순")))
    desk.stages.extract.holder = "홍길돈"
    again(desk, record)
    row = desk.app.desk.keep(record)
    assert (row.version, row.status, row.holder_name) == (1, ProcessStatus.APPROVED, "홍길순")
    assert desk.app.desk.open(record, 2).row.status is ProcessStatus.CANCELLED
    assert listed(desk, statuses=(ProcessStatus.HOLD,)) == []
    last = desk.app.desk.history(record)[-1]
    assert (last.kind, last.actor != "") == (HistoryKind.CANCELLED, True)
    assert desk.app.desk.compare(record, 1, 2).after.version == 2
    again(desk, record)
    assert desk.app.desk.row(record).version == 3
    assert broken(desk.app.settings.data_dir) == []


def test_a_failed_reading_is_set_aside_too(desk: Bench) -> None:
    record = hold(desk)
    desk.app.desk.decide(rejection(desk, record))

    def damaged(_dossier: object, _control: object) -> None:
        raise InputError("It is damaged.", code="damaged")

    desk.stages.ocr.before = damaged
    again(desk, record)
    assert desk.app.desk.row(record).status is ProcessStatus.FAILED
    assert desk.app.desk.keep(record).status is ProcessStatus.REJECTED
    assert desk.app.desk.open(record, 2).row.status is ProcessStatus.FAILED


def test_there_must_be_a_decision_to_keep(desk: Bench) -> None:
    record = hold(desk)
    with pytest.raises(ConflictError) as caught:
        desk.app.desk.keep(record)
    assert caught.value.code == "nothing_stands"
    desk.app.desk.decide(approval(desk, record))
    with pytest.raises(ConflictError) as caught:
        desk.app.desk.keep(record)
    assert caught.value.code == "nothing_stands"
    desk.app.desk.rerun(RerunRequest(record, StageName.OCR, chain=True))
    with pytest.raises(ConflictError) as caught:
        desk.app.desk.keep(record)
    assert caught.value.code == "in_work"


def test_the_times_of_holding_end_with_the_reading_that_is_set_aside(desk: Bench) -> None:
    record = hold(desk)
    desk.app.desk.decide(approval(desk, record))
    again(desk, record)
    desk.app.desk.keep(record)
    with closing(sqlite3.connect(desk.app.settings.data_dir / "holdpoint.db")) as db:
        assert db.execute("SELECT count(*) FROM hold_span WHERE until IS NULL").fetchone() == (0,)
        assert db.execute("SELECT status, number FROM standing WHERE number != 0").fetchall() == [("approved", 1)]


def test_back_ends_are_told_of_decisions_alone(tmp_path: Path) -> None:
    with post(tmp_path) as office:
        desk = office.desk
        record = hold(desk)
        desk.app.desk.decide(rejection(desk, record))
        again(desk, record)
        desk.app.desk.keep(record)
        again(desk, record)
        desk.app.desk.decide(approval(desk, record))
        office.send()
        assert office.back.types == ["record.held", "record.rejected", "decision.superseded"]
        told = office.back.bodies[-1]["data"]
        assert (told["version"], told["process_status"], told["sequence"]) == (3, "approved", 3)
        assert told["decision"]["supersedes"] == office.back.bodies[1]["data"]["decision"]["id"]


def test_a_person_against_a_renewed_reading_of_what_the_policy_approved_supersedes(tmp_path: Path) -> None:
    with post(tmp_path) as office:
        desk = office.desk
        record = desk.drop()
        desk.drain()
        desk.stages.approve.reasons = (REASON,)
        again(desk, record)
        assert desk.app.desk.row(record).status is ProcessStatus.HOLD
        desk.app.desk.decide(rejection(desk, record))
        office.send()
        assert office.back.types == ["record.approved", "decision.superseded"]
