"""The statements of the outbox that run often, made once, on the bare tables."""

from __future__ import annotations

from typing import Final

from sqlalchemy import bindparam, exists, func, insert, or_, select, update

from core.domain.delivery import AttemptOutcome, DeliveryState
from core.store.delivery_tables import DeliveryAttemptTable, DeliveryTable, EndpointTable, HandedInTable
from core.store.tables import table_of

_DELIVERY: Final = table_of(DeliveryTable)
_ATTEMPT: Final = table_of(DeliveryAttemptTable)
_ENDPOINT: Final = table_of(EndpointTable)
_HANDED_IN: Final = table_of(HandedInTable)
_EARLIER: Final = _DELIVERY.alias("earlier")

SAID: Final = select(_HANDED_IN).where(_HANDED_IN.c.record_id == bindparam("record"))
LAST: Final = select(func.max(_DELIVERY.c.sequence)).where(_DELIVERY.c.record_id == bindparam("record"))
ADD: Final = insert(_DELIVERY)
BRING_FORWARD: Final = (
    update(_DELIVERY)
    .where(
        _DELIVERY.c.record_id == bindparam("record"),
        _DELIVERY.c.state == DeliveryState.WAITING,
        _DELIVERY.c.due_at > bindparam("now"),
    )
    .values(due_at=bindparam("now"))
)
_NOT_LEFT_ALONE: Final = ~exists().where(
    _ENDPOINT.c.name == _DELIVERY.c.endpoint,
    or_(_ENDPOINT.c.off_at.is_not(None), _ENDPOINT.c.paused_until > bindparam("now")),
)
_FIRST_OF_ITS_RECORD: Final = ~exists().where(
    _EARLIER.c.record_id == _DELIVERY.c.record_id,
    _EARLIER.c.endpoint == _DELIVERY.c.endpoint,
    _EARLIER.c.id < _DELIVERY.c.id,
    _EARLIER.c.state == DeliveryState.WAITING,
)
NEXT: Final = (
    select(_DELIVERY)
    .where(
        _DELIVERY.c.state == DeliveryState.WAITING,
        _DELIVERY.c.due_at <= bindparam("now"),
        _DELIVERY.c.owner == "",
        _DELIVERY.c.endpoint.in_(bindparam("endpoints", expanding=True)),
        _NOT_LEFT_ALONE,
        _FIRST_OF_ITS_RECORD,
    )
    .order_by(_DELIVERY.c.due_at, _DELIVERY.c.id)
    .limit(1)
)
"""The delivery to take next: due, its endpoint well, and nothing told of its record before it still on the way."""
TAKE: Final = (
    update(_DELIVERY)
    .where(_DELIVERY.c.id == bindparam("key_"))
    .values(owner=bindparam("by"), lease_until=bindparam("until"), fence=_DELIVERY.c.fence + 1)
)
ATTEMPTS: Final = select(func.count()).where(_ATTEMPT.c.delivery_id == bindparam("key_"))
ADD_ATTEMPT: Final = insert(_ATTEMPT)
END: Final = (
    update(_DELIVERY)
    .where(_DELIVERY.c.id == bindparam("key_"), _DELIVERY.c.fence == bindparam("at_fence"), _DELIVERY.c.owner != "")
    .values(
        state=bindparam("to_state"),
        due_at=bindparam("due"),
        failures=bindparam("failed"),
        sent_at=bindparam("sent"),
        code=bindparam("why"),
        owner="",
        lease_until=None,
    )
)
END_ATTEMPT: Final = (
    update(_ATTEMPT)
    .where(
        _ATTEMPT.c.delivery_id == bindparam("key_"),
        _ATTEMPT.c.number == bindparam("at_number"),
        _ATTEMPT.c.outcome == AttemptOutcome.STARTED,
    )
    .values(
        finished_at=bindparam("at"),
        outcome=bindparam("how"),
        status=bindparam("http"),
        code=bindparam("why"),
        address=bindparam("place"),
    )
)
