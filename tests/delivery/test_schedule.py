from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from core.delivery.asked import retry_after
from core.delivery.schedule import (
    DELAYS,
    JITTER,
    LONGEST_ASKED,
    PAUSE_AFTER,
    Answer,
    after_attempt,
    code_of,
    endpoint_after,
    outcome_of,
)
from core.domain.delivery import AttemptOutcome, DeliveryState, EndpointState

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
GOOD, LATER, NEVER = AttemptOutcome.CONFIRMED, AttemptOutcome.UNAVAILABLE, AttemptOutcome.REFUSED


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        *[(status, GOOD) for status in (200, 201, 202, 204, 299)],
        *[(status, LATER) for status in (None, 408, 425, 429, 500, 502, 503, 504, 599)],
        *[(status, NEVER) for status in (100, 199, 300, 301, 302, 307, 308, 400, 401, 404, 409, 410, 413, 600)],
    ],
)
def test_what_an_answer_means(status: int | None, outcome: AttemptOutcome) -> None:
    assert outcome_of(Answer(status, "timeout")) is outcome


def test_the_schedule_takes_three_days_and_jitters_by_a_fifth() -> None:
    assert sum(DELAYS, timedelta()) == timedelta(hours=75, minutes=35, seconds=5)
    dice = random.Random(7)
    for failures, delay in enumerate(DELAYS[1:]):
        waits = [after_attempt(Answer(500), failures, NOW, dice).due - NOW for _ in range(200)]
        assert min(waits) >= delay * (1 - JITTER)
        assert max(waits) <= delay * (1 + JITTER)
        assert max(waits) - min(waits) > delay * JITTER


def test_after_the_last_try_it_is_given_up() -> None:
    step = after_attempt(Answer(500), len(DELAYS) - 1, NOW)
    assert (step.state, step.failures) == (DeliveryState.FAILED, len(DELAYS))


def test_a_refusal_gives_up_at_once_and_gone_waits_for_a_person() -> None:
    assert after_attempt(Answer(301), 0, NOW).state is DeliveryState.FAILED
    gone = after_attempt(Answer(410), 3, NOW)
    assert (gone.state, gone.failures, code_of(Answer(410))) == (DeliveryState.WAITING, 3, "gone")


@pytest.mark.parametrize(("asked", "wait"), [(60.0, timedelta(minutes=1)), (1e12, LONGEST_ASKED)])
def test_a_receiver_may_ask_for_more_time_within_a_limit(asked: float, wait: timedelta) -> None:
    assert after_attempt(Answer(429, retry_after=asked), 0, NOW).due == NOW + wait


@pytest.mark.parametrize("asked", [-5.0, 0.0, 1.0])
def test_a_receiver_cannot_ask_for_less_time_than_the_schedule(asked: float) -> None:
    assert after_attempt(Answer(503, retry_after=asked), 0, NOW).due >= NOW + DELAYS[1] * (1 - JITTER)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120.0),
        ("Mon, 05 Jan 2026 09:01:00 GMT", 60.0),
        ("Mon, 05 Jan 2026 08:00:00 GMT", 0.0),
        ("", None),
        ("soon", None),
        ("-1", None),
        ("1e9", None),
        ("٣", None),
        ("9" * 400, None),
    ],
)
def test_retry_after_as_seconds_or_date(text: str, seconds: float | None) -> None:
    assert retry_after(text, NOW) == seconds


BROKEN = Answer(500)


def failed(times: int, answer: Answer = BROKEN, every: timedelta = timedelta(minutes=1)) -> EndpointState:
    state = EndpointState("backend")
    for number in range(times):
        state = endpoint_after(state, answer, NOW + number * every)
    return state


def test_an_endpoint_that_keeps_failing_is_left_alone_longer_and_longer() -> None:
    assert failed(PAUSE_AFTER - 1).paused_until is None
    pauses = [failed(PAUSE_AFTER + more).paused_until - NOW for more in range(6)]
    assert pauses == sorted(pauses)
    assert failed(PAUSE_AFTER).failing_since == NOW


def test_a_receiver_that_asks_for_time_gets_it_for_all() -> None:
    state = endpoint_after(EndpointState("backend"), Answer(429, retry_after=90), NOW)
    assert state.paused_until == NOW + timedelta(seconds=90)
    assert endpoint_after(EndpointState("backend"), Answer(500, retry_after=90), NOW).paused_until is None


def test_an_endpoint_is_switched_off_after_five_days_of_failure_or_when_gone() -> None:
    day = timedelta(days=1)
    assert failed(5, every=day).off_at is None
    assert (failed(6, every=day).off_at, failed(6, every=day).off_code) == (NOW + 5 * day, "failing")
    assert failed(1, Answer(410)).off_code == "gone"


def test_one_confirmation_forgets_all_failures() -> None:
    assert endpoint_after(failed(9), Answer(204), NOW) == EndpointState("backend", confirmed_at=NOW)
