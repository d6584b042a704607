"""The real window, off screen, in a process of its own: what is dropped settles, and closing it is clean."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from tests.acceptance.conftest import environment
from tests.documents import LAYOUTS, make_document
from tests.kit.invariants import broken
from tests.kit.papers import certificate

NOISES = ("digital", "scan", "office", "low", "fax", "photo")
SEED = 11


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


def start(data: Path, *files: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "desktop", "--data-dir", data, *files],
        env={**environment(), "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


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


def close(window: subprocess.Popen[str]) -> None:
    window.send_signal(signal.SIGTERM)
    out, err = window.communicate(timeout=20)
    assert (window.returncode, out, err) == (0, "", "")


def test_twelve_mixed_files_dropped_on_the_window_all_settle(tmp_path: Path) -> None:
    data = tmp_path / "data"
    files = mixed_files(tmp_path / "in")
    window = start(data, *files)
    try:
        found = wait_until_settled(data, len(files))
    finally:
        close(window)
    assert found[-2:] == ["failed", "failed"]
    assert set(found[:-2]) <= {"approved", "hold"}
    assert broken(data) == []


def test_closed_at_random_moments_the_window_ends_clean_and_goes_on_later(tmp_path: Path) -> None:
    dice = random.Random(SEED)
    data = tmp_path / "data"
    papers = tmp_path / "papers"
    papers.mkdir()
    files = [certificate(papers / f"{n}.pdf", n, scan=True) for n in range(10)]
    first = start(data, *files)
    while len(statuses(data)) < len(files):
        time.sleep(0.05)
    close(first)
    for _ in range(4):
        window = start(data)
        while not list((data / "owners").glob(f"{window.pid}-*.lock")):
            time.sleep(0.02)
        time.sleep(dice.uniform(0, 1.5))
        close(window)
    window = start(data)
    try:
        found = wait_until_settled(data, len(files))
    finally:
        close(window)
    assert set(found) <= {"approved", "hold"}
    assert broken(data) == []
