"""Pages' pictures and sounds on their way into the store: written at once, waited for by whoever ends the stage."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from core.domain.ids import BlobHash
from core.domain.page import Reading
from core.domain.work import Section
from core.store.blobs import BlobStore


class Pictures:
    """See `core.domain.ports.Blobs`, but for when the bytes are durable: once `settle` has returned."""

    def __init__(self, blobs: BlobStore) -> None:
        self._blobs = blobs

    def take(self, source: BinaryIO, limit: int) -> tuple[BlobHash, int]:
        """See `Blobs.take`."""
        return self._blobs.take(source, limit, durable=False)

    def path(self, blob: BlobHash) -> Path:
        """See `Blobs.path`."""
        return self._blobs.path(blob)

    def settle(self, section: Section) -> None:
        """Wait until all pictures that a result names are on the disk.

        Raises:
            StoreError: one is not here, or the disk refuses.
        """
        if isinstance(section, Reading):
            named = (blob for page in section.pages for blob in (page.picture, page.sound))
            self._blobs.settle(dict.fromkeys(blob for blob in named if blob is not None))
