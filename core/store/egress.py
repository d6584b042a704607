"""The ledger of what left the machine, and how the servers want to be asked."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from pydantic import TypeAdapter
from sqlalchemy import func, not_, or_, select, update
from sqlalchemy.orm import Session

from core.domain.egress import EgressCall, EgressEnd, EgressOutcome, EgressRow, Masked, SentPage, Service, Usage
from core.domain.ids import EgressId, RecordId, RunId
from core.errors import ConflictError
from core.store.egress_tables import EgressTable, ModelServerTable

_SENT: Final = TypeAdapter(tuple[SentPage, ...])
_MASKED: Final = TypeAdapter(tuple[Masked, ...])


def egress_rows(session: Session, record: RecordId) -> tuple[EgressRow, ...]:
    """All calls about that record, first to last."""
    found = session.scalars(select(EgressTable).where(EgressTable.record_id == record).order_by(EgressTable.id))
    return tuple(_row(row) for row in found)


def usage_since(session: Session, since: datetime, service: Service = Service.MODEL) -> Usage:
    """Calls to that service begun since then, and what they cost (or what is set aside for those under way)."""
    named = [EgressTable.model.startswith(f"{one} ", autoescape=True) for one in Service if one is not Service.MODEL]
    own = EgressTable.model.startswith(f"{service} ", autoescape=True)
    asked = not_(or_(*named)) if service is Service.MODEL else own
    calls, cost = session.execute(
        select(func.count(), func.coalesce(func.sum(EgressTable.cost), 0.0)).where(
            EgressTable.started_at >= since, asked
        )
    ).one()
    return Usage(calls, cost)


class SqlEgress:
    """See `core.domain.work.Egress`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def begin(self, call: EgressCall) -> EgressId:
        """Note a call that is about to be made."""
        row = EgressTable(
            record_id=call.record,
            run_id=call.run,
            endpoint=call.endpoint,
            model=call.model,
            sent=_SENT.dump_json(call.sent).decode(),
            masked=_MASKED.dump_json(call.masked).decode(),
            outcome=EgressOutcome.STARTED,
            started_at=call.at,
            bytes_out=call.bytes_out,
            bytes_in=0,
            cost=call.cost,
        )
        self._session.add(row)
        self._session.flush()
        return EgressId(row.id)

    def end(self, call: EgressId, end: EgressEnd) -> None:
        """Note how it went; raises ConflictError if that was noted before."""
        ended = self._session.execute(
            update(EgressTable)
            .where(EgressTable.id == call, EgressTable.outcome == EgressOutcome.STARTED)
            .values(
                finished_at=end.at,
                outcome=end.outcome,
                bytes_out=end.bytes_out,
                bytes_in=end.bytes_in,
                tokens_in=end.tokens_in,
                tokens_out=end.tokens_out,
                cost=end.cost,
            )
            .returning(EgressTable.id)
        )
        if ended.first() is None:
            raise ConflictError("That call has an end already.", code="call_ended")

    def usage(self, since: datetime, service: Service = Service.MODEL) -> Usage:
        """Calls to that service begun since then, and what they cost."""
        return usage_since(self._session, since, service)

    def dialect(self, endpoint: str, model: str) -> str:
        """How that server wants to be asked; empty if that is not known."""
        row = self._session.get(ModelServerTable, (endpoint, model))
        return row.dialect if row else ""

    def set_dialect(self, endpoint: str, model: str, dialect: str, at: datetime) -> None:
        """Note how it wants to be asked."""
        self._session.merge(ModelServerTable(endpoint=endpoint, model=model, dialect=dialect, noted_at=at))
        self._session.flush()


def _row(row: EgressTable) -> EgressRow:
    return EgressRow(
        id=EgressId(row.id),
        started_at=row.started_at,
        finished_at=row.finished_at,
        record=RecordId(row.record_id),
        run=RunId(row.run_id),
        endpoint=row.endpoint,
        model=row.model,
        sent=_SENT.validate_json(row.sent),
        masked=_MASKED.validate_json(row.masked),
        outcome=row.outcome,
        bytes_out=row.bytes_out,
        bytes_in=row.bytes_in,
        tokens_in=row.tokens_in,
        tokens_out=row.tokens_out,
        cost=row.cost,
    )
