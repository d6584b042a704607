"""What lists show of deliveries. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, bindparam, func, select

from core.domain.delivery import AttemptRow, DeliveryQuery, DeliveryRow, DeliveryState, EndpointState
from core.domain.ids import DeliveryId, RecordId
from core.domain.states import JobStatus, ProcessStatus, job_status
from core.store.delivery_statements import NEXT
from core.store.delivery_tables import DeliveryAttemptTable, DeliveryTable, EndpointTable
from core.store.tables import table_of

_DELIVERY: Final = table_of(DeliveryTable)
_ATTEMPT: Final = table_of(DeliveryAttemptTable)
_ENDPOINT: Final = table_of(EndpointTable)
_HEADS: Final = select(
    *(column for column in _DELIVERY.c if column.name not in ("payload", "owner", "lease_until", "fence")),
    func.length(_DELIVERY.c.payload).label("size"),
)
_ATTEMPTS: Final = (
    select(_ATTEMPT)
    .where(_ATTEMPT.c.delivery_id.in_(bindparam("keys", expanding=True)))
    .order_by(_ATTEMPT.c.delivery_id, _ATTEMPT.c.number)
)
_LAST: Final = (
    select(_DELIVERY.c.record_id, func.max(_DELIVERY.c.sequence).label("sequence"))
    .where(_DELIVERY.c.record_id.in_(bindparam("keys", expanding=True)))
    .group_by(_DELIVERY.c.record_id)
    .subquery()
)
_LATEST: Final = select(_DELIVERY.c.record_id, _DELIVERY.c.version, _DELIVERY.c.told, _DELIVERY.c.state).join(
    _LAST, (_LAST.c.record_id == _DELIVERY.c.record_id) & (_LAST.c.sequence == _DELIVERY.c.sequence)
)


def is_due(connection: Connection, endpoints: Sequence[str], now: datetime) -> bool:
    """Whether there is a delivery to take. What waits for endpoints that are left alone is not even looked at."""
    left_alone = {state.name for state in endpoint_states(connection) if _is_left_alone(state, now)}
    endpoints = [name for name in endpoints if name not in left_alone]
    if not endpoints:
        return False
    return connection.execute(NEXT, {"now": now, "endpoints": tuple(endpoints)}).first() is not None


def _is_left_alone(state: EndpointState, now: datetime) -> bool:
    return state.off_at is not None or (state.paused_until is not None and state.paused_until > now)


def delivery_rows(connection: Connection, query: DeliveryQuery) -> tuple[DeliveryRow, ...]:
    """Deliveries with their tries, the latest first."""
    heads = connection.execute(_wanted(query)).all()
    attempts = _attempts(connection, [head.id for head in heads])
    return tuple(_row(head, attempts[head.id]) for head in heads)


def _wanted(query: DeliveryQuery) -> Select[Any]:
    wanted = _HEADS.order_by(_DELIVERY.c.id.desc()).limit(query.limit)
    if query.state is not None:
        wanted = wanted.where(_DELIVERY.c.state == query.state)
    if query.endpoint:
        wanted = wanted.where(_DELIVERY.c.endpoint == query.endpoint)
    if query.record is not None:
        wanted = wanted.where(_DELIVERY.c.record_id == query.record)
    if query.before is not None:
        wanted = wanted.where(_DELIVERY.c.id < query.before)
    return wanted


def delivery_row(connection: Connection, delivery: DeliveryId) -> DeliveryRow | None:
    """One delivery."""
    head = connection.execute(_HEADS.where(_DELIVERY.c.id == delivery)).first()
    return _row(head, _attempts(connection, [delivery])[delivery]) if head else None


def payload_of(connection: Connection, delivery: DeliveryId) -> bytes:
    """The bytes that are sent; empty if there is no such delivery."""
    found = connection.execute(select(_DELIVERY.c.payload).where(_DELIVERY.c.id == delivery)).scalar()
    return bytes(found or b"")


def delivery_counts(connection: Connection) -> dict[DeliveryState, int]:
    """How many deliveries stand at each state."""
    found = connection.execute(select(_DELIVERY.c.state, func.count()).group_by(_DELIVERY.c.state))
    return {state: number for state, number in found}  # noqa: C416 - a row is no pair to the type checker


def unsettled_counts(connection: Connection) -> dict[DeliveryState, int]:
    """How many deliveries wait or were given up; those that arrived, by far the most, are not even looked at."""
    found = connection.execute(
        select(_DELIVERY.c.state, func.count())
        .where(_DELIVERY.c.state.in_((DeliveryState.WAITING, DeliveryState.FAILED)))
        .group_by(_DELIVERY.c.state)
    )
    return {state: number for state, number in found}  # noqa: C416 - as above


def endpoint_states(connection: Connection) -> tuple[EndpointState, ...]:
    """How the endpoints fare that were called at least once."""
    found = connection.execute(select(_ENDPOINT).order_by(_ENDPOINT.c.name))
    return tuple(EndpointState(**row._mapping) for row in found)  # noqa: SLF001 - SQLAlchemy's public name


def job_statuses(
    connection: Connection, standing: Sequence[tuple[RecordId, int, ProcessStatus]]
) -> dict[RecordId, JobStatus]:
    """What an outside client sees of records that stand at that version and status."""
    told: dict[int, list[bool]] = defaultdict(list)
    versions = {record: (version, status) for record, version, status in standing}
    for record, version, status, state in connection.execute(_LATEST, {"keys": tuple(versions)}):
        told[record].append(versions[record] == (version, status) and state is DeliveryState.SENT)
    return {
        record: job_status(status, is_confirmed=bool(told[record]) and all(told[record]))
        for record, _, status in standing
    }


def _attempts(connection: Connection, keys: Sequence[int]) -> dict[int, list[AttemptRow]]:
    found: dict[int, list[AttemptRow]] = defaultdict(list)
    if keys:
        for row in connection.execute(_ATTEMPTS, {"keys": tuple(keys)}):
            found[row.delivery_id].append(
                AttemptRow(row.number, row.started_at, row.finished_at, row.outcome, row.status, row.code, row.address)
            )
    return found


def _row(head: Row[*tuple[Any, ...]], attempts: Sequence[AttemptRow]) -> DeliveryRow:
    return DeliveryRow(
        id=DeliveryId(head.id),
        key=head.key,
        record=RecordId(head.record_id),
        version=head.version,
        sequence=head.sequence,
        endpoint=head.endpoint,
        event=head.event,
        told=head.told,
        state=head.state,
        failures=head.failures,
        created_at=head.created_at,
        due_at=head.due_at,
        sent_at=head.sent_at,
        size=head.size,
        code=head.code,
        attempts=tuple(attempts),
    )
