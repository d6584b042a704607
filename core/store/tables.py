"""The tables: typed classes without behaviour.

The migrations alone make tables and indexes, on every dialect. What is said here of partial indexes is for SQLite only:
naming PostgreSQL's options would load its dialect, 50 ms of every start.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from core.domain.decision import DecisionReason, RejectKind, Verdict
from core.domain.states import ProcessStatus, StageName, StageStatus
from core.store.columns import Key, UtcTime, enum_column


class Base(DeclarativeBase):
    """Names every constraint, so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def table_of(kind: type[Base]) -> Table:
    """The bare table of a class, for statements that run often.

    A statement made once, on the table and with named parameters, costs a fifth of one that is made at each use on the
    class: most of a small query's time is SQLAlchemy's, not SQLite's.
    """
    return kind.metadata.tables[kind.__tablename__]


class RecordTable(Base):
    """One case to verify."""

    __tablename__ = "record"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    source: Mapped[str] = mapped_column(Text)
    claim: Mapped[str] = mapped_column(Text)
    holder_name: Mapped[str] = mapped_column(Text, default="")
    document_type: Mapped[str] = mapped_column(String(64), default="")
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    due: Mapped[datetime | None] = mapped_column(UtcTime, default=None)


class AttachmentTable(Base):
    """The original bytes of one file; sha256 is empty if the bytes could not be taken (see problem).

    version: the one that brought it.
    """

    __tablename__ = "attachment"
    __table_args__ = (Index("ix_attachment_sha256", "sha256"),)

    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(Key)
    media_type: Mapped[str] = mapped_column(String(64))
    problem_code: Mapped[str] = mapped_column(String(64), default="")
    problem_text: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    duplicate_of: Mapped[int | None] = mapped_column(Key, default=None)


_CURRENT = text("is_current = 1")
_HELD = text("is_current = 1 AND status = 'hold'")
_FILTERS = (
    "document_type", "confidence", "escalated", "postponed_until", "record_created_at", "reason_codes", "status",
    "is_current",
)  # fmt: skip


