from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from core.domain.states import ProcessStatus
from core.settings import Settings
from desktop.shell import Shell
from desktop.ui.models.records import Col
from desktop.ui.placing import USEFUL, geometry_of, put
from desktop.window_state import ScreenName, WindowState
from desktop.workers.window_file import FILE, MOST_BYTES, WindowKeeper, load_window

STATE = WindowState("AAEC", ScreenName.REVIEW, (1, 2, 3), (700, 300), (250, 600, 400), "dark", "ko")


def test_what_was_kept_is_there_at_the_next_start(tmp_path):
    assert load_window(tmp_path) == WindowState()
    WindowKeeper(tmp_path).keep(STATE)
    assert load_window(tmp_path) == STATE


@pytest.mark.parametrize("text", ["", "{", "[]", '{"screen": "cellar"}', '{"columns": ["a"]}', " " * (MOST_BYTES + 1)])
def test_what_cannot_be_read_counts_as_nothing(tmp_path, text):
    (tmp_path / FILE).write_text(text)
    assert load_window(tmp_path) == WindowState()


def test_a_folder_that_cannot_be_written_troubles_nobody(tmp_path):
    (tmp_path / "file").write_text("")
    keeper = WindowKeeper(tmp_path / "file")
    keeper.keep(STATE)
    keeper.keep("something else")
    assert load_window(tmp_path) == WindowState()


@pytest.mark.parametrize("screen", list(ScreenName))
def test_the_screen_that_was_left_is_returned_to(qtbot, open_window, desk, screen):
    desk.add(ProcessStatus.HOLD, "Kim", tell=False)
    wired = open_window(kept=WindowState(screen=screen))
    window = wired.window
    shown = {ScreenName.RECORDS: window.records, ScreenName.REVIEW: window.review, ScreenName.TIMES: window.times}
    qtbot.waitUntil(shown[screen].isVisible)
    assert window.state.screen is screen


def test_the_splits_of_a_screen_that_was_not_opened_stay(qtbot, open_window, desk):
    desk.add(ProcessStatus.HOLD, "Kim", tell=False)
    kept = WindowState(review_split=(300, 500, 400), records_split=(800, 400))
    wired = open_window(kept=kept)
    assert wired.window.state.records_split == (800, 400)
    assert wired.window.review.split.sizes()[0] >= 200
    assert len(wired.window.state.review_split) == 3


def test_the_language_is_changed_where_one_stands(qtbot, qapp, tmp_path):
    shell = Shell(qapp, Settings(data_dir=tmp_path, lanes=1, ui_language="en", theme="light"))
    left = []
    shell.left.connect(left.append)
    shell.window.show()
    shell.opened("memory")
    shell.window.show_review()
    shell._on_language_wanted()
    assert (shell.language, left[-1].language, left[-1].screen) == ("ko", "ko", ScreenName.REVIEW)
    assert shell.window.review.isVisible()
    shell._on_theme_wanted()
    assert (left[-1].theme, left[-1].language) == ("dark", "ko")
    shell.close()
    assert left[-1].theme == "dark"
    shell.destroy()


def test_what_the_buttons_chose_goes_before_the_settings(qtbot, qapp, tmp_path):
    settings = Settings(data_dir=tmp_path, lanes=1, ui_language="en", theme="light")
    shell = Shell(qapp, settings, WindowState(theme="dark", language="ko"))
    assert (shell.language, shell.theme.name) == ("ko", "dark")
    shell.destroy()


@pytest.mark.parametrize(("screen", "is_full"), [(QSize(1280, 720), True), (QSize(1920, 1080), False)])
def test_a_first_window_fits_the_screen(qtbot, monkeypatch, screen, is_full):
    window = QWidget()
    qtbot.addWidget(window)
    room = window.screen().availableGeometry()
    room.setSize(screen)
    monkeypatch.setattr(type(window.screen()), "availableGeometry", lambda _: room)
    put(window, "")
    assert window.size() == (USEFUL.boundedTo(screen) if is_full else USEFUL)
    assert bool(window.windowState() & Qt.WindowState.WindowMaximized) is is_full


def test_a_window_goes_where_it_was(qtbot):
    first, second = QWidget(), QWidget()
    for window in (first, second):
        qtbot.addWidget(window)
    first.setGeometry(40, 60, 500, 400)
    put(second, geometry_of(first))
    assert second.geometry() == first.geometry()
    put(second, "not geometry ♥")


def test_size_and_splits_survive_a_restart(qtbot, open_window):
    first = open_window()
    first.window.resize(900, 611)
    first.window.records.panel.show()
    first.window.records.split.setSizes([400, 480])
    sizes = first.window.records.split.sizes()
    second = open_window(kept=first.window.state)
    second.window.records.panel.show()
    assert second.window.height() == 611
    qtbot.waitUntil(lambda: abs(second.window.records.split.sizes()[1] - sizes[1]) <= 1)  # a pixel for the handle


def test_columns_survive_a_restart(qtbot, open_window):
    first = open_window()
    first.window.records.table.setColumnWidth(Col.TYPE, 233)
    second = open_window(kept=first.window.state)
    assert second.window.records.table.columnWidth(Col.TYPE) == 233
    assert second.window.records.table.columnWidth(Col.OCR) == first.window.records.table.columnWidth(Col.OCR)
