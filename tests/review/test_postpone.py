from __future__ import annotations

from datetime import timedelta

import pytest

from core.domain.claim import Claim
from core.domain.desk import RerunRequest
from core.domain.events import RecordChanged
from core.domain.field import FieldName
from core.domain.queue import Postponed, RecordOrder
from core.domain.states import ProcessStatus, StageName
from core.errors import ConflictError, UsageError
from tests.kit.desk import Bench
from tests.kit.held import HELD, approval, escalation, hold, listed, postponement


def waiting(desk: Bench, order: RecordOrder = RecordOrder.OLDEST) -> list[int]:
    return listed(desk, statuses=HELD, order=order, postponed=Postponed.HIDDEN)


def test_a_record_put_off_to_a_time_is_hidden_until_then(desk: Bench) -> None:
    first, second = hold(desk, "a.pdf"), hold(desk, "b.pdf")
    until = desk.clock.now() + timedelta(hours=2)
    row = desk.app.desk.postpone(postponement(desk, first, until))
    assert (row.postponed_until, row.status) == (until, ProcessStatus.HOLD)
    assert waiting(desk) == [second]
    assert listed(desk, statuses=HELD, postponed=Postponed.ONLY) == [first]
    assert set(listed(desk, statuses=HELD)) == {first, second}
    desk.clock.turn(timedelta(hours=2))
    assert waiting(desk) == [first, second], "back at its place by age"
    assert listed(desk, statuses=HELD, postponed=Postponed.ONLY) == []


def test_by_deadline_a_record_stands_at_the_time_it_was_put_off_to(desk: Bench) -> None:
    first = hold(desk, "a.pdf")
    desk.app.desk.postpone(postponement(desk, first, desk.clock.now() + timedelta(hours=1)))
    desk.clock.turn(timedelta(minutes=30))
    second = hold(desk, "b.pdf")
    desk.clock.turn(timedelta(hours=1))
    third = hold(desk, "c.pdf")
    assert waiting(desk, RecordOrder.DEADLINE) == [first, second, third], "those without a time come last"
    assert waiting(desk, RecordOrder.OLDEST) == [first, second, third]


def test_a_record_put_to_the_end_stays_visible_behind_the_others(desk: Bench) -> None:
    records = [hold(desk, f"{number}.pdf") for number in range(4)]
    desk.clock.turn(timedelta(minutes=1))
    desk.app.desk.postpone(postponement(desk, records[1]))
    desk.clock.turn(timedelta(minutes=1))
    desk.app.desk.postpone(postponement(desk, records[0]))
    expected = [records[2], records[3], records[1], records[0]]
    assert waiting(desk) == expected
    assert listed(desk, statuses=HELD, order=RecordOrder.OLDEST, limit=1) == expected, "a page for each"
    assert waiting(desk, RecordOrder.DEADLINE) == expected


def test_only_what_is_held_and_as_it_was_seen_can_be_put_off(desk: Bench) -> None:
    record = hold(desk)
    request = postponement(desk, record)
    desk.app.desk.postpone(request)
    with pytest.raises(ConflictError) as told:
        desk.app.desk.postpone(request)
    assert told.value.code == "changed_meanwhile"
    assert dict(told.value.facts)["action"] == "postponed"
    desk.app.desk.decide(approval(desk, record))
    for ask in (desk.app.desk.postpone, desk.app.desk.escalate):
        make = postponement if ask == desk.app.desk.postpone else escalation
        with pytest.raises(ConflictError, match="only what is on hold"):
            ask(make(desk, record))


def test_a_time_that_is_over_is_refused(desk: Bench) -> None:
    record = hold(desk)
    with pytest.raises(UsageError, match="still to come"):
        desk.app.desk.postpone(postponement(desk, record, desk.clock.now()))


