"""Locks between processes, which the system releases even when a process is killed."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Final, Self

try:
    import fcntl
except ImportError:  # Windows: SQLite's own busy handler serves there, and leases find dead owners.
    fcntl = None  # type: ignore[assignment]

_POLL_SECONDS: Final = 0.01
IS_BETWEEN_PROCESSES: Final = fcntl is not None


class FileLock:
    """An exclusive lock on a file, between threads and between processes; waits without an end block in the kernel.

    SQLite before 3.51.3 can corrupt a database when one process checkpoints its log while another begins to
    write. Holding this lock around every write transaction (and so around its checkpoint) keeps the two apart.
    """

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        # flock counts per open file, so threads of one process have to queue before it.
        self._threads = threading.Lock()

    def acquire(self, within: float | None = None) -> None:
        """Wait until the lock is ours.

        Args:
            within: seconds after which to give up; None waits for as long as it takes.

        Raises:
            TimeoutError: somebody else has it still.
        """
        until = None if within is None else time.monotonic() + within
        if not self._threads.acquire(timeout=-1 if within is None else within):
            raise TimeoutError
        if fcntl is not None:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX) if until is None else self._poll(until)
            except OSError:
                self._threads.release()
                raise

    def _poll(self, until: float) -> None:
        """The kernel knows no end of waiting: ask now and then."""
        while True:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= until:
                    raise TimeoutError from None
                time.sleep(_POLL_SECONDS)
            else:
                return

    def try_acquire(self) -> bool:
        """Take the lock if it is free."""
        if fcntl is None or not self._threads.acquire(blocking=False):
            return False
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._threads.release()
            return False
        return True

    def release(self) -> None:
        """Give it back."""
        if fcntl is not None:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        self._threads.release()

    def is_on(self, path: Path) -> bool:
        """Whether the file at that path is the one that is locked."""
        try:
            return os.path.samestat(os.fstat(self._file), path.stat())
        except FileNotFoundError:
            return False

    def close(self) -> None:
        """Close the file, which releases the lock too."""
        os.close(self._file)

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
