"""The first form of the store."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.store.columns import UtcTime

revision = "0001"
down_revision = None

_FROZEN = """
CREATE TRIGGER decision_no_{what} BEFORE {WHAT} ON decision
BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END
"""


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "record",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("holder_name", sa.Text(), nullable=False),
        sa.Column("document_type", sa.String(length=64), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "attachment",
        sa.Column("record_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("media_type", sa.String(length=64), nullable=False),
        sa.Column("problem_code", sa.String(length=64), nullable=False),
        sa.Column("problem_text", sa.Text(), nullable=False),
        sa.Column("duplicate_of", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_attachment_record_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("record_id", "position", name=op.f("pk_attachment")),
    )
    op.create_index("ix_attachment_sha256", "attachment", ["sha256"], unique=False)
    op.create_table(
        "decision",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("record_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum("approve", "reject", name="verdict", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column(
            "reason",
            sa.Enum(
                "verified",
                "corrected",
                "poor_image",
                "page_missing",
                "wrong_document",
                "claim_mismatch",
                "expired",
                "not_authentic",
                "duplicate",
                "other",
                name="reason",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum("RETRY", "FINAL", name="kind", native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.Column("public_comment", sa.Text(), nullable=False),
        sa.Column("internal_comment", sa.Text(), nullable=False),
        sa.Column("corrections", sa.Text(), nullable=False),
        sa.Column("actor", sa.String(length=128), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("supersedes", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_decision_record_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_decision_record_id", "decision", ["record_id"], unique=False)
    op.create_table(
        "submission",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("record_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("is_current", sa.Boolean(create_constraint=True, name="is_current"), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "pending",
                "in_progress",
                "hold",
                "approved",
                "rejected",
                "failed",
                "cancelled",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "stage",
            sa.Enum("ocr", "extract", "approve", name="stage", native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.Column("error_code", sa.String(length=64), nullable=False),
        sa.Column("error_text", sa.Text(), nullable=False),
        sa.Column("ocr_run", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("extract_run", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("approve_run", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("changed_at", UtcTime(), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_submission_version")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_submission_record_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("record_id", "version", name=op.f("uq_submission_record_id_version")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_submission_status",
        "submission",
        ["status", "record_id"],
        unique=False,
        sqlite_where=sa.text("is_current = 1"),
        postgresql_where=sa.text("is_current"),
    )
    op.create_index(
        "uq_submission_current",
        "submission",
        ["record_id"],
        unique=True,
        sqlite_where=sa.text("is_current = 1"),
        postgresql_where=sa.text("is_current"),
    )
    op.create_table(
        "hold_reason",
        sa.Column("submission_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column(
            "stage",
            sa.Enum("ocr", "extract", "approve", name="stage", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("field", sa.String(length=32), nullable=False),
        sa.Column("params", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_hold_reason_submission_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("submission_id", "position", name=op.f("pk_hold_reason")),
    )
    op.create_index("ix_hold_reason_code", "hold_reason", ["code"], unique=False)
    op.create_table(
        "stage_run",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("submission_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "stage",
            sa.Enum("ocr", "extract", "approve", name="stage", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("series", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "queued",
                "running",
                "done",
                "failed",
                "cancelled",
                "interrupted",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("chain", sa.Boolean(create_constraint=True, name="chain"), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("interruptions", sa.Integer(), nullable=False),
        sa.Column("engine", sa.String(length=64), nullable=False),
        sa.Column("engine_version", sa.String(length=64), nullable=False),
        sa.Column("queued_at", UtcTime(), nullable=False),
        sa.Column("due_at", UtcTime(), nullable=False),
        sa.Column("started_at", UtcTime(), nullable=True),
        sa.Column("finished_at", UtcTime(), nullable=True),
        sa.Column("owner", sa.String(length=128), nullable=False),
        sa.Column("lease_until", UtcTime(), nullable=True),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("error_code", sa.String(length=64), nullable=False),
        sa.Column("error_text", sa.Text(), nullable=False),
        sa.CheckConstraint("(status = 'running') = (owner != '')", name=op.f("ck_stage_run_owner")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_stage_run_submission_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_run")),
        sa.UniqueConstraint("submission_id", "stage", "attempt", name=op.f("uq_stage_run_submission_id_stage_attempt")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_stage_run_queue",
        "stage_run",
        ["priority", "id"],
        unique=False,
        sqlite_where=sa.text("status = 'queued'"),
        postgresql_where=sa.text("status = 'queued'"),
    )
    op.create_index(
        "ix_stage_run_running",
        "stage_run",
        ["lease_until"],
        unique=False,
        sqlite_where=sa.text("status = 'running'"),
        postgresql_where=sa.text("status = 'running'"),
    )
    op.create_index(
        "uq_stage_run_open",
        "stage_run",
        ["submission_id"],
        unique=True,
        sqlite_where=sa.text("status IN ('queued', 'running')"),
        postgresql_where=sa.text("status IN ('queued', 'running')"),
    )
    op.create_table(
        "stage_result",
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("inputs", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["stage_run.id"], name=op.f("fk_stage_result_run_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_stage_result")),
    )
    for what in ("update", "delete"):
        op.execute(_FROZEN.format(what=what, WHAT=what.upper()))


def downgrade() -> None:
    """Drop all tables."""
    op.drop_table("stage_result")
    op.drop_index(
        "uq_stage_run_open",
        table_name="stage_run",
        sqlite_where=sa.text("status IN ('queued', 'running')"),
        postgresql_where=sa.text("status IN ('queued', 'running')"),
    )
    op.drop_index(
        "ix_stage_run_running",
        table_name="stage_run",
        sqlite_where=sa.text("status = 'running'"),
        postgresql_where=sa.text("status = 'running'"),
    )
    op.drop_index(
        "ix_stage_run_queue",
        table_name="stage_run",
        sqlite_where=sa.text("status = 'queued'"),
        postgresql_where=sa.text("status = 'queued'"),
    )
    op.drop_table("stage_run")
    op.drop_index("ix_hold_reason_code", table_name="hold_reason")
    op.drop_table("hold_reason")
    op.drop_index(
        "uq_submission_current",
        table_name="submission",
        sqlite_where=sa.text("is_current = 1"),
        postgresql_where=sa.text("is_current"),
    )
    op.drop_index(
        "ix_submission_status",
        table_name="submission",
        sqlite_where=sa.text("is_current = 1"),
        postgresql_where=sa.text("is_current"),
    )
    op.drop_table("submission")
    op.drop_index("ix_decision_record_id", table_name="decision")
    op.drop_table("decision")
    op.drop_index("ix_attachment_sha256", table_name="attachment")
    op.drop_table("attachment")
    op.drop_table("record")
