"""What the unit of work offers the review desk and a watched folder, as the services see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.domain.audit import Act, AuditRow
from core.domain.ids import BlobHash, RecordId, SubmissionId
from core.domain.queue import Escalation


class Queue(Protocol):
    """Where held records stand in the queue. The revision is for `Submissions.put` to count."""

    def postpone(self, submission: SubmissionId, until: datetime | None, at: datetime) -> None:
        """Put it off until a time; None: behind everything that waits at `at`."""

    def escalate(self, submission: SubmissionId, escalation: Escalation) -> None: ...  # noqa: D102

    def carry(self, before: SubmissionId, after: SubmissionId) -> None:
        """A new version waits for the same second person as the one before."""

    def settle(self, submission: SubmissionId) -> None:
        """Neither postponed nor escalated any more."""

    def wake(self, submission: SubmissionId) -> None:
        """Not postponed any more."""


@dataclass(frozen=True, slots=True)
class WatchedFile:
    """A file that a watched folder gave. mtime: nanoseconds since 1970."""

    path: str
    size: int
    mtime: int
    sha256: BlobHash
    record: RecordId


class Watched(Protocol):
    """Files that watched folders gave, by path."""

    def of_paths(self, paths: Sequence[str]) -> tuple[WatchedFile, ...]: ...  # noqa: D102
    def of_content(self, sha256: BlobHash) -> tuple[WatchedFile, ...]: ...  # noqa: D102

    def put(self, file: WatchedFile, at: datetime) -> None:
        """Remember it; what was known of its path is replaced."""

    def forget(self, path: str) -> None: ...  # noqa: D102


class Audit(Protocol):
    """The chain of hashes behind what people do."""

    def add(self, act: Act) -> AuditRow:
        """Append a link."""

    def last_of(self, record: RecordId) -> AuditRow | None: ...  # noqa: D102
