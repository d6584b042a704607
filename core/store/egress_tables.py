"""The tables of what left this machine: typed classes without behaviour; see `core.store.tables`."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    Float,
    Index,
    Integer,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from core.domain.egress import EgressOutcome
from core.store.columns import Key, UtcTime, enum_column
from core.store.tables import Base


class EgressTable(Base):
    """Calls to servers that are not ours (triggers forbid change and removal once they have ended).

    `record_id` and `run_id` are plain numbers: what left has left, also after the record is erased here.
    """

    __tablename__ = "egress"
    __table_args__ = (
        Index("ix_egress_record_id", "record_id"),
        Index("ix_egress_started_at", "started_at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    record_id: Mapped[int] = mapped_column(Key)
    run_id: Mapped[int] = mapped_column(Key)
    endpoint: Mapped[str] = mapped_column(String(255))
    model: Mapped[str] = mapped_column(String(255))
    sent: Mapped[str] = mapped_column(Text)
    masked: Mapped[str] = mapped_column(Text)
    outcome: Mapped[EgressOutcome] = mapped_column(enum_column(EgressOutcome, "outcome"))
    started_at: Mapped[datetime] = mapped_column(UtcTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcTime, default=None)
    bytes_out: Mapped[int] = mapped_column(Key)
    bytes_in: Mapped[int] = mapped_column(Key)
    tokens_in: Mapped[int | None] = mapped_column(Integer, default=None)
    tokens_out: Mapped[int | None] = mapped_column(Integer, default=None)
    cost: Mapped[float] = mapped_column(Float)


class ModelServerTable(Base):
    """How a language model's server wants to be asked, found out by asking."""

    __tablename__ = "model_server"

    endpoint: Mapped[str] = mapped_column(String(255), primary_key=True)
    model: Mapped[str] = mapped_column(String(255), primary_key=True)
    dialect: Mapped[str] = mapped_column(String(64))
    noted_at: Mapped[datetime] = mapped_column(UtcTime)
