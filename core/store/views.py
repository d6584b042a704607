"""What lists and details show, read in one consistent snapshot. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine, Row, Select, func, or_, select
from sqlalchemy.orm import Session

from core.domain.egress import EgressRow, Usage
from core.domain.hold import HoldReason
from core.domain.ids import BlobHash, RecordId
from core.domain.queue import RecordOrder
from core.domain.rows import (
    AttachmentRow,
    Counts,
    RecordDetail,
    RecordPage,
    RecordQuery,
    RecordRow,
    StageCell,
    StageRunRow,
)
from core.domain.states import StageName, StageStatus
from core.errors import NotFoundError
from core.store.egress import egress_rows, usage_since
from core.store.records import BlobPath, SqlRecords, folded
from core.store.results import SqlDecisions, SqlResults
from core.store.runs import run_row
from core.store.submissions import SqlSubmissions, reasons_of
from core.store.tables import RecordTable, StageRunTable, SubmissionTable

_ORDER = list(StageName)
_Joined = Row[RecordTable, SubmissionTable]


class SqlViews:
    """Read-only questions to the store; every call is one short transaction of its own."""

    def __init__(self, engine: Engine, blob_path: BlobPath) -> None:
        self._engine = engine
        self._blob_path = blob_path

    def list(self, query: RecordQuery) -> RecordPage:
        """Records, paged by key."""
        with Session(self._engine) as session:
            found = session.execute(_listing(query)).all()
            rows = _rows(session, found)
        more = len(rows) == query.limit
        return RecordPage(rows, int(rows[-1].id) if more and rows else None)

    def row(self, record: RecordId) -> RecordRow:
        """One row; raises NotFoundError."""
        found = self.rows([record])
        if not found:
            raise NotFoundError(f"There is no record {record}.")
        return found[0]

    def rows(self, records: Sequence[RecordId]) -> tuple[RecordRow, ...]:
        """The rows of those records, in the order asked; those that are gone are left out."""
        with Session(self._engine) as session:
            found = session.execute(_base().where(RecordTable.id.in_(records))).all()
            rows = {row.id: row for row in _rows(session, found)}
        return tuple(rows[record] for record in records if record in rows)

    def unsettled(self) -> frozenset[RecordId]:
        """Records with an open stage run."""
        with Session(self._engine) as session:
            found = session.scalars(
                select(SubmissionTable.record_id)
                .join(StageRunTable, StageRunTable.submission_id == SubmissionTable.id)
                .where(StageRunTable.status.in_((StageStatus.QUEUED, StageStatus.RUNNING)))
            )
            return frozenset(RecordId(record) for record in found)

    def counts(self) -> Counts:
        """Records per status and open stage runs."""
        with Session(self._engine) as session:
            statuses = session.execute(
                select(SubmissionTable.status, func.count())
                .where(SubmissionTable.is_current)
                .group_by(SubmissionTable.status)
            )
            by_status = tuple((status, number) for status, number in statuses)
            queued, running = (
                session.scalar(select(func.count()).where(StageRunTable.status == status)) or 0
                for status in (StageStatus.QUEUED, StageStatus.RUNNING)
            )
        return Counts(by_status, queued, running)

    def egress(self, record: RecordId) -> tuple[EgressRow, ...]:
        """What left the machine about that record, first to last."""
        with Session(self._engine) as session:
            return egress_rows(session, record)

    def usage(self, since: datetime) -> Usage:
        """Calls to servers that are not ours since then, of all records."""
        with Session(self._engine) as session:
            return usage_since(session, since)

    def detail(self, record: RecordId, version: int | None = None) -> RecordDetail:
        """Everything about one version; raises NotFoundError."""
        with Session(self._engine) as session:
            submissions = SqlSubmissions(session)
            wanted = submissions.current(record) if version is None else submissions.version(record, version)
            found = session.execute(_base(any_version=True).where(SubmissionTable.id == wanted.id)).all()
            row = _rows(session, found)[0]
            results = SqlResults(session)
            reading = results.reading(wanted.ocr_run) if wanted.ocr_run else None
            counted = {item.attachment: item for item in reading.attachments} if reading else {}
            records = SqlRecords(session, self._blob_path)
            attachments = tuple(
                AttachmentRow(
                    index=item.index,
                    name=item.name,
                    sha256=BlobHash(item.sha256),
                    size=item.size,
                    media_type=item.media_type,
                    pages=counted[item.index].pages if item.index in counted else None,
                    pages_read=counted[item.index].pages_read if item.index in counted else None,
                    duplicate_of=item.duplicate_of,
                )
                for item in records.attachments(record)
            )
            return RecordDetail(
                row=row,
                version=wanted.version,
                versions=_versions(session, record),
                attachments=attachments,
                claim=records.claim(record),
                reading=reading,
                extraction=results.extraction(wanted.extract_run) if wanted.extract_run else None,
                judgement=results.judgement(wanted.approve_run) if wanted.approve_run else None,
                runs=_runs(session, record),
                decisions=SqlDecisions(session).of(record),
            )


def _base(*, any_version: bool = False) -> Select[RecordTable, SubmissionTable]:
    query = select(RecordTable, SubmissionTable).join(SubmissionTable, SubmissionTable.record_id == RecordTable.id)
    return query if any_version else query.where(SubmissionTable.is_current)


def _listing(query: RecordQuery) -> Select[RecordTable, SubmissionTable]:
    wanted = _base()
    if query.statuses:
        wanted = wanted.where(SubmissionTable.status.in_(query.statuses))
    if text := query.text.strip():
        found = RecordTable.search.contains(folded(text), autoescape=True)
        wanted = wanted.where(or_(found, RecordTable.id == int(text)) if text.isdecimal() else found)
    key = SubmissionTable.record_id
    newest = query.order is RecordOrder.NEWEST
    if query.after is not None:
        wanted = wanted.where(key < query.after if newest else key > query.after)
    return wanted.order_by(key.desc() if newest else key).limit(query.limit)


def _versions(session: Session, record: RecordId) -> tuple[int, ...]:
    return tuple(
        session.scalars(
            select(SubmissionTable.version).where(SubmissionTable.record_id == record).order_by(SubmissionTable.version)
        )
    )


def _runs(session: Session, record: RecordId) -> tuple[StageRunRow, ...]:
    found = session.execute(
        select(StageRunTable, SubmissionTable.version)
        .join(SubmissionTable, SubmissionTable.id == StageRunTable.submission_id)
        .where(SubmissionTable.record_id == record)
        .order_by(StageRunTable.id)
    )
    return tuple(run_row(run, version) for run, version in found)


def _rows(session: Session, found: Sequence[_Joined]) -> tuple[RecordRow, ...]:
    ids = [submission.id for _, submission in found]
    reasons = reasons_of(session, ids)
    cells = _cells(session, ids)
    return tuple(
        _row(record, submission, cells.get(submission.id, {}), reasons.get(submission.id, ()))
        for record, submission in found
    )


def _cells(session: Session, submissions: Sequence[int]) -> dict[int, dict[StageName, StageRunTable]]:
    runs = session.scalars(
        select(StageRunTable).where(StageRunTable.submission_id.in_(submissions)).order_by(StageRunTable.id)
    )
    latest: dict[int, dict[StageName, StageRunTable]] = {}
    for run in runs:
        latest.setdefault(run.submission_id, {})[run.stage] = run
    return latest


def _row(
    record: RecordTable,
    submission: SubmissionTable,
    runs: dict[StageName, StageRunTable],
    reasons: tuple[HoldReason, ...],
) -> RecordRow:
    return RecordRow(
        id=RecordId(record.id),
        version=submission.version,
        revision=submission.revision,
        source=record.source,
        title=record.holder_name or record.source.rstrip("/").rpartition("/")[2],
        holder_name=record.holder_name,
        document_type=record.document_type,
        status=submission.status,
        stage=submission.stage,
        error_code=submission.error_code,
        error_text=submission.error_text,
        stages=tuple(_cell(runs[stage], reasons) for stage in _ORDER if stage in runs),
        reasons=reasons,
        created_at=record.created_at,
        changed_at=submission.changed_at,
    )


def _cell(run: StageRunTable, reasons: tuple[HoldReason, ...]) -> StageCell:
    return StageCell(
        stage=run.stage,
        status=run.status,
        attempt=run.attempt,
        done=run.done,
        total=run.total,
        queued_at=run.queued_at,
        started_at=run.started_at,
        finished_at=run.finished_at,
        held=run.stage is StageName.APPROVE and run.status is StageStatus.DONE and bool(reasons),
        error_code=run.error_code,
    )
