from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from core.chain.control import LEASE
from core.domain.claim import Claim
from core.domain.decision import DecisionReason, DecisionRequest, Verdict
from core.domain.field import FieldName
from core.domain.states import MOVES, ProcessStatus, StageName, checked_move
from core.errors import ConflictError, DamagedResultError, StoreError
from core.store import upgrade
from core.store.engine import open_engine
from core.store.lock import FileLock
from core.store.owners import Owners
from core.store.store import Store, check_database
from core.store.tables import Base
from tests.kit.desk import Bench, bench
from tests.kit.stages import REASON


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


def _is_ours(_found: object, name: str, kind: str, *_more: object) -> bool:
    """Tables that the search index is made of are SQLite's own."""
    return not (kind == "table" and name.startswith(("record_search", "record_gram")))


def test_migrations_make_what_the_tables_say(tmp_path: Path) -> None:
    database = tmp_path / "holdpoint.db"
    upgrade.upgrade(database)
    engine = open_engine(database, write=True)
    with engine.connect() as connection:
        differences = compare_metadata(
            MigrationContext.configure(connection, opts={"include_object": _is_ours}), Base.metadata
        )
        assert differences == []
    engine.dispose()


def test_known_revisions_are_those_of_the_scripts() -> None:
    scripts = ScriptDirectory(str(Path(upgrade.__file__).parent / "migrations"))
    assert [script.revision for script in scripts.walk_revisions()][::-1] == list(upgrade.KNOWN)
    assert scripts.get_current_head() == upgrade.HEAD


def test_database_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    Store(tmp_path, lambda event: None).close()
    with closing(sqlite3.connect(tmp_path / "holdpoint.db")) as db, db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer Holdpoint"):
        Store(tmp_path, lambda event: None)


def test_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "holdpoint.db").write_bytes(b"no database" * 500)
    with pytest.raises(StoreError, match="damaged"):
        Store(tmp_path, lambda event: None)
    assert (tmp_path / "holdpoint.db").read_bytes() == b"no database" * 500


def test_damage_is_found_at_the_start_after_a_crash(tmp_path: Path) -> None:
    with bench(tmp_path) as desk:
        for number in range(30):
            desk.drop(f"{number}.pdf")
        desk.drain()
    data = tmp_path / "data"
    (data / "owners" / "4711-dead.lock").touch()
    pages = bytearray((data / "holdpoint.db").read_bytes())
    pages[8 * 4096 : 9 * 4096] = b"\xff" * 4096
    (data / "holdpoint.db").write_bytes(pages)
    with pytest.raises(StoreError, match="damaged"):
        Store(data, lambda event: None)
    assert (data / "holdpoint.db").read_bytes() == pages


def test_copy_before_an_upgrade_holds_what_the_log_held(tmp_path: Path) -> None:
    with bench(tmp_path) as desk:
        desk.drop()
        copy = upgrade.copy_aside(desk.app.store.database, "0001")
        with closing(sqlite3.connect(copy)) as db:
            assert db.execute("SELECT COUNT(*) FROM record").fetchone() == (1,)


def test_pragmas_are_what_durability_needs(desk: Bench) -> None:
    with desk.app.store._write.connect() as connection:
        for name, value in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1)):
            assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() == value


