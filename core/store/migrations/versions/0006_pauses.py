"""Pausing and other settings for a run: who paused what, which queued runs wait for that, what a run is to use."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.store.columns import Key, UtcTime

revision = "0006"
down_revision = "0005"

_OPEN = "ended_at IS NULL"
_QUEUED = "status = 'queued'"


def upgrade() -> None:
    """Add the table and the columns; what is paused lies apart in the queue's index, so no claim walks over it."""
    op.create_table(
        "pause",
        sa.Column("id", Key, nullable=False),
        sa.Column("record_id", Key, nullable=False),
        sa.Column("stage", sa.String(length=32), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("actor", sa.String(length=128), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.Column("ended_by", sa.String(length=128), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pause")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_pause_open",
        "pause",
        ["record_id", "stage"],
        unique=True,
        sqlite_where=sa.text(_OPEN),
        postgresql_where=sa.text(_OPEN),
    )
    paused: sa.Column[bool] = sa.Column(
        "paused", sa.Boolean(create_constraint=False), nullable=False, server_default=sa.false()
    )
    op.add_column("stage_run", paused)
    op.add_column("stage_run", sa.Column("settings", sa.Text(), nullable=False, server_default=""))
    _index_queue("paused", "priority", "id")


def _index_queue(*columns: str) -> None:
    op.drop_index("ix_stage_run_queue", "stage_run")
    op.create_index(
        "ix_stage_run_queue",
        "stage_run",
        columns,
        sqlite_where=sa.text(_QUEUED),
        postgresql_where=sa.text(_QUEUED),
    )


def downgrade() -> None:
    """Take it away; what was paused goes on."""
    _index_queue("priority", "id")
    for name in ("paused", "settings"):
        op.execute(f"ALTER TABLE stage_run DROP COLUMN {name}")
    op.drop_table("pause")
