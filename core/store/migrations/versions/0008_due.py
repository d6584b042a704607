"""Deadlines: a record may have one; those that have none sort behind all that have."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.store.columns import UtcTime

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the column; nothing has a deadline yet."""
    op.add_column("record", sa.Column("due", UtcTime(), nullable=True))
    # A century on, in microseconds: see core.store.deadlines.
    op.execute("UPDATE submission SET due_at = place_at + 3155760000000000 WHERE postponed_until IS NULL")


def downgrade() -> None:
    """Take it away; deadlines are forgotten."""
    op.execute("UPDATE submission SET due_at = place_at WHERE postponed_until IS NULL")
    op.execute("UPDATE submission SET due_at = postponed_until WHERE postponed_until IS NOT NULL")
    op.execute("ALTER TABLE record DROP COLUMN due")
