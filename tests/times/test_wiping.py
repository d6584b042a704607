"""Nothing of what was deleted is left, and nobody waits for that."""

from __future__ import annotations

import random
import re
import sqlite3
import string
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from core.chain.token import StopToken
from core.domain.ids import RecordId
from core.store import wiping as module
from core.store.lock import FileLock
from core.store.scrubbing import PageFile
from core.store.store import Store
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


def erased(desk: Bench, *records: RecordId) -> int:
    return desk.app.retention.delete(desk.app.retention.plan_erasing(records)).freed


def filled(desk: Bench, count: int = 6) -> list[RecordId]:
    records = [desk.drop(f"{number}.pdf") for number in range(count)]
    desk.drain()
    with closing(sqlite3.connect(desk.app.store.database)) as db, db:
        db.execute("UPDATE submission SET error_text = hex(randomblob(300000))")
    return records


def test_a_database_gives_its_room_back_in_steps(desk: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    before, records = desk.app.store.database, filled(desk)
    steps: list[float] = []
    monkeypatch.setattr(module.time, "sleep", steps.append)
    assert erased(desk, *records[:5]) > 5 * 550_000
    assert len(steps) > 4
    assert before.stat().st_size < 1_500_000
    assert asked(desk, "PRAGMA freelist_count", PARTS, "SELECT count(*) FROM erased WHERE NOT wiped") == [0, 1, 0]
    assert broken(desk.app.settings.data_dir) == []


def test_a_decision_goes_through_between_two_steps(desk: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each step gives the lock back, so who waits for it is next; those who have read the pages before keep no copy."""
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


class Moved:
    """A store whose rows have moved from page to page, with their texts in it, before some of them were deleted."""

    def __init__(self, folder: Path, count: int) -> None:
        self.store = Store(folder, lambda _event: None)
        self._rnd = random.Random(7)
        with closing(sqlite3.connect(self.store.database, isolation_level=None)) as db:
            db.executescript("PRAGMA foreign_keys=OFF; PRAGMA secure_delete=ON; BEGIN")
            order = self._rnd.sample(range(1, count + 1), count)
            for key in order:
                db.execute("INSERT INTO record_text VALUES (?, ?)", (key, self.text(key)))
            for key in order[: count // 2]:
                db.execute("UPDATE record_text SET text = ? WHERE record_id = ?", (self.text(key), key))
            self.gone = order[count // 3 : 2 * count // 3]
            for key in self.gone:
                db.execute("DELETE FROM record_text WHERE record_id = ?", (key,))
                db.execute("INSERT INTO erased VALUES (?, 'text', 0, 'kim', 0)", (key,))
            db.execute("COMMIT")

    def text(self, key: int) -> str:
        return f"secret{key:06} " + "".join(self._rnd.choices(string.ascii_lowercase, k=self._rnd.randrange(600)))

    def done(self, statement: str) -> None:
        """By the store's own connection."""
        with self.store.work() as work:
            work._session.connection().exec_driver_sql(statement)
            work.commit()

    def left(self) -> int:
        """Deleted texts of which a copy is somewhere in the file or its log."""
        files = (self.store.database, self.store.database.with_name("holdpoint.db-wal"))
        raw = b"".join(file.read_bytes() for file in files if file.exists())
        return len({int(key) for key in re.findall(rb"secret(\d{6})", raw)} & set(self.gone))

    def rows(self) -> list[tuple[int, str]]:
        with closing(sqlite3.connect(self.store.database)) as db:
            assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            return db.execute("SELECT * FROM record_text ORDER BY 1").fetchall()


@pytest.fixture
def moved(tmp_path: Path) -> Iterator[Moved]:
    made = Moved(tmp_path, 3000)
    yield made
    made.store.close()


def test_copies_that_rows_left_behind_when_they_moved_are_gone(moved: Moved) -> None:
    rows = moved.rows()
    assert moved.left() > 0
    moved.store.wiping.shrink()
    assert (moved.left(), moved.store.wiping.is_owed) == (0, False)
    assert moved.rows() == rows


@pytest.mark.parametrize("is_other", [True, False])
def test_who_has_read_a_page_before_does_not_bring_its_copies_back(
    moved: Moved, monkeypatch: pytest.MonkeyPatch, is_other: bool
) -> None:
    """Another program, or our own connection, holds the pages as they were, and writes to all as soon as it can."""
    read, write = "SELECT sum(length(text)) FROM record_text", "UPDATE record_text SET text = upper(text)"
    real = PageFile.scrub
    with closing(sqlite3.connect(moved.store.database, isolation_level=None)) as other:
        do = other.execute if is_other else moved.done

        def scrub(pages: PageFile, part: int) -> int | None:
            other.execute(read).fetchall()  # after the log was emptied
            monkeypatch.setattr(module.time, "sleep", lambda _seconds: do(write))
            return real(pages, part)

        monkeypatch.setattr(PageFile, "scrub", scrub)
        do(read)
        moved.store.wiping.shrink()
        assert moved.left() == 0


def test_nothing_is_written_past_the_log_while_somebody_reads_from_it(
    moved: Moved, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_TRIES", 3)
    monkeypatch.setattr(PageFile, "scrub", None)
    with closing(sqlite3.connect(moved.store.database, isolation_level=None)) as reader:
        reader.executescript("BEGIN; SELECT * FROM record_text")
        moved.done("UPDATE record_text SET text = 'x' WHERE record_id = 1")
        moved.store.wiping.shrink()
    assert moved.store.wiping.is_owed


def test_what_is_deleted_meanwhile_is_owed_still(moved: Moved, monkeypatch: pytest.MonkeyPatch) -> None:
    def sync(_file: PageFile) -> None:
        with closing(sqlite3.connect(moved.store.database)) as db, db:
            db.execute("INSERT INTO erased VALUES (9999, 'text', 0, 'kim', 0)")

    monkeypatch.setattr(PageFile, "sync", sync)
    moved.store.wiping.shrink()
    assert moved.store.wiping.is_owed


def test_what_was_owed_when_the_program_ended_is_done_by_the_next(tmp_path: Path) -> None:
    with bench(tmp_path) as desk:
        plan = desk.app.retention.plan_erasing(filled(desk))
        desk.app.store.erasing.delete(plan, "kim", desk.clock.now())
        desk.app.store.wiping.shrink(stopped=lambda: True)
    with bench(tmp_path) as desk:
        assert desk.app.store.wiping.is_owed
        sweep, token = desk.app.sweep(), StopToken()
        sweep.step(token)
        assert desk.app.store.wiping.is_owed  # it looks two minutes after the start
        desk.clock.turn(timedelta(minutes=3))
        sweep.step(token)
        assert not desk.app.store.wiping.is_owed
        assert broken(desk.app.settings.data_dir) == []


def test_a_database_without_a_map_of_its_pages_is_written_anew_at_the_start(tmp_path: Path) -> None:
    with bench(tmp_path) as desk:
        filled(desk)
    with closing(sqlite3.connect(tmp_path / "data" / "holdpoint.db", isolation_level=None)) as db:
        db.executescript("PRAGMA journal_mode=DELETE; PRAGMA auto_vacuum=NONE; VACUUM")
    with bench(tmp_path) as desk:
        assert erased(desk, RecordId(2), RecordId(3)) > 2 * 550_000
        assert broken(desk.app.settings.data_dir) == []


def test_a_database_is_sound_when_all_ends_in_the_middle_of_a_part(
    moved: Moved, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PowerError(Exception):
        pass

    rows, real, zeroed = moved.rows(), PageFile._zero, list[bool]()

    def zero(file: PageFile, place: int, page: bytes, start: int) -> bool:
        if sum(zeroed) == 3:
            raise PowerError
        zeroed.append(real(file, place, page, start))
        return zeroed[-1]

    monkeypatch.setattr(PageFile, "_zero", zero)
    with pytest.raises(PowerError):
        moved.store.wiping.shrink()
    monkeypatch.undo()
    assert moved.rows() == rows  # which looks at the whole database's integrity too
    assert moved.store.wiping.is_owed
    moved.store.wiping.shrink()
    assert (moved.left(), moved.rows()) == (0, rows)


WRITER = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], timeout=30)
print("ready", flush=True)
for number in range(10**6):
    with db:
        db.execute("UPDATE record_text SET text = text || ? WHERE record_id % 97 = ?", (number % 10, number % 97))
    if number == 20:
        print("under way", flush=True)
"""


def test_a_program_that_knows_nothing_of_our_locks_may_write_all_the_time(
    moved: Moved, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_TRIES", 40)
    keys = [key for key, _ in moved.rows()]
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(moved.store.database)], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
        moved.store.wiping.shrink()
        assert other.stdout.readline() == "under way\n"
        other.kill()
    assert [key for key, _ in moved.rows()] == keys
    moved.store.wiping.shrink()
    assert (moved.left(), moved.store.wiping.is_owed) == (0, False)


def test_a_file_that_is_not_as_we_know_it_is_left_alone(moved: Moved, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_TRIES", 2)
    monkeypatch.setattr(PageFile, "scrub", None)
    monkeypatch.setattr("core.store.scrubbing._WITH_LOG", b"\x01\x01")
    moved.store.wiping.shrink()
    assert moved.store.wiping.is_owed
    monkeypatch.setattr(module, "IS_BETWEEN_PROCESSES", False)
    moved.store.wiping.shrink()
    assert moved.store.wiping.is_owed
