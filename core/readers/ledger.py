"""Every call to another machine is noted before it is made and after it ended; the day's limits are kept here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from core.domain.egress import DataKind, EgressCall, EgressEnd, EgressOutcome, SentPage, Service, start_of_day
from core.domain.ids import EgressId
from core.domain.ports import Clock
from core.domain.recogniser import Task
from core.domain.work import Work
from core.errors import EngineError, InputError, Stopped
from core.language_model.breaker import Breaker
from core.readers.failures import UNAVAILABLE, spent, unavailable

if TYPE_CHECKING:
    from core.readers.web import CallBounds

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class DayLimit:
    """What one service may cost in a day (UTC)."""

    service: Service
    calls: int
    budget: float | None


@dataclass(frozen=True, slots=True)
class Sending:
    """A page or recording about to leave. size: bytes of the request's body. cost: what the call costs if answered."""

    task: Task
    kind: DataKind
    size: int
    cost: float


class Ledger(Protocol):
    """Where calls are noted."""

    def begin(self, call: EgressCall, limit: DayLimit) -> EgressId:
        """Note a call before it is made.

        Raises:
            EngineError: `reader_spent`: the day's calls or budget are used up; the call must not be made.
        """

    def end(self, call: EgressId, end: EgressEnd) -> None:
        """Note how it went."""


class StoredLedger:
    """The ledger in the store. Safe to use from several threads: the limit is checked where the row is written."""

    def __init__(self, work: Work, clock: Clock) -> None:
        self._work = work
        self._clock = clock

    def begin(self, call: EgressCall, limit: DayLimit) -> EgressId:
        """See `Ledger.begin`."""
        with self._work() as work:
            usage = work.egress.usage(start_of_day(self._clock.now()), limit.service)
            if usage.calls >= limit.calls or (limit.budget is not None and usage.cost + call.cost > limit.budget):
                raise spent(limit.service)
            made = work.egress.begin(call)
            work.commit()
        return made

    def end(self, call: EgressId, end: EgressEnd) -> None:
        """See `Ledger.end`."""
        with self._work() as work:
            work.egress.end(call, end)
            work.commit()


class NoLedger:
    """For a call that is about no record, by the hand of a person who tries a recogniser."""

    def begin(self, call: EgressCall, limit: DayLimit) -> EgressId:
        """Nothing to note."""
        del call, limit
        return EgressId(0)

    def end(self, call: EgressId, end: EgressEnd) -> None:
        """Nothing to note."""


@dataclass(frozen=True, slots=True)
class Line:
    """What every call of one service goes through. model: as noted in the ledger, beginning with the service."""

    ledger: Ledger
    breaker: Breaker
    clock: Clock
    limit: DayLimit
    model: str

    def call(self, sending: Sending, bounds: CallBounds, make: Callable[[], _T]) -> _T:
        """Make a call, noted before and after, unless the server is left alone for a while.

        Args:
            sending: what is about to leave.
            bounds: count what passed.
            make: does it.

        Raises:
            InputError, EngineError, Stopped: as `make` does; EngineError too if it must not be made now.
        """
        if (wait := self.breaker.wait_seconds()) > 0:
            raise unavailable(bounds.endpoint, "it failed often and is left alone for a while", wait)
        noted = self.ledger.begin(self._begun(sending, bounds), self.limit)
        outcome = EgressOutcome.UNREACHABLE
        try:
            found = make()
            outcome = EgressOutcome.ANSWERED
        except (InputError, EngineError, Stopped) as error:
            outcome = _outcome_of(error)
            raise
        finally:
            self._tell_breaker(outcome)
            self.ledger.end(noted, self._end(bounds, outcome, sending.cost))
        return found

    def _begun(self, sending: Sending, bounds: CallBounds) -> EgressCall:
        task = sending.task
        sent = (SentPage(task.attachment, task.page, sending.kind),)
        return EgressCall(
            at=self.clock.now(),
            record=task.record,
            run=task.run,
            endpoint=bounds.endpoint,
            model=self.model,
            sent=sent,
            masked=(),
            bytes_out=sending.size,
            cost=sending.cost,
        )

    def _tell_breaker(self, outcome: EgressOutcome) -> None:
        if outcome is EgressOutcome.UNREACHABLE:
            self.breaker.failed()
        elif outcome is not EgressOutcome.STOPPED:
            self.breaker.answered()

    def _end(self, bounds: CallBounds, outcome: EgressOutcome, cost: float) -> EgressEnd:
        is_free = outcome is EgressOutcome.REFUSED or bounds.bytes_out == 0
        return EgressEnd(
            at=self.clock.now(),
            outcome=outcome,
            bytes_out=bounds.bytes_out,
            bytes_in=bounds.bytes_in,
            tokens_in=None,
            tokens_out=None,
            cost=0.0 if is_free else cost,
        )


def _outcome_of(error: Exception) -> EgressOutcome:
    if isinstance(error, Stopped):
        return EgressOutcome.STOPPED
    if isinstance(error, EngineError) and error.code == UNAVAILABLE:
        return EgressOutcome.UNREACHABLE
    if isinstance(error, EngineError) and error.code == "reader_nonsense":
        return EgressOutcome.UNUSABLE
    return EgressOutcome.REFUSED
