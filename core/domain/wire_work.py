"""What a unit of work gives to whatever leaves this machine or comes from another one; see `core.domain.work`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from core.domain.decision import Decision
from core.domain.delivery import AttemptEnd, ClaimedDelivery, EndpointState, NextStep, Recovered
from core.domain.egress import EgressCall, EgressEnd, Service, Usage
from core.domain.handing import Ticket
from core.domain.ids import DeliveryId, EgressId, RecordId
from core.domain.states import ProcessStatus

if TYPE_CHECKING:
    from core.domain.work import Submission


class Egress(Protocol):
    """What left the machine, and what is known of the servers it went to."""

    def begin(self, call: EgressCall) -> EgressId:
        """Note a call that is about to be made."""

    def end(self, call: EgressId, end: EgressEnd) -> None:
        """Note how it went; once."""

    def usage(self, since: datetime, service: Service = Service.MODEL) -> Usage:
        """Calls to that service begun since then, and what they cost."""

    def dialect(self, endpoint: str, model: str) -> str:
        """How that server wants to be asked, as noted last; empty if it was never asked with success."""

    def set_dialect(self, endpoint: str, model: str, dialect: str, at: datetime) -> None:
        """Note how it wants to be asked."""


class Deliveries(Protocol):
    """The outbox."""

    def promise(
        self, after: Submission, at: datetime, decision: Decision | None = None, before: ProcessStatus | None = None
    ) -> int:
        """Write down what each endpoint shall be told of a version as it stands now; returns how many are.

        Nothing is promised for statuses that are only on the way, nor where no endpoint is set up.
        decision: a person's, that brought it there; before: the status then.
        """

    def claim(
        self, owner: str, endpoints: Sequence[str], now: datetime, lease_until: datetime
    ) -> ClaimedDelivery | None:
        """Take the next delivery that is due for one of these endpoints; a try begins."""

    def end(self, claimed: ClaimedDelivery, end: AttemptEnd, step: NextStep) -> None:
        """Close the try and say what becomes of the delivery.

        Raises:
            LeaseLostError: it is not ours any more.
        """

    def owners(self) -> tuple[str, ...]: ...  # noqa: D102

    def release(self, now: datetime, dead: Sequence[str]) -> int:
        """Give back what couriers left behind that are dead or whose lease has ended; returns how many."""

    def set_right(self, now: datetime) -> int:
        """Wait no longer than was meant to be waited, whatever became of the clock; returns how many are moved."""

    def endpoint(self, name: str) -> EndpointState: ...  # noqa: D102
    def set_endpoint(self, state: EndpointState) -> None: ...  # noqa: D102
    def hasten(self, endpoint: str, now: datetime) -> int: ...  # noqa: D102

    def again(self, delivery: DeliveryId, now: datetime) -> RecordId:
        """Send one now, whatever became of it; raises NotFoundError."""

    def recover(self, since: datetime, endpoint: str, now: datetime) -> Recovered:
        """Send all again that were promised since then and given up, but those that later news has overtaken."""


class HandedInRecords(Protocol):
    """What clients said when they handed records in by wire."""

    def add(self, record: RecordId, ticket: Ticket) -> None: ...  # noqa: D102

    def find(self, key: str) -> tuple[RecordId, str] | None:
        """The record made under that key, and the fingerprint of what was handed in then."""

    def add_key(self, key: str, fingerprint: str, record: RecordId, at: datetime) -> None: ...  # noqa: D102
