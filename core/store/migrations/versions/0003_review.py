"""The review desk: what lists filter and sort by, full-text search, the chain of hashes, files of watched folders."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

from core.domain.audit import Act, AuditKind, canonical, digest_of, linked
from core.domain.ids import RecordId
from core.store.columns import UtcTime
from core.store.search import folded

revision = "0003"
down_revision = "0002"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_FILTERS = ["document_type", "confidence", "escalated", "postponed_until", "record_created_at", "reason_codes"]
_STATE = ["status", "is_current"]  # in the index too, or SQLite looks them up in the table
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NEWEST = ["status", "record_id", "document_type", "confidence", "record_created_at", "is_current"]
_FROZEN = """
CREATE TRIGGER audit_no_{what} BEFORE {WHAT} ON audit
BEGIN SELECT RAISE(ABORT, 'the chain is append-only'); END
"""
_SEARCH = """
CREATE VIRTUAL TABLE record_search
USING fts5(text, content='record_text', content_rowid='record_id', tokenize='trigram case_sensitive 1')
"""
_GRAM = "CREATE VIRTUAL TABLE record_gram USING fts5vocab(record_search, 'row')"
_KEPT = """
CREATE TRIGGER record_text_indexed BEFORE DELETE ON record_text
WHEN EXISTS (SELECT 1 FROM record_search_docsize WHERE id = old.record_id)
BEGIN SELECT RAISE(ABORT, 'take the text out of the index first'); END
"""


def upgrade() -> None:
    """Add columns, tables and indexes, and fill them from what is there."""
    _add_columns()
    _add_tables()
    _fill_submissions()
    _fill_text()
    _fill_chain()
    op.drop_column("record", "search")
    op.drop_index("ix_submission_status", "submission")
    _index("ix_submission_status", _NEWEST, held=False)
    _index("ix_submission_held", ["record_id", *_FILTERS, *_STATE])
    _index("ix_submission_oldest", ["place_at", "record_id", *_FILTERS, *_STATE])
    _index("ix_submission_deadline", ["due_at", "record_id", *_FILTERS, *_STATE])


def _index(name: str, columns: list[str], *, held: bool = True) -> None:
    more = " AND status = 'hold'" if held else ""
    op.create_index(
        name,
        "submission",
        columns,
        sqlite_where=sa.text(f"is_current = 1{more}"),
        postgresql_where=sa.text(f"is_current{more}"),
    )


def _add_columns() -> None:
    for name in ("record_created_at", "place_at", "due_at"):
        op.add_column("submission", sa.Column(name, UtcTime(), nullable=False, server_default="0"))
    op.add_column("decision", sa.Column("grounds", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("submission", sa.Column("postponed_until", UtcTime(), nullable=True))
    op.add_column(
        "submission",
        sa.Column("escalated", sa.Boolean(create_constraint=False), nullable=False, server_default=sa.false()),
    )
    op.add_column("submission", sa.Column("document_type", sa.String(64), nullable=False, server_default=""))
    op.add_column("submission", sa.Column("confidence", sa.Float(), nullable=True))
    op.add_column("submission", sa.Column("reason_codes", sa.Text(), nullable=False, server_default=""))


def _add_tables() -> None:
    kinds = ("decided", "postponed", "escalated", "claim", "rerun", "cancelled")
    op.create_table(
        "audit",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("record_id", _KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "kind", sa.Enum(*kinds, name="kind", native_enum=False, create_constraint=True, length=32), nullable=False
        ),
        sa.Column("actor", sa.String(length=128), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index("ix_audit_record_id", "audit", ["record_id"])
    for what in ("update", "delete"):
        op.execute(_FROZEN.format(what=what, WHAT=what.upper()))
    op.create_table(
        "audit_head",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("number", _KEY, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_audit_head_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "escalation",
        sa.Column("submission_id", _KEY, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("to", sa.String(length=128), nullable=False),
        sa.Column("by", sa.String(length=128), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_escalation_submission_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_escalation")),
    )
    op.create_table(
        "record_text",
        sa.Column("record_id", _KEY, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_record_text_record_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_record_text")),
    )
    for statement in (_SEARCH, _GRAM, _KEPT):
        op.execute(statement)
    op.create_table(
        "watched_file",
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("size", _KEY, nullable=False),
        sa.Column("mtime", _KEY, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("record_id", _KEY, nullable=False),
        sa.Column("noted_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_watched_file")),
    )
    op.create_index("ix_watched_file_sha256", "watched_file", ["sha256"])


def _fill_submissions() -> None:
    op.execute(
        "UPDATE submission SET record_created_at = (SELECT created_at FROM record WHERE record.id = record_id), "
        "document_type = (SELECT document_type FROM record WHERE record.id = record_id), "
        "reason_codes = COALESCE((SELECT ',' || group_concat(code, ',') || ',' FROM "
        "(SELECT DISTINCT code FROM hold_reason WHERE submission_id = submission.id ORDER BY code)), '')"
    )
    op.execute("UPDATE submission SET place_at = record_created_at, due_at = record_created_at")
    connection = op.get_bind()
    found = connection.execute(
        sa.text("SELECT s.id, r.payload FROM submission s JOIN stage_result r ON r.run_id = s.extract_run")
    )
    for submission, payload in found.yield_per(200):
        confidences = [field["confidence"] for field in json.loads(zlib.decompress(payload))["fields"]]
        if confidences:
            connection.execute(
                sa.text("UPDATE submission SET confidence = :lowest WHERE id = :id"),
                {"lowest": min(confidences), "id": submission},
            )


def _fill_text() -> None:
    connection = op.get_bind()
    found = connection.execute(
        sa.text(
            "SELECT e.id, e.search, e.claim, r.payload FROM record e JOIN submission s ON s.record_id = e.id "
            "AND s.is_current = 1 LEFT JOIN stage_result r ON r.run_id = s.ocr_run"
        )
    )
    for record, search, claim, payload in found.yield_per(200):
        claimed = [value for _, value in json.loads(claim)["values"]]
        words = folded(search, *claimed, *(_lines(payload) if payload else ()))[:300_000] + "\n\n"
        connection.execute(
            sa.text("INSERT INTO record_text (record_id, text) VALUES (:record, :words)"),
            {"record": record, "words": words},
        )
    connection.execute(sa.text("INSERT INTO record_search (record_search) VALUES ('rebuild')"))


def _lines(payload: bytes) -> Iterator[str]:
    for page in json.loads(zlib.decompress(payload))["pages"]:
        lines: dict[int, list[str]] = {}
        for word in page["words"]:
            lines.setdefault(word["line"], []).append(word["text"])
        yield from (" ".join(words) for words in lines.values())


def _fill_chain() -> None:
    """Decisions made so far become the chain's first links, in their order."""
    connection = op.get_bind()
    previous, number = "", 0
    for row in connection.execute(sa.text("SELECT * FROM decision ORDER BY id")).mappings().all():
        content = canonical(
            {
                "decision": row["id"],
                "verdict": row["verdict"],
                "reason": row["reason"],
                "kind": row["kind"],
                "public_comment": row["public_comment"],
                "internal_comment": row["internal_comment"],
                "corrections": json.loads(row["corrections"]),
                "grounds": [],
                "supersedes": row["supersedes"],
                "policy": None,
                "engines": [],
            }
        )
        at = _EPOCH + timedelta(microseconds=row["at"])
        act = Act(RecordId(row["record_id"]), row["version"], AuditKind.DECIDED, row["actor"], at, content)
        number += 1
        link = linked(number, act, digest_of(content), previous)
        previous = link.sha256
        connection.execute(
            sa.text(
                "INSERT INTO audit (id, record_id, version, kind, actor, at, content, digest, previous, sha256) "
                "VALUES (:id, :record, :version, 'decided', :actor, :at, :content, :digest, :previous, :sha256)"
            ),
            {
                "id": number,
                "record": row["record_id"],
                "version": row["version"],
                "actor": row["actor"],
                "at": row["at"],
                "content": content,
                "digest": link.digest,
                "previous": link.previous,
                "sha256": link.sha256,
            },
        )
    connection.execute(
        sa.text("INSERT INTO audit_head (id, number, sha256) VALUES (1, :number, :sha256)"),
        {"number": number, "sha256": previous},
    )


def downgrade() -> None:
    """Take it all away again; what people did stays in `decision`."""
    op.add_column("record", sa.Column("search", sa.Text(), nullable=False, server_default=""))
    op.execute("UPDATE record SET search = COALESCE((SELECT text FROM record_text WHERE record_id = record.id), '')")
    for name in ("ix_submission_status", "ix_submission_held", "ix_submission_oldest", "ix_submission_deadline"):
        op.drop_index(name, "submission")
    op.create_index(
        "ix_submission_status",
        "submission",
        ["status", "record_id"],
        sqlite_where=sa.text("is_current = 1"),
        postgresql_where=sa.text("is_current"),
    )
    for table in ("watched_file", "record_gram", "record_search", "record_text", "escalation", "audit_head", "audit"):
        op.execute(f"DROP TABLE {table}")
    op.execute("ALTER TABLE decision DROP COLUMN grounds")
    for name in (*_FILTERS, "place_at", "due_at"):
        op.execute(f"ALTER TABLE submission DROP COLUMN {name}")
