"""Whether anything has changed about a record: all its rows as one text, by one statement.

The rows are taken whole, but for what no answer shows, so that a column that comes later counts by itself. Two texts
that are the same stand for the same answer, as results of stage runs are named by their hash.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import BindParameter, Connection, ScalarSelect, Select, Table, bindparam, func, select

from core.domain.ids import RecordId
from core.store.delivery_tables import DeliveryTable, HandedInTable
from core.store.review_tables import EscalationTable
from core.store.tables import (
    AttachmentTable,
    DecisionTable,
    HoldReasonTable,
    RecordTable,
    StageResultTable,
    StageRunTable,
    SubmissionTable,
    table_of,
)

_UNTOLD: Final = frozenset(
    {"claim", "payload", "owner", "lease_until", "fence", "done", "total", "grounds", "internal_comment"}
)
"""What is large, or moves while a lane or a courier is at work, and stands in no answer."""
_SUBMISSION, _RUN = table_of(SubmissionTable), table_of(StageRunTable)
_RECORD: Final[BindParameter[int]] = bindparam("record")
_VERSIONS: Final = select(_SUBMISSION.c.id).where(_SUBMISSION.c.record_id == _RECORD)
_RUNS: Final = select(_RUN.c.id).where(_RUN.c.submission_id.in_(_VERSIONS))
_OF_RECORD: Final = tuple(
    table_of(kind) for kind in (SubmissionTable, AttachmentTable, DecisionTable, DeliveryTable, HandedInTable)
)
_OF_VERSIONS: Final = tuple(table_of(kind) for kind in (StageRunTable, HoldReasonTable, EscalationTable))


def _rows(table: Table, mine: Select[tuple[int]] | None = None, by: str = "record_id") -> ScalarSelect[str]:
    column = table.c[by]
    columns = [each for each in table.c if each.name not in _UNTOLD]
    where = column == _RECORD if mine is None else column.in_(mine)
    return select(func.json_group_array(func.json_array(*columns))).where(where).scalar_subquery()


def _all() -> Iterable[ScalarSelect[str]]:
    yield _rows(table_of(RecordTable), by="id")
    yield from (_rows(table) for table in _OF_RECORD)
    yield from (_rows(table, _VERSIONS, "submission_id") for table in _OF_VERSIONS)
    yield _rows(table_of(StageResultTable), _RUNS, "run_id")


_FACTS: Final = select(func.json_array(*_all()))


def facts_of(connection: Connection, record: RecordId) -> str:
    """All that answers about that record are made of; for comparing with what it was before."""
    return str(connection.execute(_FACTS, {"record": record}).scalar_one())
