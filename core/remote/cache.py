"""Pictures and originals that were asked for, kept here for a while: what a hash names never changes."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Final

from core.domain.ids import BlobHash
from core.errors import HoldpointError, StoreError

MOST_BYTES: Final = 1_000_000_000
AHEAD: Final = 2
"""How many are fetched ahead at the same time."""
_MOST_AHEAD: Final = 64
Fetch = Callable[[BlobHash], bytes]


class BlobCache:
    """Safe to use from several threads; one that is on its way is waited for, not asked for twice.

    Args:
        folder: for its files alone; whoever made it removes it.
        fetch: asks for the bytes.
        most_bytes: what is kept; the longest unused go first.
    """

    def __init__(self, folder: Path, fetch: Fetch, most_bytes: int = MOST_BYTES) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        self._fetch = fetch
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._sizes: OrderedDict[BlobHash, int] = OrderedDict()
        self._coming: dict[BlobHash, Future[Path]] = {}
        self._cleared = 0
        self._pool = ThreadPoolExecutor(AHEAD, "fetch")

    def path(self, blob: BlobHash) -> Path:
        """Where the bytes lie, fetched now if need be.

        Raises:
            HoldpointError: they cannot be had.
        """
        with self._lock:
            if blob in self._sizes:
                self._sizes.move_to_end(blob)
                return self._folder / blob
            coming = self._coming.get(blob)
            mine = None if coming else self._coming.setdefault(blob, Future())
        if mine is None:
            assert coming is not None  # noqa: S101 - one of the two
            return coming.result()
        return self._brought(blob, mine)

    def fetch_ahead(self, blobs: Iterable[BlobHash]) -> None:
        """Have these at hand soon; a failure is of no interest."""
        with self._lock:
            wanted = [blob for blob in blobs if blob not in self._sizes and blob not in self._coming]
            room = max(0, _MOST_AHEAD - len(self._coming))
        for blob in wanted[:room]:
            with suppress(RuntimeError):  # we are closing
                self._pool.submit(self._try, blob)

    def clear(self) -> None:
        """Forget everything: something was erased on the server, and it may have been among these."""
        with self._lock:
            gone, self._sizes = list(self._sizes), OrderedDict()
            self._cleared += 1
        for blob in gone:
            (self._folder / blob).unlink(missing_ok=True)

    def close(self) -> None:
        """End what is on its way."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        self.clear()

    def _try(self, blob: BlobHash) -> None:
        with suppress(HoldpointError):
            self.path(blob)

    def _brought(self, blob: BlobHash, mine: Future[Path]) -> Path:
        cleared = self._cleared
        try:
            path = self._kept(blob, self._fetch(blob), cleared)
        except BaseException as error:
            mine.set_exception(error)
            raise
        else:
            mine.set_result(path)
            return path
        finally:
            with self._lock:
                self._coming.pop(blob, None)

    def _kept(self, blob: BlobHash, content: bytes, cleared: int) -> Path:
        """Where it lies now; not kept if all was forgotten since. cleared: how often that was when it was asked for."""
        if hashlib.sha256(content).hexdigest() != blob:
            raise StoreError("The server sent other bytes than were asked for.", code="bad_answer")
        path = self._folder / blob
        part = path.with_suffix(".part")
        try:
            part.write_bytes(content)
            part.replace(path)
        except OSError as error:
            raise StoreError(f"A page cannot be kept here ({error.strerror}); free some space.") from error
        with self._lock:
            if cleared != self._cleared:
                path.unlink(missing_ok=True)
                raise StoreError("Something was erased on the server meanwhile; ask for the page again.")
            self._sizes[blob] = len(content)
            gone = self._too_much(blob)
        for old in gone:
            (self._folder / old).unlink(missing_ok=True)
        return path

    def _too_much(self, newest: BlobHash) -> list[BlobHash]:
        gone = []
        while sum(self._sizes.values()) > self._most_bytes and next(iter(self._sizes)) != newest:
            gone.append(self._sizes.popitem(last=False)[0])
        return gone
