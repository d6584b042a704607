"""The real window, off screen, on a server in another process: what is dropped there settles, here nothing is kept."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.acceptance.conftest import environment
from tests.acceptance.test_window import wait_until_settled
from tests.kit.invariants import broken
from tests.kit.papers import certificate
from tests.remote.program import Program, program


def window(server: Program, data: Path, *files: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "desktop", "--data-dir", data, "--server", server.url, *files],
        env={**environment(), "QT_QPA_PLATFORM": "offscreen", "HOLDPOINT_SERVER_TOKEN": server.token},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def close(shown: subprocess.Popen[str]) -> None:
    shown.send_signal(signal.SIGTERM)
    out, err = shown.communicate(timeout=30)
    assert (shown.returncode, out, err) == (0, "", "")


def test_what_is_dropped_on_the_window_settles_on_the_server(tmp_path: Path) -> None:
    papers, here, there = tmp_path / "papers", tmp_path / "here", tmp_path / "there"
    papers.mkdir()
    files = [certificate(papers / f"{number} 증명서.pdf", number) for number in range(3)]
    with program(there) as server:
        shown = window(server, here, *files)
        try:
            found = wait_until_settled(there, len(files))
        finally:
            close(shown)
    assert set(found) <= {"approved", "hold"}
    assert broken(there) == []
    assert not (here / "holdpoint.db").exists()
    left = {path.relative_to(here).parts[0] for path in here.rglob("*") if path.is_file()}
    assert left <= {"logs", "window.json", "window.ini", "servers", "owners"}
    assert not list((here / "tmp").iterdir())


def test_without_a_server_the_window_says_so_and_ends_clean(tmp_path: Path) -> None:
    server = Program(tmp_path / "there")
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "service.token").write_text("unknown")
    shown = window(server, tmp_path / "here")
    log = tmp_path / "here" / "logs"
    try:
        while not any(b"server_lost" in path.read_bytes() for path in log.glob("*") if path.is_file()):
            assert shown.poll() is None, "the window stays and offers to try again"
            time.sleep(0.1)
    finally:
        close(shown)


def test_a_server_that_is_killed_and_comes_back_leaves_the_window_standing(tmp_path: Path) -> None:
    papers, here, there = tmp_path / "papers", tmp_path / "here", tmp_path / "there"
    papers.mkdir()
    with program(there) as server:
        shown = window(server, here, certificate(papers / "a.pdf", 1))
        try:
            wait_until_settled(there, 1)
            for times in (1, 2):
                server.kill()
                logged(shown, here, b"server lost", times)
                server.start()
                logged(shown, here, b"server there again", times)
        finally:
            close(shown)
    assert broken(there) == []


def logged(shown: subprocess.Popen[str], here: Path, text: bytes, times: int) -> None:
    until = time.monotonic() + 60
    while sum(path.read_bytes().count(text) for path in (here / "logs").glob("*") if path.is_file()) < times:
        assert shown.poll() is None
        assert time.monotonic() < until
        time.sleep(0.1)
