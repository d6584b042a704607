"""Leaving nothing of what was deleted: in the index of the texts, in the room it took, in pages that still hold copies.

What is deleted is overwritten with zeros by SQLite itself. What stays is older: copies of rows that once moved to
another page, in the unused part of the page they left. Only writing the whole database anew takes those away, and
nobody can write meanwhile (a gigabyte: some ten seconds). So a small database is written anew at once, a large one
in steps that each take a few hundredths of a second, and as a whole when nothing has been written for a while.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, false, select

from core.errors import StoreError
from core.store.lock import FileLock
from core.store.tables import table_of
from core.store.time_tables import ErasedTable

AT_ONCE: Final = 16_000_000
"""Bytes of a database that is written anew in less than half a second."""
QUIET_SECONDS: Final = 600.0
_STEP: Final = 256
"""Pages at a time: a megabyte."""
_GIVE_WAY: Final = 0.01
"""Seconds between two steps, for who waits for the lock; a lock that is taken again at once passes nobody on."""
_SIZE: Final = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
_CHECKPOINT: Final = "PRAGMA wal_checkpoint(TRUNCATE)"
_MERGE: Final = "INSERT INTO record_search (record_search, rank) VALUES ('merge', ?)"
_ERASED: Final = table_of(ErasedTable)
_OWED: Final = select(_ERASED.c.record_id).where(_ERASED.c.wiped == false()).limit(1)
_PAID: Final = "UPDATE erased SET wiped = 1 WHERE wiped = 0"


class SqlWiping:
    """See `core.domain.keeping.Wiping`."""

    def __init__(self, engine: Engine, reading: Engine, lock: FileLock, database: Path) -> None:
        self._engine = engine
        self._reading = reading
        self._lock = lock
        self._log = database.with_name(f"{database.name}-wal")

    @property
    def is_owed(self) -> bool:
        """Whether copies of what was deleted may still be in the database."""
        with self._reading.connect() as connection:
            return connection.execute(_OWED).first() is not None

    @property
    def is_quiet(self) -> bool:
        """Whether nothing was written for a while, by any process."""
        try:
            return time.time() - self._log.stat().st_mtime > QUIET_SECONDS
        except FileNotFoundError:
            return True

    def shrink(self) -> int:
        """Give back what the database no longer needs, from its log too; returns how many bytes.

        A large one step by step: whoever wants to write waits for a step.
        """
        with self._written() as raw:
            before = _number(raw, _SIZE)
        if before <= AT_ONCE:
            return self.rewrite()
        self._merge()
        self._cut()
        with self._written() as raw:
            raw.execute(_CHECKPOINT)
            return before - _number(raw, _SIZE)

    def rewrite(self) -> int:
        """Write the database anew, whole, so that nothing deleted is left; nobody can write until it is done.

        Returns how many bytes smaller it is.
        """
        while True:
            self._merge()
            with self._written() as raw:
                if _merge_step(raw, -_STEP):
                    continue  # somebody deleted more in between
                before = _number(raw, _SIZE)
                raw.execute("VACUUM")
                raw.execute(_PAID)
                raw.execute(_CHECKPOINT)
                return before - _number(raw, _SIZE)

    def _merge(self) -> None:
        """Make the index of the texts one part: only then are the words that were taken out gone from it."""
        pages, has_more = -_STEP, True
        while has_more:
            with self._written() as raw:
                has_more = _merge_step(raw, pages)
            pages = _STEP
            time.sleep(_GIVE_WAY)

    def _cut(self) -> None:
        """Take free pages off the end; a database made by an older version gives none until it is written anew."""
        free, left = 0, 1
        while left and left != free:
            with self._written() as raw:
                free = _number(raw, "PRAGMA freelist_count")
                raw.executescript(f"PRAGMA incremental_vacuum({_STEP})")  # `execute` would stop after its first page
                left = _number(raw, "PRAGMA freelist_count")
            time.sleep(_GIVE_WAY)

    @contextmanager
    def _written(self) -> Iterator[sqlite3.Connection]:
        """The connection that writes, out of any transaction."""
        with self._lock, self._engine.connect() as connection:
            yield _raw(connection)


def _merge_step(raw: sqlite3.Connection, pages: int) -> bool:
    """Go on merging; below zero: begin with everything. False if there is nothing left to merge."""
    before = raw.total_changes
    raw.execute(_MERGE, (pages,))
    return raw.total_changes - before > 1


def _raw(connection: Connection) -> sqlite3.Connection:
    raw = connection.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection):
        raise StoreError("This store is no file that could be made smaller.")
    return raw


def _number(raw: sqlite3.Connection, statement: str) -> int:
    return int(raw.execute(statement).fetchone()[0])
