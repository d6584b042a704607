"""The whole window on fake lanes, closed at odd moments: everything ends, in order, with nothing on stderr."""

from __future__ import annotations

import gc
import random
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest
from fake_desk import FakePlace
from PySide6.QtCore import Qt

from core.domain.states import ProcessStatus
from core.errors import StoreError
from core.settings import Settings
from desktop.app import Desktop
from desktop.garbage import Collector
from desktop.shutdown import Closer
from desktop.workers.window_file import load_window


@pytest.fixture
def desktop_of(qapp, tmp_path):
    made: list[Desktop] = []

    def make(place: FakePlace, lanes: int = 2, paths=()) -> Desktop:
        settings = Settings(data_dir=tmp_path / f"data{len(made)}", lanes=lanes, ui_language="en", theme="light")
        made.append(Desktop(qapp, settings, paths, place.opened))
        return made[-1]

    yield make
    for desktop in made:
        desktop.wait_for_threads()
        desktop.shell.destroy()


def end(qtbot, desktop: Desktop) -> None:
    with qtbot.waitSignal(desktop.closer.done, timeout=5000):
        desktop.shell.close()
        desktop.shell.close()


@pytest.mark.parametrize("seed", range(6))
def test_closing_at_any_moment_puts_the_work_back(qtbot, desktop_of, seed):
    place = FakePlace()
    for _ in range(12):
        place.desk.add(ProcessStatus.PENDING, tell=False)
    desktop = desktop_of(place)
    desktop.start()
    time.sleep(0)
    qtbot.wait(random.Random(seed).randrange(0, 160))
    end(qtbot, desktop)
    assert place.is_closed is place.is_opened
    assert all(step.closed for step in place.steps)
    assert not [row for row in place.desk.rows_by_id.values() if row.status is ProcessStatus.IN_PROGRESS]
    assert place.desk.listeners == []
    assert not desktop._desk_thread.isRunning()
    assert not desktop._picture_thread.isRunning()


def test_lanes_read_while_the_window_lives_and_the_table_shows_it(qtbot, desktop_of):
    place = FakePlace()
    desktop = desktop_of(place)
    desktop.start()
    model = desktop.shell.window.records.model
    qtbot.waitUntil(lambda: desktop.supervisor is not None)
    for _ in range(8):
        place.desk.add(ProcessStatus.PENDING)
    qtbot.waitUntil(lambda: model.rowCount() == 8)
    qtbot.waitUntil(lambda: all(row.status is ProcessStatus.HOLD for row in model.rows))
    qtbot.waitUntil(lambda: desktop.shell.window.bar.review.text() == "Review  8")
    end(qtbot, desktop)


def test_paths_given_at_the_start_are_taken_in(qtbot, desktop_of, tmp_path):
    place = FakePlace()
    paths = (tmp_path / "a.pdf",)
    paths[0].write_bytes(b"x")
    desktop = desktop_of(place, paths=paths)
    desktop.start()
    qtbot.waitUntil(lambda: place.desk.taken == [paths])
    end(qtbot, desktop)


def test_language_and_theme_change_while_running(qtbot, desktop_of, tmp_path):
    place = FakePlace()
    place.desk.add(ProcessStatus.HOLD, "홍길동", tell=False)
    desktop = desktop_of(place)
    desktop.start()
    qtbot.waitUntil(lambda: desktop.shell.window.records.model.rowCount() == 1)
    first = desktop.shell.window
    desktop.shell._on_language_wanted()
    assert desktop.shell.window is not first
    assert desktop.shell.window.bar.records.text() == "기록"
    qtbot.waitUntil(lambda: desktop.shell.window.records.model.rowCount() == 1)
    desktop.shell._on_theme_wanted()
    assert desktop.shell.theme.is_dark
    desktop.shell.window.show_review()
    end(qtbot, desktop)
    kept = load_window(tmp_path / "data0")
    assert (kept.language, kept.theme, kept.screen) == ("ko", "dark", "review"), "written before the desk closed"


def test_a_lane_that_never_ends_is_given_up_after_the_deadline(qtbot, monkeypatch):
    closer, killed = Closer(deadline_ms=30, last_ms=30), []
    monkeypatch.setattr("desktop.shutdown.kill_children", lambda: killed.append(1))

    class Stuck:
        def stop(self):
            """Never emits that it has ended."""

    closer._supervisor = Stuck()
    closer.expect_threads(2)
    with qtbot.waitSignal(closer.gave_up):
        closer.close()
    assert killed == [1]
    assert closer.is_closing


def test_nothing_of_the_store_is_loaded_before_the_window_is_drawn(qtbot, desktop_of):
    place = FakePlace()
    desktop = desktop_of(place)
    started: list[bool] = []
    thread = desktop._desk_thread
    start = thread.start
    thread.start = lambda: (started.append(desktop._first_paint._is_over and not place.is_opened), start())
    desktop.start()
    assert not desktop._desk_thread.isRunning()
    with qtbot.waitSignal(desktop.ready):
        pass
    assert started == [True]
    assert place.is_opened
    end(qtbot, desktop)


def test_garbage_is_looked_for_in_the_windows_thread_alone(qtbot, monkeypatch):
    was = gc.isenabled()
    collector, seen = Collector(), []
    monkeypatch.setattr(gc, "collect", lambda generation: seen.append((generation, threading.current_thread())))
    collector._timer.setInterval(5)
    collector.start()
    try:
        assert not gc.isenabled()
        kept = [[] for _ in range(20_000)]
        qtbot.waitUntil(lambda: bool(seen))
        assert seen[0] == (0, threading.main_thread())
        assert kept
    finally:
        collector.stop()
        if not was:
            gc.disable()
    assert gc.isenabled() is was


PROGRAM = """
    import sys, threading, time, os, signal
    sys.path.insert(0, {tests!r})
    from fake_desk import FakePlace
    from core.domain.states import ProcessStatus
    import desktop.start as app
    place = FakePlace()
    for _ in range(20):
        place.desk.add(ProcessStatus.PENDING, tell=False)
    app._open_place = lambda settings: place.opened()
    def end():
        time.sleep({after})
        os.kill(os.getpid(), signal.SIGTERM)
    threading.Thread(target=end, daemon=True).start()
    code = app.main(["--data-dir", {data!r}])
    assert place.is_closed is place.is_opened
    sys.exit(code)
"""


@pytest.mark.parametrize("after", [0.15, 0.6])
def test_a_terminated_process_ends_cleanly(tmp_path, after):
    """As a process of its own: exit code 0 and not a word on stderr."""
    program = textwrap.dedent(PROGRAM).format(
        tests=str(Path(__file__).parent), data=str(tmp_path / "data"), after=after
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "")


def test_what_cannot_be_opened_is_told_and_can_be_tried_again(qtbot, qapp, tmp_path):
    place, tries = FakePlace(), []

    def open_place() -> FakePlace:
        tries.append(1)
        if len(tries) == 1:
            raise StoreError("The database is damaged.", code="damaged_database")
        return place.opened()

    desktop = Desktop(qapp, Settings(data_dir=tmp_path, lanes=1, ui_language="en"), [], open_place)
    desktop.start()
    window = desktop.shell.window
    qtbot.waitUntil(window.records._failed.isVisible)
    assert window.banner.texts[1] == "The database is damaged."
    window.take_in((tmp_path / "a.pdf",))
    assert "Nothing was taken in" in window.banner.texts[0]
    qtbot.mouseClick(window.records._failed.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.records._first_run.isVisible)
    assert window.banner.isHidden()
    end(qtbot, desktop)
    desktop.wait_for_threads()
    desktop.shell.destroy()
