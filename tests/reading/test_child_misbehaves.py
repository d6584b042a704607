"""What the parent does when the child lies, hangs, floods or dies. The child here is a script with bad manners."""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from core.domain.record import ReadingOptions
from core.errors import EngineError, EngineMissingError, Stopped, StopReason
from core.reading.limits import ReadingLimits
from core.reading.process import ChildReader
from core.reading.reader import ReaderTimeoutError
from core.reading.stage import ReadingStage
from tests.reading.conftest import dossier

SCRIPT = """
import json, os, signal, subprocess, sys, time

def send(raw):
    while raw:
        raw = raw[os.write(1, raw):]

def frame(data):
    return len(data).to_bytes(4, "big") + data

def say(message):
    send(frame(json.dumps(message).encode()))

def hear():
    head = sys.stdin.buffer.read(4)
    if not head:
        sys.exit(0)
    return json.loads(sys.stdin.buffer.read(int.from_bytes(head, "big")))

PAGE = {"kind": "page", "number": 1, "width": 10, "height": 20, "source": "recognised", "turned": 0, "flags": [],
        "words": [["a", 0.1, 0.1, 0.2, 0.2, 0.9, 0, False]], "picture": False}
OPENED = {"kind": "opened", "pages": 3, "engine": "fake", "version": "1"}

def serve(page=None, opened=None, before=None):
    say({"kind": "ready"})
    while True:
        what = hear()["do"]
        if what == "open":
            say(OPENED if opened is None else opened)
        elif what == "page":
            if before:
                before()
            if isinstance(page, bytes):
                send(page)
            else:
                say(PAGE if page is None else PAGE | page)
        else:
            say({"kind": "shut", "resident_mb": 1})

def sleep_for_ever():
    time.sleep(600)

def stubborn():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    subprocess.Popen([sys.executable, "-c",
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"])
    time.sleep(600)

"""


@pytest.fixture
def child(tmp_path: Path) -> Iterator[Callable[..., ChildReader]]:
    """A reader on a child that does what the given lines say."""
    readers: list[ChildReader] = []

    def start(lines: str, **limits: float) -> ChildReader:
        script = tmp_path / "child.py"
        script.write_text(SCRIPT + lines)
        quick = {"start_seconds": 20, "open_seconds": 10, "grace_seconds": 0.3} | limits
        reader = ChildReader((sys.executable, str(script)), ReadingLimits(**quick), tmp_path / "children")
        readers.append(reader)
        return reader

    yield start
    for reader in readers:
        reader.close()


def no_tick() -> None:
    """Nobody asks."""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7")
    return path


def read_one(reader: ChildReader, document: Path, seconds: float = 10) -> object:
    reader.open(document, "application/pdf", ReadingOptions(), no_tick)
    return reader.page(1, seconds, no_tick)


def test_honest_child_is_believed(child, document: Path) -> None:
    page = read_one(child("serve()"), document)
    assert (page.width, page.height, page.words[0].text) == (10, 20, "a")


