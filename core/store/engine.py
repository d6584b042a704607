"""Opening the database: what is SQLite's own, and nowhere else but here and in claim.py."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, FromClause, create_engine, event
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import QueuePool

from core.errors import HoldpointError, StoreError

BUSY_MS = 30_000
PATIENCE = "patience"
"""The execution option that says for how many seconds a transaction's beginning may be waited for."""


def _connect_pragmas(connection: sqlite3.Connection, *, write: bool, sync: str) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    if write:
        cursor.execute("PRAGMA auto_vacuum=INCREMENTAL")  # of a new file; an old one has it once it is written anew
        mode = cursor.execute("PRAGMA journal_mode=WAL").fetchone()[0]
        if mode != "wal":
            raise StoreError("The data folder cannot hold a database with a write-ahead log; use a local disk.")
        cursor.execute(f"PRAGMA synchronous={sync}")
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.execute("PRAGMA journal_size_limit=67108864")
        cursor.execute("PRAGMA cell_size_check=ON")
    else:
        cursor.execute("PRAGMA query_only=ON")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA trusted_schema=OFF")
    cursor.execute("PRAGMA mmap_size=0")
    cursor.close()


class HintingCompiler(SQLiteCompiler):
    """Writes the hints of `Select.with_hint` (INDEXED BY), which SQLAlchemy leaves out for SQLite.

    A statement that says its index fails if the index is gone, instead of reading everything.
    """

    def get_from_hint_text(self, table: FromClause, text: str | None) -> str | None:  # noqa: ARG002
        """The hint as it stands behind the table's name."""
        return text


def _begin(connection: Connection, statement: str) -> None:
    """Straight to the driver: this is every transaction's first statement, and asks for none of the rest."""
    patience = connection.get_execution_options().get(PATIENCE)
    cursor = connection.connection.cursor()
    try:
        if patience is not None:
            cursor.execute(f"PRAGMA busy_timeout={int(patience * 1000)}")
        cursor.execute(statement)
    except sqlite3.OperationalError as error:
        raise OperationalError(statement, None, error) from error
    finally:
        if patience is not None:
            cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        cursor.close()


def is_busy(error: OperationalError) -> bool:
    """Whether somebody else has kept the database for too long; else something is wrong with it."""
    return getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY


def open_engine(path: Path, *, write: bool, waits_for_disk: bool = True) -> Engine:
    """An engine on the file: one connection that writes, or a few that only read.

    With `waits_for_disk`, a commit outlives a power cut; without, it outlives the program's end, and is lost with the
    machine's power unless a later commit waited. Either way the log is written in order, so no later fact stands on a
    lost one.

    Every write transaction begins IMMEDIATE: a deferred one that reads first fails at once when somebody else
    writes in between, whatever the busy timeout says.
    """
    engine = create_engine(
        f"sqlite:///{path}",
        poolclass=QueuePool,
        pool_size=1 if write else 4,
        max_overflow=0,
        pool_timeout=BUSY_MS / 1000,
        connect_args={"check_same_thread": False, "timeout": BUSY_MS / 1000},
    )
    engine.dialect.statement_compiler = HintingCompiler
    _listen(engine, write=write, sync="FULL" if waits_for_disk else "NORMAL")
    return engine


def _listen(engine: Engine, *, write: bool, sync: str) -> None:
    """Set every connection up, begin every transaction, and let what a value was refused for through as it is."""
    begin = "BEGIN IMMEDIATE" if write else "BEGIN"

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: object) -> None:
        _connect_pragmas(connection, write=write, sync=sync)

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        _begin(connection, begin)

    @event.listens_for(engine, "handle_error")
    def _on_error(context: ExceptionContext) -> None:
        cause = context.original_exception
        if isinstance(cause, HoldpointError):  # of a column type, about a value: whoever gave it shall be told
            raise cause
