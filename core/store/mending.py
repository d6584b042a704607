"""Finding and mending what a crash of the machine could leave. Whatever is changed is copied aside before.

Works on the folder itself: a store that is damaged is not opened.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from core.domain.mending import Fault, FaultKind
from core.errors import StoreError
from core.store.files_check import file_faults
from core.store.lock import FileLock
from core.store.time_triggers import CLEAR, FILL
from core.store.upgrade import HEAD, revision_of

DATABASE: Final = "holdpoint.db"
ASIDE: Final = "aside"
_SEARCH: Final = "INSERT INTO record_search (record_search{column}) VALUES ('{what}'{value})"
_STRANDED: Final = (
    "SELECT id FROM submission s WHERE status = 'in_progress' AND NOT EXISTS "
    "(SELECT 1 FROM stage_run r WHERE r.submission_id = s.id AND r.status IN ('queued', 'running'))"
)
_FIGURES: Final = (
    "SELECT (SELECT count(*) FROM lap WHERE kind != 'holding') != (SELECT count(*) + "
    "sum(status IN ('done', 'failed')) FROM stage_run WHERE started_at IS NOT NULL AND finished_at IS NOT NULL) "
    "AND EXISTS (SELECT 1 FROM stage_run WHERE started_at IS NOT NULL AND finished_at IS NOT NULL) "
    "OR EXISTS (SELECT 1 FROM standing t WHERE number != "
    "(SELECT count(*) FROM submission s WHERE s.is_current AND s.status = t.status))"
)


def faults_of(folder: Path, *, with_hashes: bool, named: Collection[str] = ()) -> tuple[Fault, ...]:
    """What is wrong with the folder; nothing is changed.

    with_hashes: read every file and compare its hash. named: files that belong here though no record names them.
    """
    database = folder / DATABASE
    if not database.exists():
        return ()
    with closing(sqlite3.connect(f"file:{database}?mode=rw", uri=True)) as db:
        return tuple(_faults(db, folder, frozenset(named), with_hashes=with_hashes))


def mend(folder: Path, named: Collection[str] = ()) -> tuple[Fault, ...]:
    """Mend what can be mended; returns everything that was found, and what became of it.

    Raises:
        StoreError: another process is at work on the folder, or the database belongs to another version.
    """
    database = folder / DATABASE
    if not database.exists():
        return ()
    _check_alone(folder)
    if revision_of(database) != HEAD:
        raise StoreError("Open the data folder once with this version before it is mended.", code="other_version")
    lock = FileLock(folder / "write.lock")
    try:
        with lock, closing(sqlite3.connect(database, isolation_level=None)) as db:
            db.execute("PRAGMA foreign_keys=ON")
            found = list(_faults(db, folder, frozenset(named), with_hashes=True))
            if not any(fault.can_be_mended for fault in found):
                return tuple(found)
            stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
            copy_aside(database, stamp)
            return tuple(_mended(db, folder / ASIDE / stamp, fault, folder) for fault in found)
    finally:
        lock.close()


def copy_aside(database: Path, stamp: str) -> Path:
    """Copy the database as it is, its log with it, next to itself."""
    target = database.with_name(f"{database.stem}-before-mending-{stamp}.db")
    for ending in ("", "-wal"):
        source = database.with_name(database.name + ending)
        if source.exists():
            copy = target.with_name(target.name + ending)
            copy.write_bytes(source.read_bytes())
            copy.chmod(0o600)
    return target


def _check_alone(folder: Path) -> None:
    """Whoever is at work holds a lock on a file of its own."""
    for path in (folder / "owners").glob("*.lock"):
        lock = FileLock(path)
        try:
            if not lock.try_acquire():
                raise StoreError("Holdpoint is at work on this data folder; close it first.", code="in_use")
        finally:
            lock.close()


def _faults(db: sqlite3.Connection, folder: Path, named: frozenset[str], *, with_hashes: bool) -> Iterator[Fault]:
    yield from _database(db)
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check").fetchall():
        yield Fault(FaultKind.ORPHAN_ROWS, f"{table} {row}", f"it belongs to a {parent} that is gone")
    try:
        db.execute(_SEARCH.format(what="integrity-check", column=", rank", value=", 1"))
    except sqlite3.DatabaseError:
        yield Fault(FaultKind.SEARCH, "record_search", "what is searched is not what is stored")
    finally:
        db.rollback()
    for (submission,) in db.execute(_STRANDED).fetchall():
        yield Fault(FaultKind.STRANDED, f"submission {submission}", "it is in progress, but no run of it is open")
    if db.execute(_FIGURES).fetchone()[0]:
        yield Fault(FaultKind.FIGURES, "times", "the counted times are not those of the history")
    yield from file_faults(db, folder, named, with_hashes=with_hashes)


def _database(db: sqlite3.Connection) -> Iterator[Fault]:
    try:
        rows = [str(row[0]) for row in db.execute("PRAGMA integrity_check(100)") if row[0] != "ok"]
    except sqlite3.DatabaseError as error:
        rows = [str(error)]
    of_index = [row for row in rows if " index " in row]
    if of_index:
        yield Fault(FaultKind.INDEX, "database", of_index[0])
    for row in rows:
        if row not in of_index:
            yield Fault(FaultKind.DATABASE, "database", f"{row}; put a backup in its place", can_be_mended=False)


def _mended(db: sqlite3.Connection, aside: Path, fault: Fault, folder: Path) -> Fault:
    if not fault.can_be_mended:
        return fault
    mender = _MENDERS.get(fault.kind)
    if mender is not None:
        try:
            with _transaction(db):
                mender(db, fault)
        except sqlite3.DatabaseError as error:
            return replace(fault, text=f"{fault.text} ({error})", can_be_mended=False)
        return replace(fault, is_mended=True)
    source = folder / fault.where
    target = aside / fault.where
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if source.exists():
        source.rename(target)
    return replace(fault, is_mended=True)


class _transaction:  # noqa: N801 - reads like a function where it is used
    """All or nothing."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __enter__(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._db.execute("COMMIT" if kind is None else "ROLLBACK")


def _reindex(db: sqlite3.Connection, _fault: Fault) -> None:
    db.execute("REINDEX")


def _rebuild_search(db: sqlite3.Connection, _fault: Fault) -> None:
    db.execute(_SEARCH.format(what="rebuild", column="", value=""))


def _delete_row(db: sqlite3.Connection, fault: Fault) -> None:
    table, _, row = fault.where.partition(" ")
    known = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if table in known:
        db.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (int(row),))  # noqa: S608 - a table that is there


def _fail_stranded(db: sqlite3.Connection, fault: Fault) -> None:
    text = "Its stage run was lost in a crash of the machine; run it again."
    db.execute(
        "UPDATE submission SET status = 'failed', error_code = 'stranded', error_text = ?, revision = revision + 1 "
        "WHERE id = ?",
        (text, int(fault.where.rpartition(" ")[2])),
    )


def _count_again(db: sqlite3.Connection, _fault: Fault) -> None:
    for statement in (*CLEAR, *FILL):
        db.execute(statement)


_MENDERS: Final[dict[FaultKind, Callable[[sqlite3.Connection, Fault], None]]] = {
    FaultKind.INDEX: _reindex,
    FaultKind.SEARCH: _rebuild_search,
    FaultKind.ORPHAN_ROWS: _delete_row,
    FaultKind.STRANDED: _fail_stranded,
    FaultKind.FIGURES: _count_again,
}