@pytest.mark.parametrize(
    "lie",
    [
        'serve(page={"width": -1})',
        'serve(page={"height": 65535})',
        'serve(page={"width": 10.5})',
        'serve(page={"turned": 45})',
        'serve(page={"number": 2})',
        'serve(page={"source": "dream"})',
        'serve(page={"secret": 1})',
        'serve(page={"flags": ["Not A Code"]})',
        'serve(page={"flags": ["a"] * 1000})',
        'serve(page={"words": [["a", 0, 0, 1, 1, float("nan"), 0, False]]})',
        'serve(page={"words": [["a", 0, 0, float("inf"), 1, 1, 0, False]]})',
        'serve(page={"words": [["a", 0.5, 0, 0.2, 1, 1, 0, False]]})',
        'serve(page={"words": [["a", -0.5, 0, 0.2, 1, 1, 0, False]]})',
        'serve(page={"words": [["", 0, 0, 1, 1, 1, 0, False]]})',
        'serve(page={"words": [["a" * 9999, 0, 0, 1, 1, 1, 0, False]]})',
        'serve(page={"words": [["a", 0, 0, 1, 1, 1, -1, False]]})',
        'serve(page={"words": [["a", 0, 0, 1, 1, 1, 10**400, False]]})',
        'serve(page={"words": [["a", 0, 0, 1, 1, 1, 0, False]] * 30000})',
        'serve(page={"kind": "shut", "resident_mb": 1})',
        'serve(page={"picture": True})',
        'serve(opened={"kind": "opened", "pages": 0, "engine": "x", "version": "1"})',
        'serve(opened={"kind": "opened", "pages": -3, "engine": "x", "version": "1"})',
        'serve(opened={"kind": "opened", "pages": 10**9, "engine": "x", "version": "1"})',
        'serve(opened={"kind": "ready"})',
        'serve(page=frame(b"not json"))',
        'serve(page=frame(b"[" * 200000))',
        'serve(page=frame(b"\\xff\\xfe"))',
        'serve(page=b"\\0\\0\\0\\0")',
        'serve(page=b"\\x7f\\xff\\xff\\xff" + b"x" * 100000)',
        'say({"kind": "opened", "pages": 1, "engine": "x", "version": "1"}); serve()',
    ],
)
def test_lie_is_a_protocol_error_and_ends_the_child(child, document: Path, lie: str, blobs, control) -> None:
    reader = child(lie)
    with pytest.raises(EngineError) as caught:
        ReadingStage(reader, blobs, ReadingLimits(page_seconds=10)).run(dossier(document, page_limit=1), control)
    assert caught.value.code == "child_protocol"
    assert caught.value.retryable
    assert reader.pid is None


def test_more_bytes_than_asked_for_are_a_protocol_error(child, document: Path) -> None:
    reader = child("serve(page=frame(json.dumps(PAGE).encode()) * 2)")
    read_one(reader, document)
    time.sleep(0.2)
    with pytest.raises(EngineError) as caught:
        reader.page(2, 5, no_tick)
    assert caught.value.code == "child_protocol"


def test_half_an_answer_and_silence_is_a_timeout(child, document: Path) -> None:
    reader = child('serve(page=frame(b"x" * 1000)[:500])')
    with pytest.raises(ReaderTimeoutError) as caught:
        read_one(reader, document, seconds=0.5)
    assert caught.value.code == "page_timeout"
    assert reader.pid is None


