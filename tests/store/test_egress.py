from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from core.domain.egress import (
    DataKind,
    EgressCall,
    EgressEnd,
    EgressOutcome,
    Masked,
    MaskKind,
    SentPage,
    Service,
    Usage,
)
from core.domain.ids import EgressId, RecordId, RunId
from core.domain.states import ProcessStatus
from core.errors import ConflictError
from core.store import upgrade
from core.store.store import Store, check_database
from tests.kit.desk import Bench, bench
from tests.kit.invariants import broken


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


def a_call(desk: Bench, record: int = 1, cost: float = 0.5) -> EgressCall:
    sent = (SentPage(0, 1, DataKind.TEXT), SentPage(0, 2, DataKind.TEXT, is_cut=True))
    masked = (Masked(MaskKind.PHONE, 2),)
    return EgressCall(desk.clock.now(), RecordId(record), RunId(7), "https://a.example", "m", sent, masked, 900, cost)


def an_end(desk: Bench, outcome: EgressOutcome = EgressOutcome.ANSWERED) -> EgressEnd:
    return EgressEnd(desk.clock.now(), outcome, 1000, 300, 40, 12, 0.25)


def begin(desk: Bench, call: EgressCall) -> EgressId:
    with desk.app.store.work() as work:
        made = work.egress.begin(call)
        work.commit()
    return made


def end(desk: Bench, call: EgressId, how: EgressEnd) -> None:
    with desk.app.store.work() as work:
        work.egress.end(call, how)
        work.commit()


def test_a_call_is_noted_before_it_is_made_and_completed_after(desk: Bench) -> None:
    call = a_call(desk)
    made = begin(desk, call)
    (open_row,) = desk.app.desk.egress(RecordId(1))
    assert (open_row.outcome, open_row.finished_at) == (EgressOutcome.STARTED, None)
    assert (open_row.sent, open_row.masked, open_row.endpoint) == (call.sent, call.masked, call.endpoint)
    desk.clock.turn(timedelta(seconds=3))
    end(desk, made, an_end(desk))
    (row,) = desk.app.desk.egress(RecordId(1))
    assert row == replace(
        open_row,
        finished_at=desk.clock.now(),
        outcome=EgressOutcome.ANSWERED,
        bytes_out=1000,
        bytes_in=300,
        tokens_in=40,
        tokens_out=12,
        cost=0.25,
    )


def test_a_call_ends_once(desk: Bench) -> None:
    made = begin(desk, a_call(desk))
    end(desk, made, an_end(desk))
    with pytest.raises(ConflictError, match="has an end"):
        end(desk, made, an_end(desk))


def test_usage_counts_calls_under_way_with_what_is_set_aside(desk: Bench) -> None:
    begin(desk, a_call(desk))
    desk.clock.turn(timedelta(days=1))
    since = desk.clock.now()
    begin(desk, a_call(desk, record=2))
    end(desk, begin(desk, a_call(desk, record=3)), an_end(desk))
    assert desk.app.store.views.usage(since) == Usage(2, 0.75)
    assert desk.app.store.views.usage(since + timedelta(seconds=1)) == Usage(0, 0.0)


def test_the_ledger_of_ended_calls_cannot_be_changed(desk: Bench) -> None:
    end(desk, begin(desk, a_call(desk)), an_end(desk))
    with closing(sqlite3.connect(desk.app.store.database)) as db:
        for statement in ("UPDATE egress SET endpoint = 'x'", "DELETE FROM egress"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                db.execute(statement)


def test_the_last_dialect_of_a_server_is_remembered(desk: Bench) -> None:
    with desk.app.store.work() as work:
        assert work.egress.dialect("https://a.example", "m") == ""
        for dialect in ("one", "two"):
            work.egress.set_dialect("https://a.example", "m", dialect, desk.clock.now())
        work.commit()
    with desk.app.store.work() as work:
        assert work.egress.dialect("https://a.example", "m") == "two"
        assert work.egress.dialect("https://a.example", "other") == ""


def _migrate(database: Path, to: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(upgrade.__file__).parent / "migrations"))
    config.attributes["database"] = database
    command.downgrade(config, to)


def test_an_older_database_with_data_is_copied_aside_and_upgraded(tmp_path: Path) -> None:
    with bench(tmp_path) as desk:
        record = desk.drop()
        desk.drain()
        database = desk.app.store.database
        before = desk.open(record)
    _migrate(database, "0001")
    assert upgrade.revision_of(database) == "0001"
    store = Store(database.parent, lambda event: None)
    try:
        assert store.views.detail(record) == before
        assert before.row.status is ProcessStatus.APPROVED
        assert store.views.egress(record) == ()
    finally:
        store.close()
    assert upgrade.revision_of(database) == upgrade.HEAD
    assert upgrade.revision_of(database.with_name("holdpoint-before-upgrade-from-0001.db")) == "0001"
    assert check_database(database) == ()
    assert broken(database.parent) == []


def test_the_step_to_the_ledger_goes_down_with_data_in_it(tmp_path: Path) -> None:
    with bench(tmp_path) as desk:
        begin(desk, a_call(desk))
        database = desk.app.store.database
    _migrate(database, "0001")
    upgrade.upgrade(database)
    with closing(sqlite3.connect(database)) as db:
        assert db.execute("SELECT COUNT(*) FROM egress").fetchone() == (0,)


def test_each_service_has_a_day_of_its_own(desk: Bench) -> None:
    since = desk.clock.now()
    begin(desk, a_call(desk))
    for cost in (2.0, 3.0):
        begin(desk, replace(a_call(desk, cost=cost), model="clova-ocr general V2"))
    assert desk.app.store.views.usage(since) == Usage(1, 0.5)
    assert desk.app.store.views.usage(since, Service.CLOVA) == Usage(2, 5.0)
