"""A record may have a deadline: it comes with its claim, goes before those without, and stays with the record."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from core.domain.deadline import read_moment
from core.domain.desk import RerunRequest
from core.domain.history import HistoryKind
from core.domain.queue import RecordOrder
from core.domain.states import StageName
from core.errors import NotFoundError
from core.intake.claims import read_record_file
from core.store import upgrade
from core.store.store import check_database
from tests.kit.desk import Bench, bench
from tests.kit.held import HELD, hold, listed, postponement
from tests.kit.invariants import broken

HOUR = timedelta(hours=1)


def waiting(desk: Bench) -> list[int]:
    return listed(desk, statuses=HELD, order=RecordOrder.DEADLINE)


def held_until(desk: Bench, name: str, due: datetime | None) -> int:
    hold(desk, "first.pdf")  # the bench's stages hold from here on
    folder = desk.folder / name
    folder.mkdir()
    (folder / f"{name}.pdf").write_bytes(b"%PDF-1.7 " + name.encode())
    said = {"claim": {"school": "새벽대학교"}, "due": due.isoformat() if due else None}
    (folder / "record.json").write_text(json.dumps(said))
    (record,) = desk.app.desk.take_in([folder]).records
    desk.drain()
    return record


def test_the_earliest_deadline_comes_first_and_none_comes_last(desk: Bench) -> None:
    now = desk.clock.now()
    without = hold(desk, "a.pdf")
    late, soon = held_until(desk, "late", now + 9 * HOUR), held_until(desk, "soon", now + HOUR)
    overdue = held_until(desk, "overdue", now - HOUR)
    found = waiting(desk)
    assert found[:3] == [overdue, soon, late]
    assert found[3] == without
    assert desk.app.desk.row(soon).due == now + HOUR
    assert desk.app.desk.row(without).due is None


def test_what_is_put_off_comes_by_its_time_or_its_deadline_whichever_is_sooner(desk: Bench) -> None:
    now = desk.clock.now()
    first, second = held_until(desk, "first", now + 5 * HOUR), held_until(desk, "second", now + 2 * HOUR)
    desk.app.desk.postpone(postponement(desk, second, now + 9 * HOUR))
    assert waiting(desk)[:2] == [second, first]
    desk.app.desk.postpone(postponement(desk, first, now + HOUR))
    assert waiting(desk)[:2] == [first, second]
    desk.app.desk.postpone(postponement(desk, first, None))
    assert waiting(desk)[:2] == [second, first], "its deadline stays where it was"


def test_a_new_version_keeps_the_deadline(desk: Bench) -> None:
    due = desk.clock.now() + HOUR
    record, other = held_until(desk, "one", due), held_until(desk, "two", due + HOUR)
    desk.app.desk.rerun(RerunRequest(record, StageName.OCR, chain=True))
    desk.drain()
    row = desk.app.desk.row(record)
    assert (row.version, row.due) == (2, due)
    assert waiting(desk)[:2] == [record, other]


def test_a_deadline_may_be_set_changed_and_taken_away_by_hand(desk: Bench) -> None:
    now = desk.clock.now()
    first, second = hold(desk, "a.pdf"), hold(desk, "b.pdf")
    desk.app.desk.set_due(second, now + HOUR)
    assert waiting(desk) == [second, first]
    desk.app.desk.postpone(postponement(desk, second, now + 9 * HOUR))
    desk.app.desk.set_due(first, now + 3 * HOUR)
    desk.app.desk.set_due(second, now + 5 * HOUR)
    assert waiting(desk) == [first, second]
    told = [row.until for row in desk.app.desk.history(second) if row.kind is HistoryKind.CLAIM]
    assert told == [now + HOUR, now + 5 * HOUR]
    desk.app.desk.set_due(first, None)
    assert waiting(desk) == [second, first]
    assert desk.app.desk.row(first).due is None
    with pytest.raises(NotFoundError):
        desk.app.desk.set_due(99, now)


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-12-01T17:00+09:00", datetime(2026, 12, 1, 8, tzinfo=UTC)),
        ("2026-12-01T17:00Z", datetime(2026, 12, 1, 17, tzinfo=UTC)),
        ("2026-12-01 17:00+00:00", datetime(2026, 12, 1, 17, tzinfo=UTC)),
        ("tomorrow", None),
        ("2026-13-01", None),
        ("20261201", None),
        ("2026-12", None),
        ("9999-12-31", None),
        ("", None),
    ],
)
def test_a_moment_as_people_write_it(text: str, utc: datetime | None) -> None:
    assert read_moment(text) == utc


def test_a_day_lasts_until_its_end_where_we_are() -> None:
    found = read_moment("2026-12-01")
    assert found is not None
    assert found.astimezone().strftime("%Y-%m-%d %H:%M:%S") == "2026-12-01 23:59:59"


@pytest.mark.parametrize("due", ['"soon"', "5", "[]", "true"])
def test_a_deadline_that_cannot_be_read_holds_the_record_and_keeps_the_claim(tmp_path: Path, due: str) -> None:
    path = tmp_path / "record.json"
    path.write_text(f'{{"claim": {{"school": "새벽대학교"}}, "due": {due}}}')
    found = read_record_file(path)
    assert found.due is None
    assert '"due" must be a day or a time' in found.claim.problem
    assert len(found.claim.values) == 1


def test_a_deadline_may_stand_alone(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    path.write_text('{"due": "2026-12-01T00:00Z"}')
    found = read_record_file(path)
    assert (found.due, found.claim.is_empty) == (datetime(2026, 12, 1, tzinfo=UTC), True)


def down_to(database: Path, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(upgrade.__file__).parent / "migrations"))
    config.attributes["database"] = database
    command.downgrade(config, revision)


def test_the_step_goes_down_and_up_again_with_data(tmp_path: Path) -> None:
    with bench(tmp_path) as desk:
        now = desk.clock.now()
        record = held_until(desk, "one", now + HOUR)
        desk.clock.turn(HOUR)
        second, third = hold(desk, "b.pdf"), hold(desk, "c.pdf")
        desk.app.desk.postpone(postponement(desk, third, desk.clock.now() + HOUR))
        database = desk.app.store.database
    down_to(database, "0007")
    with closing(sqlite3.connect(database)) as db:
        odd = db.execute("SELECT count(*) FROM submission WHERE due_at <> ifnull(postponed_until, place_at)")
        assert odd.fetchone() == (0,)
    with bench(tmp_path) as desk:
        assert waiting(desk) == [third, 1, record, second], "deadlines are forgotten, times put off to are not"
        assert desk.app.desk.row(record).due is None
    assert check_database(database) == ()
    assert broken(tmp_path / "data") == []
