from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QToolButton

from core.domain.field import FieldName
from core.domain.hold import HoldReason, ReasonCode
from core.domain.rows import RecordPage
from core.domain.states import ProcessStatus, StageName
from desktop.messages import ListRecords, RecordsListed, Screen
from desktop.ui.composing import ComposingEdit
from desktop.ui.keys_sheet import KeysSheet
from desktop.ui.look import Look
from desktop.ui.review.deadline import deadline_look
from desktop.ui.review.queue_rows import question_of
from desktop.ui.review.screen import ReviewScreen
from desktop.ui.words import Tone, Words
from desktop.window_state import WindowState
from tests.desktop.fake_rows import a_row

CLAIM = HoldReason(ReasonCode.CLAIM_DIFFERS, StageName.APPROVE, FieldName.SCHOOL)
HEARD = HoldReason(
    ReasonCode.RULE_FAILED,
    StageName.APPROVE,
    None,
    (("rule", "page_spoken"), ("detail_en", "a.wav is a recording"), ("detail_ko", "a.wav: 녹음입니다")),
)
MACHINE = HoldReason(ReasonCode.INSTRUCTION_TEXT, StageName.APPROVE, None)


def test_an_empty_queue_is_only_told_once_it_is_known(qtbot, look):
    screen = ReviewScreen(look, WindowState())
    qtbot.addWidget(screen)
    screen.show()
    screen.settle()
    assert screen.faces.currentWidget() is screen.faces.opening
    screen.listing.reload()
    query = screen.listing.state.view.query("", datetime.now(UTC), 10)
    screen.show_list(RecordsListed(ListRecords(Screen.REVIEW, 1, query), RecordPage((), None)))
    assert screen.faces.currentWidget() is screen.faces.empty


@pytest.mark.parametrize(
    ("reasons", "language", "text"),
    [
        ((CLAIM, MACHINE), "en", "School · Differs from the claim"),
        ((CLAIM,), "ko", "학교 · 신청 내용과 다름"),
        ((MACHINE,), "en", "Addresses a machine"),
        ((HEARD,), "en", "a.wav is a recording"),
        ((HEARD,), "ko", "a.wav: 녹음입니다"),
        ((), "en", "Diploma"),
    ],
)
def test_the_queue_says_the_first_question_in_few_words(reasons, language, text):
    row = replace(a_row(1, ProcessStatus.HOLD), reasons=reasons)
    assert question_of(row, Words(language)) == text


def test_an_answered_question_steps_back_and_comes_forth_again(qtbot, open_window, desk):
    desk.add(ProcessStatus.HOLD, "Kim", tell=False)
    wired = open_window()
    wired.window.show_review()
    qtbot.waitUntil(lambda: wired.window.review.panel.detail is not None)
    card = wired.window.review.panel.cards[0]
    (line,) = card._questions.lines
    assert (card.objectName(), line.objectName()) == ("doubtful", "question")
    card.confirm()
    assert (card.objectName(), line.objectName()) == ("answered", "hint")
    card.edit.setText("Another")
    assert card.objectName() == "answered", "what a person set is an answer as well"
    card.edit.setText(card._shown)
    assert (card.objectName(), line.objectName()) == ("doubtful", "question")


@pytest.mark.parametrize("room", [QSize(1280, 720), QSize(1000, 500), QSize(2560, 1440)])
def test_the_sheet_of_keys_fits_every_screen(qtbot, any_look: Look, monkeypatch, room):
    sheet = KeysSheet(any_look)
    qtbot.addWidget(sheet)
    area = sheet.screen().availableGeometry()
    area.setSize(room)
    monkeypatch.setattr(type(sheet.screen()), "availableGeometry", lambda _: area)
    sheet.show()
    assert sheet.width() < room.width()
    assert sheet.height() < room.height()


