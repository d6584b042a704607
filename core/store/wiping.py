"""Leaving nothing of what was deleted: in the index of the texts, in the room it took, in pages that still hold copies.

What is deleted is overwritten with zeros by SQLite itself. What stays is older: copies of rows that once moved to
another page, in the unused part of the page they left. All is done in steps of a few hundredths of a second each,
between which others write: nobody waits until a database of a gigabyte has been gone through.
"""

from __future__ import annotations

import itertools
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, false, select

from core.errors import StoreError
from core.store.engine import BUSY_MS
from core.store.lock import IS_BETWEEN_PROCESSES, FileLock
from core.store.scrubbing import PageFile
from core.store.tables import table_of
from core.store.time_tables import ErasedTable

_STEP: Final = 256
"""Pages at a time: a megabyte."""
_MERGED: Final = 64
"""Pages of the index that are merged at a time; each costs as much as some ten that are cut off."""
_GIVE_WAY: Final = 0.01
"""Seconds between two steps, for who waits for the lock; a lock that is taken again at once passes nobody on."""
_TRIES: Final = 500
"""How often the log may be in use by somebody who reads, before the rest is left for another time."""
_SIZE: Final = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
_MERGE: Final = "INSERT INTO record_search (record_search, rank) VALUES ('merge', ?)"
_ERASED: Final = table_of(ErasedTable)
_IS_OWED: Final = select(_ERASED.c.record_id).where(_ERASED.c.wiped == false()).limit(1)
_OWED: Final = "SELECT record_id, part, at FROM erased WHERE wiped = 0"
_PAY: Final = "UPDATE erased SET wiped = 1 WHERE record_id = ? AND part = ? AND at = ?"


class SqlWiping:
    """See `core.domain.keeping.Wiping`."""

    def __init__(self, engine: Engine, reading: Engine, lock: FileLock, database: Path) -> None:
        self._engine = engine
        self._reading = reading
        self._lock = lock
        self._database = database
        self._log = database.with_name(f"{database.name}-wal")
        self._pages: PageFile | None = None

    def close(self) -> None:
        """Close the file; call after the last connection."""
        if self._pages is not None:
            self._pages.close()

    @property
    def is_owed(self) -> bool:
        """Whether copies of what was deleted may still be in the database."""
        with self._reading.connect() as connection:
            return connection.execute(_IS_OWED).first() is not None

    def shrink(self, stopped: Callable[[], bool] = lambda: False) -> int:
        """Give back what the database no longer needs, and leave no copy of it; returns how many bytes.

        stopped: asked between two steps; what is left then is owed, and so it is if somebody reads all the time.
        """
        with self._alone():
            with self._written() as raw:
                before, owed = _number(raw, _SIZE), raw.execute(_OWED).fetchall()
            is_done = all(step(stopped) for step in (self._merge, self._cut, self._scrub))
            with self._written() as raw:
                if is_done and owed:
                    _pay(raw, owed)
                _empties_log(raw)
                return before - _number(raw, _SIZE)

    def _merge(self, stopped: Callable[[], bool]) -> bool:
        """Make the index of the texts one part: only then are the words that were taken out gone from it."""
        pages, has_more = -_MERGED, True
        while has_more and not stopped():
            with self._written() as raw:
                has_more = _merge_step(raw, pages)
            pages = _MERGED
            time.sleep(_GIVE_WAY)
        return not has_more

    def _cut(self, stopped: Callable[[], bool]) -> bool:
        """Take free pages off the end."""
        free, left = 0, 1
        while left and left != free and not stopped():
            with self._written() as raw:
                free = _number(raw, "PRAGMA freelist_count")
                raw.executescript(f"PRAGMA incremental_vacuum({_STEP})")  # `execute` would stop after its first page
                left = _number(raw, "PRAGMA freelist_count")
            time.sleep(_GIVE_WAY)
        return not left or left == free

    def _scrub(self, stopped: Callable[[], bool]) -> bool:
        """Zero the unused parts of all pages; False if it was stopped, or somebody read from the log all the time.

        Where files are not locked as we know it (Windows), nothing is written beside SQLite: it stays owed.
        """
        tries = 0 if IS_BETWEEN_PROCESSES else _TRIES
        for part in itertools.count():
            while not stopped() and tries < _TRIES:
                with self._written() as raw:
                    found = self._scrubbed(raw, part)
                time.sleep(_GIVE_WAY)
                if found is not None:
                    break
                tries += 1
            else:
                return False
            if found < 0:
                break
        self._file.sync()
        return True

    def _scrubbed(self, raw: sqlite3.Connection, part: int) -> int | None:
        """Pages of that part of the file that held something; below zero: there is no such part; None: not now.

        A page has to have no newer form in the log, and nobody may keep an older one: who has read it before lets go of
        it when somebody else has committed, and this connection when it is told to.
        """
        if not _empties_log(raw):
            return None
        raw.execute("BEGIN IMMEDIATE")
        try:
            if self._log.exists() and self._log.stat().st_size:
                return None  # a program other than ours has written in between
            if not self._file.is_known:
                return None
            found = self._file.scrub(part)
            if found:
                raw.execute("PRAGMA user_version = 0")  # always writes: a commit that others notice
            return -1 if found is None else found
        finally:
            raw.execute("COMMIT")
            raw.execute("PRAGMA shrink_memory")

    @property
    def _file(self) -> PageFile:
        if self._pages is None:
            self._pages = PageFile(self._database)
        return self._pages

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One at a time, of all programs: pages that one moves would be overlooked by another."""
        lock = FileLock(self._database.with_name("wipe.lock"))
        try:
            with lock:
                yield
        finally:
            lock.close()

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


def _empties_log(raw: sqlite3.Connection) -> bool:
    """Bring everything from the log into the file; False if somebody still reads from it, for whom nobody waits."""
    raw.execute("PRAGMA busy_timeout = 0")
    try:
        return _number(raw, "PRAGMA wal_checkpoint(TRUNCATE)") == 0  # whether anybody was in the way
    except sqlite3.OperationalError:  # somebody else empties it at this moment
        return False
    finally:
        raw.execute(f"PRAGMA busy_timeout = {BUSY_MS}")


def _pay(raw: sqlite3.Connection, owed: list[tuple[int, str, int]]) -> None:
    raw.execute("BEGIN IMMEDIATE")
    raw.executemany(_PAY, owed)
    raw.execute("COMMIT")


def _raw(connection: Connection) -> sqlite3.Connection:
    raw = connection.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection):
        raise StoreError("This store is no file that could be made smaller.")
    return raw


def _number(raw: sqlite3.Connection, statement: str) -> int:
    return int(raw.execute(statement).fetchone()[0])