def test_an_escalated_record_carries_question_and_people_until_it_is_decided(desk: Bench) -> None:
    record, other = hold(desk, "a.pdf"), hold(desk, "b.pdf")
    row = desk.app.desk.escalate(escalation(desk, record, to="Lee"))
    assert row.escalation is not None
    assert (row.escalation.note, row.escalation.to, row.escalation.at) == (
        "Is the seal right?",
        "Lee",
        desk.clock.now(),
    )
    assert row.escalation.by
    assert listed(desk, escalated=True) == [record]
    assert listed(desk, escalated=False) == [other]
    again = desk.app.desk.escalate(escalation(desk, record, note="And the date?"))
    assert again.escalation is not None
    assert again.escalation.note == "And the date?"
    desk.app.desk.decide(approval(desk, record))
    assert desk.app.desk.row(record).escalation is None
    assert listed(desk, escalated=True) == []


def test_reading_again_loses_no_question_and_running_again_after_a_decision_asks_none(desk: Bench) -> None:
    record = hold(desk)
    asked = desk.app.desk.escalate(escalation(desk, record, to="Lee")).escalation
    for version, stage in ((1, StageName.APPROVE), (2, StageName.OCR)):
        desk.app.desk.rerun(RerunRequest(record, stage, chain=True))
        desk.drain()
        row = desk.app.desk.row(record)
        assert (row.version, row.escalation) == (version, asked)
        assert listed(desk, escalated=True, statuses=HELD) == [record]
    desk.app.desk.decide(approval(desk, record))
    desk.app.desk.rerun(RerunRequest(record, StageName.APPROVE, chain=True))
    desk.drain()
    assert desk.app.desk.row(record).escalation is None


def test_an_escalation_needs_a_question(desk: Bench) -> None:
    record = hold(desk)
    with pytest.raises(UsageError, match="note"):
        desk.app.desk.escalate(escalation(desk, record, note="  "))


def test_what_changes_meanwhile_brings_a_record_back(desk: Bench) -> None:
    """Whoever put it off waited for something; a new claim or reading is it."""
    records = [hold(desk, f"{number}.pdf") for number in range(2)]
    for record in records:
        desk.app.desk.postpone(postponement(desk, record, desk.clock.now() + timedelta(days=9)))
    assert waiting(desk) == []
    desk.app.desk.set_claim(records[0], Claim(((FieldName.SCHOOL, "새벽대학교"),)))
    desk.app.desk.rerun(RerunRequest(records[1], StageName.OCR, chain=True))
    desk.drain()
    assert waiting(desk) == records


def test_putting_off_is_told_to_everybody(desk: Bench) -> None:
    record = hold(desk)
    before = len(desk.events)
    desk.app.desk.postpone(postponement(desk, record))
    desk.app.desk.escalate(escalation(desk, record))
    assert desk.events[before:] == [RecordChanged(record, ProcessStatus.HOLD, settled=True)] * 2


def test_the_queue_is_counted_by_what_it_can_be_filtered_by(desk: Bench) -> None:
    records = [hold(desk, f"{number}.pdf") for number in range(3)]
    desk.app.desk.escalate(escalation(desk, records[0]))
    desk.app.desk.postpone(postponement(desk, records[2], desk.clock.now() + timedelta(days=1)))
    counts = desk.app.desk.queue_counts()
    assert (counts.waiting, counts.postponed, counts.escalated) == (2, 1, 1)
    assert [(code.value, number) for code, number in counts.reasons] == [("missing_field", 2)]
    assert counts.document_types == (("diploma", 2),)
    assert [(band.low, number) for band, number in counts.bands] == [(0.9, 2)]
    assert counts.oldest == desk.app.desk.row(records[0]).created_at


def test_the_first_that_comes_back_is_told(desk: Bench) -> None:
    records = [hold(desk, f"{number}.pdf") for number in range(3)]
    assert desk.app.desk.queue_counts().next_due is None
    first, second = desk.clock.now() + timedelta(hours=1), desk.clock.now() + timedelta(days=1)
    for record, until in zip(records, (second, first, None), strict=True):
        desk.app.desk.postpone(postponement(desk, record, until))
    assert desk.app.desk.queue_counts().next_due == first
    desk.clock.turn(timedelta(hours=1))
    assert desk.app.desk.queue_counts().next_due == second
