"""Taking in: bytes first, durably; then the record, its first version and its queue entry in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from core.chain import queueing
from core.domain.claim import Claim
from core.domain.desk import IntakeResult, Refusal
from core.domain.events import RecordAdded
from core.domain.ids import BlobHash, RecordId
from core.domain.media import AUDIO, HEAD_BYTES, PDF, UNKNOWN, media_type
from core.domain.ports import Clock
from core.domain.record import Attachment
from core.domain.states import StageName
from core.domain.work import Work
from core.errors import InputError
from core.intake.claims import RecordFile, read_record_file
from core.intake.files import open_regular
from core.intake.plan import Candidate, plan, printable

MAX_PDF_BYTES: Final = 25_000_000
MAX_IMAGE_BYTES: Final = 20_000_000
MAX_AUDIO_BYTES: Final = 50_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """For each record that paths would make: its source, and the record made of the same bytes before, if any."""

    known: tuple[tuple[Path, RecordId | None], ...]
    refused: tuple[Refusal, ...]


class Originals(Protocol):
    """Where original bytes are kept."""

    def take(self, source: BinaryIO, limit: int) -> tuple[BlobHash, int]:
        """Copy a stream durably; returns hash and size. Raises InputError above `limit` bytes."""

    def path(self, blob: BlobHash) -> Path:
        """Where the bytes lie."""


class Intake:
    """Takes in files and folders. A file that cannot be used becomes a failed record, so that it is never lost."""

    def __init__(self, work: Work, originals: Originals, clock: Clock) -> None:
        self._work = work
        self._originals = originals
        self._clock = clock

    def take_in(self, paths: Sequence[Path], claim: Claim | None = None, *, chain: bool = True) -> IntakeResult:
        """Make records of the paths; `claim` counts where no claim file lies beside the files.

        Raises:
            StoreError: the store cannot be written; records made so far stay.
        """
        planned = plan(paths)
        given = RecordFile(claim or Claim())
        records = tuple(self.take(candidate, given, chain=chain) for candidate in planned.candidates)
        return IntakeResult(records, planned.refused)

    def find(self, paths: Sequence[Path]) -> Found:
        """Which records were made of the very files that these paths would make records of."""
        planned = plan(paths)
        known = tuple((candidate.source, self._find(candidate)) for candidate in planned.candidates)
        return Found(known, planned.refused)

    def _find(self, candidate: Candidate) -> RecordId | None:
        try:
            blobs = [_digest(path) for path in candidate.files]
        except (InputError, OSError):
            return None
        with self._work() as work:
            return work.records.with_same_files(blobs)

    def take(self, candidate: Candidate, given: RecordFile, *, chain: bool = True) -> RecordId:
        """Make one record; see `take_in`."""
        attachments = tuple(self.attach(index, path) for index, path in enumerate(candidate.files))
        said = read_record_file(candidate.claim) if candidate.claim else given
        now = self._clock.now()
        with self._work() as work:
            seen = {item.sha256: work.records.first_with(item.sha256) for item in attachments if item.sha256}
            attachments = tuple(replace(item, duplicate_of=seen.get(item.sha256)) for item in attachments)
            record = work.records.add(printable(str(candidate.source)), attachments, said.claim, now, said.due)
            submission = work.submissions.add(record, StageName.OCR, now)
            queueing.ask(work, submission, StageName.OCR, chain=chain, by_hand=False, now=now)
            work.tell(RecordAdded(record))
            work.commit()
        return record

    def attach(self, index: int, path: Path) -> Attachment:
        """Take one file's bytes in, durably; what is wrong with it is told in its problem."""
        name = printable(path.name)
        try:
            with open_regular(path) as file:
                head = file.read(HEAD_BYTES)
                file.seek(0)
                kind = media_type(head)
                blob, size = self._originals.take(file, most_bytes(kind))
            return Attachment(index, name, blob, size, kind, self._originals.path(blob))
        except InputError as error:
            return _unusable(index, name, error.code, error.text)
        except OSError as error:
            text = f"The file cannot be read ({error.strerror}); check its rights and add it again."
            return _unusable(index, name, "unreadable", text)


def most_bytes(kind: str) -> int:
    """How large a file of that media type may be."""
    if kind in AUDIO:
        return MAX_AUDIO_BYTES
    return MAX_PDF_BYTES if kind == PDF else MAX_IMAGE_BYTES


def _digest(path: Path) -> BlobHash:
    digest = hashlib.sha256()
    with open_regular(path) as file:
        while chunk := file.read(HEAD_BYTES):
            digest.update(chunk)
    return BlobHash(digest.hexdigest())


def _unusable(index: int, name: str, code: str, text: str) -> Attachment:
    return Attachment(index, name, BlobHash(""), 0, UNKNOWN, Path(), problem_code=code, problem_text=text)
