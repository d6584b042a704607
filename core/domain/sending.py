"""The desk of deliveries: what a person sees of what was promised to back ends, and may ask of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.domain.delivery import DeliveryQuery, DeliveryRow, Endpoint, EndpointState, Recovered
from core.domain.ids import DeliveryId


@dataclass(frozen=True, slots=True)
class SendingState:
    """What is not settled yet: deliveries that wait, those given up, and names of endpoints that are switched off."""

    waiting: int = 0
    failed: int = 0
    off: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EndpointRow:
    """An endpoint as it is set up, and how it fares."""

    endpoint: Endpoint
    state: EndpointState


class DeliveryDesk(Protocol):
    """As `core.domain.desk.Desk`: never on the GUI thread. Calls raise `StoreError` if the store is in trouble."""

    def rows(self, query: DeliveryQuery) -> tuple[DeliveryRow, ...]:
        """What was promised, with every try, the latest first."""

    def state(self) -> SendingState:
        """What is not settled yet."""

    def endpoints(self) -> tuple[EndpointRow, ...]:
        """Every endpoint that is set up."""

    def resend(self, delivery: DeliveryId) -> None:
        """Send one again, with the same id and the same bytes, whatever became of it; raises NotFoundError."""

    def recover(self, since: datetime, endpoint: str = "") -> Recovered:
        """Send all again that were promised since then and given up, but those that later news may have overtaken."""

    def switch_on(self, endpoint: str) -> int:
        """Call an endpoint again; returns how many deliveries wait for it."""
