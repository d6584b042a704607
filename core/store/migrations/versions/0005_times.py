"""Times: laps, holds, rollups and tallies kept by triggers; what was erased; links whose content was erased."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.domain.states import ProcessStatus, StageName
from core.domain.times import Lap
from core.store.columns import Key, UtcTime
from core.store.time_triggers import BEGIN, FILL, TRIGGERS, VIEW, created

revision = "0005"
down_revision = "0004"

_KINDS = ("decided", "postponed", "escalated", "claim", "rerun", "cancelled")
_FROZEN = """
CREATE TRIGGER audit_no_{what} BEFORE {WHAT} ON audit
BEGIN SELECT RAISE(ABORT, 'the chain is append-only'); END
"""


def upgrade() -> None:
    """Add the tables and their triggers, and count what is there."""
    _add_laps()
    _add_counts()
    op.create_table(
        "erased",
        sa.Column("record_id", Key, nullable=False),
        sa.Column("part", sa.String(length=16), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("actor", sa.String(length=128), nullable=False),
        sa.PrimaryKeyConstraint("record_id", "part", name=op.f("pk_erased")),
    )
    _allow((*_KINDS, "erased"))
    op.execute(VIEW)
    for name in TRIGGERS:
        op.execute(created(name))
    for statement in (*BEGIN, *FILL):
        op.execute(statement)


def _enum(kind: type, name: str) -> sa.Enum:
    values = [member.value for member in kind]  # type: ignore[attr-defined]
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def _add_laps() -> None:
    op.create_table(
        "time_band",
        sa.Column("band", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("low", Key, nullable=False),
        sa.PrimaryKeyConstraint("band", name=op.f("pk_time_band")),
    )
    op.create_index("ix_time_band_low", "time_band", ["low"], unique=True)
    op.create_table(
        "lap",
        sa.Column("stage", _enum(StageName, "stage"), nullable=False),
        sa.Column("kind", _enum(Lap, "kind"), nullable=False),
        sa.Column("band", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ended_at", UtcTime(), nullable=False),
        sa.Column("run_id", Key, autoincrement=False, nullable=False),
        sa.Column("micros", Key, nullable=False),
        sa.PrimaryKeyConstraint("stage", "kind", "band", "ended_at", "run_id", name=op.f("pk_lap")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "hold_span",
        sa.Column("submission_id", Key, autoincrement=False, nullable=False),
        sa.Column("since", UtcTime(), nullable=False),
        sa.Column("until", UtcTime(), nullable=True),
        sa.Column("run_id", Key, nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_hold_span_submission_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("submission_id", "since", name=op.f("pk_hold_span")),
    )
    op.create_index(
        "ix_hold_span_open",
        "hold_span",
        ["since"],
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )


def _add_counts() -> None:
    op.create_table(
        "time_rollup",
        sa.Column("grain", sa.String(length=8), nullable=False),
        sa.Column("start", UtcTime(), nullable=False),
        sa.Column("stage", _enum(StageName, "stage"), nullable=False),
        sa.Column("kind", _enum(Lap, "kind"), nullable=False),
        sa.Column("laps", Key, nullable=False),
        sa.Column("micros", Key, nullable=False),
        sa.Column("bands", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("grain", "start", "stage", "kind", name=op.f("pk_time_rollup")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tally",
        sa.Column("grain", sa.String(length=8), nullable=False),
        sa.Column("start", UtcTime(), nullable=False),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("number", Key, nullable=False),
        sa.PrimaryKeyConstraint("grain", "start", "what", "key", name=op.f("pk_tally")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "standing",
        sa.Column("status", _enum(ProcessStatus, "status"), nullable=False),
        sa.Column("number", Key, nullable=False),
        sa.PrimaryKeyConstraint("status", name=op.f("pk_standing")),
    )


def _allow(kinds: tuple[str, ...]) -> None:
    """Make the chain's table again with other kinds of links; its triggers and index go and come with it."""
    for what in ("update", "delete"):
        op.execute(f"DROP TRIGGER audit_no_{what}")
    with op.batch_alter_table("audit", recreate="always") as batch:
        batch.drop_constraint(op.f("ck_audit_kind"), type_="check")
        batch.create_check_constraint(op.f("ck_audit_kind"), sa.column("kind").in_(kinds))
    for what in ("update", "delete"):
        op.execute(_FROZEN.format(what=what, WHAT=what.upper()))


def downgrade() -> None:
    """Take it all away again; the database refuses where a record was erased, as the chain tells of it."""
    for name in TRIGGERS:
        op.execute(f"DROP TRIGGER {name}")
    op.execute("DROP VIEW tick")
    _allow(_KINDS)
    for table in ("erased", "standing", "tally", "time_rollup", "hold_span", "lap", "time_band"):
        op.drop_table(table)