def test_two_lanes_never_take_the_same_run(desk: Bench) -> None:
    for number in range(40):
        desk.drop(f"{number}.pdf")
    taken: list[int] = []
    gate = threading.Barrier(8)

    def take(owner: str) -> None:
        gate.wait()
        for _ in range(8):
            with desk.app.store.work() as work:
                claimed = work.runs.claim(owner, tuple(StageName), desk.clock.now(), desk.clock.now() + LEASE)
                work.commit()
            if claimed:
                taken.append(claimed.run)

    threads = [threading.Thread(target=take, args=(f"t/{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(set(taken)) == 40


def test_eight_threads_of_commits_leave_a_sound_database(desk: Bench) -> None:
    record = desk.drop()

    def write() -> None:
        for number in range(60):
            with desk.app.store.work() as work:
                work.records.set_summary(record, f"name {number}", "diploma", str(number))
                work.commit()
            desk.app.desk.row(record)

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert check_database(desk.app.store.database) == ()


def test_left_without_commit_nothing_is_written_or_told(desk: Bench) -> None:
    before = len(desk.events)
    with desk.app.store.work() as work:
        work.records.add("x", (), Claim(), desk.clock.now())
    assert desk.app.desk.counts().total == 0
    assert len(desk.events) == before


def held(desk: Bench) -> DecisionRequest:
    desk.stages.approve.reasons = (REASON,)
    record = desk.drop()
    desk.drain()
    row = desk.app.desk.row(record)
    return DecisionRequest(record, row.version, row.revision, Verdict.APPROVE, DecisionReason.VERIFIED)


def test_two_reviewers_decide_and_exactly_one_wins(desk: Bench) -> None:
    request = held(desk)
    outcomes: list[str] = []
    gate = threading.Barrier(2)

    def decide() -> None:
        gate.wait()
        try:
            desk.app.desk.decide(request)
            outcomes.append("decided")
        except ConflictError:
            outcomes.append("told")

    threads = [threading.Thread(target=decide) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["decided", "told"]
    assert len(desk.open(request.record).decisions) == 1


def test_later_decision_supersedes_and_the_earlier_stays(desk: Bench) -> None:
    request = held(desk)
    first = desk.app.desk.decide(request)
    row = desk.app.desk.row(request.record)
    second = desk.app.desk.decide(
        DecisionRequest(row.id, row.version, row.revision, Verdict.REJECT, DecisionReason.NOT_AUTHENTIC)
    )
    assert (second.supersedes, desk.open(row.id).decisions) == (first.id, (first, second))
    assert desk.app.desk.row(row.id).status is ProcessStatus.REJECTED


def test_decisions_cannot_be_changed_behind_the_programs_back(desk: Bench) -> None:
    desk.app.desk.decide(held(desk))
    with closing(sqlite3.connect(desk.app.store.database)) as db:
        for statement in ("UPDATE decision SET verdict = 'reject'", "DELETE FROM decision"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                db.execute(statement)


def test_only_held_or_decided_records_can_be_decided(desk: Bench) -> None:
    row = desk.app.desk.row(desk.drop())
    with pytest.raises(ConflictError, match="only a held"):
        desk.app.desk.decide(
            DecisionRequest(row.id, row.version, row.revision, Verdict.APPROVE, DecisionReason.VERIFIED)
        )


def test_claim_typed_later_is_stored_and_judged(desk: Bench) -> None:
    request = held(desk)
    desk.app.desk.set_claim(request.record, Claim(((FieldName.HOLDER_NAME, "홍길동"),)))
    desk.drain()
    assert desk.stages.approve.ran[-1].claim.get(FieldName.HOLDER_NAME) == "홍길동"
    assert desk.app.desk.row(request.record).status is ProcessStatus.HOLD


def test_work_of_a_killed_process_is_taken_over_before_its_lease_ends(desk: Bench) -> None:
    desk.drop()
    owners = desk.app.store.owners
    dead = owners._folder / "4711-dead.lock"
    dead.touch()
    with desk.app.store.work() as work:
        claimed = work.runs.claim("4711-dead/0", tuple(StageName), desk.clock.now(), desk.clock.now() + LEASE)
        assert claimed is not None
        work.commit()
    desk.clock.turn(timedelta(seconds=1))
    assert owners.dead(("4711-dead/0", f"{owners.name}/0", "elsewhere/0")) == ("4711-dead/0",)


def test_a_mark_that_is_swept_while_it_is_made_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other, locked = Owners(tmp_path), FileLock.acquire

    def late(self: FileLock) -> None:
        monkeypatch.undo()
        other.sweep()  # between the making of the file and its lock
        locked(self)

    monkeypatch.setattr(FileLock, "acquire", late)
    mine = Owners(tmp_path)
    assert other.is_alive(mine.name)
    assert mine.is_alive(other.name)
    for owners in (mine, other):
        owners.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", ["sha256 = 'x'", "payload = substr(payload, 1, 9)", "kind = 'extraction'"])
def test_damaged_result_is_told_and_not_used(desk: Bench, damage: str) -> None:
    record = desk.drop()
    desk.drain()
    with closing(sqlite3.connect(desk.app.store.database)) as db, db:
        db.execute(f"UPDATE stage_result SET {damage} WHERE kind = 'reading'")  # noqa: S608 - from above
    with pytest.raises(DamagedResultError, match=r"damaged|another kind"):
        desk.open(record)


@pytest.mark.parametrize("old", list(ProcessStatus))
@pytest.mark.parametrize("new", list(ProcessStatus))
def test_every_move_is_allowed_or_refused_by_the_table(old: ProcessStatus, new: ProcessStatus) -> None:
    if new in MOVES[old]:
        assert checked_move(old, new) is new
    else:
        with pytest.raises(ConflictError):
            checked_move(old, new)


def test_the_chain_never_rejects() -> None:
    assert [old for old in ProcessStatus if ProcessStatus.REJECTED in MOVES[old]] == [
        ProcessStatus.HOLD,
        ProcessStatus.APPROVED,
        ProcessStatus.REJECTED,
    ]
    assert StageName.APPROVE.next is None
