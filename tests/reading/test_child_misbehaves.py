"""What the parent does when the child lies, hangs, floods or dies. The child here is a script with bad manners."""

from __future__ import annotations

import os
import resource
import signal
import time
from pathlib import Path

import psutil
import pytest

from core.domain.record import ReadingOptions
from core.errors import EngineError, EngineMissingError, Stopped, StopReason
from core.reading.limits import ReadingLimits
from core.reading.process import ChildReader
from core.reading.reader import ReaderTimeoutError
from core.reading.stage import ReadingStage
from tests.reading.bad_child import no_tick, read_one
from tests.reading.conftest import dossier


def test_honest_child_is_believed(child, document: Path) -> None:
    page = read_one(child("serve()"), document)
    assert (page.width, page.height, page.words[0].text) == (10, 20, "a")


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
