"""Held records, and what a reviewer asks of them, in one line each."""

from __future__ import annotations

from core.domain.decision import DecisionReason, DecisionRequest, Verdict
from core.domain.hold import HoldReason
from core.domain.ids import RecordId
from core.domain.queue import EscalateRequest, PostponeRequest
from core.domain.rows import RecordQuery
from core.domain.states import ProcessStatus
from tests.kit.desk import Bench
from tests.kit.stages import REASON

HELD = (ProcessStatus.HOLD,)


def hold(desk: Bench, name: str = "a.pdf", *reasons: HoldReason) -> RecordId:
    """A record on hold."""
    desk.stages.approve.reasons = reasons or (REASON,)
    record = desk.drop(name)
    desk.drain()
    return record


def approval(desk: Bench, record: RecordId) -> DecisionRequest:
    row = desk.app.desk.row(record)
    return DecisionRequest(record, row.version, row.revision, Verdict.APPROVE, DecisionReason.VERIFIED)


def rejection(desk: Bench, record: RecordId) -> DecisionRequest:
    row = desk.app.desk.row(record)
    return DecisionRequest(record, row.version, row.revision, Verdict.REJECT, DecisionReason.POOR_IMAGE)


def postponement(desk: Bench, record: RecordId, until=None, note: str = "") -> PostponeRequest:
    row = desk.app.desk.row(record)
    return PostponeRequest(record, row.version, row.revision, until, note)


def escalation(desk: Bench, record: RecordId, note: str = "Is the seal right?", to: str = "") -> EscalateRequest:
    row = desk.app.desk.row(record)
    return EscalateRequest(record, row.version, row.revision, note, to)


def listed(desk: Bench, **query: object) -> list[int]:
    """Numbers of the records that a query lists, all pages of it."""
    found: list[int] = []
    after = None
    while True:
        page = desk.app.desk.list(RecordQuery(after=after, **query))
        found += [row.id for row in page.rows]
        after = page.next
        if after is None:
            return found
