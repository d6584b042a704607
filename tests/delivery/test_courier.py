from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.chain.token import StopToken
from core.delivery.courier import LEASE
from core.delivery.schedule import DELAYS, Answer
from core.domain.delivery import AttemptEnd, AttemptOutcome, DeliveryQuery, DeliveryState, NextStep
from core.domain.events import DeliveryChanged
from core.domain.states import JobStatus
from core.errors import LeaseLostError, NotFoundError, StopReason
from tests.delivery.kit import DOWN, Post, post, settings
from tests.kit.held import approval, hold, rejection

DAY = timedelta(days=1)


def job(office: Post, record: int) -> JobStatus:
    views = office.desk.app.store.views
    return views.job_statuses(views.rows([record]))[record]


def test_a_promise_is_sent_once_and_the_job_is_sent(office: Post) -> None:
    record = office.desk.drop()
    assert job(office, record) is JobStatus.PENDING
    office.desk.drain()
    assert job(office, record) is JobStatus.DONE
    assert office.send() == 1
    assert job(office, record) is JobStatus.SENT
    (row,) = office.rows()
    (attempt,) = row.attempts
    assert (row.state, attempt.outcome, attempt.status) == (DeliveryState.SENT, AttemptOutcome.CONFIRMED, 200)
    assert office.send() == 0
    assert DeliveryChanged(record, row.id, DeliveryState.SENT) in office.desk.events


def test_every_try_has_the_same_id_and_bytes_and_a_fresh_signature(office: Post) -> None:
    office.back.script = [DOWN, Answer(500), Answer(200)]
    office.desk.drop()
    office.desk.drain()
    for _ in range(3):
        office.send()
        office.desk.clock.turn(timedelta(minutes=10))
    headers = [headers for _, headers, _ in office.back.got]
    assert len(headers) == 3
    assert len({one["webhook-id"] for one in headers}) == 1
    assert len({body for _, _, body in office.back.got}) == 1
    assert len({one["webhook-signature"] for one in headers}) == 3
    assert [attempt.code for attempt in office.rows()[0].attempts] == ["connection_failed", "status_500", ""]


def test_the_payload_cannot_be_changed(office: Post) -> None:
    office.desk.drop()
    office.desk.drain()
    with (
        closing(sqlite3.connect(office.desk.app.store.database)) as db,
        pytest.raises(sqlite3.IntegrityError, match="never changes"),
    ):
        db.execute("UPDATE delivery SET payload = x'00'")


def test_order_is_kept_for_each_record_and_one_does_not_wait_for_another(office: Post) -> None:
    desk = office.desk
    first, second = hold(desk, "a.pdf"), hold(desk, "b.pdf")
    desk.app.desk.decide(approval(desk, first))
    office.back.script = [Answer(500)]  # for the first record's hold
    assert office.send() == 2
    assert [body["data"]["record"] for body in office.back.bodies] == [first, second]
    desk.clock.turn(timedelta(seconds=10))
    office.send()
    told = [(body["data"]["record"], body["type"]) for body in office.back.bodies]
    assert told[2:] == [(first, "record.held"), (first, "record.approved")]


def test_later_news_brings_forward_what_waits_before_it(office: Post) -> None:
    desk = office.desk
    record = hold(desk)
    office.back.script = [Answer(500)] * 4
    for _ in range(4):
        office.send()
        desk.clock.turn(timedelta(hours=1))
    assert office.rows()[0].due_at > desk.clock.now()
    desk.app.desk.decide(rejection(desk, record))
    office.send()
    assert office.back.types[-2:] == ["record.held", "record.rejected"]


def test_an_endpoint_that_failed_for_five_days_is_off_until_a_person_switches_it_on(office: Post) -> None:
    desk = office.desk
    for number in range(12):
        hold(desk, f"{number}.pdf")
    office.back.usual = DOWN
    for _ in range(130):
        office.send()
        desk.clock.turn(timedelta(hours=1))
    (state,) = desk.app.store.views.endpoints()
    assert (state.off_code, state.off_at is not None) == ("failing", True)
    office.back.usual = Answer(200)
    hold(desk, "late.pdf")
    assert office.send() == 0
    desk.app.desk.sending.switch_on("backend")
    assert office.send() > 0
    (state,) = desk.app.store.views.endpoints()
    assert (state.off_at, state.failures) == (None, 0)


def test_gone_switches_off_at_once_and_loses_nothing(office: Post) -> None:
    hold(office.desk, "a.pdf")
    hold(office.desk, "b.pdf")
    office.back.script = [Answer(410)]
    assert office.send() == 1
    office.desk.clock.turn(DAY)
    assert office.send() == 0
    office.desk.app.desk.sending.switch_on("backend")
    assert office.send() == 2
    assert {row.state for row in office.rows()} == {DeliveryState.SENT}


def test_a_refused_one_is_given_up_and_can_be_sent_again(office: Post) -> None:
    hold(office.desk)
    office.back.script = [Answer(301)]
    office.send()
    (row,) = office.rows()
    assert (row.state, row.code) == (DeliveryState.FAILED, "status_301")
    office.desk.app.desk.resend(row.id)
    office.send()
    assert office.rows()[0].state is DeliveryState.SENT
    assert len({headers["webhook-id"] for _, headers, _ in office.back.got}) == 1


