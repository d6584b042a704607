"""A deadline is typed in the window, in the record's detail and in review, and is kept, shown and sorted by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QLocale, Qt

from core.domain.deadline import read_typed_moment
from core.domain.states import ProcessStatus
from desktop.ui.due_edit import DueEdit
from desktop.ui.review.deadline import written

CTRL = Qt.KeyboardModifier.ControlModifier
END = datetime(2031, 12, 1, 23, 59, 59).astimezone()
FIVE = datetime(2031, 12, 1, 17, 0).astimezone()


@pytest.mark.parametrize(
    "text", ["2031-12-01", "2031. 12. 1.", "2031.12.1", "2031년 12월 1일", "1 Dec 2031", "Dec 1, 2031"]
)
def test_a_day_is_meant_until_its_end(text):
    assert read_typed_moment(text) == END


@pytest.mark.parametrize(
    "text", ["2031-12-01 17:00", "2031-12-01T17:00", "2031. 12. 1. 17:00", "2031년 12월 1일 17:00", "1 Dec 2031, 17:00"]
)
def test_a_time_is_meant_as_it_stands(text):
    assert read_typed_moment(text) == FIVE


@pytest.mark.parametrize("text", ["", "soon", "3/4/2031", "2031-12", "2031-02-30", "2031-12-01 25:00", "17:00"])
def test_what_is_no_time_or_several_is_none(text):
    assert read_typed_moment(text) is None


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize("language", [QLocale.Language.English, QLocale.Language.Korean])
@pytest.mark.parametrize("due", [END, FIVE])
def test_what_is_shown_can_be_typed(language, due):
    QLocale.setDefault(QLocale(language))
    assert read_typed_moment(written(due)) == due


def test_the_line_says_what_it_understands_as_it_is_typed(qtbot, look):
    line = DueEdit(look)
    qtbot.addWidget(line)
    assert not line.is_changed
    qtbot.keyClicks(line.edit, "2031-12-0")
    assert line.is_refused
    assert line.told.objectName() == "error"
    qtbot.keyClicks(line.edit, "1")
    assert not line.is_refused
    assert line.told.text().startswith("Until 1 Dec 2031, 23:59 · due in ")
    assert line.due == END
    line.edit.clear()
    assert (line.due, line.is_refused) == (None, False)


def test_the_detail_sets_a_deadline_and_takes_it_away(qtbot, open_window, desk):
    record = desk.add(ProcessStatus.HOLD, "Kim", tell=False)
    window = open_window().window
    qtbot.waitUntil(lambda: window.records.model.rowCount() == 1)
    window.records.select(record)
    qtbot.waitUntil(lambda: window.records.panel.shown == record)
    sections = window.records.panel.sections
    sections.setCurrentWidget(sections.claim)
    line = sections.claim.due
    qtbot.keyClicks(line.edit, "never")
    qtbot.keyClick(line.edit, Qt.Key.Key_Return)
    assert not sections.claim._save.isEnabled()
    line.edit.setText("2031-12-01")
    qtbot.keyClick(line.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.rows_by_id[record].due == END)
    qtbot.waitUntil(lambda: "Due 1 Dec 2031" in window.records.panel._facts.text())
    line.edit.clear()
    qtbot.keyClick(line.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.rows_by_id[record].due is None)


def test_review_sets_a_deadline_and_goes_on(qtbot, open_window, desk):
    for name in ("Kim", "Lee"):
        desk.add(ProcessStatus.HOLD, name, tell=False)
    window = open_window().window
    window.activateWindow()
    window.show_review()
    panel = window.review.panel
    qtbot.waitUntil(lambda: panel.detail is not None)
    menu = panel.head._menu
    menu.fill()
    assert menu.actions()[-1].text().startswith(f"&{len(menu.actions()) - 1} "), "a digit chooses it"
    menu.actions()[-1].trigger()
    assert panel.due.isVisible()
    typed = panel.due.line.edit
    assert typed.hasFocus()
    qtbot.keyClick(typed, Qt.Key.Key_Return, CTRL)
    assert panel.due.isVisible(), "nothing was typed yet"
    soon = datetime.now(UTC) + timedelta(days=9)
    qtbot.keyClicks(typed, f"{soon:%Y-%m-%d}")
    qtbot.keyClick(typed, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: desk.rows_by_id[1].due is not None)
    assert not panel.due.isVisible()
    qtbot.waitUntil(lambda: "due in 9 days" in panel.head._facts.accessibleName())
    assert "Due " in panel.head._facts.toolTip()
    qtbot.waitUntil(lambda: window.focusWidget() is panel.current_card.edit)
    assert desk.decisions == []


def test_another_record_closes_what_was_asked_about_the_one_before(qtbot, open_window, desk):
    for name in ("Kim", "Lee"):
        desk.add(ProcessStatus.HOLD, name, tell=False)
    window = open_window().window
    window.show_review()
    review = window.review
    qtbot.waitUntil(lambda: review.panel.detail is not None)
    first = review.panel.detail.row.id
    for start in (review.deadlines.start, review.extras.start_escalation):
        start()
        assert review.panel.is_asking
        review.next()
        qtbot.waitUntil(lambda: review.panel.detail.row.id != first)
        assert not review.panel.is_asking
        assert review.panel.deeds.isVisible()
        review.previous()
        qtbot.waitUntil(lambda: review.panel.detail.row.id == first)
