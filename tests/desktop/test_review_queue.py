from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from core.domain.decision import DecisionReason, DecisionRequest, RejectKind, Verdict
from core.domain.desk_state import QueueFilter
from core.domain.field import FieldName
from core.domain.hold import HoldReason, ReasonCode
from core.domain.queue import BANDS, Postponed, RecordOrder
from core.domain.states import ProcessStatus, StageName
from desktop.ui.review.filter_words import summary
from desktop.ui.review.putting_off import times
from desktop.ui.review.reason_words import SHORT
from desktop.ui.words import Words

S = ProcessStatus
CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
NAMES = ("홍길동", "Kim Min-jun", "이서연", "Park")


@pytest.fixture
def review(qtbot, open_window, desk):
    for name in NAMES:
        desk.add(S.HOLD, name, tell=False)
    other = HoldReason(ReasonCode.CLAIM_DIFFERS, StageName.APPROVE, FieldName.SCHOOL)
    desk.rows_by_id[2] = replace(desk.rows_by_id[2], reasons=(other,), document_type="transcript", confidence=0.7)
    wired = open_window()
    wired.window.activateWindow()
    wired.window.show_review()
    qtbot.waitUntil(lambda: focused_name(wired) is not None)
    return wired


def focused_name(wired):
    return getattr(getattr(QApplication.focusWidget(), "parent", lambda: None)(), "name", None)


def shown(wired) -> list[int]:
    return [row.id for row in wired.window.review.model.rows]


def current(wired) -> int:
    return wired.window.review.panel.detail.row.id


def press(qtbot, key, keys=CTRL) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, keys)


def entry(menu: QMenu, text: str):
    for action in menu.actions():
        if action.menu() is not None:
            found = entry(action.menu(), text)
            if found is not None:
                return found
        elif action.text().startswith(text):
            return action
    return None


def choose(wired, text: str) -> None:
    menu = wired.window.review.side.menu
    menu.fill()
    entry(menu, text).trigger()


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
    assert review.window.review.side._filter_row.isVisible()
    assert text in review.window.review.side._filter.accessibleName()
    choose(review, "Clear")
    qtbot.waitUntil(lambda: shown(review) == [1, 2, 3, 4])
    assert not review.window.review.side._filter_row.isVisible()


def test_counts_stand_beside_the_filters(qtbot, review):
    menu = review.window.review.side.menu
    qtbot.waitUntil(lambda: menu._counts.waiting == 4)
    menu.fill()
    assert entry(menu, "Low confidence").text().endswith("3")
    assert review.window.review.side._count.accessibleName() == "4 waiting"


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
    assert not review.window.review._empty.isVisible()
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


def test_putting_off_goes_on_with_the_next_and_takes_the_record_away(qtbot, review, desk):
    review.window.review.panel.head._menu.fill()
    actions = review.window.review.panel.head._menu.actions()
    actions[1].trigger()
    qtbot.waitUntil(lambda: current(review) == 2)
    assert shown(review) == [2, 3, 4]
    assert desk.postponed[0].until - datetime.now(UTC) < timedelta(minutes=61)
    review.window.review.panel.head._menu.fill()
    review.window.review.panel.head._menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: len(desk.postponed) == 2)
    assert (desk.postponed[1].record, desk.postponed[1].until) == (2, None)
    qtbot.waitUntil(lambda: current(review) == 3)


def test_times_to_put_off_to_are_mornings_to_come():
    at = datetime(2026, 3, 5, 23, 30).astimezone()
    found = dict(times(at))
    hours = [when.hour for when in found.values() if when is not None]
    assert hours[1:] == [9, 9]
    assert all(when is None or when > at for when in found.values())
    assert [when for when in found.values() if when][-1].weekday() == 0


def test_a_record_is_handed_on_with_a_question(qtbot, review, desk):
    press(qtbot, Qt.Key.Key_E)
    panel = review.window.review.panel.escalation
    assert panel.isVisible()
    press(qtbot, Qt.Key.Key_Return)
    assert desk.escalated == []
    QApplication.sendEvent(QApplication.focusWidget(), QInputMethodEvent("직인 확인", []))
    press(qtbot, Qt.Key.Key_Tab, NONE)
    qtbot.keyClicks(QApplication.focusWidget(), "lee")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.escalated) == 1)
    assert (desk.escalated[0].note, desk.escalated[0].to) == ("직인 확인", "lee")
    qtbot.waitUntil(lambda: current(review) == 2)
    assert not panel.isVisible()
    assert desk.decisions == []


def test_escape_leaves_the_question(qtbot, review, desk):
    press(qtbot, Qt.Key.Key_E)
    press(qtbot, Qt.Key.Key_Escape, NONE)
    assert not review.window.review.panel.escalation.isVisible()
    assert focused_name(review) is FieldName.SCHOOL


def test_what_was_handed_on_is_said_on_the_record(qtbot, review, desk):
    press(qtbot, Qt.Key.Key_E)
    qtbot.keyClicks(QApplication.focusWidget(), "Is the seal real?")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: current(review) == 2)
    review.window.review.open(1)
    qtbot.waitUntil(lambda: current(review) == 1)
    said = [label.text() for label in review.window.review.panel.findChildren(QLabel)]
    assert any("Is the seal real?" in text for text in said)


def select(wired, *places: int) -> None:
    queue = wired.window.review.queue
    model = queue.selectionModel()
    model.clearSelection()
    for place in places:
        model.select(queue.rows.index(place, 0), QItemSelectionModel.SelectionFlag.Select)


