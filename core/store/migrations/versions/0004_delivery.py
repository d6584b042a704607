"""In and out by wire: deliveries with their tries, endpoints, what was handed in, the event log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.store.columns import UtcTime

revision = "0004"
down_revision = "0003"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_STATUSES = ("pending", "in_progress", "hold", "approved", "rejected", "failed", "cancelled")
_EVENTS = ("record.approved", "record.rejected", "record.held", "record.failed", "decision.superseded")
_OUTCOMES = ("started", "confirmed", "unavailable", "refused", "interrupted")
_SAME_BYTES = """
CREATE TRIGGER delivery_same_bytes BEFORE UPDATE OF key, payload, record_id, endpoint, sequence ON delivery
BEGIN SELECT RAISE(ABORT, 'a promise never changes'); END
"""
_ENDED_ONCE = """
CREATE TRIGGER delivery_attempt_no_update BEFORE UPDATE ON delivery_attempt WHEN OLD.outcome != 'started'
BEGIN SELECT RAISE(ABORT, 'a try ends once'); END
"""


def upgrade() -> None:
    """Add the tables."""
    _deliveries()
    _attempts()
    op.create_table(
        "delivery_endpoint",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", UtcTime(), nullable=True),
        sa.Column("paused_until", UtcTime(), nullable=True),
        sa.Column("off_at", UtcTime(), nullable=True),
        sa.Column("off_code", sa.String(length=64), nullable=False),
        sa.Column("confirmed_at", UtcTime(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_delivery_endpoint")),
    )
    op.create_table(
        "handed_in",
        sa.Column("record_id", _KEY, nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("callback", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_handed_in_record_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_handed_in")),
    )
    op.create_table(
        "idempotency",
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("record_id", _KEY, nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_idempotency")),
    )
    op.create_index("ix_idempotency_created_at", "idempotency", ["created_at"])
    op.create_table(
        "event",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("record_id", _KEY, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("settled", sa.Boolean(create_constraint=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_event_record_id", "event", ["record_id", "id"])
    for statement in (_SAME_BYTES, _ENDED_ONCE):
        op.execute(statement)


def _deliveries() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("record_id", _KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("endpoint", sa.String(length=64), nullable=False),
        _enum("event", _EVENTS),
        _enum("told", _STATUSES),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        _enum("state", ("waiting", "sent", "failed")),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("due_at", UtcTime(), nullable=False),
        sa.Column("sent_at", UtcTime(), nullable=True),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("owner", sa.String(length=128), nullable=False),
        sa.Column("lease_until", UtcTime(), nullable=True),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_delivery_record_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint("key", name=op.f("uq_delivery_key")),
        sa.UniqueConstraint("record_id", "sequence", "endpoint", name=op.f("uq_delivery_record_id_sequence_endpoint")),
        sqlite_autoincrement=True,
    )
    _partial("ix_delivery_due", ["due_at", "id"], "state = 'waiting'")
    _partial("ix_delivery_order", ["record_id", "endpoint", "id"], "state = 'waiting'")
    op.create_index("ix_delivery_state", "delivery", ["state", "id"])
    _partial("ix_delivery_owned", ["lease_until"], "owner != ''")


def _attempts() -> None:
    op.create_table(
        "delivery_attempt",
        sa.Column("delivery_id", _KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("started_at", UtcTime(), nullable=False),
        sa.Column("finished_at", UtcTime(), nullable=True),
        _enum("outcome", _OUTCOMES),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_delivery_attempt_delivery_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("delivery_id", "number", name=op.f("pk_delivery_attempt")),
    )


def _enum(name: str, values: tuple[str, ...]) -> sa.Column[str]:
    kind = sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)
    return sa.Column(name, kind, nullable=False)


def _partial(name: str, columns: list[str], where: str) -> None:
    op.create_index(name, "delivery", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def downgrade() -> None:
    """Drop the tables."""
    for table in ("event", "idempotency", "handed_in", "delivery_endpoint", "delivery_attempt", "delivery"):
        op.drop_table(table)
