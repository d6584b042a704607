"""What running again asks of records, many at once: a few statements for a whole batch."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, Engine, bindparam, select
from sqlalchemy.orm import Session

from core.domain.decision import Verdict
from core.domain.field import FieldName
from core.domain.ids import RecordId
from core.domain.keeping import Part
from core.domain.rerun import RerunState
from core.domain.states import StageStatus
from core.store.rows import title_of
from core.store.submissions import submission_value
from core.store.tables import DecisionTable, RecordTable, StageRunTable, SubmissionTable, table_of
from core.store.time_tables import ErasedTable

_SUBMISSION, _RECORD = table_of(SubmissionTable), table_of(RecordTable)
_RUN, _DECISION, _ERASED = table_of(StageRunTable), table_of(DecisionTable), table_of(ErasedTable)
_KEYS: Final[Any] = bindparam("keys", expanding=True)
_HEADS: Final = (
    select(_SUBMISSION, _RECORD.c.source, _RECORD.c.holder_name)
    .join(_RECORD, _RECORD.c.id == _SUBMISSION.c.record_id)
    .where(_SUBMISSION.c.record_id.in_(_KEYS), _SUBMISSION.c.is_current)
)
_OPEN: Final = select(_RUN.c.submission_id, _RUN.c.stage).where(
    _RUN.c.submission_id.in_(_KEYS), _RUN.c.status.in_((StageStatus.QUEUED, StageStatus.RUNNING))
)
_GONE: Final = select(_ERASED.c.record_id, _ERASED.c.part, _ERASED.c.at).where(_ERASED.c.record_id.in_(_KEYS))
_READ_AT: Final = select(_RUN.c.id, _RUN.c.finished_at).where(_RUN.c.id.in_(_KEYS))
_APPROVALS: Final = (
    select(_DECISION.c.record_id, _DECISION.c.corrections)
    .where(_DECISION.c.record_id.in_(_KEYS), _DECISION.c.verdict == Verdict.APPROVE)
    .order_by(_DECISION.c.id)
)


class SqlReruns:
    """See `core.domain.rerun.RerunStates`; within a transaction that changes something."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def states(self, records: Sequence[RecordId]) -> dict[RecordId, RerunState]:
        """By record; those that are gone are left out."""
        return states_of(self._session.connection(), records)


class SqlRerunStates:
    """See `core.domain.rerun.RerunStates`; for whoever only looks."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def states(self, records: Sequence[RecordId]) -> dict[RecordId, RerunState]:
        """By record; those that are gone are left out."""
        with Session(self._engine) as session:
            return states_of(session.connection(), records)


def states_of(connection: Connection, records: Sequence[RecordId]) -> dict[RecordId, RerunState]:
    """The records' current versions as far as running again asks."""
    heads = connection.execute(_HEADS, {"keys": records}).all()
    stages = {row[0]: row[1] for row in connection.execute(_OPEN, {"keys": [head.id for head in heads]})}
    gone = _gone(connection, records, {head.record_id: head.ocr_run for head in heads})
    approvals = {row[0]: row[1] for row in connection.execute(_APPROVALS, {"keys": records})}  # the latest stays
    return {
        RecordId(head.record_id): RerunState(
            submission=submission_value(head),
            title=title_of(head.holder_name, head.source),
            open_stage=stages.get(head.id),
            originals_gone=Part.ORIGINALS in gone[head.record_id],
            text_gone=Part.TEXT in gone[head.record_id],
            is_approved_by_person=head.record_id in approvals,
            locked=_fields(approvals.get(head.record_id)),
        )
        for head in heads
    }


def _gone(connection: Connection, records: Sequence[RecordId], readings: dict[int, int | None]) -> dict[int, set[Part]]:
    """What was deleted of which record. Text that was read after the deletion is there."""
    gone: dict[int, set[Part]] = defaultdict(set)
    found = connection.execute(_GONE, {"keys": records}).all()
    if not found:
        return gone
    runs = [run for row in found if (run := readings.get(row.record_id)) is not None]
    read_at: dict[Any, Any] = {row[0]: row[1] for row in connection.execute(_READ_AT, {"keys": runs})}
    for row in found:
        at = read_at.get(readings.get(row.record_id))
        if row.part != Part.TEXT.value or at is None or at <= row.at:
            gone[row.record_id].add(Part(row.part))
    return gone


def _fields(corrections: str | None) -> tuple[FieldName, ...]:
    return tuple(FieldName(name) for name, _ in json.loads(corrections)) if corrections else ()
