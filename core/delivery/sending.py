"""What a person asks of deliveries: send one again, send all given-up ones again, switch an endpoint on."""

from __future__ import annotations

from datetime import datetime

from core.domain.delivery import DeliveryState, EndpointState, Recovered
from core.domain.events import DeliveryChanged
from core.domain.ids import DeliveryId
from core.domain.ports import Clock
from core.domain.work import Work


class Sending:
    """Each is one transaction; the couriers do the rest."""

    def __init__(self, work: Work, clock: Clock) -> None:
        self._work = work
        self._clock = clock

    def resend(self, delivery: DeliveryId) -> None:
        """Send one now, with the same id and the same bytes, whatever became of it; raises NotFoundError."""
        with self._work() as work:
            record = work.deliveries.again(delivery, self._clock.now())
            work.tell(DeliveryChanged(record, delivery, DeliveryState.WAITING))
            work.commit()

    def recover(self, since: datetime, endpoint: str = "") -> Recovered:
        """Send all again that were promised since then and given up; endpoint: of that one alone."""
        with self._work() as work:
            found = work.deliveries.recover(since, endpoint, self._clock.now())
            work.commit()
        return found

    def switch_on(self, endpoint: str) -> int:
        """Call an endpoint again that was switched off or is left alone; returns how many deliveries wait for it."""
        now = self._clock.now()
        with self._work() as work:
            work.deliveries.set_endpoint(EndpointState(endpoint))
            found = work.deliveries.hasten(endpoint, now)
            work.commit()
        return found
