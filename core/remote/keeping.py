"""Deleting on a server: piece by piece, so that it can be stopped from here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from core.calls.ports import KEEPING
from core.calls.signatures import call_of
from core.domain.keeping import Deleted, Deletion
from core.remote.stub import Remote, asked

AT_ONCE: Final = 100


class RemoteKeeping(Remote):
    """See `core.domain.keeping.KeepingDesk`; what is not here is a call as it is."""

    def delete(self, deletions: Sequence[Deletion], stopped: Callable[[], bool] = lambda: False) -> Deleted:
        """See `KeepingDesk.delete`."""
        call, done = call_of(KEEPING, "delete"), Deleted((), 0, 0)
        for start in range(0, len(deletions), AT_ONCE):
            if stopped():
                break
            more: Deleted = asked(self._link, call, tuple(deletions[start : start + AT_ONCE]))
            done = Deleted((*done.records, *more.records), done.files + more.files, done.freed + more.freed)
        return done
