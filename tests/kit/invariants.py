"""What must hold after whatever happened, told from the database file and the blobs alone, by plain SQL."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

LEGAL_END = {"hold", "approved", "rejected", "failed", "cancelled"}


def broken(data: Path, *, settled: bool = True) -> list[str]:
    """Everything that does not hold; empty if all does."""
    with closing(sqlite3.connect(data / "holdpoint.db")) as db:
        problems = [f"integrity: {row[0]}" for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
        problems += [f"foreign key: {row}" for row in db.execute("PRAGMA foreign_key_check")]
        problems += _files(db, data)
        problems += _once(db)
        problems += _approvals(db)
        problems += _chain(db)
        problems += _index(db)
        if settled:
            problems += _settled(db)
    return problems


def _files(db: sqlite3.Connection, data: Path) -> list[str]:
    """Nothing lost: every attachment has its bytes, with the hash that was recorded."""
    found = []
    for record, sha256 in db.execute("SELECT record_id, sha256 FROM attachment WHERE sha256 != ''"):
        path = data / "blobs" / sha256[:2] / sha256
        if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            found.append(f"record {record}: bytes of {sha256[:8]} are gone or changed")
    return found


def _once(db: sqlite3.Connection) -> list[str]:
    """Nothing twice: one result per run that is done, none for the others; one done run per stage and version."""
    found = [
        f"run {run} is {status} and has {count} results"
        for run, status, count in db.execute(
            "SELECT r.id, r.status, COUNT(s.run_id) FROM stage_run r LEFT JOIN stage_result s ON s.run_id = r.id "
            "GROUP BY r.id HAVING COUNT(s.run_id) != (r.status = 'done')"
        )
    ]
    found += [
        f"submission {submission}: {stage} was done {count} times in series {series}"
        for submission, stage, series, count in db.execute(
            "SELECT submission_id, stage, series, COUNT(*) FROM stage_run WHERE status = 'done' "
            "GROUP BY submission_id, stage, series HAVING COUNT(*) > 1"
        )
    ]
    gaps = db.execute(
        "SELECT submission_id, stage FROM stage_run GROUP BY submission_id, stage HAVING MAX(attempt) != COUNT(*)"
    )
    return found + [f"submission {submission}: attempts of {stage} have gaps" for submission, stage in gaps]


def _approvals(db: sqlite3.Connection) -> list[str]:
    """Nothing approved by the chain with an open question, or without a judgement."""
    return [
        f"submission {submission} was approved with questions or without a judgement"
        for (submission,) in db.execute(
            "SELECT s.id FROM submission s WHERE s.status = 'approved' AND s.record_id NOT IN "
            "(SELECT record_id FROM decision) AND (s.approve_run IS NULL OR EXISTS "
            "(SELECT 1 FROM hold_reason h WHERE h.submission_id = s.id))"
        )
    ] + [
        f"submission {submission} is on hold without a reason"
        for (submission,) in db.execute(
            "SELECT s.id FROM submission s WHERE s.status = 'hold' AND NOT EXISTS "
            "(SELECT 1 FROM hold_reason h WHERE h.submission_id = s.id)"
        )
    ]


def _chain(db: sqlite3.Connection) -> list[str]:
    """Every decision has its link, and each link holds the one before, worked out here once more."""
    previous, found = "", []
    told = db.execute("SELECT content FROM audit WHERE kind = 'erased' AND content != ''")
    emptied = {link for (content,) in told for link in json.loads(content)["links"]}
    rows = db.execute(
        "SELECT id, record_id, version, kind, actor, at, content, digest, previous, sha256 FROM audit ORDER BY id"
    )
    for place, (number, record, version, kind, actor, at, content, digest, before, sha256) in enumerate(rows, 1):
        when = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at)).isoformat(timespec="microseconds")
        link = {
            "id": place, "record": record, "version": version, "kind": kind, "actor": actor, "at": when,
            "digest": hashlib.sha256(content.encode()).hexdigest(), "previous": previous,
        }  # fmt: skip
        if not content and number in emptied:
            link["digest"] = digest  # what it said was erased with its record; its hash still holds the chain
        text = json.dumps(link, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        if (number, digest, before, sha256) != (
            place,
            link["digest"],
            previous,
            hashlib.sha256(text.encode()).hexdigest(),
        ):
            found.append(f"link {number} of the chain does not hold")
        previous = sha256
    if db.execute("SELECT sha256 FROM audit_head").fetchall() != [(previous,)]:
        found.append("the chain does not end with its head")
    linked = db.execute(
        "SELECT json_extract(content, '$.decision') FROM audit WHERE kind = 'decided' AND content != '' ORDER BY 1"
    ).fetchall()
    if linked != db.execute("SELECT id FROM decision ORDER BY id").fetchall():
        found.append("decisions and links are not the same")
    return found


def _index(db: sqlite3.Connection) -> list[str]:
    """The search index says what the texts say, and there is a text for every record."""
    try:
        db.execute("INSERT INTO record_search (record_search, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        return [f"search index: {error}"]
    finally:
        db.rollback()
    bare = db.execute("SELECT id FROM record WHERE id NOT IN (SELECT record_id FROM record_text)").fetchall()
    return [f"record {record} has no text to search" for (record,) in bare]


def _settled(db: sqlite3.Connection) -> list[str]:
    found = [
        f"submission {row[0]} is {row[1]}"
        for row in db.execute("SELECT id, status FROM submission WHERE is_current = 1")
        if row[1] not in LEGAL_END
    ]
    open_runs = db.execute("SELECT id, status FROM stage_run WHERE status IN ('queued', 'running')")
    return found + [f"run {run} is {status}" for run, status in open_runs]
