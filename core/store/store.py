"""The store as a whole: a data folder with its database, blobs and locks."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

from core.domain.delivery import Outbox
from core.domain.events import Event
from core.errors import StoreError
from core.store.blobs import BlobStore
from core.store.engine import open_engine
from core.store.erasing import SqlErasing
from core.store.lock import FileLock
from core.store.noted import Note, NotedUnit
from core.store.open_runs import SqlOpenRuns
from core.store.owners import Owners
from core.store.pictures import Pictures
from core.store.reruns import SqlRerunStates
from core.store.scratch import Scratch
from core.store.times import SqlTimes
from core.store.unit import SqlUnitOfWork
from core.store.upgrade import upgrade
from core.store.views import SqlViews
from core.store.wiping import SqlWiping

DATABASE = "holdpoint.db"
PATIENCE_SECONDS = 5.0


class Store:
    """Opened once per process. outbox: makes the promises to back ends; none are made without.

    Raises:
        StoreError: the folder cannot be used, the database is damaged, or a newer program made it.
    """

    def __init__(self, folder: Path, publish: Callable[[Event], None], outbox: Outbox | None = None) -> None:
        self.folder = folder
        self.database = folder / DATABASE
        self._publish = publish
        self._outbox = outbox
        _prepare(folder)
        self._lock = FileLock(folder / "write.lock")
        with self._lock:
            upgrade(self.database)
        self.owners = Owners(folder / "owners")
        if self.owners.left_behind():
            self._check()
        self._scratch = Scratch(folder / "tmp", self.owners)
        self.blobs = BlobStore(folder / "blobs", self._scratch.path)
        self.pictures = Pictures(self.blobs, BlobStore(self._scratch.path, self._scratch.path))
        self._write: Engine = open_engine(self.database, write=True)
        self._brief: Engine = open_engine(self.database, write=True, waits_for_disk=False)
        self._read: Engine = open_engine(self.database, write=False)
        self.views = SqlViews(self._read, self.blobs.path)
        self.times = SqlTimes(self._read)
        self.erasing = SqlErasing(self._write, self._lock, self.blobs)
        self.wiping = SqlWiping(self._write, self._read, self._lock, self.database)
        self.open_runs = SqlOpenRuns(self._read)
        self.rerun_states = SqlRerunStates(self._read)

    def _check(self) -> None:
        """After a crash, look whether the database is sound before anything is written to it."""
        problems = check_database(self.database)
        if problems:
            self.owners.close()
            raise StoreError(
                f"{self.database} is damaged ({problems[0]}). Put a backup in its place; nothing was changed.",
                code="damaged_database",
            )

    @property
    def scratch(self) -> Path:
        """This process's folder for files under way; gone when the store is closed."""
        return self._scratch.path

    def work(self) -> SqlUnitOfWork:
        """A write transaction, to be used with `with`."""
        return SqlUnitOfWork(self._write, self._lock, self.blobs.path, self._publish, self._outbox)

    def prompt_work(self) -> SqlUnitOfWork:
        """As `work`, for whoever is better told to come again than kept waiting.

        Its beginning raises StoreError (`store_busy`) if others have the store for longer than `PATIENCE_SECONDS`.
        """
        return SqlUnitOfWork(
            self._write, self._lock, self.blobs.path, self._publish, self._outbox, patience=PATIENCE_SECONDS
        )

    def noted_work(self, note: Note) -> SqlUnitOfWork:
        """As `work`; that a change was done under that key is told with it."""
        return NotedUnit(self._write, self._lock, self.blobs.path, self._publish, self._outbox, note=note)

    def brief_work(self) -> SqlUnitOfWork:
        """A write transaction for what may be forgotten with the machine's power: who is at work on what until when.

        After a power cut such a claim either stands and is found by its dead owner, or was never made.
        """
        return SqlUnitOfWork(self._brief, self._lock, self.blobs.path, self._publish, is_logged=False)

    def close(self) -> None:
        """Close everything; nothing may be under way."""
        self._read.dispose()
        with self._lock:  # the last connection to close checkpoints the log
            self._brief.dispose()
            self._write.dispose()
        self.wiping.close()
        self._scratch.close()
        self.owners.close()
        self._lock.close()


def _prepare(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = folder / f".probe-{os.getpid()}"
        probe.touch(mode=0o600)
        probe.unlink()
    except OSError as error:
        raise StoreError(
            f"The data folder {folder} cannot be used: {error.strerror}. Choose another one with --data-dir."
        ) from error


def check_database(path: Path) -> tuple[str, ...]:
    """What SQLite's own quick check finds wrong; empty if all is well."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        rows = connection.execute("PRAGMA quick_check(20)").fetchall()
        broken = connection.execute("PRAGMA foreign_key_check").fetchmany(20)
    except sqlite3.DatabaseError as error:
        return (str(error),)
    finally:
        connection.close()
    problems = [str(row[0]) for row in rows if row[0] != "ok"]
    return (*problems, *(f"{row[0]} row {row[1]} points at a missing {row[2]}" for row in broken))
