from __future__ import annotations

import io
import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from core.cli.doctor import doctor
from core.domain.control import Control
from core.domain.mending import FaultKind
from core.domain.record import Dossier
from core.errors import StoreError
from core.store.mending import faults_of, mend
from core.store.store import check_database
from tests.kit.desk import bench
from tests.kit.held import approval, hold
from tests.kit.invariants import broken

Harm = Callable[[Path, sqlite3.Connection], None]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with a life behind it, closed in good order."""
    with bench(tmp_path) as desk:
        desk.app.desk.decide(approval(desk, hold(desk)))
        for number in range(30):
            desk.drop(f"{number}.pdf")
        desk.drain()
    return tmp_path / "data"


def a_blob(data: Path, db: sqlite3.Connection) -> Path:
    (sha256,) = db.execute("SELECT sha256 FROM attachment WHERE record_id = 3").fetchone()
    return data / "blobs" / sha256[:2] / sha256


def half_written(data: Path, db: sqlite3.Connection) -> None:
    path = a_blob(data, db)
    path.write_bytes(path.read_bytes()[:4])


def nobodys_file(data: Path, _db: sqlite3.Connection) -> None:
    folder = data / "blobs" / "00"
    folder.mkdir(exist_ok=True)
    (folder / ("00" + "a" * 62)).write_bytes(b"left over")
    os.utime(folder / ("00" + "a" * 62), (1, 1))


def under_way(data: Path, _db: sqlite3.Connection) -> None:
    (data / "tmp" / "4711-gone").mkdir(parents=True)
    (data / "tmp" / "4711-gone" / "part").write_bytes(b"half")


def orphan_rows(_data: Path, db: sqlite3.Connection) -> None:
    db.execute("INSERT INTO escalation (submission_id, note, \"to\", by, at) VALUES (999, '', '', '', 1)")


def outdated_search(_data: Path, db: sqlite3.Connection) -> None:
    db.execute("UPDATE record_text SET text = 'something else entirely' WHERE record_id = 2")


def no_open_run(_data: Path, db: sqlite3.Connection) -> None:
    db.execute("UPDATE submission SET status = 'in_progress' WHERE id = 5")


def wrong_figures(_data: Path, db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM lap WHERE run_id = 4")


def wrong_standing(_data: Path, db: sqlite3.Connection) -> None:
    db.execute("UPDATE standing SET number = 7 WHERE status = 'approved'")


def outdated_index(_data: Path, db: sqlite3.Connection) -> None:
    """Rows come into the table behind the back of its index."""
    schema = db.execute("SELECT rootpage, sql FROM sqlite_master WHERE name = 'ix_hold_reason_code'").fetchone()
    db.execute("PRAGMA writable_schema=ON")
    db.execute("DELETE FROM sqlite_master WHERE name = 'ix_hold_reason_code'")
    db.commit()
    db.execute("PRAGMA writable_schema=RESET")
    db.execute("UPDATE hold_reason SET code = 'other'")
    db.execute("PRAGMA writable_schema=ON")
    db.execute(
        "INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql) VALUES "
        "('index', 'ix_hold_reason_code', 'hold_reason', ?, ?)",
        schema,
    )
    db.commit()
    db.execute("PRAGMA writable_schema=RESET")


HARMS = {
    half_written: FaultKind.DAMAGED_FILE,
    nobodys_file: FaultKind.ORPHAN_FILE,
    under_way: FaultKind.LEFT_BEHIND,
    orphan_rows: FaultKind.ORPHAN_ROWS,
    outdated_search: FaultKind.SEARCH,
    no_open_run: FaultKind.STRANDED,
    wrong_figures: FaultKind.FIGURES,
    wrong_standing: FaultKind.FIGURES,
    outdated_index: FaultKind.INDEX,
}


def do(data: Path, harm: Harm) -> None:
    with closing(sqlite3.connect(data / "holdpoint.db")) as db, db:
        db.execute("PRAGMA foreign_keys=OFF")
        harm(data, db)


def test_a_sound_folder_has_no_faults_and_nothing_is_copied(data: Path) -> None:
    assert faults_of(data, with_hashes=True) == ()
    assert mend(data) == ()
    assert list(data.glob("*-before-mending-*")) == []


@pytest.mark.parametrize(("harm", "kind"), HARMS.items(), ids=[harm.__name__ for harm in HARMS])
def test_what_a_crash_could_leave_is_found_and_mended_with_a_copy_aside(
    data: Path, harm: Harm, kind: FaultKind
) -> None:
    do(data, harm)
    before = (data / "holdpoint.db").read_bytes()
    assert [fault.kind for fault in faults_of(data, with_hashes=True)] == [kind]
    assert (data / "holdpoint.db").read_bytes() == before
    found = mend(data)
    assert [(fault.kind, fault.is_mended) for fault in found] == [(kind, True)]
    assert len(list(data.glob("*-before-mending-*.db"))) == 1
    left = faults_of(data, with_hashes=True)
    if harm is half_written:
        assert [fault.kind for fault in left] == [FaultKind.MISSING_FILE]
        assert [path.read_bytes() for path in (data / "aside").rglob("*") if path.is_file()] == [b"%PDF"]
    else:
        assert left == ()
        assert check_database(data / "holdpoint.db") == ()
        assert [problem for problem in broken(data, settled=False) if "link" not in problem] == []


def test_the_doctor_tells_and_mends(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    do(data, outdated_index)
    do(data, nobodys_file)
    assert doctor(data, as_json=True) == 1
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {item["value"].partition(":")[0] for item in told if item["what"] == "fault"} == {"index", "orphan_file"}
    doctor(data, as_json=True, mends=True)
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {item["value"].partition(":")[0] for item in told if item["what"] == "mended"} == {"index", "orphan_file"}
    assert [item for item in told if item["what"] == "fault"] == []


def test_the_same_file_handed_in_again_heals_a_damaged_one(tmp_path: Path, data: Path) -> None:
    do(data, half_written)
    mend(data)
    with bench(tmp_path) as desk:
        name = desk.open(3).attachments[0].name
        desk.app.store.blobs.take(io.BytesIO((tmp_path / "in" / name).read_bytes()), 1000)
    assert faults_of(data, with_hashes=True) == ()


def test_a_database_that_is_beyond_mending_is_told_and_left_as_it_is(data: Path) -> None:
    path = data / "holdpoint.db"
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 3 + 2000] = b"\xff" * 2000
    path.write_bytes(content)
    try:
        found = mend(data)
    except (StoreError, sqlite3.DatabaseError):
        return
    assert any(fault.kind is FaultKind.DATABASE and not fault.is_mended for fault in found)


def test_nothing_is_mended_while_somebody_is_at_work(tmp_path: Path, data: Path) -> None:
    do(data, nobodys_file)
    with bench(tmp_path), pytest.raises(StoreError, match="at work"):
        mend(data)


def test_a_young_file_may_be_on_its_way(data: Path) -> None:
    do(data, nobodys_file)
    os.utime(data / "blobs" / "00" / ("00" + "a" * 62))
    assert faults_of(data, with_hashes=True) == ()


def test_a_folder_without_a_store_is_left_alone(tmp_path: Path) -> None:
    assert faults_of(tmp_path, with_hashes=True) == ()
    assert mend(tmp_path) == ()
    assert list(tmp_path.iterdir()) == []


def test_sounds_that_a_reading_names_are_nobodys_no_more_than_its_pictures(tmp_path: Path) -> None:
    with bench(tmp_path) as desk:
        taken = [desk.app.store.blobs.take(io.BytesIO(what), 100)[0] for what in (b"picture", b"sound")]
        read = desk.stages.ocr.run

        def with_sound(dossier: Dossier, control: Control) -> Dossier:
            done = read(dossier, control)
            assert done.reading is not None
            pages = tuple(replace(page, picture=taken[0], sound=taken[1]) for page in done.reading.pages)
            return replace(done, reading=replace(done.reading, pages=pages))

        desk.stages.ocr.run = with_sound
        desk.drop()
        desk.drain()
        for blob in taken:
            os.utime(desk.app.store.blobs.path(blob), (1, 1))
    assert faults_of(tmp_path / "data", with_hashes=True) == ()
