"""How long the parts of records are kept, and what is about to be deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from core.domain.ids import BlobHash, RecordId


class Part(StrEnum):
    """What can be deleted of a record.

    originals: the files as they were handed in, and the pictures of their pages. text: what was read on them.
    record: everything but its links in the chain of hashes, which keep their hashes and lose what they say.
    """

    ORIGINALS = "originals"
    TEXT = "text"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Keep:
    """For how many days after the decision each part is kept; None: for good."""

    originals: int | None = None
    text: int | None = None
    record: int | None = None


class Keeping(Protocol):
    """What is set for each document type."""

    def of(self, document_type: str) -> Keep: ...  # noqa: D102
    @property
    def is_off(self) -> bool: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as far as keeping asks. decided_at: None if it is not decided; parts: those deleted already."""

    record: RecordId
    title: str
    document_type: str
    decided_at: datetime | None
    parts: frozenset[Part]


@dataclass(frozen=True, slots=True)
class Deletion:
    """What will be deleted of one record.

    files, size: of the data folder, in bytes; shared ones are not counted. is_due: it goes because of its decision, and
    stays if it has been taken up again since; otherwise somebody asked for it.
    """

    record: RecordId
    document_type: str
    decided_at: datetime | None
    parts: tuple[Part, ...]
    files: int
    size: int
    title: str = ""
    is_due: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """What the database lost: records or parts of them, those among them that are gone as a whole, files to drop."""

    records: tuple[RecordId, ...]
    erased: tuple[RecordId, ...]
    files: tuple[BlobHash, ...]


@dataclass(frozen=True, slots=True)
class Deleted:
    """What became of deletions. freed: bytes of files that are gone and of the database, which was made smaller."""

    records: tuple[RecordId, ...]
    files: int
    freed: int


class KeepingDesk(Protocol):
    """What plans and deletes; for any thread but the GUI's. See `core.review.keeping.Retention`."""

    @property
    def is_off(self) -> bool:
        """Whether the settings delete nothing."""

    def plan(self) -> tuple[Deletion, ...]:
        """What the settings say shall be deleted now, by record."""

    def plan_erasing(self, records: Sequence[RecordId]) -> tuple[Deletion, ...]:
        """What erasing these records would delete; raises NotFoundError if one of them is not there."""

    def delete(self, deletions: Sequence[Deletion], stopped: Callable[[], bool] = ...) -> Deleted:
        """Delete what a plan shows; stopped: asked before each hundred."""


class Erasing(Protocol):
    """The store's side of deleting; see `core.store.erasing`."""

    def decided(self, before: datetime, after: RecordId, most: int) -> tuple[Kept, ...]: ...  # noqa: D102
    def kept(self, records: Sequence[RecordId]) -> tuple[Kept, ...]: ...  # noqa: D102
    def files(self, record: RecordId) -> tuple[BlobHash, ...]: ...  # noqa: D102
    def delete(self, deletions: Sequence[Deletion], actor: str, at: datetime) -> Gone: ...  # noqa: D102
    def drop(self, blobs: tuple[BlobHash, ...]) -> int: ...  # noqa: D102
    def size(self, blobs: tuple[BlobHash, ...]) -> int: ...  # noqa: D102


class Wiping(Protocol):
    """Leaving nothing of what was deleted; see `core.store.wiping`."""

    @property
    def is_owed(self) -> bool:
        """Whether copies of what was deleted may still be in the database."""

    def shrink(self, stopped: Callable[[], bool] = ...) -> int:
        """Give back what the database no longer needs and take the last copies away; returns how many bytes.

        Others can write meanwhile. stopped: asked every few hundredths of a second; the rest is owed then.
        """
