"""The real window, off screen: what is dropped settles, and closing it is clean, on either kind of place."""

from __future__ import annotations

import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from tests.documents import LAYOUTS, make_document
from tests.kit.house import House
from tests.kit.invariants import broken
from tests.kit.papers import certificate

NOISES = ("digital", "scan", "office", "low", "fax", "photo")
SEED = 11
RECORDS = 6
ROUNDS = 3


def mixed_files(folder: Path) -> list[Path]:
    """Twelve files: kinds, layouts and noises mixed, and two that nobody can read."""
    folder.mkdir()
    files = []
    for number in range(10):
        kind = list(LAYOUTS)[number % len(LAYOUTS)]
        made = make_document(kind, LAYOUTS[kind][number % len(LAYOUTS[kind])], number, NOISES[number % len(NOISES)])
        path = folder / f"{number} {kind} 증명서{made.suffix}"
        path.write_bytes(made.data)
        files.append(path)
    (folder / "empty.pdf").touch()
    (folder / "notes.pdf").write_text("not a document")
    return [*files, folder / "empty.pdf", folder / "notes.pdf"]


def statuses(data: Path) -> list[str]:
    if not (data / "holdpoint.db").exists():
        return []
    with closing(sqlite3.connect(data / "holdpoint.db")) as db:
        try:
            return [
                row[0] for row in db.execute("SELECT status FROM submission WHERE is_current = 1 ORDER BY record_id")
            ]
        except sqlite3.OperationalError:  # the tables are being made
            return []


def wait_until_settled(data: Path, records: int, seconds: float = 90) -> list[str]:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = statuses(data)
        if len(found) == records and not {"pending", "in_progress"} & set(found):
            return found
        time.sleep(0.1)
    raise AssertionError(f"not settled: {statuses(data)}")


def test_twelve_mixed_files_dropped_on_the_window_all_settle(tmp_path: Path, house: House) -> None:
    files = mixed_files(tmp_path / "in")
    window = house.window(*files)
    try:
        found = wait_until_settled(house.data, len(files))
    finally:
        house.close(window)
    assert found[-2:] == ["failed", "failed"]
    assert set(found[:-2]) <= {"approved", "hold"}
    assert broken(house.data) == []


def test_closed_at_random_moments_the_window_ends_clean_and_goes_on_later(tmp_path: Path, house: House) -> None:
    dice = random.Random(SEED)
    papers = tmp_path / "papers"
    papers.mkdir()
    files = [certificate(papers / f"{n}.pdf", n, scan=True) for n in range(RECORDS)]
    first = house.window(*files)
    while len(statuses(house.data)) < len(files):
        time.sleep(0.05)
    house.close(first)
    for _ in range(ROUNDS):
        window = house.window()
        house.wait_until_open(window)
        time.sleep(dice.uniform(0, 1.5))
        house.close(window)
    window = house.window()
    try:
        found = wait_until_settled(house.data, len(files))
    finally:
        house.close(window)
    assert set(found) <= {"approved", "hold"}
    assert broken(house.data) == []
