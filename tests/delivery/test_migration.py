from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config

from core.store import upgrade
from core.store.store import Store, check_database
from tests.delivery.kit import post
from tests.kit.held import hold


def config(database: Path) -> Config:
    found = Config()
    found.set_main_option("script_location", str(Path(upgrade.__file__).parent / "migrations"))
    found.attributes["database"] = database
    return found


def test_the_step_goes_down_and_up_again_with_data(tmp_path: Path) -> None:
    with post(tmp_path) as office:
        record = hold(office.desk)
        office.send()
        database = office.desk.app.store.database
    command.downgrade(config(database), "0003")
    with closing(sqlite3.connect(database)) as db:
        names = {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
    assert not names & {"delivery", "delivery_attempt", "delivery_endpoint", "event", "handed_in", "idempotency"}
    assert check_database(database) == ()
    Store(database.parent, lambda event: None).close()
    with post(tmp_path) as office:
        assert office.rows() == []
        assert office.desk.app.desk.row(record).status.value == "hold"
