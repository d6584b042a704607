"""The shipped child program when its parsers go mad, when its parent dies, and when it is taken for granted."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from core.domain.page import PageStatus
from core.domain.record import ReadingOptions
from core.errors import EngineError, Stopped, StopReason
from core.reading.command import child_command
from core.reading.limits import ReadingLimits
from core.reading.process import ChildReader
from core.reading.stage import ReadingStage
from tests.reading import papers
from tests.reading.conftest import dossier

ROOT = Path(__file__).parents[2]
MAD = """
import ctypes, os, signal, sys, time
import core.reading.child.session as session
from core.reading.child import program

sane = session.read_page

def mad(document, number, recogniser):
{deed}
    return sane(document, number, recogniser)

session.read_page = mad
sys.exit(program.main())
"""

Mad = Callable[..., ChildReader]


def no_tick() -> None:
    """Nobody asks."""


@pytest.fixture
def mad(tmp_path: Path) -> Iterator[Mad]:
    """A reader on the real program, which does that deed before it reads a page."""
    readers: list[ChildReader] = []

    def start(deed: str, **limits: float) -> ChildReader:
        script = tmp_path / f"mad-{len(readers)}.py"
        script.write_text(MAD.format(deed=f"    {deed}"))
        reader = ChildReader((sys.executable, str(script)), ReadingLimits(**limits), tmp_path / "children")
        readers.append(reader)
        return reader

    yield start
    for reader in readers:
        reader.close()


def code_of(reader: ChildReader, document: Path) -> str:
    """The code with which its first page fails."""
    reader.open(document, "application/pdf", ReadingOptions(), no_tick)
    with pytest.raises(EngineError) as caught:
        reader.page(1, 20, no_tick)
    assert caught.value.retryable
    assert reader.pid is None
    return caught.value.code


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        ("ctypes.string_at(0)", "child_crashed"),
        ("os.abort()", "child_crashed"),
        ("hoard = [bytearray(1 << 26) for _ in range(1 << 12)]", "child_memory"),
        ("raise RuntimeError('secret text of a document')", "reader_failed"),
    ],
)
def test_mad_parser_is_told_by_its_code(mad: Mad, deed: str, code: str, tmp_path: Path) -> None:
    assert code_of(mad(deed, child_memory_mb=900), papers.pdf(tmp_path / "a.pdf")) == code


def test_prints_of_parsers_do_not_reach_the_conversation(mad: Mad, blobs, control, tmp_path: Path) -> None:
    reader = mad("print('x' * 100_000, flush=True); os.write(1, b'y' * 100_000); os.write(2, b'z' * 100_000)")
    reading = ReadingStage(reader, blobs, ReadingLimits()).run(dossier(papers.pdf(tmp_path / "a.pdf")), control).reading
    assert reading.pages[0].status is PageStatus.READ


PAGES = 3


@pytest.mark.parametrize("slow", range(1, PAGES + 1))
def test_page_that_hangs_is_unread_and_all_others_are_read(mad: Mad, slow: int, blobs, control, tmp_path: Path) -> None:
    reader = mad(f"time.sleep(600 * (number == {slow}))")
    stage = ReadingStage(reader, blobs, ReadingLimits(page_seconds=3))
    wanted = dossier(papers.pdf(tmp_path / "a.pdf", pages=PAGES), page_limit=0)
    reading = stage.run(wanted, control).reading
    problems = {page.number: page.problem_code for page in reading.pages}
    assert problems == {number: "page_timeout" if number == slow else "" for number in range(1, PAGES + 1)}
    assert reading.attachments[0].pages_read == PAGES - 1


def test_cancel_during_a_busy_page_ends_within_a_second(mad: Mad, tmp_path: Path) -> None:
    reader = mad("while True: pass")
    reader.open(papers.pdf(tmp_path / "a.pdf"), "application/pdf", ReadingOptions(), no_tick)
    child = psutil.Process(reader.pid)
    begun = time.monotonic()

    def cancel() -> None:
        if time.monotonic() - begun > 0.5:
            raise Stopped(StopReason.CANCELLED)

    with pytest.raises(Stopped):
        reader.page(1, 60, cancel)
    assert time.monotonic() - begun < 1.5
    assert not child.is_running()
    assert not list((tmp_path / "children").iterdir())


def test_child_that_grew_is_replaced_after_its_document(tmp_path: Path) -> None:
    reader = ChildReader(child_command(), ReadingLimits(resident_mb=10), tmp_path / "children")
    pids = set()
    for name in ("a.pdf", "b.pdf"):
        reader.open(papers.pdf(tmp_path / name), "application/pdf", ReadingOptions(), no_tick)
        pids.add(reader.pid)
        reader.shut()
    reader.close()
    assert len(pids) == 2


def test_warm_child_is_the_one_that_reads(tmp_path: Path) -> None:
    reader = ChildReader(child_command(), ReadingLimits(), tmp_path / "children", ReadingOptions())
    began = time.monotonic()
    reader.warm_up()
    assert time.monotonic() - began < 1
    pid = reader.pid
    reader.open(papers.pdf(tmp_path / "a.pdf"), "application/pdf", ReadingOptions(), no_tick)
    assert reader.pid == pid is not None
    reader.close()


PARENT = """
import os, sys
from pathlib import Path
from core.domain.record import ReadingOptions
from core.reading.limits import ReadingLimits
from core.reading.process import ChildReader

script, folder, document, recogniser = sys.argv[1:]
reader = ChildReader((sys.executable, script), ReadingLimits(), Path(folder))
reader.open(Path(document), "application/pdf", ReadingOptions(recogniser=recogniser), lambda: None)
print(reader.pid, flush=True)
reader.page(1, 60, lambda: None)
"""
SLOW_TESSERACT = """#!/bin/sh
case "$1" in --version) echo "tesseract 5.0.0";; *) sleep 600;; esac
"""


def family_of(parent: subprocess.Popen[str], least: int) -> list[psutil.Process]:
    """The child and its children, once there are that many."""
    assert parent.stdout is not None
    child = psutil.Process(int(parent.stdout.readline()))
    deadline = time.monotonic() + 20
    while len(found := [child, *child.children(recursive=True)]) < least:
        assert time.monotonic() < deadline, "the recogniser never started"
        time.sleep(0.05)
    return found


def gone(family: list[psutil.Process], seconds: float) -> bool:
    _, alive = psutil.wait_procs(family, timeout=seconds)
    return not [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere a busy child ends at its processor limit")
@pytest.mark.parametrize(
    ("deed", "recogniser", "least"),
    [("while True: pass", "tesserocr", 1), ("pass", "pytesseract", 2)],
    ids=["busy child", "child with a recogniser of its own"],
)
def test_killed_parent_leaves_nobody_behind(deed: str, recogniser: str, least: int, tmp_path: Path) -> None:
    script = tmp_path / "mad.py"
    script.write_text(MAD.format(deed=f"    {deed}"))
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "tesseract").write_text(SLOW_TESSERACT)
    (tools / "tesseract").chmod(0o700)
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, script, tmp_path / "children", papers.scan(tmp_path / "a.pdf"), recogniser],
        env={**os.environ, "PATH": f"{tools}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    with parent:
        family = family_of(parent, least)
        parent.send_signal(signal.SIGKILL)
    assert gone(family, 5)
