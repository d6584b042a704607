"""For all tests: a new store is a copy of one that the migrations made.

Making each anew took nearly half of the time of the tests that need a store.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.store import upgrade

MIGRATE = upgrade._run_migrations


@pytest.fixture(autouse=True, scope="session")
def quick_new_stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A database that is there already, and those of other processes, still go through the migrations."""
    template = tmp_path_factory.mktemp("store") / "new.db"
    MIGRATE(template)

    def migrate(database: Path) -> None:
        if database.exists():
            MIGRATE(database)
            return
        shutil.copyfile(template, database)
        database.chmod(0o600)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(upgrade, "_run_migrations", migrate)
        yield
