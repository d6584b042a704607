"""Nothing of what was deleted is left, and nobody waits for that."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from core.chain.token import StopToken
from core.cli.retention import erase
from core.domain.ids import RecordId
from core.store import wiping as module
from core.store.lock import FileLock
from core.store.wiping import SqlWiping
from tests.kit.desk import Bench, bench
from tests.kit.held import approval, hold
from tests.kit.invariants import broken

PARTS = "SELECT count(DISTINCT segid) FROM record_search_idx"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


def asked(desk: Bench, *statements: str) -> list[int]:
    with closing(sqlite3.connect(desk.app.store.database)) as db:
        return [db.execute(statement).fetchone()[0] for statement in statements]


def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Treat every database as one that takes long to write anew."""
    monkeypatch.setattr(module, "AT_ONCE", 0)


def erased(desk: Bench, *records: RecordId) -> int:
    return desk.app.retention.delete(desk.app.retention.plan_erasing(records)).freed


def long_quiet(desk: Bench) -> None:
    log = desk.app.store.database.with_name("holdpoint.db-wal")
    os.utime(log, (1, 1))


def filled(desk: Bench, count: int = 6) -> list[RecordId]:
    records = [desk.drop(f"{number}.pdf") for number in range(count)]
    desk.drain()
    with closing(sqlite3.connect(desk.app.store.database)) as db, db:
        db.execute("UPDATE submission SET error_text = hex(randomblob(300000))")
    return records


def test_a_small_database_is_written_anew_at_once(desk: Bench) -> None:
    erased(desk, *filled(desk))
    assert not desk.app.store.wiping.is_owed
    assert asked(desk, "PRAGMA freelist_count", PARTS) == [0, 0]


def test_a_large_one_gives_its_room_back_in_steps(desk: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    large(monkeypatch)
    monkeypatch.setattr(SqlWiping, "rewrite", None)
    before, records = desk.app.store.database, filled(desk)
    steps: list[int] = []
    monkeypatch.setattr(module.time, "sleep", steps.append)
    assert erased(desk, *records[:5]) > 5 * 550_000
    assert len(steps) > 4
    assert before.stat().st_size < 1_500_000
    assert asked(desk, "PRAGMA freelist_count", PARTS, "SELECT count(*) FROM erased WHERE NOT wiped") == [0, 1, 5]
    assert desk.app.store.wiping.is_owed
    assert broken(desk.app.settings.data_dir) == []


def test_a_decision_goes_through_between_two_steps(desk: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each step gives the lock back, so who waits for it is next."""
    large(monkeypatch)
    records, held = filled(desk), hold(desk, "held.pdf")
    decided, done = approval(desk, held), threading.Event()

    def decide() -> None:
        desk.app.desk.decide(decided)
        done.set()

    def give_way(_seconds: float) -> None:
        if not threads:
            threads.append(threading.Thread(target=decide))
            threads[0].start()
            assert done.wait(10)
        left.append(asked(desk, "PRAGMA freelist_count")[0])

    threads: list[threading.Thread] = []
    left: list[int] = []
    monkeypatch.setattr(module.time, "sleep", give_way)
    erased(desk, *records)
    threads[0].join()
    assert desk.open(held).decisions
    assert left[0] > 0  # it was decided while room was still to be given back
    assert left[-1] == 0


def test_no_step_is_longer_than_its_pages(desk: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    large(monkeypatch)
    records = filled(desk, 12)
    real, sizes = FileLock.release, [asked(desk, "PRAGMA page_count")[0]]

    def release(lock: FileLock) -> None:
        real(lock)
        sizes.append(asked(desk, "PRAGMA page_count")[0])

    desk.app.store.erasing.delete(desk.app.retention.plan_erasing(records), "kim", desk.clock.now())
    monkeypatch.setattr(FileLock, "release", release)
    desk.app.store.wiping.shrink()
    assert max(before - after for before, after in pairwise(sizes)) <= 2 * 256
    assert sizes[0] - sizes[-1] > 256 * 3


def test_the_last_copies_go_when_it_has_been_quiet(desk: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    large(monkeypatch)
    sweep, records = desk.app.sweep(), filled(desk)
    erased(desk, *records[:2])
    desk.clock.turn(timedelta(minutes=3))
    sweep.step(StopToken())
    assert desk.app.store.wiping.is_owed  # the log was written a moment ago
    long_quiet(desk)
    sweep.step(StopToken())
    assert desk.app.store.wiping.is_owed  # it looks once a minute
    desk.clock.turn(timedelta(minutes=1))
    sweep.step(StopToken())
    assert not desk.app.store.wiping.is_owed
    assert broken(desk.app.settings.data_dir) == []


def test_what_was_owed_when_the_program_ended_is_done_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large(monkeypatch)
    with bench(tmp_path) as desk:
        erased(desk, *filled(desk))
    with bench(tmp_path) as desk:
        assert desk.app.store.wiping.is_owed
        sweep = desk.app.sweep()
        long_quiet(desk)
        desk.clock.turn(timedelta(minutes=3))
        sweep.step(StopToken())
        assert not desk.app.store.wiping.is_owed


def test_on_the_command_line_they_go_at_once_if_nobody_else_is_at_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large(monkeypatch)
    with bench(tmp_path) as desk:
        first, second = filled(desk, 2)
        erase([first], tmp_path / "data", yes=True, as_json=False)
        assert desk.app.store.wiping.is_owed
    erase([second], tmp_path / "data", yes=True, as_json=False)
    with bench(tmp_path) as desk:
        assert not desk.app.store.wiping.is_owed


def test_a_database_of_before_gives_its_room_back_once_it_was_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large(monkeypatch)
    with bench(tmp_path) as desk:
        filled(desk)
    with closing(sqlite3.connect(tmp_path / "data" / "holdpoint.db", isolation_level=None)) as db:
        db.executescript("PRAGMA journal_mode=DELETE; PRAGMA auto_vacuum=NONE; VACUUM")
    with bench(tmp_path) as desk:
        assert erased(desk, RecordId(1)) < 400_000  # files alone
        desk.app.store.wiping.rewrite()
        assert erased(desk, RecordId(2), RecordId(3)) > 2 * 550_000
