"""Who is alive: every process that claims work holds a lock on a file of its own."""

from __future__ import annotations

import os
import uuid
from collections.abc import Sequence
from pathlib import Path

from core.store.lock import FileLock


class Owners:
    """This process's mark, and the means to see which other owners are dead.

    A process that was killed has lost its lock at once, so its work is taken over without waiting for the lease.
    Owners on other machines (a shared database) have no file here: for them only the lease counts.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.name = f"{os.getpid()}-{uuid.uuid4().hex[:12]}"
        self._path = folder / f"{self.name}.lock"
        self._lock = _marked(self._path)

    def dead(self, owners: Sequence[str]) -> tuple[str, ...]:
        """Those of the given lane owners ("process/lane") whose process on this machine is gone."""
        return tuple(owner for owner in owners if self._is_dead(owner.partition("/")[0]))

    def _is_dead(self, process: str) -> bool:
        path = self._folder / f"{process}.lock"
        if process == self.name or not path.exists():
            # A missing file means: closed in good order (nothing left behind) or another machine. The lease decides.
            return False
        lock = FileLock(path)
        try:
            return lock.try_acquire()
        finally:
            lock.close()

    def is_alive(self, process: str) -> bool:
        """Whether the process of that name on this machine is at work. One that closed in good order is not."""
        return process == self.name or ((self._folder / f"{process}.lock").exists() and not self._is_dead(process))

    def left_behind(self) -> bool:
        """Whether a process on this machine ended without leaving in good order."""
        return any(self._is_dead(path.stem) for path in self._folder.glob("*.lock"))

    def sweep(self) -> None:
        """Remove the marks of dead processes; call after their work was taken over."""
        for path in self._folder.glob("*.lock"):
            if self._is_dead(path.stem):
                path.unlink(missing_ok=True)

    def close(self) -> None:
        """Leave in good order."""
        self._path.unlink(missing_ok=True)
        self._lock.close()


def _marked(path: Path) -> FileLock:
    """The lock on that file, made anew if somebody swept it as a dead one's before it was locked."""
    while True:
        lock = FileLock(path)
        lock.acquire()
        if lock.is_on(path):
            return lock
        lock.close()
