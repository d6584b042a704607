"""One use of the command line: the application opened, lanes at work until records have settled, all closed again."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from core.bootstrap import Application, build
from core.chain.crew import Crew
from core.cli.progress import Progress
from core.domain.ids import RecordId
from core.logs import start_logging, stop_logging
from core.settings import Settings, load_settings


@contextmanager
def opened(data_dir: Path | None, **given: object) -> Iterator[Application]:
    """The application on that data folder.

    Raises:
        UsageError, StoreError: as `build` does.
    """
    settings = load_settings(data_dir=data_dir, **given)
    app = build(settings)
    handler = start_logging(settings.data_dir)
    try:
        yield app
    finally:
        app.close()
        stop_logging(handler)


def language(settings: Settings) -> str:
    """The language of texts on the command line: English unless Korean is asked for."""
    return "ko" if settings.ui_language == "ko" else "en"


def settle(app: Application, records: Sequence[RecordId]) -> bool:
    """Work until none of the records has an open stage run; True if it came to that. What is paused is not waited for.

    Ctrl+C and SIGTERM close in good order: what is under way goes back to the queue, `holdpoint resume` goes on.
    """
    waiting = frozenset(records)
    crew = Crew([app.lane(name) for name in app.lane_names])
    progress = Progress(app, len(waiting), sys.stderr)
    with closing_on_signals(crew), progress:
        deaf = app.desk.subscribe(crew.hear)
        crew.start()
        try:
            crew.wait(lambda: not (waiting & app.store.views.workable()), progress.tick)
        finally:
            crew.stop()
            deaf()
    return not (waiting & app.store.views.unsettled())


@contextmanager
def closing_on_signals(crew: Crew) -> Iterator[None]:
    """Let Ctrl+C and SIGTERM end the crew in good order."""

    def close(_number: int, _frame: FrameType | None) -> None:
        crew.ask_to_stop()

    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, close) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
