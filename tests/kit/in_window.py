"""The real window in the test's own process, on either kind of place, reading real files."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.bootstrap import Application
from core.domain.ids import RecordId
from core.domain.rows import RecordDetail, RecordQuery
from core.domain.states import ProcessStatus
from core.errors import StoreError
from core.remote.place import RemotePlace
from desktop.app import Desktop
from tests.kit.house import House

SECONDS: Final = 150_000
"""Milliseconds; a server that is started again on a busy machine takes its time."""


class Run:
    """The window with the desk behind it."""

    def __init__(self, qtbot: QtBot, app: QApplication, house: House, paths: list[Path]) -> None:
        self.qtbot = qtbot
        self.place: Application | RemotePlace | None = None
        settings = house.settings(lanes=1, ui_language="ko", theme="light")

        def opened() -> Application | RemotePlace:
            self.place = house.opened(settings)
            return self.place

        self.desktop = Desktop(app, settings, paths, opened)
        self.desktop.start()

    def statuses(self) -> dict[str, ProcessStatus]:
        """By the folder's name."""
        if self.place is None:
            return {}
        try:
            rows = self.place.desk.list(RecordQuery()).rows
        except StoreError:  # its server is away
            return {}
        return {Path(row.source).name: row.status for row in rows}

    def record(self, name: str) -> RecordId:
        assert self.place is not None
        return next(row.id for row in self.place.desk.list(RecordQuery()).rows if Path(row.source).name == name)

    def seen(self, record: RecordId) -> RecordDetail:
        """All about it, as soon as its place answers."""
        found: list[RecordDetail] = []

        def answers() -> bool:
            assert self.place is not None
            with suppress(StoreError):  # its server is away
                found.append(self.place.desk.open(record))
            return bool(found)

        self.qtbot.waitUntil(answers, timeout=SECONDS)
        return found[-1]

    def wait(self, wanted: dict[str, ProcessStatus]) -> None:
        self.qtbot.waitUntil(lambda: self.statuses() == wanted, timeout=SECONDS)

    def close(self) -> None:
        with self.qtbot.waitSignal(self.desktop.closer.done, timeout=SECONDS):
            self.desktop.shell.close()
        self.desktop.wait_for_threads()
        self.desktop.shell.destroy()
