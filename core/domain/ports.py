"""Small protocols for what lies outside the domain."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Protocol

from core.domain.ids import BlobHash


class Clock(Protocol):
    """Tells the time; given to whoever needs it, so that tests can turn it."""

    def now(self) -> datetime:
        """The present, aware, in UTC."""


class Blobs(Protocol):
    """Bytes by their hash, durable once the call has returned."""

    def adopt(self, path: Path) -> BlobHash:
        """Move the file into the store (the path is gone afterwards) and return its hash."""

    def path(self, blob: BlobHash) -> Path:
        """Where the bytes lie; read only."""
