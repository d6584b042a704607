from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QSize

from core.domain.field import FieldName
from core.domain.hold import HoldReason, ReasonCode
from core.domain.rows import RecordPage
from core.domain.states import ProcessStatus, StageName
from desktop.messages import ListRecords, RecordsListed, Screen
from desktop.ui.keys_sheet import KeysSheet
from desktop.ui.look import Look
from desktop.ui.review.queue_rows import question_of
from desktop.ui.review.screen import ReviewScreen
from desktop.ui.words import Words
from desktop.window_state import WindowState
from tests.desktop.fake_desk import a_row

CLAIM = HoldReason(ReasonCode.CLAIM_DIFFERS, StageName.APPROVE, FieldName.SCHOOL)
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
