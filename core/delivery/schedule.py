"""When to try again, as pure decisions: about one delivery, and about the endpoint it goes to."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from core.domain.delivery import AttemptOutcome, DeliveryState, EndpointState, NextStep

DELAYS: Final = (
    timedelta(0),
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""Before each try; the first is made at once. After the last a delivery is given up."""
JITTER: Final = 0.2
LONGEST_ASKED: Final = timedelta(hours=24)
"""How long a receiver may make us wait by its own word (Retry-After)."""

PAUSE_AFTER: Final = 5
"""Failures in a row after which an endpoint is left alone for a while: one try then tells for all."""
PAUSES: Final = (timedelta(seconds=30), timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=5))
OFF_AFTER: Final = timedelta(hours=120)
GONE: Final = "gone"
FAILING: Final = "failing"

_OK: Final = range(200, 300)
_GONE_STATUS: Final = 410
_LATER: Final = frozenset({408, 425, 429})
_ASKS_ALL_TO_WAIT: Final = frozenset({429, 503})
_SERVER_ERRORS: Final = range(500, 600)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one call.

    status: None if no whole answer came, and then `code` says why. retry_after: seconds that the receiver asks for.
    address: the one that was called.
    """

    status: int | None
    code: str = ""
    retry_after: float | None = None
    address: str = ""

    @property
    def asked(self) -> timedelta:
        """How long the receiver asks us to wait, cut to what we accept."""
        if self.retry_after is None:
            return timedelta(0)
        return min(timedelta(seconds=max(0.0, min(self.retry_after, 1e9))), LONGEST_ASKED)


def outcome_of(answer: Answer) -> AttemptOutcome:
    """What an answer means: only 2xx confirms, and a redirect is never followed."""
    status = answer.status
    if status is None or status in _LATER or status in _SERVER_ERRORS:
        return AttemptOutcome.UNAVAILABLE
    return AttemptOutcome.CONFIRMED if status in _OK else AttemptOutcome.REFUSED


def code_of(answer: Answer) -> str:
    """A word for what went wrong; empty if nothing did."""
    match outcome_of(answer):
        case AttemptOutcome.CONFIRMED:
            return ""
        case _ if answer.status == _GONE_STATUS:
            return GONE
        case _:
            return answer.code or f"status_{answer.status}"


def after_attempt(answer: Answer, failures: int, now: datetime, dice: random.Random | None = None) -> NextStep:
    """What becomes of a delivery; `failures`: of this delivery before this try."""
    outcome = outcome_of(answer)
    if outcome is AttemptOutcome.CONFIRMED:
        return NextStep(DeliveryState.SENT, now, failures)
    failed = failures + 1
    if answer.status == _GONE_STATUS:
        # The endpoint is switched off by this; when a person switches it on again, what it missed shall go out.
        return NextStep(DeliveryState.WAITING, now, failures)
    if outcome is AttemptOutcome.REFUSED or failed >= len(DELAYS):
        return NextStep(DeliveryState.FAILED, now, failed)
    spread = (dice or random).uniform(1 - JITTER, 1 + JITTER)
    return NextStep(DeliveryState.WAITING, now + max(DELAYS[failed] * spread, answer.asked), failed)


def endpoint_after(state: EndpointState, answer: Answer, now: datetime) -> EndpointState:
    """How the endpoint stands after that answer."""
    if outcome_of(answer) is AttemptOutcome.CONFIRMED:
        return EndpointState(state.name, confirmed_at=now)
    since = state.failing_since or now
    after = replace(state, failures=state.failures + 1, failing_since=since)
    if answer.status == _GONE_STATUS:
        return replace(after, off_at=now, off_code=GONE)
    if now - since >= OFF_AFTER:
        return replace(after, off_at=now, off_code=FAILING)
    pause = _pause(after.failures)
    if answer.status in _ASKS_ALL_TO_WAIT:
        pause = max(pause, answer.asked)
    return replace(after, paused_until=now + pause if pause else None, paused_for=pause.total_seconds())


def _pause(failures: int) -> timedelta:
    if failures < PAUSE_AFTER:
        return timedelta(0)
    return PAUSES[min(failures - PAUSE_AFTER, len(PAUSES) - 1)]
