"""Handing in together: what comes in while the disk is waited for becomes records with the next commit, all at once.

A commit waits for the disk, and they wait for each other: one for each record would let in fewer a second than a slow
disk can write. Whoever comes alone is served at once, by its own thread.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

from core.domain.handing import HandedIn, HandIn
from core.errors import StoreError
from core.intake.handing import HandingIn

BUSY = "store_busy"


class _Waiting:
    """One who hands in, until it knows what became of it."""

    def __init__(self, given: HandIn) -> None:
        self.given = given
        self.became: HandedIn | Exception | None = None


class HandingInTogether:
    """For any number of threads. The first who finds nobody at it does it for all who wait by then."""

    def __init__(self, handing: HandingIn) -> None:
        self._handing = handing
        self._turn = threading.Lock()
        self._door = threading.Lock()
        self._waiting: list[_Waiting] = []
        self._since: float | None = None
        self._kept_out_at: float | None = None

    @property
    def waits(self) -> float:
        """For how many seconds the store has kept somebody waiting by now; 0 if nobody waits."""
        since = self._since
        return 0.0 if since is None else time.monotonic() - since

    @property
    def kept_out(self) -> float | None:
        """How many seconds ago somebody was sent away as others kept the store; None if the last one was not."""
        at = self._kept_out_at
        return None if at is None else time.monotonic() - at

    def take(self, given: HandIn) -> HandedIn:
        """See `HandingIn.take`."""
        mine = _Waiting(given)
        with self._door:
            self._waiting.append(mine)
        with self._turn:
            if mine.became is None:
                self._take_all()
        if isinstance(mine.became, HandedIn):
            return mine.became
        assert mine.became is not None  # noqa: S101 - it was among those that waited, or taken before
        raise mine.became

    def _take_all(self) -> None:
        with self._door:
            waiting, self._waiting = self._waiting, []
        self._since = time.monotonic()
        try:
            became = self._became(waiting)
        finally:
            self._since = None
        is_kept_out = any(isinstance(what, StoreError) and what.code == BUSY for what in became)
        self._kept_out_at = time.monotonic() if is_kept_out else None
        for each, what in zip(waiting, became, strict=True):
            each.became = what

    def _became(self, waiting: Sequence[_Waiting]) -> Sequence[HandedIn | Exception]:
        try:
            return self._handing.take_all([each.given for each in waiting])
        except StoreError as error:
            return [error] * len(waiting)
        except Exception as error:  # noqa: BLE001 - whoever brought it about is told, and it alone
            return [error] if len(waiting) == 1 else [self._alone(each.given) for each in waiting]

    def _alone(self, given: HandIn) -> HandedIn | Exception:
        try:
            return self._handing.take_all([given])[0]
        except Exception as error:  # noqa: BLE001 - as above
            return error
