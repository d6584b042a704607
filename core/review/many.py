"""Running many records again: what would become of each, then a batch at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from core.domain.bulk import Seen
from core.domain.ids import RecordId
from core.domain.rerun import RerunLine, RerunOrder, RerunOutcome, RerunState, RerunStates
from core.domain.work import UnitOfWork, Work
from core.errors import HoldpointError, StoreError
from core.review.preview import line_of
from core.review.starting import Starter

BATCH: Final = 100
"""Records of one transaction: it waits for the disk once, and nobody waits long for it."""


class RerunningMany:
    """Plans and does. states: tells of records without a transaction."""

    def __init__(self, work: Work, states: RerunStates, starter: Starter) -> None:
        self._work = work
        self._states = states
        self._starter = starter

    def plan(self, records: Sequence[RecordId], order: RerunOrder) -> tuple[RerunLine, ...]:
        """What the order would do to each of these, in their order; one that stands twice counts once.

        Raises:
            UsageError: the settings for this run are of no use.
        """
        self._starter.check(order)
        wanted = tuple(dict.fromkeys(records))
        states = self._states.states(wanted)
        return tuple(line_of(record, states.get(record), order) for record in wanted)

    def rerun_many(self, seen: Sequence[Seen], order: RerunOrder) -> tuple[RerunOutcome, ...]:
        """Run these again; one that cannot be, or has changed since it was seen, stops no other.

        They wait their turn with everything else: a person at work does not wait for a hundred thousand.

        Raises:
            UsageError: the settings for this run are of no use.
        """
        self._starter.check(order)
        outcomes: list[RerunOutcome] = []
        for begin in range(0, len(seen), BATCH):
            outcomes += self._batch(seen[begin : begin + BATCH], order)
        return tuple(outcomes)

    def _batch(self, seen: Sequence[Seen], order: RerunOrder) -> tuple[RerunOutcome, ...]:
        try:
            with self._work() as work:
                states = work.reruns.states([item.record for item in seen])
                outcomes = tuple(self._one(work, item, states.get(item.record), order) for item in seen)
                work.commit()
        except StoreError as error:
            return tuple(RerunOutcome(item.record, None, error.code, error.text) for item in seen)
        except HoldpointError as error:
            if len(seen) == 1:
                return (RerunOutcome(seen[0].record, None, error.code, error.text),)
            return tuple(outcome for item in seen for outcome in self._batch([item], order))
        return outcomes

    def _one(self, work: UnitOfWork, seen: Seen, state: RerunState | None, order: RerunOrder) -> RerunOutcome:
        line = line_of(seen.record, state, order)
        if state is None or line.code:
            return RerunOutcome(seen.record, None, line.code, line.text)
        if line.seen != seen:
            text = "This record has changed since; look at it again."
            return RerunOutcome(seen.record, None, "changed_meanwhile", text)
        return RerunOutcome(seen.record, self._starter.begin(work, state.submission, order, by_hand=False).version)
