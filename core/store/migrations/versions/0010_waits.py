"""How long a delivery and an endpoint wait, beside until when: a clock that was set back makes nobody wait longer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the columns; what waits now waits no longer than since its last try."""
    op.add_column("delivery", sa.Column("wait", sa.Float(), nullable=False, server_default="0"))
    op.add_column("delivery_endpoint", sa.Column("paused_for", sa.Float(), nullable=False, server_default="0"))
    last = "(SELECT max(a.finished_at) FROM delivery_attempt a WHERE a.delivery_id = delivery.id)"
    op.execute(
        f"UPDATE delivery SET wait = (due_at - {last}) / 1000000.0 "  # noqa: S608 - nothing from outside
        f"WHERE state = 'waiting' AND due_at > {last}"
    )
    op.execute("UPDATE delivery_endpoint SET paused_for = 86400 WHERE paused_until IS NOT NULL")


def downgrade() -> None:
    """Take them away."""
    op.execute("ALTER TABLE delivery_endpoint DROP COLUMN paused_for")
    op.execute("ALTER TABLE delivery DROP COLUMN wait")
