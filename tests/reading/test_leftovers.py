"""Killed in the middle of a page and started again: no document and no picture lies about anywhere."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.bootstrap import build
from core.settings import Settings
from core.store.owners import Owners
from core.store.scratch import Scratch
from tests.reading import papers

ROOT = Path(__file__).parents[2]


def pictures_under_way(data: Path) -> list[Path]:
    return [path for path in (data / "tmp").rglob("*") if path.is_file()]


@pytest.mark.skipif(os.name != "posix", reason="the marks of dead processes are told by file locks")
def test_killed_in_the_middle_of_a_page_and_started_again_nothing_is_left(tmp_path: Path) -> None:
    data, system = tmp_path / "data", tmp_path / "system"
    system.mkdir()
    app = build(Settings(data_dir=data))
    app.desk.take_in([papers.scan(tmp_path / "a.pdf", pages=2)])
    app.close()
    running = subprocess.Popen(
        [sys.executable, "-m", "core.cli", "resume", "--data-dir", data],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(system), "HOLDPOINT_LANES": "1"},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    deadline = time.monotonic() + 30
    while not pictures_under_way(data):
        assert time.monotonic() < deadline, "no document ever came to a child"
        time.sleep(0.02)
    for path in (data / "tmp").rglob("*"):
        assert path.is_file() or stat.S_IMODE(path.stat().st_mode) == 0o700
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert pictures_under_way(data), "the kill came too late to show anything"
    time.sleep(0.5)  # the child's own end
    app = build(Settings(data_dir=data))
    assert pictures_under_way(data) == []
    app.close()
    assert list((data / "tmp").iterdir()) == []
    assert list(system.iterdir()) == []


def test_only_folders_of_the_dead_are_swept(tmp_path: Path) -> None:
    mine, other = Owners(tmp_path / "owners"), Owners(tmp_path / "owners")
    tmp = tmp_path / "tmp"
    for name in (other.name, "4711-closed", "4712-killed"):
        (tmp / name / "child-1").mkdir(parents=True)
    (tmp_path / "owners" / "4712-killed.lock").touch()
    scratch = Scratch(tmp, mine)
    assert {path.name for path in tmp.iterdir()} == {other.name, mine.name}
    scratch.close()
    assert {path.name for path in tmp.iterdir()} == {other.name}
    other.close()
    mine.close()
