"""Small protocols for what lies outside the domain."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from core.domain.ids import BlobHash


class Clock(Protocol):
    """Tells the time; given to whoever needs it, so that tests can turn it."""

    def now(self) -> datetime:
        """The present, aware, in UTC."""


class Blobs(Protocol):
    """Bytes by their hash, durable once the call has returned."""

    def take(self, source: BinaryIO, limit: int) -> tuple[BlobHash, int]:
        """Copy a stream into the store; returns the hash and the size in bytes.

        Raises:
            InputError: it is longer than `limit` bytes; nothing is kept.
            StoreError: it cannot be written.
        """

    def path(self, blob: BlobHash) -> Path:
        """Where the bytes lie; read only."""
