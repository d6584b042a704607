"""Handing in by wire: bytes that are durable already become a record, once for each key."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from core.chain import queueing
from core.domain.audit import canonical
from core.domain.events import RecordAdded
from core.domain.handing import HandedIn, HandIn, Ticket, Upload
from core.domain.ids import BlobHash
from core.domain.ports import Clock
from core.domain.record import Attachment
from core.domain.states import StageName
from core.domain.work import UnitOfWork, Work
from core.errors import ConflictError
from core.intake.plan import printable


class HandingIn:
    """Makes records, each with its first version and its queue entry, in one transaction."""

    def __init__(self, work: Work, blob_path: Callable[[BlobHash], Path], clock: Clock) -> None:
        self._work = work
        self._blob_path = blob_path
        self._clock = clock

    def take_all(self, given: Sequence[HandIn]) -> tuple[HandedIn | ConflictError, ...]:
        """Make a record of each, or find the one that the same request made before; all with one commit.

        Returns what became of each, in their order: an error where a key was used for something else (`key_used`).

        Raises:
            StoreError: the store cannot be written; nothing was made.
        """
        now = self._clock.now()
        with self._work() as work:
            became = tuple(self._taken(work, one, now) for one in given)
            work.commit()
        return became

    def _taken(self, work: UnitOfWork, given: HandIn, now: datetime) -> HandedIn | ConflictError:
        fingerprint = fingerprint_of(given) if given.key else ""
        if given.key and (found := work.handed_in.find(given.key)):
            record, before = found
            if before != fingerprint:
                return ConflictError("That key was used for something else before; use a new one.", code="key_used")
            return HandedIn(record, now, is_new=False)
        record = work.records.add(_source(given), self._attachments(work, given), given.claim, now, given.due)
        submission = work.submissions.add(record, StageName.OCR, now)
        queueing.ask(work, submission, StageName.OCR, chain=given.chain, by_hand=False, now=now)
        if given.reference or given.callback:
            work.handed_in.add(record, Ticket(given.reference, given.callback))
        if given.key:
            work.handed_in.add_key(given.key, fingerprint, record, now)
        work.tell(RecordAdded(record))
        return HandedIn(record, now, is_new=True)

    def _attachments(self, work: UnitOfWork, given: HandIn) -> tuple[Attachment, ...]:
        return tuple(
            replace(attachment_of(index, file, self._blob_path), duplicate_of=work.records.first_with(file.blob))
            for index, file in enumerate(given.files)
        )


def attachment_of(index: int, file: Upload, blob_path: Callable[[BlobHash], Path]) -> Attachment:
    """A file that came by wire, its bytes kept already, as an attachment."""
    path = blob_path(file.blob)
    return Attachment(index, printable(file.name), file.blob, file.size, file.media_type, path)


def fingerprint_of(given: HandIn) -> str:
    """A hash of all that was handed in, so that a key is not used for two things."""
    content: dict[str, object] = {
        "files": [[file.name, file.blob] for file in given.files],
        "claim": [[name.value, value] for name, value in given.claim.values],
        "chain": given.chain,
        "reference": given.reference,
        "callback": given.callback,
    }
    if given.due is not None:  # not else: the keys that older versions noted stand for the same requests
        content["due"] = given.due.astimezone(UTC).isoformat()
    return hashlib.sha256(canonical(content).encode("utf-8", "backslashreplace")).hexdigest()


def _source(given: HandIn) -> str:
    first, more = given.files[0].name, len(given.files) - 1
    return printable(f"{first} +{more}" if more else first)
