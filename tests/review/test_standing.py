"""What a person decided and set stands, whatever is read later, until a person decides again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.decision import DecisionRequest
from core.domain.desk import RerunRequest
from core.domain.field import FieldName
from core.domain.hold import ReasonCode
from core.domain.ids import RecordId
from core.domain.states import ProcessStatus, StageName
from tests.kit.desk import Bench
from tests.kit.held import approval, hold, rejection
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
