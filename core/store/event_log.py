"""The event log: facts written in the transaction that makes them so, told in the order of their commits.

Only transactions that wait for the disk write here: an event that was told to somebody is never lost, nor its number
given to another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from core.domain.events import DeliveryChanged, Event, RecordAdded, RecordChanged, RecordsErased
from core.domain.handing import LoggedEvent
from core.domain.ids import EventId, RecordId
from core.domain.states import ProcessStatus
from core.store.delivery_tables import EventTable
from core.store.tables import table_of

KEPT: Final = 200_000
"""How many events are kept; a listener that was away for longer has to look at the records again."""
_PRUNE_EVERY: Final = 1_000
_EVENT: Final = table_of(EventTable)
_ADD: Final = insert(_EVENT)
_ADD_ONE: Final = _ADD.returning(_EVENT.c.id)
_LAST: Final = select(func.max(_EVENT.c.id))
_FIRST: Final = select(func.min(_EVENT.c.id))
_PRUNE: Final = delete(_EVENT).where(_EVENT.c.id <= bindparam("until"))
_AFTER: Final = select(_EVENT).where(_EVENT.c.id > bindparam("seen")).order_by(_EVENT.c.id).limit(bindparam("most"))
_OF_RECORD: Final = (
    select(_EVENT)
    .where(_EVENT.c.record_id == bindparam("record"), _EVENT.c.id > bindparam("seen"))
    .order_by(_EVENT.c.id)
    .limit(bindparam("most"))
)


def log_events(connection: Connection, events: Sequence[Event], at: datetime) -> None:
    """Append what of these events is worth to be told later."""
    rows = [row for event in events for row in _rows(event, at)]
    if not rows:
        return
    last = _added(connection, rows)
    if last % _PRUNE_EVERY < len(rows):
        connection.execute(_PRUNE, {"until": last - KEPT})


def _added(connection: Connection, rows: Sequence[dict[str, object]]) -> int:
    """Append them; the last one's number. A single one, as nearly always, tells it by itself."""
    if len(rows) == 1:
        return int(connection.execute(_ADD_ONE, rows[0]).scalar_one())
    connection.execute(_ADD, rows)
    return int(connection.execute(_LAST).scalar_one())


def events_after(
    connection: Connection, seen: int, most: int, record: RecordId | None = None
) -> tuple[LoggedEvent, ...]:
    """Events that follow `seen`, at most so many; of one record if it is given."""
    if record is None:
        found = connection.execute(_AFTER, {"seen": seen, "most": most})
    else:
        found = connection.execute(_OF_RECORD, {"seen": seen, "most": most, "record": record})
    return tuple(
        LoggedEvent(EventId(row.id), row.at, RecordId(row.record_id), row.kind, row.status, row.settled)
        for row in found
    )


def log_ends(connection: Connection) -> tuple[EventId, EventId]:
    """The first and the last event's number; zeros if there is none."""
    first, last = connection.execute(_FIRST).scalar(), connection.execute(_LAST).scalar()
    return EventId(first or 0), EventId(last or 0)


def _rows(event: Event, at: datetime) -> Iterable[dict[str, object]]:
    match event:
        case RecordAdded():
            yield _row(event.record, at, "record.added", ProcessStatus.PENDING.value, settled=False)
        case RecordChanged():
            yield _row(event.record, at, "record.changed", event.status.value, settled=event.settled)
        case DeliveryChanged():
            yield _row(event.record, at, "delivery.changed", event.state.value, settled=True)
        case RecordsErased():
            for record in event.records:
                yield _row(record, at, "record.erased", "", settled=True)
        case _:
            return  # stage runs and their progress are told live, and nobody misses them later


def _row(record: RecordId, at: datetime, kind: str, status: str, *, settled: bool) -> dict[str, object]:
    return {"at": at, "record_id": record, "kind": kind, "status": status, "settled": settled}
