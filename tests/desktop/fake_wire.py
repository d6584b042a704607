"""Deliveries and a service in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from core.chain.token import StopToken
from core.domain.delivery import (
    AttemptOutcome,
    AttemptRow,
    DeliveryEvent,
    DeliveryQuery,
    DeliveryRow,
    DeliveryState,
    Endpoint,
    EndpointState,
    Recovered,
)
from core.domain.ids import DeliveryId, RecordId
from core.domain.sending import EndpointRow, SendingState
from core.domain.states import ProcessStatus
from core.errors import NotFoundError
from core.wire_settings import ServiceSettings

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)


def an_attempt(
    number: int, outcome: AttemptOutcome, status: int | None = None, code: str = "", address: str = "192.0.2.7"
) -> AttemptRow:
    started = NOW + timedelta(minutes=number)
    ended = None if outcome is AttemptOutcome.STARTED else started + timedelta(seconds=1.5)
    return AttemptRow(number, started, ended, outcome, status, code, address)


def a_delivery(
    number: int,
    state: DeliveryState = DeliveryState.SENT,
    attempts: Sequence[AttemptRow] = (),
    endpoint: str = "backend",
    code: str = "",
) -> DeliveryRow:
    at = NOW + timedelta(seconds=number)
    failed = sum(one.outcome in (AttemptOutcome.UNAVAILABLE, AttemptOutcome.REFUSED) for one in attempts)
    return DeliveryRow(
        id=DeliveryId(number), key=f"{number:036d}", record=RecordId(number), version=1, sequence=1,
        endpoint=endpoint, event=DeliveryEvent.HELD, told=ProcessStatus.HOLD, state=state, failures=failed,
        created_at=at, due_at=at + timedelta(minutes=5), sent_at=at if state is DeliveryState.SENT else None,
        size=812, code=code, attempts=tuple(attempts),
    )  # fmt: skip


def an_endpoint(name: str = "backend", **state: object) -> EndpointRow:
    endpoint = Endpoint(name, f"https://{name}.example/holdpoint", frozenset(DeliveryEvent))
    return EndpointRow(endpoint, EndpointState(name, **state))


@dataclass
class FakeDeliveries:
    kept: list[DeliveryRow] = field(default_factory=list)
    standing: list[EndpointRow] = field(default_factory=list)
    asked: list[DeliveryQuery] = field(default_factory=list)
    sent: list[DeliveryId] = field(default_factory=list)
    recovered: list[tuple[datetime, str]] = field(default_factory=list)
    error: Exception | None = None

    def rows(self, query: DeliveryQuery) -> tuple[DeliveryRow, ...]:
        self.asked.append(query)
        if self.error is not None:
            raise self.error
        found = (
            row
            for row in sorted(self.kept, key=lambda one: -one.id)
            if query.state in (None, row.state)
            and query.endpoint in ("", row.endpoint)
            and query.record in (None, row.record)
            and (query.before is None or row.id < query.before)
        )
        return tuple(found)[: query.limit]

    def state(self) -> SendingState:
        states = [row.state for row in self.kept]
        off = tuple(row.endpoint.name for row in self.standing if row.state.off_at is not None)
        return SendingState(states.count(DeliveryState.WAITING), states.count(DeliveryState.FAILED), off)

    def endpoints(self) -> tuple[EndpointRow, ...]:
        return tuple(self.standing)

    def resend(self, delivery: DeliveryId) -> None:
        place = next((at for at, row in enumerate(self.kept) if row.id == delivery), None)
        if place is None:
            raise NotFoundError(f"There is no delivery {delivery}.")
        self.sent.append(delivery)
        self.kept[place] = replace(self.kept[place], state=DeliveryState.WAITING, failures=0)

    def recover(self, since: datetime, endpoint: str = "") -> Recovered:
        self.recovered.append((since, endpoint))
        return Recovered(sum(row.state is DeliveryState.FAILED for row in self.kept), 2 if endpoint else 0)

    def switch_on(self, endpoint: str) -> int:
        self.standing = [
            replace(row, state=EndpointState(row.endpoint.name)) if row.endpoint.name == endpoint else row
            for row in self.standing
        ]
        return 0


class FakeCourier:
    def __init__(self) -> None:
        self.closed = False

    def step(self, token: StopToken) -> bool:
        return False

    def close(self) -> None:
        self.closed = True


@dataclass
class FakeServed:
    address: str
    is_alive: bool = True

    def stop(self) -> None:
        self.is_alive = False


@dataclass
class FakeWire:
    deliveries: FakeDeliveries = field(default_factory=FakeDeliveries)
    couriers: dict[str, FakeCourier] = field(default_factory=dict)
    served: list[FakeServed] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)

    def courier(self, name: str) -> FakeCourier:
        return self.couriers.setdefault(name, FakeCourier())

    def serve(self, settings: ServiceSettings) -> FakeServed:
        if self.errors:
            raise self.errors.pop(0)
        self.served.append(FakeServed(f"http://{settings.host}:{settings.port}"))
        return self.served[-1]


def a_wire(endpoint: str = "backend", code: str = "status_503") -> FakeWire:
    """Deliveries and tries of every kind, and endpoints that fare in every way."""
    tries = tuple(an_attempt(number, outcome, 503, code) for number, outcome in enumerate(AttemptOutcome, 1))
    kept = [a_delivery(number, state, tries, endpoint, code) for number, state in enumerate(DeliveryState, 1)]
    later = datetime.now(UTC) + timedelta(days=1)
    standing = [
        an_endpoint(endpoint, confirmed_at=NOW),
        an_endpoint("1", failures=2, failing_since=NOW),
        an_endpoint("2", failures=7, failing_since=NOW, paused_until=later),
        an_endpoint("3", failures=9, failing_since=NOW, off_at=NOW, off_code="failing"),
        an_endpoint("4", off_at=NOW, off_code="gone"),
        an_endpoint("5"),
    ]
    return FakeWire(FakeDeliveries([*kept, a_delivery(9, DeliveryState.WAITING, endpoint=endpoint)], standing))
