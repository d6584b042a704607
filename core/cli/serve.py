"""What `serve` and `token` do."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from core.bootstrap import Application
from core.bootstrap_wire import courier_parts, couriers, service
from core.chain.crew import Crew
from core.chain.lane import LaneStep
from core.cli.output import say
from core.cli.session import closing_on_signals, opened
from core.errors import UsageError
from core.logs import JsonFormatter
from core.settings import load_settings

OK: Final = 0
FAILED: Final = 1
_LOGGERS: Final = ("core", "uvicorn")


def serve(data_dir: Path | None, *, headless: bool, host: str | None, port: int | None) -> int:
    """See `holdpoint serve`."""
    settings = load_settings(data_dir=data_dir).service
    given = {"host": settings.host if host is None else host, "port": settings.port if port is None else port}
    with _logging(headless=headless), opened(data_dir, service=given) as app:
        app.recover()
        return _at_work(app, headless=headless)


def _at_work(app: Application, *, headless: bool) -> int:
    crew = Crew(_workers(app) if headless else ())
    with closing_on_signals(crew):
        serving = service(app)
        deaf = app.desk.subscribe(crew.hear)
        crew.start()
        try:
            say(f"serving at {serving.address} (holdpoint token prints the token; Ctrl+C ends)")
            crew.wait(lambda: not serving.server.is_alive, lambda: None)
            has_died = not serving.server.is_alive
        finally:
            deaf()
            serving.stop()
            crew.stop()
    return FAILED if has_died else OK


def _workers(app: Application) -> list[LaneStep]:
    return [*(app.lane(name) for name in app.lane_names), *couriers(app, courier_parts(app)), app.sweep()]


@contextmanager
def _logging(*, headless: bool) -> Iterator[None]:
    """A server's log goes to whoever supervises it, line by line; a person reads the log file instead."""
    handler: logging.Handler = logging.StreamHandler(sys.stderr) if headless else logging.NullHandler()
    handler.setFormatter(JsonFormatter())
    web = logging.getLogger("uvicorn")
    web.propagate = False
    for name in _LOGGERS:
        logging.getLogger(name).addHandler(handler)
    try:
        yield
    finally:
        for name in _LOGGERS:
            logging.getLogger(name).removeHandler(handler)
        web.propagate = True


def token(data_dir: Path | None, *, rotate: bool) -> int:
    """See `holdpoint token`."""
    from core.service.tokens import token_of  # noqa: PLC0415 - not wanted to serve nothing

    folder = load_settings(data_dir=data_dir).data_dir
    if not folder.exists():
        raise UsageError(f"There is no data folder {folder} yet; run holdpoint serve first.")
    sys.stdout.write(token_of(folder, is_new=rotate) + "\n")
    if rotate:
        say("the service takes the new token from its next start on")
    return OK
