"""Bringing a database to this program's form: a new one is made, an older one copied aside first, a newer refused."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from core.errors import StoreError

HEAD: Final = "0010"
KNOWN: Final = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010")
"""Revisions this program can read, oldest first; a test compares them with the migration scripts."""


def revision_of(database: Path) -> str | None:
    """The revision written in the database; None if it holds no tables yet.

    Raises:
        StoreError: the file is not a database.
    """
    if not database.exists():
        return None
    try:
        with closing(sqlite3.connect(database)) as connection:
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")}
            if "alembic_version" not in tables:
                return None
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise StoreError(
            f"{database} is damaged or no database ({error}). Move it away and put a backup in its place.",
            code="damaged_database",
        ) from error
    return str(row[0]) if row else None


def upgrade(database: Path) -> None:
    """Bring the database to `HEAD`, with a map of its pages. Call with the write lock held.

    Raises:
        StoreError: a newer program made it, or it is damaged.
    """
    found = revision_of(database)
    if found == HEAD:
        _map_pages(database)
        return
    if found is not None and found not in KNOWN:
        raise StoreError(
            f"{database} was made by a newer Holdpoint (revision {found}); install that version or a later one.",
            code="newer_database",
        )
    if found is not None:
        copy_aside(database, found)
    _run_migrations(database)
    _map_pages(database)


def _map_pages(database: Path) -> None:
    """Write a database anew, once, that was made without a map of its pages: only with one it can be made smaller."""
    with closing(sqlite3.connect(database)) as connection:
        if not connection.execute("PRAGMA auto_vacuum").fetchone()[0]:
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
            connection.execute("VACUUM")


def copy_aside(database: Path, revision: str) -> Path:
    """Copy the database next to itself (through SQLite's backup, so that a live log is part of it)."""
    target = database.with_name(f"{database.stem}-before-upgrade-from-{revision}.db")
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    target.chmod(0o600)
    return target


def _run_migrations(database: Path) -> None:
    # Alembic takes a fifth of a second to import and is needed on the first start only.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["database"] = database
    command.upgrade(config, "head")
    database.chmod(0o600)
