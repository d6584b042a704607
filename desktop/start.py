"""The program with a window, from its arguments to its exit status."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import qasync
from PySide6.QtWidgets import QApplication, QMessageBox

from core.errors import HoldpointError
from core.logs import log_folder, start_logging, stop_logging
from core.settings import Settings, load_settings
from desktop.app import SWITCH_SECONDS, Desktop, run
from desktop.arguments import parse
from desktop.assets import app_icon, load_font
from desktop.crash import CrashKeeper
from desktop.signals import SignalWatch
from desktop.workers.ports import Place

log = logging.getLogger(__name__)


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window and stay until it is closed; returns the exit status."""
    arguments = parse(sys.argv[1:] if argv is None else argv)
    app = QApplication.instance() or QApplication(["holdpoint"])
    assert isinstance(app, QApplication)  # noqa: S101
    app.setApplicationName("holdpoint")
    app.setApplicationDisplayName("Holdpoint")
    app.setQuitOnLastWindowClosed(False)
    app.setStyle("Fusion")
    app.setFont(load_font())
    app.setWindowIcon(app_icon())
    try:
        settings = load_settings(data_dir=arguments.data_dir, server=_server(arguments.server))
    except HoldpointError as error:
        QMessageBox.critical(None, "Holdpoint", error.text)
        return 2
    return _serve(app, settings, arguments.paths)


def _serve(app: QApplication, settings: Settings, paths: Sequence[Path]) -> int:
    sys.setswitchinterval(SWITCH_SECONDS)
    logs = start_logging(settings.data_dir)
    keeper = CrashKeeper(log_folder(settings.data_dir))
    crashed = keeper.install()
    watch = SignalWatch()
    try:
        with qasync.QEventLoop(app) as loop:
            desktop = Desktop(app, settings, paths, lambda: _open_place(settings))
            watch.asked.connect(desktop.shell.close)
            keeper.told.connect(desktop.shell.show_trouble)
            if crashed is not None:
                desktop.ready.connect(partial(desktop.shell.show_trouble, crashed))
            clean = loop.run_until_complete(run(desktop))
            if not clean:
                log.error("threads did not end", extra={"action": "gave_up"})
                logging.shutdown()
                os._exit(0)  # the store is safe: open runs are found again by their lease
            desktop.wait_for_threads()
            desktop.shell.destroy()
    finally:
        watch.close()
        keeper.remove()
        stop_logging(logs)
    return 0


def _server(url: str | None) -> dict[str, str] | None:
    """The argument as the settings want it."""
    return None if url is None else {"url": url}


def _open_place(settings: Settings) -> Place:
    """Imported here, in the desk's thread: the window need not wait for the store's libraries."""
    if settings.server.url:
        from core.bootstrap_remote import connect  # noqa: PLC0415

        return connect(settings)
    from core.bootstrap import build  # noqa: PLC0415

    return build(settings)
