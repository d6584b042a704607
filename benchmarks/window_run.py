"""One run of the real window in a process of its own, timed from drop to the last settled record."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

TICK_MS = 2


@dataclass
class WindowRun:
    """Runs at once. seconds: from drop to settled. gaps: milliseconds between GUI ticks meanwhile."""

    data: Path
    pages: list[Path]
    lanes: int
    seconds: float = 0.0
    gaps: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        environment = dict(os.environ)
        if not environment.get("DISPLAY"):
            environment["QT_QPA_PLATFORM"] = "offscreen"
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.window_run", self.data, str(self.lanes), *self.pages],
            env=environment, stdout=subprocess.PIPE, check=True, text=True,
        )  # fmt: skip
        found = json.loads(done.stdout.splitlines()[-1])
        self.seconds, self.gaps = found["seconds"], found["gaps"]


def main() -> None:
    """The process of its own: open, warm up on the first pages, drop the rest, tell, close."""
    import qasync
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication

    from core.bootstrap import Application, build
    from core.domain.events import Event, RecordChanged
    from core.settings import Settings
    from desktop.app import SWITCH_SECONDS, Desktop, run
    from desktop.assets import load_font

    data, lanes, *names = sys.argv[1:]
    pages = [Path(name) for name in names]
    settings = Settings(data_dir=Path(data), lanes=int(lanes))
    sys.setswitchinterval(SWITCH_SECONDS)
    app = QApplication(["benchmark"])
    app.setQuitOnLastWindowClosed(False)
    app.setStyle("Fusion")
    app.setFont(load_font())
    opened: list[Application] = []
    settled: set[int] = set()
    ticks: list[float] = []
    state = {"begin": 0.0, "end": 0.0}
    warm_up = max(2, int(lanes))

    def open_place() -> Application:
        place = build(settings)
        place.bus.subscribe(hear)
        opened.append(place)
        return place

    def hear(event: Event) -> None:
        if isinstance(event, RecordChanged) and event.settled:
            settled.add(event.record)
            if len(settled) == len(pages) + warm_up:
                state["end"] = time.perf_counter()

    def watch() -> None:
        now = time.perf_counter()
        if state["begin"] and not state["end"]:
            ticks.append(now)
        if not state["begin"] and len(settled) == warm_up:
            state["begin"] = time.perf_counter()
            desktop.shell.window.take_in(tuple(pages))
        if state["end"] and not closing:
            closing.append(True)
            desktop.shell.close()

    closing: list[bool] = []
    with qasync.QEventLoop(app) as loop:
        desktop = Desktop(app, settings, pages[:warm_up], open_place)
        timer = QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(watch)
        timer.start(TICK_MS)
        loop.run_until_complete(run(desktop))
        desktop.wait_for_threads()
        desktop.shell.destroy()
    gaps = [(after - before) * 1000 for before, after in pairwise(ticks)]
    print(json.dumps({"seconds": state["end"] - state["begin"], "gaps": gaps}))


if __name__ == "__main__":
    main()
