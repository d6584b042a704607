"""The language model room against a server that does not behave."""

from __future__ import annotations

import threading
import time
import tracemalloc

import pytest

from core.domain.model import ModelTrouble
from core.errors import EngineError, EngineMissingError, Stopped, StopReason
from core.language_model.dialect import Dialect
from core.language_model.failures import UNAVAILABLE
from core.language_model.keys import Key, KeySource
from core.language_model.limits import ANSWER_BYTES, BREAKER_FAILURES, BREAKER_SECONDS, REPAIRS
from tests.language_model import stub
from tests.language_model.kit import GOOD, Watch, talking


def test_a_server_that_accepts_nothing_costs_three_calls_and_is_not_remembered() -> None:
    with talking(stub.status(400)) as talk:
        assert talk.read().trouble is ModelTrouble.UNUSABLE
    assert (len(talk.stub.requests), talk.ledger.known) == (3, Dialect())


@pytest.mark.parametrize(
    ("behaviour", "waits"),
    [
        (stub.status(429, retry_after="7"), 7.0),
        (stub.status(429, retry_after="3600"), 3600.0),
        (stub.status(429, retry_after="soon"), None),
        (stub.status(500), None),
        (stub.status(503, retry_after="Mon, 05 Jan 2026 09:01:00 GMT"), 60.0),
        (stub.cut, None),
    ],
)
def test_no_answer_now_is_left_to_the_chains_own_retry(behaviour, waits: float | None) -> None:
    with talking(behaviour) as talk, pytest.raises(EngineError) as caught:
        talk.read()
    assert (caught.value.code, caught.value.retryable, caught.value.retry_after) == (UNAVAILABLE, True, waits)
    assert talk.stub.url.removesuffix("/v1") in caught.value.text
    assert "홍길동" not in caught.value.text
    assert (len(talk.stub.requests), talk.ledger.outcomes) == (1, ["unreachable"])


def test_nobody_at_home_is_no_answer_now() -> None:
    with talking(stub.says(GOOD)) as talk:
        pass
    with pytest.raises(EngineError) as caught:
        talk.read()
    assert caught.value.code == UNAVAILABLE
    assert talk.ledger.ends[0].bytes_out == 0


@pytest.mark.parametrize("behaviour", [stub.hang, stub.drip, stub.drip_headers])
def test_a_slow_server_is_cut_off_in_time_whatever_it_drips(behaviour) -> None:
    with talking(behaviour, seconds=0.6) as talk:
        started = time.monotonic()
        with pytest.raises(EngineError, match=r"not within 0\.6 seconds"):
            talk.read()
        assert time.monotonic() - started < 1.5


@pytest.mark.parametrize("behaviour", [stub.hang, stub.drip])
@pytest.mark.parametrize("reason", [StopReason.SHUTDOWN, StopReason.CANCELLED])
def test_a_stop_ends_a_call_under_way_at_once(behaviour, reason: StopReason) -> None:
    stop = threading.Event()

    def look() -> None:
        if stop.is_set():
            raise Stopped(reason)

    with talking(behaviour, seconds=30) as talk:
        threading.Timer(0.3, stop.set).start()
        started = time.monotonic()
        with pytest.raises(Stopped):
            talk.read(control=Watch(look))
        assert time.monotonic() - started < 1.5
    assert talk.ledger.outcomes == ["stopped"]
    assert talk.breaker.wait_seconds() == 0


def test_the_lease_is_kept_alive_while_waiting() -> None:
    watch = Watch()
    with talking(stub.hang, seconds=1.1) as talk, pytest.raises(EngineError):
        talk.read(control=watch)
    assert watch.looks >= 5


@pytest.mark.parametrize("behaviour", [stub.huge, stub.bomb, stub.body(b" " * (ANSWER_BYTES + 1))])
def test_a_huge_answer_is_not_read(behaviour) -> None:
    with talking(behaviour) as talk:
        tracemalloc.start()
        answer = talk.read()
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert answer.trouble is ModelTrouble.UNUSABLE
    assert peak < 8_000_000
    assert talk.ledger.ends[0].bytes_in < 300_000
    assert talk.ledger.outcomes == ["unusable"]


@pytest.mark.parametrize(
    "behaviour",
    [
        stub.says('{"holder_name": "한가'),
        stub.says("I am sorry, there is nothing."),
        stub.says({"holder_name": 7}),
        stub.says({"holder_name": "한가람", "approve": "yes"}),
        stub.says('{"holder_name": "a", "holder_name": "b"}'),
        stub.says(GOOD, finish="length"),
        stub.says(None),
        stub.says(""),
        stub.says("[" * 30_000),
        stub.body(b"<html>hello</html>"),
        stub.body(b'{"choices": ['),
        stub.body(b'{"choices": []}'),
        stub.body(b'{"choices": [{"message": {"content": ["x"]}}]}'),
        stub.body(b""),
        stub.body(b"\xff\xfe\x00"),
    ],
)
def test_rubbish_is_asked_about_twice_and_then_given_up(behaviour) -> None:
    with talking(behaviour) as talk:
        answer = talk.read()
    assert (answer.values, answer.trouble) == ((), ModelTrouble.UNUSABLE)
    assert len(talk.stub.requests) == 1 + REPAIRS
    assert talk.ledger.outcomes == ["unusable"] * 3
    assert "An earlier answer could not be used" in talk.stub.requests[1].document
    assert talk.breaker.wait_seconds() == 0


def test_an_answer_is_good_if_a_repair_is() -> None:
    with talking(stub.says("well..."), stub.says(GOOD)) as talk:
        assert talk.values() == GOOD


@pytest.mark.parametrize("behaviour", [stub.says(None, refusal="I will not."), stub.says("{", finish="content_filter")])
def test_a_refusal_is_not_argued_with(behaviour) -> None:
    with talking(behaviour) as talk:
        assert talk.read().trouble is ModelTrouble.UNUSABLE
    assert len(talk.stub.requests) == 1


@pytest.mark.parametrize(
    ("code", "text"),
    [(401, "holdpoint model key"), (403, "holdpoint model key"), (404, r"model\.name"), (307, "base_url")],
)
def test_a_wrong_setting_is_named_and_not_tried_again(code: int, text: str) -> None:
    with talking(stub.status(code, location="http://127.0.0.1:9/")) as talk:
        with pytest.raises(EngineMissingError, match=text) as caught:
            talk.read()
        assert not caught.value.retryable
    assert len(talk.stub.requests) == 1


def test_the_key_is_looked_up_again_after_it_was_refused() -> None:
    with talking(stub.status(401), stub.says(GOOD), key="sk-a") as talk:
        with pytest.raises(EngineMissingError):
            talk.read()
        talk.model._find_key = lambda: Key("sk-b", KeySource.KEYRING)
        talk.read()
    assert [asked.headers["authorization"] for asked in talk.stub.requests] == ["Bearer sk-a", "Bearer sk-b"]


def test_the_breaker_leaves_a_failing_server_alone_and_says_for_how_long() -> None:
    with talking(stub.status(500)) as talk:
        for _ in range(BREAKER_FAILURES):
            with pytest.raises(EngineError):
                talk.read()
        with pytest.raises(EngineError, match="left alone") as caught:
            talk.read()
        assert (caught.value.code, caught.value.retry_after) == (UNAVAILABLE, BREAKER_SECONDS)
        assert len(talk.stub.requests) == BREAKER_FAILURES
        talk.seconds[0] += BREAKER_SECONDS
        talk.stub.behaviours[:] = [stub.says(GOOD)]
        assert talk.values() == GOOD
