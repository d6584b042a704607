"""One courier's step: take the next delivery that is due, send it, and write down what came of it."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Protocol

from core.delivery import schedule
from core.delivery.schedule import Answer
from core.delivery.secrets import Secret
from core.delivery.signing import signed_headers
from core.delivery.transport import Transport
from core.domain.delivery import (
    AttemptEnd,
    AttemptOutcome,
    ClaimedDelivery,
    DeliveryState,
    Endpoint,
    EndpointState,
    NextStep,
)
from core.domain.events import DeliveryChanged
from core.domain.ports import Clock
from core.domain.work import Work
from core.errors import HoldpointError, LeaseLostError, Stopped, StopReason

log = logging.getLogger(__name__)

LEASE: Final = timedelta(seconds=120)
"""Longer than any call may take: a courier that is still at it is dead."""
RECOVER_SECONDS: Final = 5.0
UNSIGNED: Final = "no_secret"


class Token(Protocol):
    """The request to stop."""

    @property
    def stopped(self) -> StopReason | None:
        """Why to stop; None while the work may go on."""


@dataclass(frozen=True, slots=True)
class CourierParts:
    """What couriers of one process share.

    claims: transactions that need not wait for the disk. is_due: a cheap look whether there is anything to take.
    secrets_of: those that sign for an endpoint now. dead: which owners' processes are gone.
    """

    endpoints: Mapping[str, Endpoint]
    work: Work
    claims: Work
    clock: Clock
    transport: Transport
    secrets_of: Callable[[str], Sequence[Secret]]
    is_due: Callable[[Sequence[str]], bool]
    dead: Callable[[Sequence[str]], tuple[str, ...]]
    dice: random.Random


class Courier:
    """Sends what was promised; one per thread. Several, also of several processes, never send the same at once."""

    def __init__(self, owner: str, parts: CourierParts) -> None:
        self._owner = owner
        self._parts = parts
        self._recover_at = 0.0

    def step(self, token: Token) -> bool:
        """Send one delivery if one is due; True if it was tried.

        Raises:
            StoreError: the store is in trouble; the delivery, if any, is found again by its lease.
        """
        parts = self._parts
        if token.stopped or not parts.endpoints:
            return False
        self._recover_now_and_then()
        names = tuple(parts.endpoints)
        if not parts.is_due(names):
            return False
        with parts.claims() as work:
            now = parts.clock.now()  # not before: the store may have been waited for, and the lease counts from here
            claimed = work.deliveries.claim(self._owner, names, now, now + LEASE)
            work.commit()
        if claimed is None:
            return False
        try:
            self._end(claimed, self._sent(claimed, token))
        except Stopped:
            self._put_back(claimed)
        except LeaseLostError:
            log.info("delivery dropped", extra={"action": "lease_lost", "record": claimed.record})
        return True

    def close(self) -> None:
        """Nothing stays open between two steps."""

    def _sent(self, claimed: ClaimedDelivery, token: Token) -> Answer:
        parts = self._parts

        def checkpoint() -> None:
            if (reason := token.stopped) is not None:
                raise Stopped(reason)

        checkpoint()
        try:
            secrets = parts.secrets_of(claimed.endpoint)
        except HoldpointError as error:
            return Answer(None, error.code)
        if not secrets:
            # Never sent without a signature: a receiver could not tell it from anybody else's.
            return Answer(None, UNSIGNED)
        headers = signed_headers(claimed.key, claimed.payload, secrets, parts.clock.now())
        return parts.transport(parts.endpoints[claimed.endpoint], headers, claimed.payload, checkpoint)

    def _end(self, claimed: ClaimedDelivery, answer: Answer) -> None:
        parts = self._parts
        now = parts.clock.now()
        outcome = schedule.outcome_of(answer)
        end = AttemptEnd(now, outcome, answer.status, schedule.code_of(answer), answer.address)
        step = schedule.after_attempt(answer, claimed.failures, now, parts.dice)
        with parts.work() as work:
            work.deliveries.end(claimed, end, step)
            before = work.deliveries.endpoint(claimed.endpoint)
            after = schedule.endpoint_after(before, answer, now)
            if after.failures or before.failures or before.confirmed_at is None:
                work.deliveries.set_endpoint(after)
            if outcome is AttemptOutcome.CONFIRMED and before.failures >= schedule.PAUSE_AFTER:
                # It is back: what waited for it in long pauses goes out now, in order.
                work.deliveries.hasten(claimed.endpoint, now)
            work.tell(DeliveryChanged(claimed.record, claimed.id, step.state))
            work.commit()
        self._log(claimed, before, after, step, end)

    def _put_back(self, claimed: ClaimedDelivery) -> None:
        now = self._parts.clock.now()
        with self._parts.work() as work:
            end = AttemptEnd(now, AttemptOutcome.INTERRUPTED, code="shutdown")
            work.deliveries.end(claimed, end, NextStep(DeliveryState.WAITING, now, claimed.failures))
            work.commit()

    def _recover_now_and_then(self) -> None:
        if time.monotonic() < self._recover_at:
            return
        self._recover_at = time.monotonic() + RECOVER_SECONDS
        with self._parts.work() as work:
            dead = self._parts.dead(work.deliveries.owners())
            now = self._parts.clock.now()
            found = work.deliveries.release(now, dead)
            moved = work.deliveries.set_right(now)
            work.commit()
        if moved:
            log.warning("the clock was set back", extra={"action": "deliveries_set_right", "count": moved})
        if found:
            log.warning("deliveries taken over", extra={"action": "deliveries_recovered", "count": found})

    @staticmethod
    def _log(
        claimed: ClaimedDelivery, before: EndpointState, after: EndpointState, step: NextStep, end: AttemptEnd
    ) -> None:
        if end.outcome is not AttemptOutcome.CONFIRMED:
            fields = {"action": "delivery_failed", "record": claimed.record, "code": end.code, "count": step.failures}
            log.warning("delivery not confirmed", extra=fields)
        if after.off_at is not None and before.off_at is None:
            fields = {"action": "endpoint_off", "code": after.off_code, "endpoint": claimed.endpoint}
            log.error("endpoint switched off", extra=fields)