class SubmissionTable(Base):
    """A version of a record, with what lists filter and sort by.

    files_of: the version that brought its files.
    reason_codes: those of its hold reasons, each between commas. confidence: of its least certain field.
    place_at: since when it waits; due_at: see `core.store.deadlines`; record_created_at: the record's.
    The indexes hold all that a list asks for, so that a page of it touches no table and sorts nothing.
    """

    __tablename__ = "submission"
    __table_args__ = (
        UniqueConstraint("record_id", "version"),
        Index(
            "uq_submission_current",
            "record_id",
            unique=True,
            sqlite_where=_CURRENT,
        ),
        Index(
            "ix_submission_status",
            "status",
            "record_id",
            "document_type",
            "confidence",
            "record_created_at",
            "is_current",
            sqlite_where=_CURRENT,
        ),
        Index("ix_submission_held", "record_id", *_FILTERS, sqlite_where=_HELD),
        Index("ix_submission_oldest", "place_at", "record_id", *_FILTERS, sqlite_where=_HELD),
        Index("ix_submission_deadline", "due_at", "record_id", *_FILTERS, sqlite_where=_HELD),
        CheckConstraint("version >= 1", name="version"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"))
    version: Mapped[int] = mapped_column(Integer)
    revision: Mapped[int] = mapped_column(Integer, default=1)
    files_of: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    is_current: Mapped[bool] = mapped_column(Boolean(create_constraint=True, name="is_current"))
    status: Mapped[ProcessStatus] = mapped_column(enum_column(ProcessStatus, "status"))
    stage: Mapped[StageName | None] = mapped_column(enum_column(StageName, "stage"))
    error_code: Mapped[str] = mapped_column(String(64), default="")
    error_text: Mapped[str] = mapped_column(Text, default="")
    ocr_run: Mapped[int | None] = mapped_column(Key, default=None)
    extract_run: Mapped[int | None] = mapped_column(Key, default=None)
    approve_run: Mapped[int | None] = mapped_column(Key, default=None)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    changed_at: Mapped[datetime] = mapped_column(UtcTime)
    record_created_at: Mapped[datetime] = mapped_column(UtcTime)
    place_at: Mapped[datetime] = mapped_column(UtcTime)
    due_at: Mapped[datetime] = mapped_column(UtcTime)
    postponed_until: Mapped[datetime | None] = mapped_column(UtcTime, default=None)
    escalated: Mapped[bool] = mapped_column(Boolean(create_constraint=False), default=False)
    document_type: Mapped[str] = mapped_column(String(64), default="")
    confidence: Mapped[float | None] = mapped_column(Float, default=None)
    reason_codes: Mapped[str] = mapped_column(Text, default="")


class StageRunTable(Base):
    """One execution of a stage: the queue entry before, the history after."""

    __tablename__ = "stage_run"
    __table_args__ = (
        UniqueConstraint("submission_id", "stage", "attempt"),
        # At most one open run per submission: nothing is done twice, whoever asks.
        Index(
            "uq_stage_run_open",
            "submission_id",
            unique=True,
            sqlite_where=text("status IN ('queued', 'running')"),
        ),
        Index(
            "ix_stage_run_queue",
            "paused",
            "priority",
            "id",
            sqlite_where=text("status = 'queued'"),
        ),
        Index(
            "ix_stage_run_running",
            "lease_until",
            sqlite_where=text("status = 'running'"),
        ),
        CheckConstraint("(status = 'running') = (owner != '')", name="owner"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"))
    stage: Mapped[StageName] = mapped_column(enum_column(StageName, "stage"))
    attempt: Mapped[int] = mapped_column(Integer)
    series: Mapped[int] = mapped_column(Integer)
    status: Mapped[StageStatus] = mapped_column(enum_column(StageStatus, "status"))
    chain: Mapped[bool] = mapped_column(Boolean(create_constraint=True, name="chain"))
    priority: Mapped[int] = mapped_column(Integer)
    interruptions: Mapped[int] = mapped_column(Integer, default=0)
    paused: Mapped[bool] = mapped_column(Boolean(create_constraint=False), default=False)
    settings: Mapped[str] = mapped_column(Text, default="")
    engine: Mapped[str] = mapped_column(String(64), default="")
    engine_version: Mapped[str] = mapped_column(String(64), default="")
    queued_at: Mapped[datetime] = mapped_column(UtcTime)
    due_at: Mapped[datetime] = mapped_column(UtcTime)
    started_at: Mapped[datetime | None] = mapped_column(UtcTime, default=None)
    finished_at: Mapped[datetime | None] = mapped_column(UtcTime, default=None)
    owner: Mapped[str] = mapped_column(String(128), default="")
    lease_until: Mapped[datetime | None] = mapped_column(UtcTime, default=None)
    fence: Mapped[int] = mapped_column(Integer, default=0)
    done: Mapped[int] = mapped_column(Integer, default=0)
    total: Mapped[int] = mapped_column(Integer, default=0)
    error_code: Mapped[str] = mapped_column(String(64), default="")
    error_text: Mapped[str] = mapped_column(Text, default="")


class StageResultTable(Base):
    """What a run produced: canonical JSON, compressed; `inputs` is the hash of what it was made from."""

    __tablename__ = "stage_result"

    run_id: Mapped[int] = mapped_column(ForeignKey("stage_run.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    inputs: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64))
    payload: Mapped[bytes] = mapped_column(LargeBinary)


class HoldReasonTable(Base):
    """The open questions of a submission, as the latest judgement or the chain gave them."""

    __tablename__ = "hold_reason"
    __table_args__ = (Index("ix_hold_reason_code", "code"),)

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(32))
    stage: Mapped[StageName] = mapped_column(enum_column(StageName, "stage"))
    field: Mapped[str] = mapped_column(String(32), default="")
    params: Mapped[str] = mapped_column(Text)


class DecisionTable(Base):
    """A person's answers, append-only (triggers forbid change)."""

    __tablename__ = "decision"
    __table_args__ = (Index("ix_decision_record_id", "record_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"))
    version: Mapped[int] = mapped_column(Integer)
    verdict: Mapped[Verdict] = mapped_column(enum_column(Verdict, "verdict"))
    reason: Mapped[DecisionReason] = mapped_column(enum_column(DecisionReason, "reason"))
    kind: Mapped[RejectKind | None] = mapped_column(enum_column(RejectKind, "kind"))
    public_comment: Mapped[str] = mapped_column(Text, default="")
    internal_comment: Mapped[str] = mapped_column(Text, default="")
    corrections: Mapped[str] = mapped_column(Text)
    actor: Mapped[str] = mapped_column(String(128))
    at: Mapped[datetime] = mapped_column(UtcTime)
    supersedes: Mapped[int | None] = mapped_column(Key, default=None)
    grounds: Mapped[str] = mapped_column(Text, default="[]")
