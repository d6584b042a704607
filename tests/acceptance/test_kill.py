"""Kill the whole program at random instants, again and again: it goes on, and nothing is lost or done twice."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import psutil

from core.bootstrap import build
from core.settings import Settings
from tests.acceptance.conftest import command, environment
from tests.kit.invariants import broken
from tests.kit.papers import certificate

RECORDS = 20
KILLS = int(os.environ.get("HOLDPOINT_KILLS", "12"))
SEED = int(os.environ.get("HOLDPOINT_KILL_SEED", "7"))


def orphans() -> list[psutil.Process]:
    """Reading children without a parent."""
    found = []
    for process in psutil.process_iter(["cmdline", "ppid"]):
        line = " ".join(process.info["cmdline"] or [])
        if "core.reading.child" in line and process.info["ppid"] == 1:
            found.append(process)
    return found


def wait_for_work(data: Path, running: subprocess.Popen[bytes]) -> None:
    """Until a stage run belongs to this very process, or nothing is left to do."""
    owner = f"{running.pid}-%"
    with closing(sqlite3.connect(data / "holdpoint.db")) as db:
        while running.poll() is None:
            if db.execute("SELECT 1 FROM stage_run WHERE owner LIKE ?", (owner,)).fetchone():
                return
            time.sleep(0.01)


def test_killed_again_and_again_every_record_settles_once(tmp_path: Path, holdpoint) -> None:
    dice = random.Random(SEED)
    papers = tmp_path / "papers"
    papers.mkdir()
    files = [certificate(papers / f"{n}.pdf", n, scan=n % 2 == 0) for n in range(RECORDS)]
    data = tmp_path / "data"
    app = build(Settings(data_dir=data))
    assert len(app.desk.take_in(files).records) == RECORDS
    app.close()
    for number in range(KILLS):
        running = subprocess.Popen(
            command("resume", "--data-dir", data),
            env=environment(),
            cwd=tmp_path,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        if number % 3:  # two of three while stages run, one at any instant of the start
            wait_for_work(data, running)
        time.sleep(dice.uniform(0, 1.0))
        running.send_signal(signal.SIGKILL)
        running.wait()
    ended = holdpoint("resume", data=data)
    assert ended.code == 0, ended.stderr
    assert broken(data) == []
    records = holdpoint("list", "--json", "--limit", "1000", data=data).objects
    assert len(records) == RECORDS
    assert any(stage["status"] == "interrupted" for item in records for stage in item["stages"]), "no kill ever hit"
    assert {item["process_status"] for item in records} <= {"approved", "hold"}
    for item in records:
        done = [stage["stage"] for stage in item["stages"] if stage["status"] == "done"]
        assert done == ["ocr", "extract", "approve"]
    deadline = time.monotonic() + 5
    while orphans() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert orphans() == []