def test_the_schedule_ends_and_recovering_leaves_out_what_later_news_overtook(office: Post) -> None:
    desk = office.desk
    record, other = hold(desk, "a.pdf"), hold(desk, "b.pdf")
    office.back.script = [Answer(400), Answer(400)]
    office.send()
    desk.app.desk.decide(approval(desk, record))
    office.send()
    found = desk.app.desk.sending.recover(desk.clock.now() - DAY)
    assert (found.queued, found.overtaken) == (1, 1)
    office.send()
    assert [row.state for row in office.rows(other)] == [DeliveryState.SENT]
    assert [row.state for row in office.rows(record)] == [DeliveryState.FAILED, DeliveryState.SENT]


def test_what_later_news_may_have_overtaken_is_left_alone_too(office: Post) -> None:
    """The later one was tried, and its answer was lost: it may have arrived."""
    desk = office.desk
    record = hold(desk)
    office.back.script = [Answer(301), DOWN]
    office.send()
    desk.app.desk.decide(approval(desk, record))
    office.send()
    found = desk.app.desk.sending.recover(desk.clock.now() - DAY)
    assert (found.queued, found.overtaken) == (0, 1)


def test_recovering_asks_for_a_time_and_an_endpoint(tmp_path: Path) -> None:
    with post(tmp_path, settings(a={}, b={})) as office:
        hold(office.desk)
        office.back.usual = Answer(404)
        office.send()
        sending, now = office.desk.app.desk.sending, office.desk.clock.now()
        assert sending.recover(now + timedelta(seconds=1)).queued == 0
        assert sending.recover(now, "a").queued == 1
        assert sending.recover(now).queued == 1


def test_ten_failures_give_up(office: Post) -> None:
    hold(office.desk)
    office.back.usual = Answer(500)
    for _ in range(len(DELAYS) + 5):
        office.send()
        office.desk.clock.turn(DAY / 2 + timedelta(hours=20))
        office.desk.app.desk.sending.switch_on("backend")
    (row,) = office.rows()
    assert (row.state, row.failures, len(row.attempts)) == (DeliveryState.FAILED, 10, 10)


def test_without_a_secret_nothing_leaves(tmp_path: Path) -> None:
    with post(tmp_path, secrets=lambda endpoint: ()) as office:
        hold(office.desk)
        office.send()
        assert office.back.got == []
        assert office.rows()[0].attempts[0].code == "no_secret"


def test_closing_puts_a_delivery_back_without_counting_it(office: Post) -> None:
    hold(office.desk)
    token = StopToken()

    def stopping(*_given) -> Answer:
        token.stop(StopReason.SHUTDOWN)
        checkpoint = _given[-1]
        checkpoint()
        raise AssertionError

    office.courier._parts = replace(office.courier._parts, transport=stopping)
    assert office.courier.step(token)
    (row,) = office.rows()
    assert (row.state, row.failures, row.attempts[0].outcome) == (
        DeliveryState.WAITING,
        0,
        AttemptOutcome.INTERRUPTED,
    )
    assert not office.courier.step(token)


def test_what_a_dead_courier_had_is_taken_over_with_the_same_id(office: Post) -> None:
    hold(office.desk)
    store, now = office.desk.app.store, office.desk.clock.now()
    with store.work() as work:
        claimed = work.deliveries.claim("4711-dead/courier-0", ("backend",), now, now + LEASE)
        work.commit()
    assert claimed is not None
    assert office.send() == 0
    (store.owners._folder / "4711-dead.lock").touch()
    office.courier._recover_at = 0.0
    assert office.send() == 1
    assert office.back.got[0][1]["webhook-id"] == claimed.key
    end, step = AttemptEnd(now, AttemptOutcome.CONFIRMED, 200), NextStep(DeliveryState.SENT, now, 0)
    with store.work() as work, pytest.raises(LeaseLostError):
        work.deliveries.end(claimed, end, step)
    assert [attempt.outcome for attempt in office.rows()[0].attempts] == [
        AttemptOutcome.INTERRUPTED,
        AttemptOutcome.CONFIRMED,
    ]


def test_starting_anew_takes_over_before_the_mark_of_the_dead_is_gone(office: Post) -> None:
    hold(office.desk)
    store, now = office.desk.app.store, office.desk.clock.now()
    with store.work() as work:
        work.deliveries.claim("4711-dead/courier-0", ("backend",), now, now + LEASE)
        work.commit()
    (store.owners._folder / "4711-dead.lock").touch()
    office.desk.app.recover()
    assert office.send() == 1


def test_a_lease_that_has_ended_is_taken_over(office: Post) -> None:
    hold(office.desk)
    store, now = office.desk.app.store, office.desk.clock.now()
    with store.work() as work:
        work.deliveries.claim("elsewhere/courier-0", ("backend",), now, now + LEASE)
        work.commit()
    office.desk.clock.turn(LEASE + timedelta(seconds=1))
    office.courier._recover_at = 0.0
    assert office.send() == 1


def test_an_unknown_delivery_cannot_be_resent(office: Post) -> None:
    with pytest.raises(NotFoundError):
        office.desk.app.desk.resend(99)


def test_a_removed_endpoint_keeps_its_promises_until_it_is_set_up_again(tmp_path: Path) -> None:
    with post(tmp_path, settings(old={})) as office:
        hold(office.desk)
    with post(tmp_path, settings(new={})) as office:
        assert office.send() == 0
        assert office.rows()[0].state is DeliveryState.WAITING
        assert office.desk.app.desk.deliveries(DeliveryQuery(endpoint="new")) == ()
    with post(tmp_path, settings(old={})) as office:
        assert office.send() == 1
