"""Results of stage runs and decisions: both written once, never changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final, TypeVar

from sqlalchemy import Row, bindparam, insert, select, update
from sqlalchemy.orm import Session

from core.domain.decision import Decision
from core.domain.field import Extraction, FieldName
from core.domain.history import Basis
from core.domain.hold import Judgement
from core.domain.human import HumanValue, human_values, last_approval
from core.domain.ids import DecisionId, RecordId, RunId
from core.domain.page import Engine, Reading
from core.domain.work import Section, Submission
from core.errors import DamagedResultError, NotFoundError
from core.store.codec import kind_of, pack, pack_grounds, unpack, unpack_grounds
from core.store.search import SqlSearch, text_read
from core.store.tables import DecisionTable, StageResultTable, StageRunTable, SubmissionTable, table_of

_RESULT: Final = table_of(StageResultTable)
_PUT: Final = insert(_RESULT)
_GET: Final = select(_RESULT).where(_RESULT.c.run_id == bindparam("run"))
_SHA256: Final = select(_RESULT.c.sha256).where(_RESULT.c.run_id == bindparam("run"))
_INPUTS: Final = select(_RESULT.c.inputs).where(_RESULT.c.run_id == bindparam("run"))
_RUN: Final = table_of(StageRunTable)
_SUBMISSION: Final = table_of(SubmissionTable)
_MADE_FOR: Final = select(_RUN.c.submission_id).where(_RUN.c.id == bindparam("run")).scalar_subquery()
_RECORD_OF: Final = select(_SUBMISSION.c.record_id).where(_SUBMISSION.c.id == _MADE_FOR)
_CONFIDENCE: Final = update(_SUBMISSION).where(_SUBMISSION.c.id == _MADE_FOR).values(confidence=bindparam("lowest"))
_DECISION: Final = table_of(DecisionTable)
_DECISIONS: Final = select(_DECISION).where(_DECISION.c.record_id == bindparam("record")).order_by(_DECISION.c.id)
_T = TypeVar("_T", Reading, Extraction, Judgement)


class SqlResults:
    """See `core.domain.work.Results`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._search = SqlSearch(session)

    def put(self, run: RunId, section: Section, inputs: str) -> str:
        """Store a section and return its hash; what lists filter by and what search finds follow."""
        payload, sha256 = pack(section)
        values = {"run_id": run, "kind": kind_of(section), "inputs": inputs, "sha256": sha256, "payload": payload}
        connection = self._session.connection()
        connection.execute(_PUT, values)
        match section:
            case Reading():
                record = connection.execute(_RECORD_OF, {"run": run}).scalar_one()
                self._search.extend(RecordId(record), text_read(section))
            case Extraction():
                lowest = min((field.confidence for field in section.fields), default=None)
                connection.execute(_CONFIDENCE, {"run": run, "lowest": lowest})
            case Judgement():
                pass  # its reasons are noted by `Submissions.set_reasons`
        return sha256

    def _get(self, run: RunId, kind: type[_T]) -> _T:
        row = self._session.connection().execute(_GET, {"run": run}).first()
        if row is None:
            raise NotFoundError("There is no result of that stage run.")
        section = unpack(row.kind, row.payload, row.sha256)
        if not isinstance(section, kind):
            raise DamagedResultError("A stored result is of another kind than its stage.")
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

    def inputs(self, run: RunId) -> str:
        """The hash of what that run's result was made from."""
        found = self._session.connection().execute(_INPUTS, {"run": run}).scalar()
        if found is None:
            raise NotFoundError("There is no result of that stage run.")
        return str(found)


def decision_value(row: DecisionTable | Row[Any]) -> Decision:
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
        grounds=unpack_grounds(row.grounds),
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
            grounds=pack_grounds(decision.grounds),
        )
        self._session.add(row)
        self._session.flush()
        return DecisionId(row.id)

    def human(self, record: RecordId) -> tuple[HumanValue, ...]:
        """What a person stands for: the values of the last approval."""
        return self.stood_for(self.of(record))

    def stood_for(self, decisions: Sequence[Decision]) -> tuple[HumanValue, ...]:
        """The same, of a record's decisions that are known already."""
        approval = last_approval(decisions)
        if approval is None:
            return ()
        run = self._session.scalar(
            select(_SUBMISSION.c.extract_run).where(
                _SUBMISSION.c.record_id == approval.record, _SUBMISSION.c.version == approval.version
            )
        )
        return human_values(approval, SqlResults(self._session).extraction(RunId(run)) if run else None)

    def basis(self, submission: Submission) -> Basis:
        """The policy and the engines behind that version as it stands."""
        runs = (submission.ocr_run, submission.extract_run, submission.approve_run)
        found = self._session.execute(
            select(_RUN.c.engine, _RUN.c.engine_version)
            .where(_RUN.c.id.in_([run for run in runs if run is not None]))
            .order_by(_RUN.c.id)
        )
        engines = tuple(Engine(name, version) for name, version in found)
        judged = submission.approve_run
        policy = SqlResults(self._session).judgement(judged).policy if judged is not None else None
        return Basis(policy, engines)

    def of(self, record: RecordId) -> tuple[Decision, ...]:
        """All decisions on a record, first to last."""
        rows = self._session.connection().execute(_DECISIONS, {"record": record})
        return tuple(decision_value(row) for row in rows)
