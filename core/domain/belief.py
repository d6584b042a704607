"""What a back end believes of a record now: what it was told last and confirmed, and what it does not know yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from core.domain.delivery import DeliveryRow, DeliveryState
from core.domain.states import ProcessStatus


@dataclass(frozen=True, slots=True)
class Belief:
    """One endpoint's view of a record.

    status, version, since: as it confirmed last; None, 0, None if it confirmed nothing. news: what it was promised
    since and has not confirmed, None if it knows all. is_given_up: nobody sends that any more but by hand.
    """

    endpoint: str
    status: ProcessStatus | None
    version: int
    since: datetime | None
    news: ProcessStatus | None = None
    is_given_up: bool = False


def beliefs(deliveries: Iterable[DeliveryRow]) -> tuple[Belief, ...]:
    """For each endpoint that was promised anything, by name. What came late counts by its sequence, not by its time."""
    by_endpoint: dict[str, list[DeliveryRow]] = {}
    for delivery in sorted(deliveries, key=lambda one: one.sequence):
        by_endpoint.setdefault(delivery.endpoint, []).append(delivery)
    return tuple(_belief(name, rows) for name, rows in sorted(by_endpoint.items()))


def _belief(endpoint: str, rows: list[DeliveryRow]) -> Belief:
    known = next((one for one in reversed(rows) if one.state is DeliveryState.SENT), None)
    last = rows[-1]
    is_behind = known is None or last.sequence > known.sequence
    return Belief(
        endpoint=endpoint,
        status=known.told if known else None,
        version=known.version if known else 0,
        since=known.sent_at if known else None,
        news=last.told if is_behind else None,
        is_given_up=is_behind and last.state is DeliveryState.FAILED,
    )
