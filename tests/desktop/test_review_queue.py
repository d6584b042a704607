from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent
from PySide6.QtWidgets import QApplication

from core.domain.desk_state import QueueFilter
from core.domain.field import FieldName
from core.domain.hold import ReasonCode
from core.domain.queue import BANDS, Postponed, RecordOrder
from desktop.ui.review.filter_words import summary
from desktop.ui.review.reason_words import SHORT
from desktop.ui.words import Words
from tests.desktop.hand import (
    NAMES,
    NONE,
    S,
    choose,
    current,
    entry,
    focused_name,
    open_review,
    press,
    shown,
)


@pytest.fixture
def review(qtbot, open_window, desk):
    return open_review(qtbot, open_window, desk)


def test_the_queue_hides_what_was_put_off_and_asks_oldest_first(review, desk):
    query = next(one for one in desk.queries if one.statuses == (S.HOLD,))
    assert (query.order, query.postponed) == (RecordOrder.OLDEST, Postponed.HIDDEN)


@pytest.mark.parametrize(
    ("text", "found"),
    [("Differs from the claim", [2]), ("Low confidence", [1, 3, 4]), ("Transcript", [2]), ("60 – 80 %", [2])],
)
def test_filters_show_a_part_of_the_queue(qtbot, review, text, found):
    review.window.review.side.menu.show_counts(
        replace(review.desk.queue_counts(), bands=tuple((band, 1) for band in BANDS))
    )
    choose(review, text)
    qtbot.waitUntil(lambda: shown(review) == found)
    qtbot.waitUntil(lambda: current(review) == found[0])
    assert [row.id for row in review.window.review.queue.selected()] == found[:1], "what is worked on is marked"
    assert review.window.review.side._filter_row.isVisible()
    assert text in review.window.review.side._filter.accessibleName()
    choose(review, "Clear")
    qtbot.waitUntil(lambda: shown(review) == [1, 2, 3, 4])
    assert not review.window.review.side._filter_row.isVisible()


def test_after_a_record_that_the_filter_leaves_out_the_marked_one_is_gone_on_with(qtbot, review, desk):
    choose(review, "Low confidence")
    qtbot.waitUntil(lambda: shown(review) == [1, 3, 4])
    review.window.review.open(2)
    qtbot.waitUntil(lambda: current(review) == 2)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: current(review) == 1)
    assert [request.record for request in desk.decisions] == [2]
    assert [row.id for row in review.window.review.queue.selected()] == [1]


def test_counts_stand_beside_the_filters(qtbot, review):
    menu = review.window.review.side.menu
    qtbot.waitUntil(lambda: menu._counts.waiting == 4)
    menu.fill()
    assert entry(menu, "Low confidence").text().endswith("3")
    assert review.window.review.side._count.accessibleName() == "4 waiting"


def test_a_decision_is_counted_though_its_row_is_gone_already(qtbot, review):
    menu = review.window.review.side.menu
    qtbot.waitUntil(lambda: menu._counts.waiting == 4)
    review.window.review.approve()
    qtbot.waitUntil(lambda: menu._counts.waiting == 3)


def test_a_view_is_saved_found_again_and_forgotten(qtbot, review):
    state = review.place.state
    choose(review, "Differs")
    choose(review, "Save this view")
    qtbot.waitUntil(lambda: len(state.kept.views) == 1)
    assert state.kept.view == state.kept.views[0] == QueueFilter(reasons=(ReasonCode.CLAIM_DIFFERS,))
    choose(review, "Clear")
    qtbot.waitUntil(lambda: shown(review) == [1, 2, 3, 4])
    menu = review.window.review.side.menu
    menu.fill()
    saved = next(action.menu() for action in menu.actions() if action.text() == "Saved views")
    entry(saved, "Differs").trigger()
    qtbot.waitUntil(lambda: shown(review) == [2])
    choose(review, "Forget")
    qtbot.waitUntil(lambda: state.kept.views == ())


def test_the_last_view_is_there_at_the_next_start(qtbot, open_window, desk):
    for name in NAMES:
        desk.add(S.HOLD, name, tell=False)
    wired = open_window()
    wired.place.state.kept = wired.place.state.kept.with_view(QueueFilter())
    wired.place.state.kept = replace(wired.place.state.kept, view=QueueFilter(order=RecordOrder.NEWEST))
    wired.window.show_review()
    wired.window.review.reload()
    qtbot.waitUntil(lambda: shown(wired) == [4, 3, 2, 1])


