"""The ledger of what left the machine, and how language models' servers want to be asked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.store.columns import UtcTime

revision = "0002"
down_revision = "0001"

_KEPT = """
CREATE TRIGGER egress_no_delete BEFORE DELETE ON egress
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
"""
_ENDED_ONCE = """
CREATE TRIGGER egress_no_update BEFORE UPDATE ON egress WHEN OLD.outcome != 'started'
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
"""


def upgrade() -> None:
    """Add both tables."""
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    outcomes = ("started", "answered", "unusable", "refused", "unreachable", "stopped")
    op.create_table(
        "egress",
        sa.Column("id", key, nullable=False),
        sa.Column("record_id", key, nullable=False),
        sa.Column("run_id", key, nullable=False),
        sa.Column("endpoint", sa.String(length=255), nullable=False),
        sa.Column("model", sa.String(length=255), nullable=False),
        sa.Column("sent", sa.Text(), nullable=False),
        sa.Column("masked", sa.Text(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(*outcomes, name="outcome", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("started_at", UtcTime(), nullable=False),
        sa.Column("finished_at", UtcTime(), nullable=True),
        sa.Column("bytes_out", key, nullable=False),
        sa.Column("bytes_in", key, nullable=False),
        sa.Column("tokens_in", sa.Integer(), nullable=True),
        sa.Column("tokens_out", sa.Integer(), nullable=True),
        sa.Column("cost", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_egress")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_egress_record_id", "egress", ["record_id"], unique=False)
    op.create_index("ix_egress_started_at", "egress", ["started_at"], unique=False)
    op.create_table(
        "model_server",
        sa.Column("endpoint", sa.String(length=255), nullable=False),
        sa.Column("model", sa.String(length=255), nullable=False),
        sa.Column("dialect", sa.String(length=64), nullable=False),
        sa.Column("noted_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("endpoint", "model", name=op.f("pk_model_server")),
    )
    op.execute(_KEPT)
    op.execute(_ENDED_ONCE)


def downgrade() -> None:
    """Drop both tables."""
    op.drop_table("model_server")
    op.drop_index("ix_egress_started_at", table_name="egress")
    op.drop_index("ix_egress_record_id", table_name="egress")
    op.drop_table("egress")
