"""What was deleted and may still have copies in the database; the pauses of a record, found by its number."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_UNWIPED = "wiped = 0"


def upgrade() -> None:
    """Add the column and the indexes; until now the whole database was written anew after each deletion."""
    wiped: sa.Column[bool] = sa.Column(
        "wiped", sa.Boolean(create_constraint=False), nullable=False, server_default=sa.false()
    )
    op.add_column("erased", wiped)
    op.execute("UPDATE erased SET wiped = 1")
    op.create_index(
        "ix_erased_unwiped", "erased", ["wiped"], sqlite_where=sa.text(_UNWIPED), postgresql_where=sa.text("NOT wiped")
    )
    op.create_index("ix_pause_record", "pause", ["record_id", "id"])


def downgrade() -> None:
    """Take them away."""
    op.drop_index("ix_pause_record", "pause")
    op.drop_index("ix_erased_unwiped", "erased")
    op.execute("ALTER TABLE erased DROP COLUMN wiped")
