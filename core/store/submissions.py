"""Versions of records, with their hold reasons."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any, Final, NoReturn

from sqlalchemy import CursorResult, Executable, Row, bindparam, case, delete, func, insert, select, update
from sqlalchemy.orm import Session

from core.domain.hold import HoldReason, ReasonCode
from core.domain.ids import RecordId, RunId, SubmissionId
from core.domain.states import DECIDED, MOVES, ProcessStatus, StageName, checked_move
from core.domain.work import Submission
from core.errors import ConflictError, NotFoundError
from core.store.deadlines import OF_RECORD, place_by
from core.store.tables import HoldReasonTable, SubmissionTable, table_of

_SUBMISSION: Final = table_of(SubmissionTable)
_REASON: Final = table_of(HoldReasonTable)
_CURRENT: Final = select(_SUBMISSION).where(_SUBMISSION.c.record_id == bindparam("record"), _SUBMISSION.c.is_current)
_VERSION: Final = select(_SUBMISSION).where(
    _SUBMISSION.c.record_id == bindparam("record"), _SUBMISSION.c.version == bindparam("number")
)
_GET: Final = select(_SUBMISSION).where(_SUBMISSION.c.id == bindparam("key"))
_DECIDED_BEFORE: Final = (
    select(_SUBMISSION)
    .where(
        _SUBMISSION.c.record_id == bindparam("record"),
        _SUBMISSION.c.version < bindparam("number"),
        _SUBMISSION.c.status.in_(tuple(DECIDED)),
    )
    .order_by(_SUBMISSION.c.version.desc())
    .limit(1)
)
_PUT: Final = (
    update(_SUBMISSION)
    .where(
        _SUBMISSION.c.id == bindparam("key"),
        _SUBMISSION.c.revision == bindparam("seen"),
        _SUBMISSION.c.status.in_(bindparam("from_statuses", expanding=True)),
    )
    .values(
        revision=bindparam("next_revision"),
        is_current=bindparam("current"),
        status=bindparam("to_status"),
        stage=bindparam("to_stage"),
        error_code=bindparam("code"),
        error_text=bindparam("told"),
        ocr_run=bindparam("by_ocr"),
        extract_run=bindparam("by_extract"),
        approve_run=bindparam("by_approve"),
        changed_at=bindparam("at"),
    )
)
_LAST: Final = select(
    func.max(_SUBMISSION.c.version).label("last"),
    func.min(_SUBMISSION.c.record_created_at).label("first_at"),
    func.max(case((_SUBMISSION.c.is_current, _SUBMISSION.c.files_of))).label("files_of"),
    OF_RECORD.label("due"),
).where(_SUBMISSION.c.record_id == bindparam("record"))
_NOT_CURRENT: Final = (
    update(_SUBMISSION)
    .where(_SUBMISSION.c.record_id == bindparam("record"), _SUBMISSION.c.is_current)
    .values(is_current=False)
)
_ADD: Final = insert(_SUBMISSION).returning(_SUBMISSION)
_OWN_FILES: Final = update(_SUBMISSION).where(_SUBMISSION.c.id == bindparam("key")).values(files_of=bindparam("own"))
_NO_REASONS: Final = delete(_REASON).where(_REASON.c.submission_id == bindparam("submission"))
_ADD_REASONS: Final = insert(_REASON)
_NOTE_REASONS: Final = (
    update(_SUBMISSION).where(_SUBMISSION.c.id == bindparam("key")).values(reason_codes=bindparam("codes"))
)


def submission_value(row: SubmissionTable | Row[Any]) -> Submission:
    """A submission as a frozen value."""
    return Submission(
        id=SubmissionId(row.id),
        record=RecordId(row.record_id),
        version=row.version,
        revision=row.revision,
        is_current=row.is_current,
        status=row.status,
        stage=row.stage,
        error_code=row.error_code,
        error_text=row.error_text,
        ocr_run=RunId(row.ocr_run) if row.ocr_run is not None else None,
        extract_run=RunId(row.extract_run) if row.extract_run is not None else None,
        approve_run=RunId(row.approve_run) if row.approve_run is not None else None,
        files_of=row.files_of,
    )


def packed_codes(codes: Iterable[ReasonCode]) -> str:
    """Codes as one text in which each can be found: `,a,b,`; empty for none."""
    names = sorted({code.value for code in codes})
    return f",{','.join(names)}," if names else ""


@cache
def _leading_to(status: ProcessStatus) -> tuple[ProcessStatus, ...]:
    """The statuses from which a submission may come to that one, itself among them."""
    return tuple(before for before in ProcessStatus if before is status or status in MOVES[before])


class SqlSubmissions:
    """See `core.domain.work.Submissions`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def _execute(self, statement: Executable, values: dict[str, object]) -> CursorResult[Any]:
        return self._session.connection().execute(statement, values)

    def add(self, record: RecordId, stage: StageName, at: datetime, like: Submission | None = None) -> Submission:
        """A new current version, pending at `stage`, of the files of the one before."""
        before = self._execute(_LAST, {"record": record}).one()
        if before.last:
            self._execute(_NOT_CURRENT, {"record": record})
        values = {
            "record_id": record,
            "version": (before.last or 0) + 1,
            "revision": 1,
            "files_of": before.files_of or 1,
            "is_current": True,
            "status": ProcessStatus.PENDING,
            "stage": stage,
            "error_code": "",
            "error_text": "",
            "ocr_run": like.ocr_run if like else None,
            "extract_run": like.extract_run if like else None,
            "created_at": at,
            "changed_at": at,
            "record_created_at": before.first_at or at,
            "place_at": before.first_at or at,
            "due_at": place_by(before.due, before.first_at or at),
        }
        return submission_value(self._execute(_ADD, values).one())

    def with_files_of_its_own(self, submission: Submission) -> Submission:
        """The version, for which from now on those files count that it brings itself."""
        self._execute(_OWN_FILES, {"key": submission.id, "own": submission.version})
        return replace(submission, files_of=submission.version)

    def current(self, record: RecordId) -> Submission:
        """The record's current version; raises NotFoundError."""
        row = self._execute(_CURRENT, {"record": record}).first()
        if row is None:
            raise NotFoundError(f"There is no record {record}.")
        return submission_value(row)

    def version(self, record: RecordId, version: int) -> Submission:
        """That version of the record; raises NotFoundError."""
        row = self._execute(_VERSION, {"record": record, "number": version}).first()
        if row is None:
            raise NotFoundError(f"There is no version {version} of record {record}.")
        return submission_value(row)

    def get(self, submission: SubmissionId) -> Submission:
        """One submission by id; raises NotFoundError."""
        row = self._execute(_GET, {"key": submission}).first()
        if row is None:
            raise NotFoundError("There is no such version.")
        return submission_value(row)

    def decided_before(self, submission: Submission) -> Submission | None:
        """The latest decided version before that one."""
        if submission.version == 1:
            return None
        row = self._execute(_DECIDED_BEFORE, {"record": submission.record, "number": submission.version}).first()
        return submission_value(row) if row else None

    def put(self, submission: Submission, at: datetime) -> Submission:
        """Write it if its revision is still the stored one and the move is allowed; raises ConflictError."""
        written = self._execute(
            _PUT,
            {
                "key": submission.id,
                "seen": submission.revision,
                "from_statuses": _leading_to(submission.status),
                "next_revision": submission.revision + 1,
                "current": submission.is_current,
                "to_status": submission.status,
                "to_stage": submission.stage,
                "code": submission.error_code,
                "told": submission.error_text,
                "by_ocr": submission.ocr_run,
                "by_extract": submission.extract_run,
                "by_approve": submission.approve_run,
                "at": at,
            },
        )
        if written.rowcount != 1:
            self._refuse(submission)
        return replace(submission, revision=submission.revision + 1)

    def _refuse(self, submission: Submission) -> NoReturn:
        stored = self.get(submission.id)
        if stored.revision == submission.revision:
            checked_move(stored.status, submission.status)
        raise ConflictError("Somebody else changed this record; look at it again.", code="changed_meanwhile")

    def set_reasons(self, submission: SubmissionId, reasons: Sequence[HoldReason]) -> None:
        """Replace the open questions."""
        self._execute(_NO_REASONS, {"submission": submission})
        rows = [
            {
                "submission_id": submission,
                "position": position,
                "code": reason.code.value,
                "stage": reason.stage,
                "field": reason.field.value if reason.field else "",
                "params": json.dumps(reason.params, ensure_ascii=False),
            }
            for position, reason in enumerate(reasons)
        ]
        if rows:
            self._session.connection().execute(_ADD_REASONS, rows)
        self._execute(_NOTE_REASONS, {"key": submission, "codes": packed_codes(reason.code for reason in reasons)})

    def ids_with(self, status: ProcessStatus) -> tuple[RecordId, ...]:
        """Records whose current version stands at that status."""
        found = self._session.scalars(
            select(SubmissionTable.record_id)
            .where(SubmissionTable.is_current, SubmissionTable.status == status)
            .order_by(SubmissionTable.record_id)
        )
        return tuple(RecordId(record) for record in found)
