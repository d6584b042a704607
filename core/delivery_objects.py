"""Deliveries and endpoints as the JSON objects that the command line and the service give out."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict

from core.domain.delivery import AttemptRow, DeliveryRow, Endpoint, EndpointState


class AttemptObject(TypedDict):
    """One try; times in ISO 8601, UTC."""

    number: int
    started_at: str
    finished_at: str | None
    outcome: str
    status: int | None
    code: str | None


class DeliveryObject(TypedDict):
    """One promise to one endpoint."""

    delivery: int
    webhook_id: str
    record: int
    version: int
    sequence: int
    endpoint: str
    event: str
    state: str
    created_at: str
    due_at: str | None
    sent_at: str | None
    code: str | None
    attempts: list[AttemptObject]


class EndpointObject(TypedDict):
    """How an endpoint fares. state: `on`, `failing`, `paused` or `off`."""

    endpoint: str
    url: str
    state: str
    failures: int
    failing_since: str | None
    paused_until: str | None
    off_at: str | None
    off_code: str | None
    confirmed_at: str | None


def delivery_object(row: DeliveryRow) -> DeliveryObject:
    """The object of one promise."""
    return DeliveryObject(
        delivery=row.id,
        webhook_id=row.key,
        record=row.record,
        version=row.version,
        sequence=row.sequence,
        endpoint=row.endpoint,
        event=row.event.value,
        state=row.state.value,
        created_at=row.created_at.isoformat(),
        due_at=row.due_at.isoformat() if row.state.value == "waiting" else None,
        sent_at=_time(row.sent_at),
        code=row.code or None,
        attempts=[_attempt(one) for one in row.attempts],
    )


def endpoint_object(state: EndpointState, endpoint: Endpoint) -> EndpointObject:
    """The object of one endpoint."""
    return EndpointObject(
        endpoint=state.name,
        url=endpoint.url,
        state=_state(state),
        failures=state.failures,
        failing_since=_time(state.failing_since),
        paused_until=_time(state.paused_until),
        off_at=_time(state.off_at),
        off_code=state.off_code or None,
        confirmed_at=_time(state.confirmed_at),
    )


def _state(state: EndpointState) -> str:
    if state.off_at is not None:
        return "off"
    if state.paused_until is not None:
        return "paused"
    return "failing" if state.failures else "on"


def _attempt(row: AttemptRow) -> AttemptObject:
    return AttemptObject(
        number=row.number,
        started_at=row.started_at.isoformat(),
        finished_at=_time(row.finished_at),
        outcome=row.outcome.value,
        status=row.status,
        code=row.code or None,
    )


def _time(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
