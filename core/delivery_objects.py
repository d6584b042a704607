"""Deliveries and endpoints as the JSON objects that the command line and the service give out."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from core.domain.delivery import (
    AttemptOutcome,
    AttemptRow,
    DeliveryEvent,
    DeliveryRow,
    DeliveryState,
    Endpoint,
    EndpointState,
)

Standing = Literal["on", "failing", "paused", "off"]


class AttemptObject(BaseModel):
    """One try; times in UTC."""

    model_config = ConfigDict(frozen=True)

    number: int
    started_at: datetime
    finished_at: datetime | None
    outcome: AttemptOutcome
    status: int | None
    code: str | None


class DeliveryObject(BaseModel):
    """One promise to one endpoint."""

    model_config = ConfigDict(frozen=True)

    delivery: int
    webhook_id: str
    record: int
    version: int
    sequence: int
    endpoint: str
    event: DeliveryEvent
    state: DeliveryState
    created_at: datetime
    due_at: datetime | None
    sent_at: datetime | None
    code: str | None
    attempts: list[AttemptObject]


class EndpointObject(BaseModel):
    """How an endpoint fares."""

    model_config = ConfigDict(frozen=True)

    endpoint: str
    url: str
    state: Standing
    failures: int
    failing_since: datetime | None
    paused_until: datetime | None
    off_at: datetime | None
    off_code: str | None
    confirmed_at: datetime | None


def delivery_object(row: DeliveryRow) -> DeliveryObject:
    """The object of one promise."""
    return DeliveryObject(
        delivery=row.id,
        webhook_id=row.key,
        record=row.record,
        version=row.version,
        sequence=row.sequence,
        endpoint=row.endpoint,
        event=row.event,
        state=row.state,
        created_at=row.created_at,
        due_at=row.due_at if row.state is DeliveryState.WAITING else None,
        sent_at=row.sent_at,
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
        failing_since=state.failing_since,
        paused_until=state.paused_until,
        off_at=state.off_at,
        off_code=state.off_code or None,
        confirmed_at=state.confirmed_at,
    )


def _state(state: EndpointState) -> Standing:
    if state.off_at is not None:
        return "off"
    if state.paused_until is not None:
        return "paused"
    return "failing" if state.failures else "on"


def _attempt(row: AttemptRow) -> AttemptObject:
    return AttemptObject(
        number=row.number,
        started_at=row.started_at,
        finished_at=row.finished_at,
        outcome=row.outcome,
        status=row.status,
        code=row.code or None,
    )
