"""The window on a server in another process, with time added to every call: how long the next record takes to open.

Held records with a scanned page each are opened one after the other. The time runs from the wish to the moment when
the record and its page stand on the desk.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

if not os.environ.get("DISPLAY"):
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

import httpx2
import qasync
from PySide6.QtWidgets import QApplication

from benchmarks.full_desk import Hand, Watch, prepare
from core.bootstrap_remote import connect
from core.domain.desk_state import DeskState, QueueFilter
from core.domain.queue import RecordOrder
from core.settings import Settings
from core.wire_settings import ServerSettings
from desktop.app import SWITCH_SECONDS, Desktop, run
from desktop.assets import load_font
from tests.remote.program import program

NEXT_MS = 150.0


@dataclass
class Slow(httpx2.BaseTransport):
    """A network that takes its time."""

    seconds: float
    network: httpx2.HTTPTransport = field(default_factory=httpx2.HTTPTransport)
    calls: int = 0

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        time.sleep(self.seconds)
        self.calls += 1
        return self.network.handle_request(request)


def measure(folder: Path, url: str, token: str, slow: Slow) -> Watch:
    """Open one held record after the other."""
    app = QApplication.instance() or QApplication(["far-desk"])
    assert isinstance(app, QApplication)
    app.setQuitOnLastWindowClosed(False)
    app.setFont(load_font())
    sys.setswitchinterval(SWITCH_SECONDS)
    settings = Settings(data_dir=folder, reviewer="bench", server=ServerSettings(url=url))
    watch = Watch()
    newest_first(settings, token)
    with qasync.QEventLoop(app) as loop:
        desktop = Desktop(app, settings, (), lambda: connect(settings, token, slow))

        async def work() -> None:
            hand = Hand(desktop, watch)
            try:
                await hand.open_next()
            finally:
                desktop.shell.close()

        tasks = []
        desktop.ready.connect(lambda: tasks.append(loop.create_task(work())))
        loop.run_until_complete(run(desktop))
        for task in tasks:
            task.result()
        desktop.wait_for_threads()
        desktop.shell.destroy()
    return watch


def newest_first(settings: Settings, token: str) -> None:
    """Records with real pages stand at the head of the queue."""
    place = connect(settings, token)
    place.state.save(DeskState(QueueFilter(RecordOrder.NEWEST)))
    place.close()


def main() -> int:
    """Prepare, measure, print; 1 if the median is above what is wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--added-ms", type=float, default=50.0)
    parser.add_argument("--records", type=int, default=1_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        there, here = Path(folder) / "there", Path(folder) / "here"
        there.mkdir()
        prepare(there, arguments.records)
        slow = Slow(arguments.added_ms / 1000)
        with program(there) as server:
            watch = measure(here, server.url, server.token, slow)
    median = statistics.median(watch.following)
    print(
        f"next record, {arguments.added_ms:g} ms added to each of {slow.calls} calls: {median:.0f} ms at the median, "
        f"{max(watch.following):.0f} at most of {len(watch.following)} (wanted: <= {NEXT_MS:g})"
    )
    return 0 if median <= NEXT_MS else 1


if __name__ == "__main__":
    sys.exit(main())
