"""Records, attachments and claims."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Row, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from core.domain.claim import Claim
from core.domain.ids import BlobHash, RecordId
from core.domain.keeping import Part
from core.domain.record import Attachment
from core.domain.work import Submission
from core.errors import NotFoundError
from core.store.codec import pack_claim, unpack_claim
from core.store.deadlines import place_now
from core.store.search import SqlSearch
from core.store.tables import AttachmentTable, RecordTable, SubmissionTable, table_of
from core.store.time_tables import ErasedTable

_SUBMISSION: Final = table_of(SubmissionTable)
_RECORD: Final = table_of(RecordTable)
_ATTACHMENT: Final = table_of(AttachmentTable)
_ERASED: Final = table_of(ErasedTable)
GONE: Final = "originals_deleted"
"""The problem of a file whose bytes were deleted, as the settings say."""
_ATTACHMENTS: Final = (
    select(_ATTACHMENT)
    .where(
        _ATTACHMENT.c.record_id == bindparam("record"),
        _ATTACHMENT.c.version == bindparam("files_of"),
    )
    .order_by(_ATTACHMENT.c.position)
)
_NEXT: Final = select(func.count()).where(_ATTACHMENT.c.record_id == bindparam("record"))
_FILES_OF: Final = select(_SUBMISSION.c.files_of).where(
    _SUBMISSION.c.record_id == bindparam("record"), _SUBMISSION.c.is_current
)
_IS_ERASED: Final = select(_ERASED.c.part).where(
    _ERASED.c.record_id == bindparam("record"), _ERASED.c.part == Part.ORIGINALS.value
)
_UNERASE: Final = delete(_ERASED).where(_ERASED.c.record_id == bindparam("record"))
_GONE: Final = (
    update(_ATTACHMENT)
    .where(_ATTACHMENT.c.record_id == bindparam("record_"), _ATTACHMENT.c.problem_code == "")
    .values(problem_code=GONE, problem_text="The file was deleted, as the settings say; ask for it again.")
)
_REPLACE: Final = (
    update(_SUBMISSION)
    .where(_SUBMISSION.c.record_id == bindparam("record"), _SUBMISSION.c.is_current)
    .values(changed_at=bindparam("at"), revision=_SUBMISSION.c.revision + 1, due_at=place_now())
)
"""Put the current version where its record's deadline wants it."""
_CLAIM: Final = select(_RECORD.c.claim).where(_RECORD.c.id == bindparam("record"))
_ADD: Final = insert(_RECORD).returning(_RECORD.c.id)
_ADD_ATTACHMENTS: Final = insert(_ATTACHMENT)
_FIRST_WITH: Final = select(func.min(_ATTACHMENT.c.record_id)).where(_ATTACHMENT.c.sha256 == bindparam("blob"))
_TOLD_BEFORE: Final = (
    select(_ATTACHMENT.c.duplicate_of)
    .where(_ATTACHMENT.c.record_id == bindparam("record"), _ATTACHMENT.c.sha256 == bindparam("blob"))
    .order_by(_ATTACHMENT.c.position)
    .limit(1)
)
_SUMMARY: Final = (
    update(_RECORD)
    .where(_RECORD.c.id == bindparam("record"))
    .values(holder_name=bindparam("holder"), document_type=bindparam("kind"))
)
_KIND: Final = (
    update(_SUBMISSION)
    .where(_SUBMISSION.c.record_id == bindparam("record"), _SUBMISSION.c.is_current)
    .values(document_type=bindparam("kind"))
)
BlobPath = Callable[[BlobHash], Path]


def attachment_value(row: AttachmentTable | Row[Any], blob_path: BlobPath) -> Attachment:
    """An attachment as a frozen value."""
    blob = BlobHash(row.sha256)
    return Attachment(
        index=row.position,
        name=row.name,
        sha256=blob,
        size=row.size,
        media_type=row.media_type,
        path=blob_path(blob) if blob else Path(),
        duplicate_of=_number(row.duplicate_of),
        problem_code=row.problem_code,
        problem_text=row.problem_text,
        version=row.version,
    )


