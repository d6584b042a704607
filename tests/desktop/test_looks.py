from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor

import resources
from core.domain.states import ProcessStatus
from desktop.ui.theme import DARK, LIGHT


def test_both_screens_render_in_both_themes_and_languages(qtbot, open_window, desk, any_look, a_page):
    for status in ProcessStatus:
        desk.add(status, "아주 긴 이름의 학교를 졸업한 사람 " * 4, tell=False)
    desk.pictures[desk.open(3).attachments[0].sha256] = a_page
    window = open_window(any_look).window
    qtbot.waitUntil(lambda: window.records.model.rowCount() == len(ProcessStatus))
    window.records.table.select([3])
    qtbot.waitUntil(lambda: window.records.panel.shown == 3)
    records = window.grab().toImage()
    window.show_review()
    qtbot.waitUntil(lambda: window.review.panel.detail is not None)
    review = window.grab().toImage()
    for picture in (records, review):
        assert picture.pixelColor(5, 5) == QColor(any_look.theme.surface)
        colours = {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}
        assert len(colours) > 20


def test_a_narrow_window_leaves_out_columns_not_content(qtbot, open_window, desk):
    desk.add(ProcessStatus.HOLD, "x" * 200, tell=False)
    window = open_window().window
    qtbot.waitUntil(lambda: window.records.model.rowCount() == 1)
    table = window.records.table
    table.resize(600, 300)
    assert not table.isColumnHidden(0)
    assert table.isColumnHidden(8)


@pytest.mark.parametrize("icon", sorted(resources.path("icons/ui").glob("*.svg")), ids=lambda path: path.stem)
def test_every_icon_is_drawn_in_the_colours_of_the_theme(look, icon: Path):
    pictures = [look.icon(icon.stem, theme.text).pixmap(16, 16).toImage() for theme in (LIGHT, DARK)]
    assert pictures[0] != pictures[1]
    assert any(pictures[0].pixelColor(x, y).alpha() > 100 for x in range(16) for y in range(16))