def test_many_are_approved_after_a_summary_row_by_row(qtbot, review, desk):
    select(review, 0, 1, 3)
    assert review.window.review.side._bulk.isVisible()
    desk.listeners.clear()
    desk.rows_by_id[4] = replace(desk.rows_by_id[4], revision=9)
    press(qtbot, Qt.Key.Key_Return)
    sheet = review.window.review.extras.sheet
    qtbot.waitUntil(lambda: sheet.table.model.rowCount() == 3)
    assert [line.is_refused for line in sheet.table.model.rows] == [False, False, True]
    assert sheet.confirm.text().startswith("Approve 2")
    assert desk.decisions == []
    qtbot.keyClick(sheet, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(desk.decisions) == 2)
    assert [(one.record, one.verdict) for one in desk.decisions] == [(1, Verdict.APPROVE), (2, Verdict.APPROVE)]
    qtbot.waitUntil(lambda: review.window.review.extras.sheet is None)


def test_many_are_rejected_with_one_reason_and_comment(qtbot, review, desk):
    select(review, 0, 1)
    press(qtbot, Qt.Key.Key_Backspace)
    sheet = review.window.review.extras.sheet
    assert not sheet.confirm.isEnabled()
    qtbot.keyClick(sheet.form._list, Qt.Key.Key_6)
    qtbot.waitUntil(sheet.confirm.isEnabled)
    sheet.form._public.setText("Please call us")
    qtbot.mouseClick(sheet.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(desk.decisions) == 2)
    for one in desk.decisions:
        assert (one.reason, one.kind) == (DecisionReason.NOT_AUTHENTIC, RejectKind.FINAL)
        assert one.public_comment == "Please call us"


def test_what_was_refused_while_deciding_stays_to_be_read(qtbot, review, desk):
    select(review, 0, 1)
    press(qtbot, Qt.Key.Key_Return)
    sheet = review.window.review.extras.sheet
    qtbot.waitUntil(sheet.confirm.isEnabled)
    desk.listeners.clear()
    desk.rows_by_id[2] = replace(desk.rows_by_id[2], revision=9)
    qtbot.keyClick(sheet, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "1 decided, 1 not" in sheet.state.text())
    assert [line.record for line in sheet.table.model.rows] == [2]
    assert sheet.isVisible()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: review.window.review.extras.sheet is None)


def test_the_sheet_is_left_without_a_decision(qtbot, review, desk):
    select(review, 0, 1)
    press(qtbot, Qt.Key.Key_Return)
    sheet = review.window.review.extras.sheet
    qtbot.waitUntil(sheet.confirm.isEnabled)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: review.window.review.extras.sheet is None)
    assert desk.decisions == []


def test_the_kind_of_a_rejection_can_be_changed_by_key(qtbot, review, desk):
    press(qtbot, Qt.Key.Key_Backspace)
    press(qtbot, Qt.Key.Key_1, NONE)
    press(qtbot, Qt.Key.Key_Right, NONE)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.decisions) == 1)
    assert (desk.decisions[0].reason, desk.decisions[0].kind) == (DecisionReason.POOR_IMAGE, RejectKind.FINAL)


def test_a_comment_is_offered_again(qtbot, review, desk):
    press(qtbot, Qt.Key.Key_Backspace)
    press(qtbot, Qt.Key.Key_1, NONE)
    press(qtbot, Qt.Key.Key_Tab, NONE)
    qtbot.keyClicks(QApplication.focusWidget(), "Scan it again at 300 dpi")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: review.place.state.kept.comments == ("Scan it again at 300 dpi",))
    assert review.window.review.panel.palette_panel.form.offered == ("Scan it again at 300 dpi",)


def test_history_is_a_key_away_and_follows_the_record(qtbot, review):
    press(qtbot, Qt.Key.Key_H)
    panel = review.window.review.panel
    qtbot.waitUntil(lambda: panel.history.rows.rowCount() == 1)
    assert panel.history.isVisible()
    assert "/in/홍길동.pdf" in panel.history.rows.index(0, 0).data()
    qtbot.keyClick(panel.history, Qt.Key.Key_Right, CTRL)
    qtbot.waitUntil(lambda: "Kim" in panel.history.rows.index(0, 0).data())
    qtbot.keyClick(panel.history, Qt.Key.Key_H, CTRL)
    assert not panel.history.isVisible()


def test_evidence_is_saved_where_the_reviewer_says(qtbot, review, desk, tmp_path, monkeypatch):
    monkeypatch.setattr("desktop.ui.review.extras.ask_for_pack", lambda *_: (tmp_path / "pack.zip",))
    qtbot.mouseClick(review.window.review.panel.head.pack, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.packed == [(1, tmp_path / "pack.zip")])
    qtbot.waitUntil(review.window.banner.isVisible)


def test_what_was_decided_in_another_window_is_told(qtbot, review, desk):
    desk.decide(request_of(desk, 1))
    qtbot.waitUntil(review.window.banner.isVisible)
    qtbot.waitUntil(lambda: current(review) == 2)
    said = " ".join(label.text() for label in review.window.banner.findChildren(QLabel))
    assert "홍길동 was decided elsewhere: Approved by me" in said


def request_of(desk, record):
    row = desk.rows_by_id[record]
    return DecisionRequest(record, 1, row.revision, Verdict.APPROVE, DecisionReason.VERIFIED)


def test_own_decisions_are_not_told(qtbot, review, desk):
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: current(review) == 2)
    qtbot.wait(150)
    assert not review.window.banner.isVisible()


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
