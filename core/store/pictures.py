"""Pages' pictures and sounds on their way into the store: they lie aside until whoever ends the stage settles them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from core.domain.ids import BlobHash
from core.domain.page import Reading
from core.domain.work import Section
from core.errors import StoreError
from core.store.blobs import BlobStore


class Pictures:
    """See `core.domain.ports.Blobs`, but for when the bytes are durable, and in the store: once `settle` has returned.

    What no result names is not left behind: not by a reading that was cancelled or failed, nor by a killed process.

    Args:
        blobs: where they go.
        aside: where they lie until then; in a folder that goes with this process.
    """

    def __init__(self, blobs: BlobStore, aside: BlobStore) -> None:
        self._blobs = blobs
        self._aside = aside
        self._of_thread = threading.local()

    @contextmanager
    def bringing(self) -> Iterator[None]:
        """What this thread takes meanwhile is forgotten if that ends with an error."""
        taken: list[BlobHash] = []
        self._of_thread.taken = taken
        try:
            yield
        except BaseException:
            for blob in taken:
                self._aside.path(blob).unlink(missing_ok=True)
            raise

    def take(self, source: BinaryIO, limit: int) -> tuple[BlobHash, int]:
        """See `Blobs.take`."""
        blob, size = self._aside.take(source, limit, durable=False)
        getattr(self._of_thread, "taken", []).append(blob)
        return blob, size

    def path(self, blob: BlobHash) -> Path:
        """See `Blobs.path`."""
        aside = self._aside.path(blob)
        return aside if aside.exists() else self._blobs.path(blob)

    def settle(self, section: Section) -> None:
        """Bring all pictures that a result names into the store, and wait until they are on the disk.

        Raises:
            StoreError: one is not here, or the disk refuses.
        """
        if isinstance(section, Reading):
            named = (blob for page in section.pages for blob in (page.picture, page.sound))
            for blob in dict.fromkeys(blob for blob in named if blob is not None):
                self._settle(blob)

    def _settle(self, blob: BlobHash) -> None:
        try:
            self._blobs.adopt(self._aside.path(blob), blob)
        except StoreError:
            if not self._blobs.path(blob).exists():
                raise
            self._blobs.settle([blob])  # another lane has read the same page, and was quicker
