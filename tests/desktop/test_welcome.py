"""The first sight: samples one click away, what to drop, the language."""

from __future__ import annotations

import pytest
from fake_desk import FakePlace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from core.settings import Settings
from desktop.app import Desktop
from desktop.ui.link import show_place
from desktop.ui.welcome import Welcome


@pytest.fixture
def first_run(qtbot, qapp, tmp_path):
    place = FakePlace()
    desktop = Desktop(qapp, Settings(data_dir=tmp_path, lanes=1, ui_language="en", theme="light"), [], place.opened)
    desktop.start()
    qtbot.waitUntil(desktop.shell.window.records.welcome.isVisible)
    yield desktop, place
    with qtbot.waitSignal(desktop.closer.done, timeout=5000):
        desktop.shell.close()
    desktop.wait_for_threads()
    desktop.shell.destroy()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_samples_are_one_key_away(qtbot, first_run, key):
    desktop, place = first_run
    welcome = desktop.shell.window.records.welcome
    assert welcome.action.hasFocus() or desktop.shell.window.focusWidget() is welcome.action
    qtbot.keyClick(welcome.action, key)
    qtbot.waitUntil(lambda: [path.name for paths in place.desk.taken for path in paths] == ["samples"])


def test_the_language_is_chosen_here_and_the_window_speaks_it_at_once(qtbot, first_run):
    desktop, _ = first_run
    before = desktop.shell.window.records.welcome
    qtbot.mouseClick(before.languages["ko"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(desktop.shell.window.records.welcome.isVisible)
    assert desktop.shell.language == "ko"
    assert desktop.shell.window.records.welcome.sentence.text().startswith("증명서")
    qtbot.mouseClick(desktop.shell.window.records.welcome.languages["ko"], Qt.MouseButton.LeftButton)
    assert desktop.shell.language == "ko"


def test_a_folder_can_be_chosen(qtbot, first_run, tmp_path, monkeypatch):
    desktop, place = first_run
    monkeypatch.setattr("desktop.ui.adding.ask_for_folder", lambda *_: (tmp_path,))
    qtbot.mouseClick(desktop.shell.window.records.welcome.third, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: place.desk.taken == [(tmp_path,)])


def test_on_a_server_nothing_is_said_to_stay_on_this_machine(qtbot, first_run):
    desktop, place = first_run
    welcome = desktop.shell.window.records.welcome

    def told() -> str:
        return " ".join(label.text() for label in welcome.findChildren(QLabel))

    show_place(desktop.shell.window, place.desk.place)
    assert "stays on this machine" in told()
    show_place(desktop.shell.window, "https://desk.example:8443")
    assert "stays on this machine" not in told()
    assert "goes to desk.example:8443" in told()


@pytest.mark.parametrize("width", [700, 1280])
def test_nothing_is_cut_off_in_either_language(qtbot, any_look, width):
    welcome = Welcome(any_look)
    qtbot.addWidget(welcome)
    welcome.resize(width, 500)
    welcome.show()
    qtbot.waitUntil(welcome.isVisible)
    assert welcome.minimumSizeHint().height() <= 500
    for widget in (welcome.action, welcome.second, welcome.third, *welcome.languages.values()):
        assert widget.width() >= widget.sizeHint().width()
        assert widget.geometry().right() <= welcome.width()
