from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.bulk import BulkAnswer, Seen
from core.domain.decision import DecisionReason, Verdict
from core.domain.hold import HoldReason, ReasonCode
from core.domain.ids import RecordId
from core.domain.states import ProcessStatus, StageName
from core.errors import StoreError
from tests.kit.desk import Bench
from tests.kit.held import approval, hold, rejection

APPROVE = BulkAnswer(Verdict.APPROVE, DecisionReason.VERIFIED, internal_comment="seen together")
REJECT = BulkAnswer(Verdict.REJECT, DecisionReason.POOR_IMAGE, public_comment="please scan again")


def seen(desk: Bench, *records: RecordId) -> list[Seen]:
    return [Seen.of(row) for row in desk.app.desk.rows(records)]


def test_the_plan_says_for_each_row_what_will_be_or_why_not_and_changes_nothing(desk: Bench) -> None:
    good, decided, changed = (hold(desk, f"{number}.pdf") for number in range(3))
    look = seen(desk, good, decided, changed)
    desk.app.desk.decide(approval(desk, decided))
    look[1] = seen(desk, decided)[0]
    with desk.app.store.work() as work:
        work.submissions.put(work.submissions.current(changed), desk.clock.now())
        work.commit()
    before = len(desk.events)
    rows = desk.app.desk.plan_bulk([*look, Seen(RecordId(99), 1, 1)], APPROVE)
    assert [(row.record, row.code) for row in rows] == [
        (good, ""), (decided, "not_held"), (changed, "changed_meanwhile"), (99, "not_found"),
    ]  # fmt: skip
    assert rows[0].request is not None
    assert rows[0].row is not None
    assert [reason.code for reason in rows[0].row.reasons] == [ReasonCode.MISSING_FIELD]
    assert all(row.text for row in rows if row.request is None)
    assert len(desk.events) == before
    assert desk.app.desk.row(good).status is ProcessStatus.HOLD


@pytest.mark.parametrize(
    ("code", "rule", "refusal"),
    [
        (ReasonCode.PAGE_UNREAD, "", "unread_page"),
        (ReasonCode.PAGES_LEFT_OUT, "", "unread_page"),
        (ReasonCode.UNREAD_INK, "", "unread_page"),
        (ReasonCode.HIDDEN_TEXT, "", "needs_eyes"),
        (ReasonCode.INSTRUCTION_TEXT, "", "needs_eyes"),
        (ReasonCode.RULE_FAILED, "page_spoken", "needs_eyes"),
        (ReasonCode.RULE_FAILED, "study_length", ""),
        (ReasonCode.LOW_CONFIDENCE, "", ""),
    ],
)
def test_nobody_approves_together_what_no_eye_has_seen(desk: Bench, code: ReasonCode, rule: str, refusal: str) -> None:
    record = hold(desk, "a.pdf", HoldReason(code, StageName.APPROVE, params=(("rule", rule),)))
    (row,) = desk.app.desk.plan_bulk(seen(desk, record), APPROVE)
    assert row.code == refusal
    (outcome,) = desk.app.desk.decide_many([approval(desk, record)])
    assert outcome.code == refusal, "nor does it help to leave out the plan"
    (row,) = desk.app.desk.plan_bulk(seen(desk, record), REJECT)
    assert (row.code == "") is bool(refusal), "rejecting is for everything held"


def test_an_answer_that_no_single_decision_may_give_is_refused_in_the_plan(desk: Bench) -> None:
    record = hold(desk)
    answer = BulkAnswer(Verdict.REJECT, DecisionReason.OTHER)
    (row,) = desk.app.desk.plan_bulk(seen(desk, record), answer)
    assert (row.request, row.code) == (None, "usage")
    assert "comment" in row.text


def test_many_are_decided_and_a_conflict_of_one_stops_no_other(desk: Bench) -> None:
    records = [hold(desk, f"{number}.pdf") for number in range(5)]
    plan = desk.app.desk.plan_bulk(seen(desk, *records), REJECT)
    desk.app.desk.decide(rejection(desk, records[2]))
    outcomes = desk.app.desk.decide_many([row.request for row in plan if row.request])
    assert [(outcome.record, outcome.code) for outcome in outcomes] == [
        (record, "decided_meanwhile" if record == records[2] else "") for record in records
    ]
    assert dict(outcomes[2].facts)["verdict"] == "reject"
    assert {desk.app.desk.row(record).status for record in records} == {ProcessStatus.REJECTED}
    made = desk.open(records[0]).decisions[-1]
    assert (made.public_comment, made.kind) == ("please scan again", "RETRY")
    assert len(desk.open(records[2]).decisions) == 1


def test_a_record_that_stands_twice_is_decided_once(desk: Bench) -> None:
    record = hold(desk)
    look = seen(desk, record)
    assert len(desk.app.desk.plan_bulk([*look, *look], APPROVE)) == 1
    request = approval(desk, record)
    outcomes = desk.app.desk.decide_many([request, request])
    assert [outcome.decision for outcome in outcomes] == [*desk.app.desk.open(record).decisions] * 2


def test_a_store_in_trouble_ends_the_rest_and_says_so(desk: Bench, monkeypatch) -> None:
    requests = [approval(desk, hold(desk, f"{number}.pdf")) for number in range(3)]
    tried: list[int] = []

    def full(request):
        tried.append(request.record)
        raise StoreError("The disk is full.")

    monkeypatch.setattr(desk.app.desk.deciding, "decide", full)
    outcomes = desk.app.desk.decide_many(requests)
    assert [outcome.code for outcome in outcomes] == ["store_failed"] * 3
    assert tried == [requests[0].record]


def test_corrections_go_along_with_a_request_of_many(desk: Bench) -> None:
    record = hold(desk)
    request = replace(approval(desk, record), reason=DecisionReason.OTHER)
    (outcome,) = desk.app.desk.decide_many([request])
    assert outcome.decision is not None
    assert outcome.decision.reason is DecisionReason.OTHER
