"""The chain of hashes: appending to it, and walking it to see whether anybody has changed it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Row, bindparam, insert, select, update
from sqlalchemy.orm import Session

from core.domain.audit import Act, AuditKind, AuditReport, AuditRow, decision_content, digest_of, linked
from core.domain.history import Basis
from core.domain.ids import AuditId, RecordId
from core.errors import StoreError
from core.store.results import decision_value
from core.store.review_tables import AuditHeadTable, AuditTable
from core.store.tables import DecisionTable, table_of

_AUDIT: Final = table_of(AuditTable)
_HEAD: Final = table_of(AuditHeadTable)
_LAST: Final = select(_HEAD.c.number, _HEAD.c.sha256)
_ADD: Final = insert(_AUDIT)
_MOVE: Final = update(_HEAD).values(number=bindparam("at_number"), sha256=bindparam("at_hash"))
_OF_RECORD: Final = select(_AUDIT).where(_AUDIT.c.record_id == bindparam("record")).order_by(_AUDIT.c.id)
_LAST_OF_RECORD: Final = (
    select(_AUDIT).where(_AUDIT.c.record_id == bindparam("record")).order_by(_AUDIT.c.id.desc()).limit(1)
)


class SqlAudit:
    """See `core.domain.work.Audit`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, act: Act) -> AuditRow:
        """Append a link in this transaction, and move the head to it."""
        connection = self._session.connection()
        last = connection.execute(_LAST).first()
        if last is None:
            raise StoreError("The chain of hashes has lost its head; run holdpoint audit verify.", code="broken_chain")
        row = linked(last.number + 1, act, digest_of(act.content), last.sha256)
        connection.execute(
            _ADD,
            {
                "id": row.id,
                "record_id": act.record,
                "version": act.version,
                "kind": act.kind,
                "actor": act.actor,
                "at": act.at,
                "content": act.content,
                "digest": row.digest,
                "previous": row.previous,
                "sha256": row.sha256,
            },
        )
        connection.execute(_MOVE, {"at_number": row.id, "at_hash": row.sha256})
        return row

    def last_of(self, record: RecordId) -> AuditRow | None:
        """The last thing that anybody did to that record."""
        row = self._session.connection().execute(_LAST_OF_RECORD, {"record": record}).first()
        return _value(row) if row else None


def links_of(session: Session, record: RecordId) -> tuple[AuditRow, ...]:
    """Everything that people did to that record, first to last."""
    return tuple(_value(row) for row in session.connection().execute(_OF_RECORD, {"record": record}))


def verify(session: Session, head: str = "") -> AuditReport:
    """Walk the chain and tell the first link that does not hold. head: a hash that must be part of it."""
    number, previous, is_known = 0, "", not head
    decided: set[int] = set()
    emptied = _emptied(session)
    for row in session.connection().execute(select(_AUDIT).order_by(_AUDIT.c.id)).yield_per(500):
        link = _value(row)
        problem = _problem(link, number + 1, previous, emptied) or _contradiction(session, link, decided)
        if problem:
            return AuditReport(number, previous, AuditId(number + 1), problem)
        number, previous = number + 1, link.sha256
        is_known = is_known or link.sha256 == head
    problem = "".join(next(_missing(session, number, previous, decided, is_known=is_known), ""))
    return AuditReport(number, previous, AuditId(number + 1) if problem else None, problem)


def _emptied(session: Session) -> frozenset[int]:
    """Links whose content was erased with their record, as later links say: their hashes stay and hold the chain."""
    told = session.scalars(select(_AUDIT.c.content).where(_AUDIT.c.kind == AuditKind.ERASED))
    return frozenset(link for content in told if content for link in json.loads(content).get("links", ()))


def _problem(link: AuditRow, number: int, previous: str, emptied: frozenset[int]) -> str:
    if link.id != number:
        return f"it is missing, link {link.id} follows"
    if link.previous != previous:
        return "it does not follow from the link before it"
    is_empty = not link.act.content and link.id in emptied
    if not is_empty and link.digest != digest_of(link.act.content):
        return "its content was changed"
    if link != linked(number, link.act, link.digest, previous):
        return "it was changed"
    return ""


def _contradiction(session: Session, link: AuditRow, decided: set[int]) -> str:
    """Whether the decision that the link speaks of says something else than the link."""
    if link.act.kind is not AuditKind.DECIDED or not link.act.content:
        return ""
    content = json.loads(link.act.content)
    row = session.get(DecisionTable, content["decision"])
    if row is None:
        return f"decision {content['decision']} is missing"
    decision = decision_value(row)
    session.expunge(row)
    decided.add(decision.id)
    told = decision_content(decision, Basis(None, ()), 0)
    same = all(content.get(key) == told[key] for key in told.keys() - {"policy", "engines", "revision"})
    act = link.act
    if not same or (decision.record, decision.version, decision.actor, decision.at) != (
        act.record,
        act.version,
        act.actor,
        act.at,
    ):
        return f"decision {decision.id} was changed"
    return ""


def _missing(session: Session, number: int, previous: str, decided: set[int], *, is_known: bool) -> Iterator[str]:
    """What the chain should hold beyond its last link."""
    head = session.connection().execute(_LAST).first()
    if head is None or (head.number, head.sha256) != (number, previous):
        yield "the chain does not end where its head says; links are missing at its end"
    if not is_known:
        yield "the given head is no link of the chain; links are missing at its end"
    for decision in session.scalars(select(DecisionTable.id).order_by(DecisionTable.id)):
        if decision not in decided:
            yield f"decision {decision} is in no link"


def _value(row: Row[*tuple[Any, ...]]) -> AuditRow:
    act = Act(RecordId(row.record_id), row.version, AuditKind(row.kind), row.actor, row.at, row.content)
    return AuditRow(AuditId(row.id), act, row.digest, row.previous, row.sha256)