def test_search_by_key_finds_and_enter_goes_to_the_first(qtbot, review):
    press(qtbot, Qt.Key.Key_F)
    search = review.window.review.side.search
    assert QApplication.focusWidget() is search
    QApplication.sendEvent(search, QInputMethodEvent("이서", []))
    press(qtbot, Qt.Key.Key_Return, NONE)
    qtbot.waitUntil(lambda: shown(review) == [3])
    qtbot.waitUntil(lambda: focused_name(review) is FieldName.SCHOOL)
    qtbot.waitUntil(lambda: current(review) == 3)
    press(qtbot, Qt.Key.Key_F)
    press(qtbot, Qt.Key.Key_Escape, NONE)
    qtbot.waitUntil(lambda: shown(review) == [1, 2, 3, 4])


def test_a_search_that_finds_nothing_says_so_and_leads_back(qtbot, review):
    review.window.review.side.search.setText("nobody")
    none = review.window.review.side._none
    qtbot.waitUntil(none.isVisible)
    assert not review.window.review.faces.empty.isVisible()
    qtbot.mouseClick(none.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(review) == [1, 2, 3, 4])
    assert review.window.review.side.search.text() == ""


def test_the_queue_is_loaded_page_by_page(qtbot, open_window, desk):
    for number in range(450):
        desk.add(S.HOLD, f"name {number}", tell=False)
    wired = open_window()
    wired.window.show_review()
    qtbot.waitUntil(lambda: len(shown(wired)) == 200)
    bar = wired.window.review.queue.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: len(shown(wired)) == 400)
    assert shown(wired) == list(range(1, 401))


@pytest.mark.parametrize("code", list(ReasonCode))
def test_every_reason_has_short_words_in_both_languages(code):
    english, korean = SHORT[code]
    assert english.isascii()
    assert not korean.isascii()


def test_a_filter_says_what_it_shows():
    view = QueueFilter(RecordOrder.DEADLINE, (ReasonCode.NO_TEXT,), ("diploma",), 72, BANDS[0], escalated=True)
    assert summary(view, Words("en")) == (
        "Deadline first · No text · Diploma · 3 days · 0 – 60 % · Handed to a second person"
    )
    assert summary(QueueFilter(), Words("ko")) == ""


def test_a_window_that_comes_to_the_front_does_not_keep_the_cursor_in_the_search(qtbot, review):
    search = review.window.review.side.search
    search.setFocus(Qt.FocusReason.OtherFocusReason)
    for reason, used in (("ActiveWindowFocusReason", False), ("ShortcutFocusReason", True)):
        QApplication.sendEvent(search, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason[reason]))
        assert search.is_used is used
    QApplication.sendEvent(search, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.ActiveWindowFocusReason))
    assert search.is_used, "who was searching goes on when the window comes back"


def test_what_somebody_else_has_open_is_passed_over_when_going_on(qtbot, review):
    queue = review.window.review.queue
    queue.show_holders({2: "Open with lee", 3: "Open with park"})
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: current(review) == 4)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: current(review) == 3, timeout=5_000)
    queue.show_holders({})
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: current(review) == 2)


def test_by_hand_one_may_still_look_at_it(qtbot, review):
    review.window.review.queue.show_holders({2: "Open with lee"})
    press(qtbot, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: current(review) == 2)


def test_from_the_search_down_goes_into_the_list_where_several_are_selected(qtbot, review):
    search, queue = review.window.review.side.search, review.window.review.queue
    search.setFocus(Qt.FocusReason.ShortcutFocusReason)
    qtbot.keyClick(search, Qt.Key.Key_Down)
    assert review.window.focusWidget() is queue
    for _ in range(2):
        qtbot.keyClick(queue, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [row.id for row in queue.selected()] == [1, 2, 3]
    assert review.window.review.side.bulk_reject.isVisible()


def test_new_holds_join_the_queue_while_the_last_decision_is_taken_back(qtbot, open_window, desk):
    desk.add(S.HOLD, "홍길동", tell=False)
    wired = open_window()
    wired.window.show_review()
    review = wired.window.review
    qtbot.waitUntil(lambda: review.panel.detail is not None)
    review.judging.approve()
    qtbot.waitUntil(review.faces.empty.isVisible)
    review.undo()
    qtbot.waitUntil(lambda: review.side.isVisible() and review.panel.detail is not None)
    assert review.side._nothing.isVisible(), "nothing waits, and no filter is to blame"
    desk.add(S.HOLD, "이서연")
    qtbot.waitUntil(lambda: shown(wired) == [2])
    assert review.queue.isVisible()
    assert current(wired) == 1, "what was taken back stays open"
