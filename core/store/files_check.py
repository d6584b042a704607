"""The files of the store against what the database says of them."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from core.domain.mending import Fault, FaultKind

_CHUNK: Final = 1 << 20
_YOUNG_SECONDS: Final = 3600.0
"""A file that nobody names yet may be on its way into a record."""


def file_faults(
    db: sqlite3.Connection, folder: Path, also_named: frozenset[str], *, with_hashes: bool
) -> Iterator[Fault]:
    """Files that are gone, that nobody names, and (with_hashes: every file is read) whose bytes are not their own."""
    needed = _originals(db)
    named = set(needed) | _pictures(db) | _policies(db) | also_named
    found: set[str] = set()
    now = time.time()
    for path in sorted((folder / "blobs").glob("*/*")):
        name = path.name
        found.add(name)
        where = str(path.relative_to(folder))
        is_whole = not with_hashes or _sha256(path) == name
        if name not in named and now - path.stat().st_mtime > _YOUNG_SECONDS:
            yield Fault(FaultKind.ORPHAN_FILE, where, "no record names it")
        elif name in named and not is_whole:
            said = f"; hand the file of record {needed[name]} in again" if name in needed else "; run ocr again"
            yield Fault(FaultKind.DAMAGED_FILE, where, f"its bytes are not those that were stored{said}")
            found.discard(name)
    for name, record in sorted(needed.items(), key=lambda item: item[1]):
        if name not in found and not (folder / "blobs" / name[:2] / name).exists():
            text = "its original is gone; hand the file in again"
            yield Fault(FaultKind.MISSING_FILE, f"record {record}", text, can_be_mended=False)
    for left in sorted((folder / "tmp").glob("*")):
        if not (folder / "owners" / f"{left.name}.lock").exists():
            yield Fault(
                FaultKind.LEFT_BEHIND, str(left.relative_to(folder)), "a process that is gone had this under way"
            )


def _originals(db: sqlite3.Connection) -> dict[str, int]:
    """Files that must be there, with a record each; not those that were deleted on purpose."""
    rows = db.execute(
        "SELECT sha256, min(record_id) FROM attachment a WHERE sha256 != '' AND "
        "problem_code != 'originals_deleted' AND NOT EXISTS "
        "(SELECT 1 FROM erased e WHERE e.record_id = a.record_id AND e.part = 'originals') GROUP BY sha256"
    )
    return dict(rows.fetchall())


def _payloads(db: sqlite3.Connection, kind: str) -> Iterator[dict[str, object]]:
    for (payload,) in db.execute("SELECT payload FROM stage_result WHERE kind = ?", (kind,)):
        try:
            yield json.loads(zlib.decompress(payload))
        except (zlib.error, ValueError):
            continue  # told when the result is used


def _pictures(db: sqlite3.Connection) -> set[str]:
    """Pictures of pages, and sounds of recordings."""
    pages = (page for reading in _payloads(db, "reading") for page in reading["pages"])  # type: ignore[attr-defined]
    return {page[name] for page in pages for name in ("picture", "sound") if page.get(name)}


def _policies(db: sqlite3.Connection) -> set[str]:
    """Policies are kept under their hash, for whoever looks at an old judgement."""
    judged = {str(item["policy"]["sha256"]) for item in _payloads(db, "judgement")}  # type: ignore[index]
    told = db.execute("SELECT content FROM audit WHERE kind = 'decided' AND content != ''")
    policies = (json.loads(content).get("policy") for (content,) in told)
    return judged | {str(policy["sha256"]) for policy in policies if policy}


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
