"""Files that come later: which version brought an attachment, and of which version the files count in each."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_COLUMNS = (("attachment", "version"), ("submission", "files_of"))


def upgrade() -> None:
    """Add the columns; everything there came with the first version."""
    for table, name in _COLUMNS:
        op.add_column(table, sa.Column(name, sa.Integer(), nullable=False, server_default="1"))


def downgrade() -> None:
    """Take them away; files that came later are gone from their records."""
    op.execute("DELETE FROM attachment WHERE version > 1")
    for table, name in _COLUMNS:
        op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
