"""A record's timeline, put together from what is never overwritten: stage runs, their results, and what people did."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from core.domain.audit import AuditKind, AuditRow
from core.domain.belief import Belief, beliefs
from core.domain.decision import Decision
from core.domain.delivery import DeliveryQuery, DeliveryRow
from core.domain.field import FieldName
from core.domain.history import Change, HistoryKind, HistoryRow
from core.domain.hold import Outcome, PolicyRef
from core.domain.ids import RecordId, RunId
from core.domain.page import Engine
from core.domain.pausing import PastPause
from core.domain.rows import StageRunRow
from core.domain.states import StageName, StageStatus
from core.errors import NotFoundError
from core.store.audit import links_of
from core.store.delivery_rows import delivery_rows
from core.store.pauses import pauses_of
from core.store.results import SqlDecisions, SqlResults
from core.store.runs import run_row
from core.store.tables import RecordTable, StageResultTable, StageRunTable, SubmissionTable, table_of

_RECORD: Final = table_of(RecordTable)
_TAKEN_IN: Final = select(_RECORD.c.source, _RECORD.c.created_at).where(_RECORD.c.id == bindparam("record"))
_RUN, _SUBMISSION, _RESULT = table_of(StageRunTable), table_of(SubmissionTable), table_of(StageResultTable)
_OF_RECORD: Final = _SUBMISSION.c.record_id == bindparam("record")
_RUNS: Final = (
    select(_RUN, _SUBMISSION.c.version)
    .join(_SUBMISSION, _SUBMISSION.c.id == _RUN.c.submission_id)
    .where(_OF_RECORD)
    .order_by(_RUN.c.id)
)
_MADE: Final = (
    select(_RESULT.c.run_id, _RESULT.c.inputs, _RESULT.c.sha256)
    .join(_RUN, _RUN.c.id == _RESULT.c.run_id)
    .join(_SUBMISSION, _SUBMISSION.c.id == _RUN.c.submission_id)
    .where(_OF_RECORD)
)
_STANDING: Final = select(_SUBMISSION.c.ocr_run, _SUBMISSION.c.extract_run, _SUBMISSION.c.approve_run).where(_OF_RECORD)
_MOST: Final = 10_000
_KINDS: Final = {kind: HistoryKind(kind.value) for kind in AuditKind}


def history_of(session: Session, record: RecordId) -> tuple[HistoryRow, ...]:
    """Everything that happened to that record, first to last; raises NotFoundError."""
    taken = session.connection().execute(_TAKEN_IN, {"record": record}).first()
    if taken is None:
        raise NotFoundError(f"There is no record {record}.")
    rows = [HistoryRow(taken.created_at, HistoryKind.TAKEN_IN, 0, note=taken.source)]
    runs = runs_of(session, record)
    results = SqlResults(session)
    for run in runs:
        rows.extend(_of_run(results, run))
    decisions = {decision.id: decision for decision in SqlDecisions(session).of(record)}
    for link in links_of(session, record):
        content = json.loads(link.act.content)
        made = decisions.get(content["decision"]) if link.act.kind is AuditKind.DECIDED else None
        rows.append(_of_act(link, content, made, _values_before(session, results, link)))
    for pause in pauses_of(session.connection(), record):
        rows.extend(_of_pause(pause, runs))
    deliveries = delivery_rows(session.connection(), DeliveryQuery(record=record, limit=_MOST))
    for delivery in deliveries:
        rows.extend(_of_delivery(delivery))
    # At the same instant, what the program did comes before what a person did about it.
    rows.sort(key=lambda row: (row.at, row.kind is not HistoryKind.TAKEN_IN, bool(row.actor)))
    last = rows[-1].at
    return (*rows, *(_of_belief(belief, last) for belief in beliefs(deliveries)))


def runs_of(session: Session, record: RecordId) -> tuple[StageRunRow, ...]:
    """All stage runs of all versions of that record, in the order they were queued."""
    versions = session.connection().execute(_STANDING, {"record": record}).all()
    standing = {run for version in versions for run in version}
    rows = (run_row(run, run.version) for run in session.connection().execute(_RUNS, {"record": record}))
    results = {row.run_id: row for row in session.connection().execute(_MADE, {"record": record})}
    return tuple(_with_result(row, results.get(row.id), standing) for row in rows)


def _with_result(run: StageRunRow, made: Row[*tuple[Any, ...]] | None, standing: set[int | None]) -> StageRunRow:
    """The run with the hashes of its result. A result that stands for no version any more is outdated."""
    if made is None:
        return run
    return replace(run, inputs=made.inputs, result=made.sha256, outdated=run.id not in standing)


def _of_run(results: SqlResults, run: StageRunRow) -> Iterator[HistoryRow]:
    at: datetime = run.finished_at or run.started_at or run.queued_at
    engines = (Engine(run.engine, run.engine_version),) if run.engine else ()
    yield HistoryRow(at, HistoryKind.STAGE, run.version, run=run, stage=run.stage, engines=engines)
    if run.stage is not StageName.APPROVE or run.status is not StageStatus.DONE:
        return
    judged = results.judgement(RunId(run.id))
    kind = HistoryKind.APPROVED if judged.outcome is Outcome.APPROVED else HistoryKind.HELD
    yield HistoryRow(
        at, kind, run.version, stage=run.stage, reasons=judged.reasons, policy=judged.policy, engines=(judged.engine,)
    )


def _of_pause(pause: PastPause, runs: Sequence[StageRunRow]) -> Iterator[HistoryRow]:
    """Its begin and its end. Of a pause of all records only where a run of this one waited meanwhile."""
    begun, target = pause.begun, pause.begun.target
    if target.record is None and not any(_waited(run, pause) for run in runs):
        return
    row = HistoryRow(begun.at, HistoryKind.PAUSED, 0, begun.actor, stage=target.stage, note=begun.note, target=target)
    yield row
    if pause.ended_at is not None:
        yield replace(row, at=pause.ended_at, kind=HistoryKind.RESUMED, actor=pause.ended_by, note="")


def _waited(run: StageRunRow, pause: PastPause) -> bool:
    taken, ended = run.started_at or run.finished_at, pause.ended_at
    in_its_time = (ended is None or run.queued_at < ended) and (taken is None or taken > pause.begun.at)
    return in_its_time and pause.begun.target.stage in (None, run.stage)


def _of_delivery(delivery: DeliveryRow) -> Iterator[HistoryRow]:
    for attempt in delivery.attempts:
        answer = str(attempt.status) if attempt.status is not None else attempt.code
        note = f"{delivery.event.value}: {attempt.outcome.value} {answer}".strip()
        at = attempt.finished_at or attempt.started_at
        yield HistoryRow(at, HistoryKind.DELIVERY, delivery.version, to=delivery.endpoint, note=note)


def _of_belief(belief: Belief, last: datetime) -> HistoryRow:
    """Its time is when the back end confirmed what it believes; it stands last, for it is so now."""
    return HistoryRow(belief.since or last, HistoryKind.BELIEF, belief.version, to=belief.endpoint, belief=belief)


def _of_act(
    link: AuditRow, content: dict[str, Any], decision: Decision | None, before: dict[FieldName, str]
) -> HistoryRow:
    act = link.act
    policy = content.get("policy")
    return HistoryRow(
        at=act.at,
        kind=HistoryKind.RESUBMITTED if "files" in content else _KINDS[act.kind],
        version=act.version,
        actor=act.actor,
        stage=StageName(content["stage"]) if content.get("stage") else None,
        decision=decision,
        policy=PolicyRef(policy["name"], policy["version"], policy["sha256"]) if policy else None,
        engines=tuple(Engine(name, version) for name, version in content.get("engines", ())),
        changes=_changes(content, before),
        until=datetime.fromisoformat(content["until"]) if content.get("until") else None,
        to=content.get("to", ""),
        note=str(len(content["files"])) if "files" in content else content.get("note", ""),
        audit=link.sha256,
    )


def _changes(content: dict[str, Any], before: dict[FieldName, str]) -> tuple[Change, ...]:
    """Corrections against what was read, or the claim then against the claim before."""
    if "corrections" in content:
        corrected = ((FieldName(name), value) for name, value in content["corrections"])
        return tuple(Change(name, before.get(name, ""), value) for name, value in corrected)
    old, new = dict(content.get("before", ())), dict(content.get("after", ()))
    return tuple(
        Change(name, old.get(name, ""), new.get(name, "")) for name in FieldName if old.get(name) != new.get(name)
    )


def _values_before(session: Session, results: SqlResults, link: AuditRow) -> dict[FieldName, str]:
    """What the machine had read in the version that was decided."""
    if link.act.kind is not AuditKind.DECIDED:
        return {}
    run = session.scalar(
        select(SubmissionTable.extract_run).where(
            SubmissionTable.record_id == link.act.record, SubmissionTable.version == link.act.version
        )
    )
    return {field.name: field.value for field in results.extraction(RunId(run)).fields} if run else {}
