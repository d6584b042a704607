"""What clients said when they handed records in, and the keys that make a request repeatable."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, bindparam, delete, func, insert, select
from sqlalchemy.orm import Session

from core.domain.handing import Ticket
from core.domain.ids import RecordId
from core.store.delivery_tables import HandedInTable, IdempotencyTable
from core.store.tables import table_of

KEPT: Final = timedelta(days=7)
_HANDED_IN: Final = table_of(HandedInTable)
_KEY: Final = table_of(IdempotencyTable)
_ADD: Final = insert(_HANDED_IN)
_ADD_KEY: Final = insert(_KEY)
_FIND: Final = select(_KEY).where(_KEY.c.key == bindparam("given"))
_FORGET: Final = delete(_KEY).where(_KEY.c.created_at < bindparam("before"))
_FIRST: Final = select(func.min(_KEY.c.created_at))
_TICKETS: Final = select(_HANDED_IN).where(_HANDED_IN.c.record_id.in_(bindparam("keys", expanding=True)))


class SqlHandedIn:
    """See `core.domain.work.HandedInRecords`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, record: RecordId, ticket: Ticket) -> None:
        """Note what the client said."""
        values = {"record_id": record, "reference": ticket.reference, "callback": ticket.callback}
        self._session.connection().execute(_ADD, values)

    def find(self, key: str) -> tuple[RecordId, str] | None:
        """The record made under that key, and the fingerprint of what was handed in then."""
        return noted(self._session.connection(), key)

    def add_key(self, key: str, fingerprint: str, record: RecordId, at: datetime) -> None:
        """Remember a key; those that are older than `KEPT` are forgotten."""
        connection = self._session.connection()
        connection.execute(_ADD_KEY, {"key": key, "fingerprint": fingerprint, "record_id": record, "created_at": at})
        first = connection.execute(_FIRST).scalar()
        if first is not None and first < at - KEPT:
            connection.execute(_FORGET, {"before": at - KEPT})


def noted(connection: Connection, key: str) -> tuple[RecordId, str] | None:
    """What was done under that key: the record that it was about, and its fingerprint."""
    row = connection.execute(_FIND, {"given": key}).first()
    return (RecordId(row.record_id), row.fingerprint) if row else None


def tickets_of(connection: Connection, records: Sequence[RecordId]) -> dict[RecordId, Ticket]:
    """What clients said of these records; those that came in otherwise are left out."""
    found = connection.execute(_TICKETS, {"keys": tuple(records)})
    return {RecordId(row.record_id): Ticket(row.reference, row.callback) for row in found}
