"""A back end that is away for days, on a clock of our own: the schedule is kept, nothing is lost, all come in order."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from itertools import pairwise

from core.delivery.schedule import DELAYS, JITTER
from core.domain.delivery import DeliveryState, EndpointState
from tests.delivery.kit import DOWN, GOOD, Post
from tests.kit.held import approval, hold, rejection

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MOMENT = timedelta(milliseconds=1)


def endpoint(office: Post) -> EndpointState:
    (state,) = office.desk.app.store.views.endpoints()
    return state


def live_until(office: Post, until: datetime, step: timedelta) -> None:
    """Let couriers do what is due, looking that often."""
    clock = office.desk.clock
    while clock.now() < until:
        office.send()
        clock.turn(step)


def test_tries_follow_the_schedule_and_end_in_a_failure_that_everybody_can_see(office: Post) -> None:
    desk, start = office.desk, office.desk.clock.now()
    record = hold(desk)
    office.back.usual = DOWN
    while (row := office.rows()[0]).state is DeliveryState.WAITING:
        desk.clock.turn(max(row.due_at - desk.clock.now(), timedelta()) + MOMENT)
        office.send()
    begun = [attempt.started_at for attempt in row.attempts]
    waits = [after - before for before, after in pairwise(begun)]
    assert len(begun) == len(DELAYS)
    for wait, delay in zip(waits, DELAYS[1:], strict=True):
        assert delay * (1 - JITTER) <= wait <= delay * (1 + JITTER) + timedelta(seconds=1)
    assert (row.state, row.code, row.failures) == (DeliveryState.FAILED, "connection_failed", len(DELAYS))
    assert (endpoint(office).off_at, endpoint(office).failures) == (None, len(DELAYS)), "four days are not five"
    desk.clock.turn(start + 4 * DAY - desk.clock.now())
    office.back.usual = GOOD
    assert office.send() == 0, "what was given up waits for a person"
    assert desk.app.desk.sending.recover(start).queued == 1
    desk.app.desk.decide(approval(desk, record))
    office.send()
    assert office.back.types[len(DELAYS) :] == ["record.held", "record.approved"]
    assert len({headers["webhook-id"] for _, headers, _ in office.back.got[: len(DELAYS) + 1]}) == 1


def test_whatever_was_promised_during_four_days_arrives_once_and_in_order(office: Post) -> None:
    desk, start = office.desk, office.desk.clock.now()
    office.back.usual = DOWN
    records = []
    for day in range(4):
        records += [hold(desk, f"{day}-{number}.pdf") for number in range(3)]
        live_until(office, start + day * DAY + DAY / 2, HOUR)
        desk.app.desk.decide(approval(desk, records[-1]))
        desk.app.desk.decide(rejection(desk, records[-2]))
        live_until(office, start + (day + 1) * DAY, HOUR)
    failed = [row for row in office.rows() if row.state is DeliveryState.FAILED]
    assert endpoint(office).off_at is None
    assert len(failed) + sum(row.state is DeliveryState.WAITING for row in office.rows()) == 20
    before = len(office.back.got)
    assert before < 4 * DAY / HOUR + 20, "one try tells for all"
    office.back.usual = GOOD
    found = desk.app.desk.sending.recover(start)
    assert found.queued + found.overtaken == len(failed)
    desk.clock.turn(timedelta(minutes=5))  # the longest that it is left alone
    office.send()
    told = defaultdict(list)
    for body in office.back.bodies[before:]:
        told[body["data"]["record"]].append(body["data"]["sequence"])
    old = [row for row in office.rows() if row.state is not DeliveryState.SENT]
    assert len(old) == found.overtaken, "news that later news of the same record may have overtaken"
    left_out = {(row.record, row.sequence) for row in old}
    for number, record in enumerate(records):
        promised = [1, 2] if number % 3 else [1]
        assert told[record] == [one for one in promised if (record, one) not in left_out]
        assert told[record][-1:] == promised[-1:], "the last word of each"
    assert endpoint(office).failures == 0
