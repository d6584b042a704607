"""Rows of lists: a few statements for a whole page, made once, on the bare tables."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, select

from core.domain.field import FieldName
from core.domain.hold import HoldReason, ReasonCode
from core.domain.ids import RecordId
from core.domain.queue import Escalation
from core.domain.rows import RecordRow, StageCell
from core.domain.states import StageName, StageStatus
from core.store.review_tables import EscalationTable
from core.store.tables import HoldReasonTable, RecordTable, StageRunTable, SubmissionTable, table_of

_RECORD: Final = table_of(RecordTable)
_SUBMISSION: Final = table_of(SubmissionTable)
_REASON: Final = table_of(HoldReasonTable)
_RUN: Final = table_of(StageRunTable)
_ESCALATION: Final = table_of(EscalationTable)
_HEADS: Final = select(
    _RECORD.c.id,
    _RECORD.c.source,
    _RECORD.c.holder_name,
    _RECORD.c.document_type,
    _RECORD.c.created_at,
    _RECORD.c.due,
    _SUBMISSION.c.id.label("submission"),
    _SUBMISSION.c.version,
    _SUBMISSION.c.revision,
    _SUBMISSION.c.status,
    _SUBMISSION.c.stage,
    _SUBMISSION.c.error_code,
    _SUBMISSION.c.error_text,
    _SUBMISSION.c.changed_at,
    _SUBMISSION.c.confidence,
    _SUBMISSION.c.escalated,
    _SUBMISSION.c.postponed_until,
    _SUBMISSION.c.ocr_run,
    _SUBMISSION.c.extract_run,
    _SUBMISSION.c.approve_run,
).join_from(_RECORD, _SUBMISSION, _SUBMISSION.c.record_id == _RECORD.c.id)
_OF_RECORDS: Final = _HEADS.where(
    _SUBMISSION.c.is_current, _SUBMISSION.c.record_id.in_(bindparam("keys", expanding=True))
)
_OF_SUBMISSION: Final = _HEADS.where(_SUBMISSION.c.id == bindparam("key"))
_REASONS: Final = (
    select(_REASON.c.submission_id, _REASON.c.code, _REASON.c.stage, _REASON.c.field, _REASON.c.params)
    .where(_REASON.c.submission_id.in_(bindparam("keys", expanding=True)))
    .order_by(_REASON.c.submission_id, _REASON.c.position)
)
_CELLS: Final = (
    select(
        _RUN.c.submission_id,
        _RUN.c.stage,
        _RUN.c.status,
        _RUN.c.attempt,
        _RUN.c.done,
        _RUN.c.total,
        _RUN.c.queued_at,
        _RUN.c.started_at,
        _RUN.c.finished_at,
        _RUN.c.error_code,
        _RUN.c.id,
        _RUN.c.paused,
    )
    .where(_RUN.c.submission_id.in_(bindparam("keys", expanding=True)))
    .order_by(_RUN.c.submission_id, _RUN.c.id)
)
_ESCALATIONS: Final = select(_ESCALATION).where(_ESCALATION.c.submission_id.in_(bindparam("keys", expanding=True)))
_ORDER: Final = tuple(StageName)
_AT_ONCE: Final = 10_000
"""A statement takes no more values than a quarter of a million."""


def title_of(holder_name: str, source: str) -> str:
    """What a record is called: by its holder, else by its file or folder."""
    return holder_name or source.rstrip("/").rpartition("/")[2]


def rows_of(connection: Connection, records: Sequence[RecordId]) -> tuple[RecordRow, ...]:
    """The current rows of those records, in the order asked; those that are gone are left out."""
    found: dict[RecordId, RecordRow] = {}
    for start in range(0, len(records), _AT_ONCE):
        heads = connection.execute(_OF_RECORDS, {"keys": records[start : start + _AT_ONCE]}).all()
        found |= {row.id: row for row in _rows(connection, heads)}
    return tuple(found[record] for record in records if record in found)


def row_of(connection: Connection, submission: int) -> RecordRow:
    """The row of one version."""
    (row,) = _rows(connection, connection.execute(_OF_SUBMISSION, {"key": submission}).all())
    return row


def _rows(connection: Connection, heads: Sequence[Row[*tuple[Any, ...]]]) -> tuple[RecordRow, ...]:
    keys = [head.submission for head in heads]
    reasons = _reasons(connection, keys)
    cells: dict[int, dict[StageName, Row[*tuple[Any, ...]]]] = defaultdict(dict)
    for run in connection.execute(_CELLS, {"keys": keys}):
        cells[run.submission_id][run.stage] = run  # the latest stays
    escalations = _escalations(connection, [head.submission for head in heads if head.escalated])
    return tuple(
        _row(head, cells[head.submission], tuple(reasons[head.submission]), escalations.get(head.submission))
        for head in heads
    )


def reasons_of(connection: Connection, submission: int) -> tuple[HoldReason, ...]:
    """The open questions of a submission."""
    return tuple(_reasons(connection, [submission])[submission])


def _reasons(connection: Connection, keys: Sequence[int]) -> dict[int, list[HoldReason]]:
    found: dict[int, list[HoldReason]] = defaultdict(list)
    for submission, code, stage, field, params in connection.execute(_REASONS, {"keys": keys}):
        blanks = tuple((name, value) for name, value in json.loads(params))
        found[submission].append(HoldReason(ReasonCode(code), stage, FieldName(field) if field else None, blanks))
    return found


def _escalations(connection: Connection, keys: Sequence[int]) -> dict[int, Escalation]:
    if not keys:
        return {}
    found = connection.execute(_ESCALATIONS, {"keys": keys})
    return {row.submission_id: Escalation(row.note, row.to, row.by, row.at) for row in found}


def _row(
    head: Row[*tuple[Any, ...]],
    runs: dict[StageName, Row[*tuple[Any, ...]]],
    reasons: tuple[HoldReason, ...],
    escalation: Escalation | None,
) -> RecordRow:
    standing = (head.ocr_run, head.extract_run, head.approve_run)
    return RecordRow(
        id=RecordId(head.id),
        version=head.version,
        revision=head.revision,
        source=head.source,
        title=title_of(head.holder_name, head.source),
        holder_name=head.holder_name,
        document_type=head.document_type,
        status=head.status,
        stage=head.stage,
        error_code=head.error_code,
        error_text=head.error_text,
        stages=tuple(_cell(runs[stage], reasons, standing) for stage in _ORDER if stage in runs),
        reasons=reasons,
        created_at=head.created_at,
        changed_at=head.changed_at,
        confidence=head.confidence,
        escalation=escalation,
        postponed_until=head.postponed_until,
        due=head.due,
    )


def _cell(run: Row[*tuple[Any, ...]], reasons: tuple[HoldReason, ...], standing: tuple[int | None, ...]) -> StageCell:
    is_done = run.status is StageStatus.DONE
    return StageCell(
        stage=run.stage,
        status=run.status,
        attempt=run.attempt,
        done=run.done,
        total=run.total,
        queued_at=run.queued_at,
        started_at=run.started_at,
        finished_at=run.finished_at,
        held=run.stage is StageName.APPROVE and is_done and bool(reasons),
        error_code=run.error_code,
        paused=run.paused and run.status is StageStatus.QUEUED,
        outdated=is_done and run.id not in standing,
    )