class SqlRecords:
    """See `core.domain.work.Records`."""

    def __init__(self, session: Session, blob_path: BlobPath) -> None:
        self._session = session
        self._blob_path = blob_path
        self._search = SqlSearch(session)

    def add(
        self, source: str, attachments: Sequence[Attachment], claim: Claim, at: datetime, due: datetime | None = None
    ) -> RecordId:
        """Store a record with its attachments."""
        connection = self._session.connection()
        values = {"source": source, "claim": pack_claim(claim), "created_at": at, "due": due}
        record: int = connection.execute(_ADD, values).scalar_one()
        self._add_files(record, attachments, version=1)
        names = (item.name for item in attachments)
        self._search.begin(RecordId(record), source, *names, *(value for _, value in claim.values))
        return RecordId(record)

    def exists(self, record: RecordId) -> bool:
        """Whether there is such a record."""
        return self._session.scalar(select(RecordTable.id).where(RecordTable.id == record)) is not None

    def source(self, record: RecordId) -> str:
        """Where it came from; raises NotFoundError."""
        found: str | None = self._session.scalar(select(RecordTable.source).where(RecordTable.id == record))
        if found is None:
            raise NotFoundError(f"There is no record {record}.")
        return found

    def _add_files(self, record: int, attachments: Sequence[Attachment], version: int) -> None:
        rows = [
            {
                "record_id": record,
                "position": item.index,
                "name": item.name,
                "sha256": item.sha256,
                "size": item.size,
                "media_type": item.media_type,
                "problem_code": item.problem_code,
                "problem_text": item.problem_text,
                "version": version,
                "duplicate_of": item.duplicate_of,
            }
            for item in attachments
        ]
        if rows:
            self._session.connection().execute(_ADD_ATTACHMENTS, rows)

    def attachments(self, submission: Submission) -> tuple[Attachment, ...]:
        """The files of that version in their order."""
        return self._attachments(submission.record, submission.files_of)

    def _attachments(self, record: int, version: int) -> tuple[Attachment, ...]:
        rows = self._session.connection().execute(_ATTACHMENTS, {"record": record, "files_of": version})
        return tuple(attachment_value(row, self._blob_path) for row in rows)

    def bring(self, submission: Submission, attachments: Sequence[Attachment]) -> None:
        """Add files that come with this version."""
        connection, record = self._session.connection(), submission.record
        if connection.execute(_IS_ERASED, {"record": record}).first() is not None:
            # From here on the note of what was deleted would speak of the new files too: it goes over to the old ones.
            connection.execute(_GONE, {"record_": record})
        connection.execute(_UNERASE, {"record": record})
        start: int = connection.execute(_NEXT, {"record": record}).scalar_one()
        placed = [replace(item, index=start + place) for place, item in enumerate(attachments)]
        self._add_files(record, placed, submission.version)
        self._search.extend(record, *(item.name for item in attachments))

    def claim(self, record: RecordId) -> Claim:
        """What the applicant says; raises NotFoundError."""
        text: str | None = self._session.connection().execute(_CLAIM, {"record": record}).scalar()
        if text is None:
            raise NotFoundError(f"There is no record {record}.")
        return unpack_claim(text)

    def set_claim(self, record: RecordId, claim: Claim, at: datetime) -> None:
        """Replace the claim."""
        self._session.execute(update(RecordTable).where(RecordTable.id == record).values(claim=pack_claim(claim)))
        self._session.execute(
            update(SubmissionTable)
            .where(SubmissionTable.record_id == record, SubmissionTable.is_current)
            .values(changed_at=at, revision=SubmissionTable.revision + 1)
        )
        self._search.extend(record, *(value for _, value in claim.values))

    def set_due(self, record: RecordId, due: datetime | None, at: datetime) -> None:
        """Replace the deadline, and the place in the queue that follows from it."""
        self._session.execute(update(RecordTable).where(RecordTable.id == record).values(due=due))
        connection = self._session.connection()
        connection.execute(_REPLACE, {"record": record, "at": at})

    def first_with(self, blob: BlobHash) -> RecordId | None:
        """The first record that holds these bytes."""
        return _number(self._session.connection().execute(_FIRST_WITH, {"blob": blob}).scalar())

    def copied_from(self, blob: BlobHash, record: RecordId) -> RecordId | None:
        """The other record that held these bytes before this one did.

        Asked when the first of them came: whoever hands the same in later has it from here.
        """
        before = self._session.connection().execute(_TOLD_BEFORE, {"record": record, "blob": blob}).first()
        return self.first_with(blob) if before is None else _number(before.duplicate_of)

    def with_same_files(self, blobs: Sequence[BlobHash]) -> RecordId | None:
        """The latest record whose attachments are exactly these bytes, in whatever order."""
        wanted = sorted(blobs)
        candidates = self._session.scalars(
            select(AttachmentTable.record_id)
            .where(AttachmentTable.sha256.in_(wanted))
            .distinct()
            .order_by(AttachmentTable.record_id.desc())
        )
        for record in candidates:
            version = self._session.connection().execute(_FILES_OF, {"record": record}).scalar_one()
            if sorted(item.sha256 for item in self._attachments(record, version)) == wanted:
                return RecordId(record)
        return None

    def set_summary(self, record: RecordId, holder_name: str, document_type: str, number: str) -> None:
        """What lists show of a record, and what search finds."""
        connection = self._session.connection()
        connection.execute(_SUMMARY, {"record": record, "holder": holder_name, "kind": document_type})
        connection.execute(_KIND, {"record": record, "kind": document_type})
        self._search.extend(record, holder_name, number)


def _number(record: int | None) -> RecordId | None:
    return RecordId(record) if record is not None else None
