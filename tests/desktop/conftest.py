from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fake_desk import FakeDesk, FakePlace
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import resources
from desktop.assets import load_font
from desktop.ui.look import Look
from desktop.ui.sheet import style_sheet
from desktop.ui.theme import DARK, LIGHT, palette
from desktop.ui.window import MainWindow
from desktop.ui.words import Words
from desktop.window_state import WindowState
from desktop.workers.bridge import Bridge
from desktop.workers.desk import DeskWorker
from desktop.workers.pictures import PictureWorker
from desktop.workers.regions import RegionWorker


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A stray word of Qt on stderr fails the test that caused it."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            # What the off-screen platform says whenever a second window is shown.
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support (raise|propagateSizeHints)"))


@dataclass
class Wired:
    """A window on a fake desk: every answer comes through the event loop, as it does across threads."""

    window: MainWindow
    desk: FakeDesk
    place: FakePlace
    worker: DeskWorker
    bridge: Bridge


@pytest.fixture(autouse=True, scope="session")
def _style(qapp: QApplication) -> None:
    qapp.setStyle("Fusion")


@pytest.fixture(autouse=True)
def _swift(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests look at a record faster than people can."""
    monkeypatch.setattr("desktop.ui.review.judging.LEAST_LOOK_MS", 0)


@pytest.fixture
def own_typeface(qapp: QApplication) -> Iterator[None]:
    """The window's own, as its users have it."""
    before = qapp.font()
    qapp.setFont(load_font())
    yield
    qapp.setFont(before)


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def look() -> Look:
    return Look(Words("en"), resources.path("icons/ui"))


@pytest.fixture(params=["light-en", "dark-ko"])
def any_look(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Look]:
    theme = DARK if request.param.startswith("dark") else LIGHT
    qapp.setPalette(palette(theme))
    qapp.setStyleSheet(style_sheet(theme))
    return Look(Words("ko" if request.param.endswith("ko") else "en"), resources.path("icons/ui"), theme)


def wire(qtbot: QtBot, desk: FakeDesk, look: Look, folder: Path, kept: WindowState) -> Wired:
    window = MainWindow(look, 2, folder / "samples", kept)
    qtbot.addWidget(window)
    place = FakePlace(desk)
    worker, pictures, regions, bridge = DeskWorker(lambda: place), PictureWorker(), RegionWorker(), Bridge()
    regions.use(place.regions)
    queued = Qt.ConnectionType.QueuedConnection
    window.asked.connect(worker.ask, queued)
    worker.answered.connect(window.receive, queued)
    worker.picture_found.connect(pictures.load, queued)
    pictures.loaded.connect(window.receive, queued)
    worker.region_found.connect(regions.note)
    worker.region_found.connect(regions.read, queued)
    regions.answered.connect(window.receive, queued)
    bridge.news.connect(window.hear)
    worker._place = place
    desk.subscribe(bridge.hear)
    window._pictures_worker, window._regions_worker = pictures, regions  # kept alive with the window
    window.show()
    window.show_opened(desk.place)
    qtbot.waitUntil(lambda: not window.records._opening.isVisible())
    return Wired(window, desk, place, worker, bridge)


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path, look: Look, desk: FakeDesk):
    made: list[Wired] = []

    def make(with_look: Look | None = None, kept: WindowState | None = None) -> Wired:
        made.append(wire(qtbot, desk, with_look or look, tmp_path, kept or WindowState()))
        return made[-1]

    return make


@pytest.fixture
def a_page(tmp_path: Path) -> Path:
    picture = QImage(800, 1100, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    path = tmp_path / "page.png"
    assert picture.save(str(path))
    return path
