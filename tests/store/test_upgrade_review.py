"""The step to the review desk, with data: what was there is filtered, searched and linked as if it had always been."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from alembic import command
from alembic.config import Config

from core.domain.claim import Claim
from core.domain.field import FieldName
from core.domain.page import AttachmentReading, Box, Page, PageStatus, Reading, TextSource, Word
from core.domain.queue import RecordOrder
from core.domain.rows import RecordDetail
from core.store import upgrade
from core.store.store import Store, check_database
from tests.kit.desk import Bench, bench
from tests.kit.held import HELD, approval, hold, listed, rejection
from tests.kit.invariants import broken
from tests.kit.stages import ENGINE


def down_to(database: Path, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(upgrade.__file__).parent / "migrations"))
    config.attributes["database"] = database
    command.downgrade(config, revision)


def life(desk: Bench) -> dict[int, RecordDetail]:
    """Held, decided twice, and read; all as the earlier form of the store knew it."""
    words = tuple(Word(word, Box(0, 0, 1, 1), 0.9, 1) for word in ("새 벽", "대학교"))

    def read(dossier, control):
        page = Page(0, 1, PageStatus.READ, TextSource.RECOGNISED, 100, 100, words=words)
        return replace(dossier, reading=Reading((page,), (AttachmentReading(0, 1, 1, 0),), ENGINE))

    desk.stages.ocr.run = read
    records = []
    for name in ("a", "b", "c"):
        records.append(hold(desk, f"{name}.pdf"))
        desk.clock.turn(timedelta(hours=1))
    desk.app.desk.set_claim(records[1], Claim(((FieldName.DEGREE, "문학박사"),)))
    desk.drain()
    desk.app.desk.decide(approval(desk, records[0]))
    desk.clock.turn(timedelta(hours=1))
    desk.app.desk.decide(rejection(desk, records[0]))
    return {record: desk.open(record) for record in records}


def test_an_older_store_is_filtered_searched_and_linked(tmp_path: Path) -> None:
    with bench(tmp_path) as desk:
        before = life(desk)
        database = desk.app.store.database
    down_to(database, "0002")
    assert upgrade.revision_of(database) == "0002"
    with bench(tmp_path) as desk:
        assert {record: desk.open(record) for record in before} == before
        first, second, third = before
        assert listed(desk, statuses=HELD, order=RecordOrder.OLDEST) == [second, third]
        assert listed(desk, text="새벽대학교") == [third, second, first]
        assert listed(desk, text="박사") == [second]
        assert listed(desk, text="홍길동", document_types=("diploma",)) == [third, second, first]
        assert listed(desk, reasons=(before[third].row.reasons[0].code,), statuses=HELD) == [third, second]
        assert desk.app.desk.row(second).confidence == 0.9
        report = desk.app.store.views.verify_audit()
        assert (report.rows, report.broken) == (2, None)
        assert [link.act.record for link in desk.app.store.views.links(first)] == [first, first]
        desk.app.desk.decide(approval(desk, second))
        assert desk.app.store.views.verify_audit().rows == 3
        third_row = desk.app.desk.row(third)
        assert third_row.created_at == before[third].row.created_at
    assert check_database(database) == ()
    assert broken(tmp_path / "data") == []


def test_the_step_goes_up_down_and_up_again(tmp_path: Path) -> None:
    with bench(tmp_path) as desk:
        life(desk)
        database = desk.app.store.database
    shapes = []
    for _ in range(2):
        down_to(database, "0002")
        upgrade.upgrade(database)
        with closing(sqlite3.connect(database)) as db:
            names = db.execute("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2")
            shapes.append((names.fetchall(), db.execute("SELECT sha256 FROM audit ORDER BY id").fetchall()))
    assert shapes[0] == shapes[1]
    Store(tmp_path / "data", lambda event: None).close()