def test_flood_on_stdout_costs_no_memory(child, document: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    reader = child('serve(page=b"\\xff" * 50_000_000)')
    with pytest.raises(EngineError) as caught:
        read_one(reader, document)
    assert caught.value.code == "child_protocol"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_flood_on_stderr_does_no_harm(child, document: Path) -> None:
    reader = child('[os.write(2, b"x" * 65536) for _ in range(2000)]\nserve()')
    assert read_one(reader, document).words


@pytest.mark.parametrize(
    ("end", "code"),
    [
        ("os._exit(0)", "child_crashed"),
        ("os._exit(77)", "child_memory"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "child_crashed"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "child_crashed"),
    ],
)
def test_death_on_a_page_is_told_by_its_cause_and_may_be_tried_again(child, document, end: str, code: str) -> None:
    reader = child(f"serve(before=lambda: {end})")
    with pytest.raises(EngineError) as caught:
        read_one(reader, document)
    assert (caught.value.code, caught.value.retryable) == (code, True)
    assert reader.open(document, "application/pdf", ReadingOptions(), no_tick) == 3


def test_stubborn_child_and_what_it_started_are_killed_on_timeout(child, document: Path, tmp_path: Path) -> None:
    reader = child("serve(before=stubborn)")
    reader.open(document, "application/pdf", ReadingOptions(), no_tick)
    family: list[psutil.Process] = []

    def note_family() -> None:
        if reader.pid is not None and not family:
            family.extend(psutil.Process(reader.pid).children())

    pid = reader.pid
    started = time.monotonic()
    with pytest.raises(ReaderTimeoutError):
        reader.page(1, 2.0, note_family)
    assert time.monotonic() - started < 5
    assert family
    assert not psutil.pid_exists(pid)
    psutil.wait_procs(family, timeout=2)
    assert not any(process.is_running() and process.status() != psutil.STATUS_ZOMBIE for process in family)


def test_cancel_during_a_page_ends_the_child_at_once(child, document: Path) -> None:
    reader = child("serve(before=sleep_for_ever)")
    reader.open(document, "application/pdf", ReadingOptions(), no_tick)
    pid, ticks = reader.pid, 0

    def cancelled() -> None:
        nonlocal ticks
        ticks += 1
        if ticks > 3:
            raise Stopped(StopReason.CANCELLED)

    started = time.monotonic()
    with pytest.raises(Stopped):
        reader.page(1, 60, cancelled)
    assert time.monotonic() - started < 2
    assert not psutil.pid_exists(pid)


def test_waiting_ticks_at_least_five_times_a_second(child, document: Path) -> None:
    reader = child("serve(before=lambda: time.sleep(1))")
    reader.open(document, "application/pdf", ReadingOptions(), no_tick)
    ticks: list[float] = []
    reader.page(1, 10, lambda: ticks.append(time.monotonic()))
    assert len(ticks) >= 5


def test_program_that_is_not_there_is_an_engine_missing(tmp_path: Path, document: Path) -> None:
    reader = ChildReader((str(tmp_path / "nothing"),), ReadingLimits(), tmp_path / "children")
    with pytest.raises(EngineMissingError):
        reader.open(document, "application/pdf", ReadingOptions(), no_tick)


def test_program_that_never_gets_ready_is_given_up(child, document: Path) -> None:
    with pytest.raises(ReaderTimeoutError) as caught:
        child("sleep_for_ever()", start_seconds=0.5).start()
    assert caught.value.code == "start_timeout"


@pytest.mark.parametrize(
    "trick",
    [
        'os.symlink("/etc/passwd", "page-1.jpg")',
        'os.mkfifo("page-1.jpg")',
        'os.mkdir("page-1.jpg")',
        'open("page-1.jpg", "wb").write(b"no jpeg")',
        'open("page-1.jpg", "wb").truncate(20_000_000)',
    ],
)
def test_false_picture_is_refused(child, document: Path, trick: str, blobs, control) -> None:
    reader = child(f'serve(page={{"picture": True}}, before=lambda: {trick})')
    with pytest.raises(EngineError) as caught:
        ReadingStage(reader, blobs, ReadingLimits(page_seconds=10)).run(dossier(document, page_limit=1), control)
    assert caught.value.code == "child_protocol"


def test_child_is_replaced_after_its_share_of_documents(child, document: Path) -> None:
    reader = child("serve()", documents_per_child=2)
    pids = []
    for _ in range(3):
        read_one(reader, document)
        pids.append(reader.pid)
        reader.shut()
    assert pids[0] == pids[1] != pids[2]


def test_child_that_died_between_documents_is_replaced_silently(child, document: Path) -> None:
    reader = child("serve()")
    read_one(reader, document)
    reader.shut()
    os.kill(reader.pid, signal.SIGKILL)
    while psutil.Process(reader.pid).status() != psutil.STATUS_ZOMBIE:
        time.sleep(0.01)
    assert read_one(reader, document).words


def test_nothing_is_left_behind_after_closing(child, document: Path, tmp_path: Path) -> None:
    reader = child("serve()")
    read_one(reader, document)
    pid = reader.pid
    reader.close()
    reader.close()
    assert not psutil.pid_exists(pid)
    assert list((tmp_path / "children").iterdir()) == []
