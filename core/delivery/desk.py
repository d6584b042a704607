"""The desk of deliveries on a local store; see `core.domain.sending`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.delivery.sending import Sending
from core.domain.delivery import DeliveryQuery, DeliveryRow, DeliveryState, Endpoint, EndpointState, Recovered
from core.domain.ids import DeliveryId
from core.domain.sending import EndpointRow, SendingState


class Views(Protocol):
    """What the store can show."""

    def deliveries(self, query: DeliveryQuery) -> tuple[DeliveryRow, ...]: ...  # noqa: D102
    def unsettled_deliveries(self) -> dict[DeliveryState, int]: ...  # noqa: D102
    def endpoints(self) -> tuple[EndpointState, ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class LocalDeliveries:
    """See `core.domain.sending.DeliveryDesk`. Safe to call from several threads."""

    views: Views
    sending: Sending
    configured: Mapping[str, Endpoint]

    def rows(self, query: DeliveryQuery) -> tuple[DeliveryRow, ...]:
        """See `DeliveryDesk.rows`."""
        return self.views.deliveries(query)

    def state(self) -> SendingState:
        """See `DeliveryDesk.state`."""
        counts = self.views.unsettled_deliveries()
        return SendingState(
            waiting=counts.get(DeliveryState.WAITING, 0),
            failed=counts.get(DeliveryState.FAILED, 0),
            off=tuple(row.endpoint.name for row in self.endpoints() if row.state.off_at is not None),
        )

    def endpoints(self) -> tuple[EndpointRow, ...]:
        """See `DeliveryDesk.endpoints`."""
        known = {state.name: state for state in self.views.endpoints()}
        return tuple(EndpointRow(one, known.get(name, EndpointState(name))) for name, one in self.configured.items())

    def resend(self, delivery: DeliveryId) -> None:
        """See `DeliveryDesk.resend`."""
        self.sending.resend(delivery)

    def recover(self, since: datetime, endpoint: str = "") -> Recovered:
        """See `DeliveryDesk.recover`."""
        return self.sending.recover(since, endpoint)

    def switch_on(self, endpoint: str) -> int:
        """See `DeliveryDesk.switch_on`."""
        return self.sending.switch_on(endpoint)
