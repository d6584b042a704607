"""Everything about one version of a record, read in the snapshot of one session."""

from __future__ import annotations

from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from core.domain.human import disputes
from core.domain.ids import BlobHash, RecordId
from core.domain.page import Reading
from core.domain.rows import AttachmentRow, RecordDetail
from core.domain.work import Submission
from core.store.history import runs_of
from core.store.records import BlobPath, SqlRecords
from core.store.results import SqlDecisions, SqlResults
from core.store.rows import row_of
from core.store.submissions import SqlSubmissions
from core.store.tables import SubmissionTable, table_of

_SUBMISSION: Final = table_of(SubmissionTable)
_VERSIONS: Final = (
    select(_SUBMISSION.c.version).where(_SUBMISSION.c.record_id == bindparam("record")).order_by(_SUBMISSION.c.version)
)


def detail_of(session: Session, blob_path: BlobPath, record: RecordId, version: int | None = None) -> RecordDetail:
    """One version, by default the current one; raises NotFoundError."""
    submissions, results, decided = SqlSubmissions(session), SqlResults(session), SqlDecisions(session)
    records = SqlRecords(session, blob_path)
    wanted = submissions.current(record) if version is None else submissions.version(record, version)
    reading = results.reading(wanted.ocr_run) if wanted.ocr_run else None
    decisions = decided.of(record)
    extraction = results.extraction(wanted.extract_run) if wanted.extract_run else None
    human = (value for value in decided.stood_for(decisions) if value.version <= wanted.version)
    return RecordDetail(
        row=row_of(session.connection(), wanted.id),
        version=wanted.version,
        versions=tuple(session.connection().execute(_VERSIONS, {"record": record}).scalars()),
        attachments=_attachments(records, wanted, reading),
        claim=records.claim(record),
        reading=reading,
        extraction=extraction,
        judgement=results.judgement(wanted.approve_run) if wanted.approve_run else None,
        runs=runs_of(session, record),
        decisions=decisions,
        disputes=disputes(human, extraction),
    )


def _attachments(records: SqlRecords, wanted: Submission, reading: Reading | None) -> tuple[AttachmentRow, ...]:
    counted = {item.attachment: item for item in reading.attachments} if reading else {}
    return tuple(
        AttachmentRow(
            index=item.index,
            name=item.name,
            sha256=BlobHash(item.sha256),
            size=item.size,
            media_type=item.media_type,
            pages=counted[item.index].pages if item.index in counted else None,
            pages_read=counted[item.index].pages_read if item.index in counted else None,
            duplicate_of=item.duplicate_of,
            version=item.version,
        )
        for item in records.attachments(wanted)
    )
