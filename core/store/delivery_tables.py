"""Tables of what goes by wire: deliveries, their tries, endpoints, what was handed in, the event log."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, Float, ForeignKey, Index, Integer, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from core.domain.delivery import AttemptOutcome, DeliveryEvent, DeliveryState
from core.domain.states import ProcessStatus
from core.store.columns import Key, UtcTime, enum_column
from core.store.tables import Base

_WAITING = text("state = 'waiting'")


class DeliveryTable(Base):
    """One promise to one endpoint. Its payload and key never change (a trigger sees to it).

    wait: how many seconds due_at lay ahead when it was set.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("key"),
        UniqueConstraint("record_id", "sequence", "endpoint"),
        Index("ix_delivery_due", "due_at", "id", sqlite_where=_WAITING),
        Index("ix_delivery_order", "record_id", "endpoint", "id", sqlite_where=_WAITING),
        Index("ix_delivery_state", "state", "id"),
        Index("ix_delivery_owned", "lease_until", sqlite_where=text("owner != ''")),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    key: Mapped[str] = mapped_column(String(64))
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"))
    version: Mapped[int] = mapped_column(Integer)
    sequence: Mapped[int] = mapped_column(Integer)
    endpoint: Mapped[str] = mapped_column(String(64))
    event: Mapped[DeliveryEvent] = mapped_column(enum_column(DeliveryEvent, "event"))
    told: Mapped[ProcessStatus] = mapped_column(enum_column(ProcessStatus, "told"))
    payload: Mapped[bytes] = mapped_column(LargeBinary)
    state: Mapped[DeliveryState] = mapped_column(enum_column(DeliveryState, "state"))
    failures: Mapped[int] = mapped_column(Integer, default=0)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    due_at: Mapped[datetime] = mapped_column(UtcTime)
    wait: Mapped[float] = mapped_column(Float, default=0.0, server_default="0")
    sent_at: Mapped[datetime | None] = mapped_column(UtcTime, default=None)
    code: Mapped[str] = mapped_column(String(64), default="")
    owner: Mapped[str] = mapped_column(String(128), default="")
    lease_until: Mapped[datetime | None] = mapped_column(UtcTime, default=None)
    fence: Mapped[int] = mapped_column(Integer, default=0)


class DeliveryAttemptTable(Base):
    """One try."""

    __tablename__ = "delivery_attempt"

    delivery_id: Mapped[int] = mapped_column(ForeignKey("delivery.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    started_at: Mapped[datetime] = mapped_column(UtcTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcTime, default=None)
    outcome: Mapped[AttemptOutcome] = mapped_column(enum_column(AttemptOutcome, "outcome"))
    status: Mapped[int | None] = mapped_column(Integer, default=None)
    code: Mapped[str] = mapped_column(String(64), default="")
    address: Mapped[str] = mapped_column(String(64), default="")


class EndpointTable(Base):
    """How an endpoint fares. paused_for: how many seconds paused_until lay ahead when it was set."""

    __tablename__ = "delivery_endpoint"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int] = mapped_column(Integer)
    failing_since: Mapped[datetime | None] = mapped_column(UtcTime, default=None)
    paused_until: Mapped[datetime | None] = mapped_column(UtcTime, default=None)
    paused_for: Mapped[float] = mapped_column(Float, default=0.0, server_default="0")
    off_at: Mapped[datetime | None] = mapped_column(UtcTime, default=None)
    off_code: Mapped[str] = mapped_column(String(64), default="")
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcTime, default=None)


class HandedInTable(Base):
    """What a client said when it handed a record in. callback: the endpoint it asked for, empty for all."""

    __tablename__ = "handed_in"

    record_id: Mapped[int] = mapped_column(
        ForeignKey("record.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    reference: Mapped[str] = mapped_column(Text)
    callback: Mapped[str] = mapped_column(String(64))


class IdempotencyTable(Base):
    """Keys under which clients hand in: the same request makes one record. fingerprint: of what was handed in."""

    __tablename__ = "idempotency"
    __table_args__ = (Index("ix_idempotency_created_at", "created_at"),)

    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    record_id: Mapped[int] = mapped_column(Key)
    created_at: Mapped[datetime] = mapped_column(UtcTime)


class EventTable(Base):
    """Facts that outlive the program, in the order of their commits. `record_id` is a plain number on purpose."""

    __tablename__ = "event"
    __table_args__ = (Index("ix_event_record_id", "record_id", "id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcTime)
    record_id: Mapped[int] = mapped_column(Key)
    kind: Mapped[str] = mapped_column(String(32))
    status: Mapped[str] = mapped_column(String(32), default="")
    settled: Mapped[bool] = mapped_column(Boolean(create_constraint=False), default=False)
