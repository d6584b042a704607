"""After the clock was set back, nothing waits for the time that was: each wait is as long as it was meant to be."""

from __future__ import annotations

from datetime import timedelta

from core.delivery.schedule import DELAYS, PAUSE_AFTER, Answer
from core.domain.delivery import DeliveryState
from tests.delivery.kit import DOWN, Post

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def looked_after(office: Post) -> int:
    """As `Post.send`, the look after what others left behind included, which is taken every few seconds only."""
    office.courier._recover_at = 0.0
    return office.send()


def test_a_promise_of_what_is_now_the_future_goes_out(office: Post) -> None:
    office.desk.drop()
    office.desk.drain()
    office.desk.clock.turn(-DAY)
    assert looked_after(office) == 1
    assert office.rows()[0].state is DeliveryState.SENT


def test_a_delivery_that_waits_waits_its_time_and_is_not_tried_all_the_time(office: Post) -> None:
    office.back.script = [DOWN, DOWN, DOWN]
    office.desk.drop()
    office.desk.drain()
    office.send()
    office.desk.clock.turn(MINUTE)
    office.send()
    office.desk.clock.turn(-DAY)
    assert looked_after(office) == 0
    due = office.rows()[0].due_at
    wait = due - office.desk.clock.now()
    assert 0.8 * DELAYS[2] <= wait <= 1.2 * DELAYS[2]
    office.desk.clock.turn(MINUTE)
    assert looked_after(office) == 0
    assert office.rows()[0].due_at == due, "a look that finds the clock as it left it moves nothing"
    office.desk.clock.turn(wait)
    assert looked_after(office) == 1, "and then it is tried once"
    assert len(office.back.got) == 3


def test_the_wait_that_a_receiver_asked_for_is_kept(office: Post) -> None:
    office.back.script = [Answer(429, retry_after=7200)]
    office.desk.drop()
    office.desk.drain()
    office.send()
    due = office.rows()[0].due_at
    office.desk.clock.turn(MINUTE)
    looked_after(office)
    assert office.rows()[0].due_at == due
    office.desk.clock.turn(-DAY)
    assert looked_after(office) == 0
    office.desk.clock.turn(timedelta(hours=2))
    assert looked_after(office) == 1


def test_an_endpoint_that_is_left_alone_is_left_alone_no_longer_than_before(office: Post) -> None:
    office.back.usual = DOWN
    for number in range(PAUSE_AFTER + 1):
        office.desk.drop(f"{number}.pdf")
    office.desk.drain()
    assert office.send() == PAUSE_AFTER
    office.back.usual = Answer(200)
    office.desk.clock.turn(-DAY)
    assert looked_after(office) == 0
    office.desk.clock.turn(MINUTE)
    assert looked_after(office) == PAUSE_AFTER + 1, "one tells that it is back, and all go out"
