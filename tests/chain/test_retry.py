from __future__ import annotations

import random
from datetime import timedelta

import pytest

from core.chain import retry
from core.domain.states import StageName
from core.errors import EngineError, HoldpointError, InputError


@pytest.mark.parametrize(
    ("error", "failures", "expected"),
    [
        (EngineError("x"), 1, retry.Retry),
        (EngineError("x"), 2, retry.Retry),
        (EngineError("x"), 3, retry.GiveUp),
        (InputError("x"), 1, retry.GiveUp),
        (HoldpointError("x"), 1, retry.GiveUp),
    ],
)
def test_retry_is_decided_by_error_and_count(error: HoldpointError, failures: int, expected: type) -> None:
    assert isinstance(retry.after_failure(StageName.OCR, error, failures), expected)


def test_an_engine_may_ask_for_more_time_within_a_limit() -> None:
    for asked, expected in ((60.0, timedelta(seconds=60)), (86_400.0, retry.LONGEST_ASKED)):
        found = retry.after_failure(StageName.EXTRACT, EngineError("x", retry_after=asked), 1)
        assert found == retry.Retry(expected)


def test_retry_delay_grows_and_keeps_within_its_jitter() -> None:
    for failures, base in enumerate(retry.DELAYS[:2], start=1):
        for seed in range(50):
            found = retry.after_failure(StageName.OCR, EngineError("x"), failures, random.Random(seed))
            assert isinstance(found, retry.Retry)
            assert base * (1 - retry.JITTER) <= found.delay <= base * (1 + retry.JITTER)
