"""Before a call: is the day's limit reached, and what is about to leave. After it: how it went."""

from __future__ import annotations

from typing import Protocol

from core.domain.egress import EgressCall, EgressEnd, start_of_day
from core.domain.ids import EgressId
from core.domain.ports import Clock
from core.domain.work import Work
from core.language_model.dialect import Dialect
from core.language_model.failures import SpentError
from core.settings import ModelSettings


class Ledger(Protocol):
    """Where calls are noted."""

    def begin(self, call: EgressCall) -> EgressId:
        """Note a call before it is made.

        Raises:
            SpentError: the day's calls or budget are used up; the call must not be made.
        """

    def end(self, call: EgressId, end: EgressEnd) -> None:
        """Note how it went."""

    def dialect(self) -> Dialect:
        """How the server wants to be asked, as far as that is known."""

    def note_dialect(self, dialect: Dialect) -> None:
        """Remember a way of asking that worked."""


class StoredLedger:
    """The ledger in the store. Safe to use from several threads: the limit is checked where the row is written.

    Args:
        work: opens a unit of work.
        settings: the server and the day's limits.
        clock: tells the day.
    """

    def __init__(self, work: Work, settings: ModelSettings, clock: Clock) -> None:
        self._work = work
        self._settings = settings
        self._clock = clock
        self._dialect: Dialect | None = None

    def begin(self, call: EgressCall) -> EgressId:
        """See `Ledger.begin`."""
        limit, budget = self._settings.daily_calls, self._settings.daily_budget
        with self._work() as work:
            usage = work.egress.usage(start_of_day(self._clock.now()))
            if usage.calls >= limit or (budget is not None and usage.cost + call.cost > budget):
                raise SpentError("The day's calls or budget for the language model are used up.")
            made = work.egress.begin(call)
            work.commit()
        return made

    def end(self, call: EgressId, end: EgressEnd) -> None:
        """See `Ledger.end`."""
        with self._work() as work:
            work.egress.end(call, end)
            work.commit()

    def dialect(self) -> Dialect:
        """See `Ledger.dialect`."""
        if self._dialect is None:
            with self._work() as work:
                words = work.egress.dialect(self._settings.base_url, self._settings.name)
            self._dialect = Dialect.from_words(words)
        return self._dialect

    def note_dialect(self, dialect: Dialect) -> None:
        """See `Ledger.note_dialect`; written only if it is news."""
        if dialect == self._dialect:
            return
        with self._work() as work:
            work.egress.set_dialect(self._settings.base_url, self._settings.name, dialect.words, self._clock.now())
            work.commit()
        self._dialect = dialect
