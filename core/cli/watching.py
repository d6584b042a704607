"""What `holdpoint watch` does: look into a folder in a thread of its own while lanes work on what came."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from core.chain.crew import Crew
from core.cli.output import print_json, say, say_refused
from core.cli.session import closing_on_signals, opened
from core.domain.watching import Folders, WatchReport
from core.errors import StoreError
from core.intake.watching import FolderWatch

log = logging.getLogger(__name__)
OK: Final = 0
LOOK_SECONDS: Final = 1.0


class Watching:
    """Looks once a second until it is stopped; tells what each look found."""

    def __init__(self, watch: FolderWatch, tell: Callable[[WatchReport], None]) -> None:
        self._watch = watch
        self._tell = tell
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._work, name="watch")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the look under way."""
        self._stopped.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._stopped.is_set():
            try:
                self._tell(self._watch.look())
            except StoreError as error:
                self._tell(WatchReport(self._watch.folder, problem=error.text))
            except Exception:
                # The boundary of the thread: whatever one look stumbles over, the next one goes on.
                log.exception("watching failed", extra={"action": "watch_failed"})
            self._stopped.wait(LOOK_SECONDS)


def watch(
    folder: Path | None, data_dir: Path | None, *, as_json: bool, seconds: float | None, folders: Folders | None
) -> int:
    """See `holdpoint watch`."""
    with opened(data_dir) as app:
        looking = app.watch(folder, seconds, folders)
        crew = Crew([app.lane(name) for name in app.lane_names])
        watching = Watching(looking, _Teller(as_json=as_json).tell)
        app.recover()
        say(f"watching {looking.folder}; Ctrl+C ends it")
        with closing_on_signals(crew):
            deaf = app.desk.subscribe(crew.hear)
            crew.start()
            watching.start()
            try:
                crew.wait(lambda: False, lambda: None)
            finally:
                watching.stop()
                crew.stop()
                deaf()
    return OK


class _Teller:
    """Says what is new: each problem once while it lasts."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._problem = ""

    def tell(self, report: WatchReport) -> None:
        """Tell one look."""
        if report.problem != self._problem:
            say(report.problem or "the folder can be looked into again")
            self._problem = report.problem
        say_refused(report.refused)
        for record in report.taken:
            if self._as_json:
                print_json({"record": record})
            else:
                say(f"record {record} taken in")