@pytest.mark.parametrize(
    ("left", "said", "tone"),
    [
        (timedelta(days=3), ("due in 3 days", "기한까지 3일"), Tone.QUIET),
        (timedelta(hours=5), ("due in 5 h", "기한까지 5시간"), Tone.QUIET),
        (timedelta(minutes=90), ("due in 1 h", "기한까지 1시간"), Tone.HOLD),
        (timedelta(minutes=20), ("due in 20 min", "기한까지 20분"), Tone.HOLD),
        (timedelta(minutes=-4), ("4 min overdue", "기한 4분 지남"), Tone.FAILED),
        (timedelta(hours=-30), ("30 h overdue", "기한 30시간 지남"), Tone.FAILED),
        (timedelta(days=-9), ("9 days overdue", "기한 9일 지남"), Tone.FAILED),
    ],
)
def test_a_deadline_is_told_in_words_and_colour(left, said, tone):
    at = datetime(2026, 3, 5, 9, tzinfo=UTC)
    for language, text in zip(("en", "ko"), said, strict=True):
        near = deadline_look(at + left, at, Words(language))
        assert (near.text, near.tone) == (text, tone)


def test_a_deadline_stands_in_the_queue_and_on_the_record(qtbot, open_window, desk):
    number = desk.add(ProcessStatus.HOLD, "Kim", tell=False)
    desk.rows_by_id[number] = replace(desk.rows_by_id[number], due=datetime(2026, 3, 5, 9, tzinfo=UTC))
    wired = open_window()
    wired.window.show_review()
    qtbot.waitUntil(lambda: wired.window.review.panel.detail is not None)
    review = wired.window.review
    assert "Due " in review.panel.head._facts.toolTip()
    assert "Due " in review.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    without = review.queue.viewport().grab().toImage()
    desk.rows_by_id[number] = replace(desk.rows_by_id[number], due=None, revision=2)
    review.listing.reload()
    qtbot.waitUntil(lambda: review.model.rows[0].due is None)
    assert review.queue.viewport().grab().toImage() != without


def test_escape_leaves_the_box_to_be_drawn_and_the_history(qtbot, open_window, desk):
    desk.add(ProcessStatus.HOLD, "Kim", tell=False)
    wired = open_window()
    wired.window.activateWindow()
    wired.window.show_review()
    review = wired.window.review
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), ComposingEdit))
    review.pages.tools.reading.setChecked(True)
    assert review.pages.canvas.reads
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not review.pages.canvas.reads
    review.panel.head.history.toggle()
    assert review.panel.history.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not review.panel.history.isVisible()
    assert isinstance(QApplication.focusWidget(), ComposingEdit)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert wired.window.isVisible()


def test_what_addresses_a_machine_is_framed_on_its_page(qtbot, open_window, desk, a_page):
    asked = (("attachment", "0"), ("page", "1"), ("name", "a.pdf"), ("box", "0.1 0.9 0.6 0.93;0.1 0.2 0.3 0.22"))
    reason = HoldReason(ReasonCode.INSTRUCTION_TEXT, StageName.APPROVE, None, asked)
    record = desk.add(ProcessStatus.HOLD, "Kim", tell=False)
    desk.rows_by_id[record] = replace(desk.rows_by_id[record], reasons=(reason,))
    desk.pictures[desk.open(record).attachments[0].sha256] = a_page
    window = open_window().window
    window.activateWindow()
    window.show_review()
    canvas = window.review.pages.canvas
    qtbot.waitUntil(lambda: reason.place in canvas.focused_boxes())
    assert set(reason.places) <= set(canvas._boxes), "every place is framed"
    box = canvas._boxes[reason.place]
    assert box._focused, "no field is in doubt, so the page shows this one"
    window.review.panel.cards[1].take_focus()
    window.review.pages.focus_field(window.review.panel.cards[1].name)
    assert not box._focused
    (eye,) = (
        one for one in window.review.panel.findChildren(QToolButton) if one.accessibleName().startswith("Show it")
    )
    eye.click()
    assert box._focused
