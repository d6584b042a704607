"""The statements of the outbox that run often, made once, on the bare tables."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, bindparam, cast, exists, func, insert, or_, select, type_coerce, update

from core.domain.delivery import AttemptOutcome, DeliveryState
from core.store.delivery_tables import DeliveryAttemptTable, DeliveryTable, EndpointTable, HandedInTable
from core.store.tables import table_of

_DELIVERY: Final = table_of(DeliveryTable)
_ATTEMPT: Final = table_of(DeliveryAttemptTable)
_ENDPOINT: Final = table_of(EndpointTable)
_HANDED_IN: Final = table_of(HandedInTable)
_EARLIER: Final = _DELIVERY.alias("earlier")
_MICROS: Final = 1_000_000
_SLACK: Final = 1.0
"""Seconds by which clocks are put right all the time."""

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
    .values(due_at=bindparam("now"), wait=0.0)
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
        wait=bindparam("seconds"),
        failures=bindparam("failed"),
        sent_at=bindparam("sent"),
        code=bindparam("why"),
        owner="",
        lease_until=None,
    )
)
_DUE: Final = type_coerce(_DELIVERY.c.due_at, BigInteger)
_PAUSED: Final = type_coerce(_ENDPOINT.c.paused_until, BigInteger)
_AT: Final = bindparam("at", type_=BigInteger)
AFTER_THE_CLOCK: Final = (
    update(_DELIVERY)
    .where(_DELIVERY.c.state == DeliveryState.WAITING, _AT + (_DELIVERY.c.wait + _SLACK) * _MICROS < _DUE)
    .values(due_at=cast(_AT + _DELIVERY.c.wait * _MICROS, BigInteger)),
    update(_ENDPOINT)
    .where(_AT + (_ENDPOINT.c.paused_for + _SLACK) * _MICROS < _PAUSED)
    .values(paused_until=cast(_AT + _ENDPOINT.c.paused_for * _MICROS, BigInteger)),
)
"""What lies further ahead than it was put: the clock has been set back since. From now on, then, for as long again.

Only once: what was moved lies no further ahead any more, so no look puts it off again. at: now, in microseconds.
"""
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
