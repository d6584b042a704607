"""Results of stage runs and decisions: both written once, never changed."""

from __future__ import annotations

import json
from typing import Final, TypeVar

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session

from core.domain.decision import Decision
from core.domain.field import Extraction, FieldName
from core.domain.hold import Judgement
from core.domain.ids import DecisionId, RecordId, RunId
from core.domain.page import Reading
from core.domain.work import Section
from core.errors import NotFoundError, StoreError
from core.store.codec import kind_of, pack, unpack
from core.store.tables import DecisionTable, StageResultTable, table_of

_RESULT: Final = table_of(StageResultTable)
_PUT: Final = insert(_RESULT)
_GET: Final = select(_RESULT).where(_RESULT.c.run_id == bindparam("run"))
_SHA256: Final = select(_RESULT.c.sha256).where(_RESULT.c.run_id == bindparam("run"))
_T = TypeVar("_T", Reading, Extraction, Judgement)


class SqlResults:
    """See `core.domain.work.Results`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, run: RunId, section: Section, inputs: str) -> str:
        """Store a section and return its hash."""
        payload, sha256 = pack(section)
        values = {"run_id": run, "kind": kind_of(section), "inputs": inputs, "sha256": sha256, "payload": payload}
        self._session.connection().execute(_PUT, values)
        return sha256

    def _get(self, run: RunId, kind: type[_T]) -> _T:
        row = self._session.connection().execute(_GET, {"run": run}).first()
        if row is None:
            raise NotFoundError("There is no result of that stage run.")
        section = unpack(row.kind, row.payload, row.sha256)
        if not isinstance(section, kind):
            raise StoreError("A stored result is of another kind than its stage.", code="damaged_result")
        return section

    def reading(self, run: RunId) -> Reading:
        """The `ocr` result of that run."""
        return self._get(run, Reading)

    def extraction(self, run: RunId) -> Extraction:
        """The `extract` result of that run."""
        return self._get(run, Extraction)

    def judgement(self, run: RunId) -> Judgement:
        """The `approve` result of that run."""
        return self._get(run, Judgement)

    def sha256(self, run: RunId) -> str:
        """The hash of that run's result."""
        found = self._session.connection().execute(_SHA256, {"run": run}).scalar()
        if found is None:
            raise NotFoundError("There is no result of that stage run.")
        return str(found)


def decision_value(row: DecisionTable) -> Decision:
    """A decision as a frozen value."""
    return Decision(
        id=DecisionId(row.id),
        record=RecordId(row.record_id),
        version=row.version,
        verdict=row.verdict,
        reason=row.reason,
        kind=row.kind,
        public_comment=row.public_comment,
        internal_comment=row.internal_comment,
        corrections=tuple((FieldName(name), value) for name, value in json.loads(row.corrections)),
        actor=row.actor,
        at=row.at,
        supersedes=DecisionId(row.supersedes) if row.supersedes is not None else None,
    )


class SqlDecisions:
    """See `core.domain.work.Decisions`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, decision: Decision) -> DecisionId:
        """Append a decision; its `id` is given here."""
        row = DecisionTable(
            record_id=decision.record,
            version=decision.version,
            verdict=decision.verdict,
            reason=decision.reason,
            kind=decision.kind,
            public_comment=decision.public_comment,
            internal_comment=decision.internal_comment,
            corrections=json.dumps(decision.corrections, ensure_ascii=False),
            actor=decision.actor,
            at=decision.at,
            supersedes=decision.supersedes,
        )
        self._session.add(row)
        self._session.flush()
        return DecisionId(row.id)

    def of(self, record: RecordId) -> tuple[Decision, ...]:
        """All decisions on a record, first to last."""
        rows = self._session.scalars(
            select(DecisionTable).where(DecisionTable.record_id == record).order_by(DecisionTable.id)
        )
        return tuple(decision_value(row) for row in rows)
