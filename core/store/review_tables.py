"""Tables for what people do and look for: the chain of hashes, escalations, the text to search, files taken in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.domain.audit import AuditKind
from core.store.columns import Key, UtcTime, enum_column
from core.store.tables import Base


class AuditTable(Base):
    """Links of the chain (triggers forbid change). Numbered without gaps; `record_id` is a plain number on purpose."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_record_id", "record_id"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    record_id: Mapped[int] = mapped_column(Key)
    version: Mapped[int] = mapped_column(Integer)
    kind: Mapped[AuditKind] = mapped_column(enum_column(AuditKind, "kind"))
    actor: Mapped[str] = mapped_column(String(128))
    at: Mapped[datetime] = mapped_column(UtcTime)
    content: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    previous: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64))


class AuditHeadTable(Base):
    """The last link, kept beside the chain: one row. A chain that was cut does not end with it."""

    __tablename__ = "audit_head"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(Key)
    sha256: Mapped[str] = mapped_column(String(64))


class EscalationTable(Base):
    """The last time a version was handed to a second person."""

    __tablename__ = "escalation"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True)
    note: Mapped[str] = mapped_column(Text)
    to: Mapped[str] = mapped_column(String(128))
    by: Mapped[str] = mapped_column(String(128))
    at: Mapped[datetime] = mapped_column(UtcTime)


class RecordTextTable(Base):
    """What search looks through, folded. A trigger keeps a text for as long as the index over it (search.py) does."""

    __tablename__ = "record_text"

    record_id: Mapped[int] = mapped_column(
        ForeignKey("record.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    text: Mapped[str] = mapped_column(Text)


class WatchedFileTable(Base):
    """Files that a watched folder gave, so that none is taken twice. mtime: nanoseconds since 1970."""

    __tablename__ = "watched_file"
    __table_args__ = (Index("ix_watched_file_sha256", "sha256"),)

    path: Mapped[str] = mapped_column(Text, primary_key=True)
    size: Mapped[int] = mapped_column(Key)
    mtime: Mapped[int] = mapped_column(Key)
    sha256: Mapped[str] = mapped_column(String(64))
    record_id: Mapped[int] = mapped_column(Key)
    noted_at: Mapped[datetime] = mapped_column(UtcTime)
