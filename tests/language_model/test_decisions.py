"""Small decisions: how to ask next, when to leave a server alone, what a status means."""

from __future__ import annotations

import pytest

from core.errors import EngineError, EngineMissingError
from core.language_model.breaker import Breaker
from core.language_model.dialect import Dialect, Rung, Temperature, TokenLimit
from core.language_model.failures import UNAVAILABLE, RefusedError, of_status, wait_asked
from core.language_model.limits import BREAKER_FAILURES, BREAKER_SECONDS, LONGEST_WAIT
from tests.language_model.kit import at


def test_the_ladder_goes_down_and_ends() -> None:
    seen, dialect = [], Dialect()
    while dialect:
        seen.append(dialect.rung)
        dialect = dialect.after_refusal("")
    assert seen == [Rung.JSON_SCHEMA, Rung.JSON_OBJECT, Rung.TEXT]


def test_a_refused_parameter_is_said_otherwise_on_the_same_rung() -> None:
    dialect = Dialect().after_refusal("max_tokens")
    assert dialect == Dialect(limit=TokenLimit.MAX_COMPLETION_TOKENS)
    dialect = dialect.after_refusal("temperature")
    assert dialect == Dialect(Rung.JSON_SCHEMA, TokenLimit.MAX_COMPLETION_TOKENS, Temperature.UNSAID)
    assert dialect.after_refusal("temperature").rung is Rung.JSON_OBJECT


@pytest.mark.parametrize("words", ["", "json_schema", "a b c", "json_schema max_tokens temperature_zero more"])
def test_words_of_another_time_mean_the_first_dialect(words: str) -> None:
    assert Dialect.from_words(words) == Dialect()


def test_a_dialect_is_the_same_after_it_was_stored() -> None:
    dialect = Dialect(Rung.TEXT, TokenLimit.MAX_COMPLETION_TOKENS, Temperature.UNSAID)
    assert Dialect.from_words(dialect.words) == dialect
    assert len(dialect.words) <= 64


def test_the_breaker_opens_after_failures_in_a_row_and_closes_by_an_answer() -> None:
    now = [100.0]
    breaker = Breaker(lambda: now[0])
    for _ in range(BREAKER_FAILURES - 1):
        breaker.failed()
    breaker.answered()
    for _ in range(BREAKER_FAILURES - 1):
        breaker.failed()
    assert breaker.wait_seconds() == 0
    breaker.failed()
    assert breaker.wait_seconds() == BREAKER_SECONDS
    now[0] += BREAKER_SECONDS
    assert breaker.wait_seconds() == 0
    breaker.failed()
    assert breaker.wait_seconds() == BREAKER_SECONDS
    now[0] += BREAKER_SECONDS
    breaker.answered()
    breaker.failed()
    assert breaker.wait_seconds() == 0


@pytest.mark.parametrize(
    ("status", "kind", "code"),
    [
        (429, EngineError, UNAVAILABLE),
        (408, EngineError, UNAVAILABLE),
        (500, EngineError, UNAVAILABLE),
        (503, EngineError, UNAVAILABLE),
        (529, EngineError, UNAVAILABLE),
        (401, EngineMissingError, "model_key"),
        (403, EngineMissingError, "model_key"),
        (404, EngineMissingError, "model_not_found"),
        (307, EngineMissingError, "model_moved"),
        (400, RefusedError, "model_refused"),
        (422, RefusedError, "model_refused"),
        (501, RefusedError, "model_refused"),
    ],
)
def test_a_status_says_whether_to_wait_to_change_a_setting_or_to_ask_otherwise(status, kind, code) -> None:
    error = of_status("https://h.example", "m", status, "", 7.0)
    assert (type(error), error.code) == (kind, code)
    assert error.retryable is (code == UNAVAILABLE)
    assert getattr(error, "retry_after", None) == (7.0 if code == UNAVAILABLE else None)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("", None),
        ("2", 2.0),
        ("2.5", 2.5),
        ("3600", 3600.0),
        ("1e300", LONGEST_WAIT),
        ("inf", LONGEST_WAIT),
        ("nan", None),
        ("-1", None),
        ("soon", None),
        ("Mon, 05 Jan 2026 09:01:00 GMT", 60.0),
        ("Mon, 05 Jan 2026 08:00:00 GMT", 0.0),
        ("Mon, 35 Foo 2026", None),
    ],
)
def test_retry_after_is_a_number_or_a_date_or_nothing(header: str | None, seconds: float | None) -> None:
    assert wait_asked(header, at("2026-01-05T09:00:00+00:00")) == seconds
