"""What was asked, told to an applicant without typing it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fake_desk import FakeDesk
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.domain.field import FieldName as F
from core.domain.hold import HoldReason, ReasonCode
from core.domain.states import ProcessStatus, StageName
from desktop.ui.review.sentences import MOST, sentences_of
from desktop.ui.words import Words

DIFFERS = HoldReason(
    ReasonCode.CLAIM_DIFFERS,
    StageName.APPROVE,
    F.SCHOOL,
    (("document", "Hanbat University"), ("claim", "Saebyeok University")),
)
SAID = "School: the document says Hanbat University, the claim says Saebyeok University."


def broken(rule: str, field: F = F.ISSUE_DATE) -> HoldReason:
    return HoldReason(ReasonCode.RULE_FAILED, StageName.APPROVE, field, (("rule", rule), ("detail_en", rule)))


@pytest.fixture
def review(qtbot, open_window, desk):
    record = desk.add(ProcessStatus.HOLD, "Kim", tell=False)
    desk.add(ProcessStatus.HOLD, "Lee", tell=False)
    desk.rows_by_id[record] = replace(desk.rows_by_id[record], reasons=(DIFFERS,))
    wired = open_window()
    qtbot.waitUntil(lambda: wired.window.review.model.rowCount() == 2)
    wired.window.activateWindow()
    wired.window.show_review()
    qtbot.waitUntil(lambda: wired.window.review.panel.detail is not None)
    return wired.window.review


def test_a_sentence_is_a_key_away_and_goes_to_the_applicant(qtbot, review, desk):
    review.reject()
    form = review.panel.palette_panel.form
    assert form.sentences.texts == (SAID,)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_4)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert form.comments[0] == SAID, "once, however often it is pressed"
    qtbot.keyClicks(QApplication.focusWidget(), " Please ask.")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(desk.decisions) == 1)
    assert desk.decisions[0].public_comment == f"{SAID} Please ask."
    qtbot.waitUntil(lambda: review.panel.detail.row.id == 2)
    assert form.offered == (), "what names one applicant's values is never offered for another's record"
    review.reject()
    assert form.sentences.texts == ()
    assert not form.sentences.isVisible()


def test_what_a_person_set_right_is_not_told(qtbot, review):
    card = review.panel.cards[0]
    assert card.name is F.SCHOOL
    card.edit.setText("Saebyeok University")
    review.reject()
    assert review.panel.palette_panel.form.sentences.texts == ()


def detail(*reasons: HoldReason):
    desk = FakeDesk()
    held = desk.open(desk.add(ProcessStatus.HOLD, "Kim", tell=False))
    return replace(held, row=replace(held.row, reasons=reasons))


def test_only_what_an_applicant_can_set_right_is_told():
    asked = [
        HoldReason(ReasonCode.LOW_CONFIDENCE, StageName.APPROVE, F.SCHOOL),
        HoldReason(ReasonCode.INSTRUCTION_TEXT, StageName.APPROVE),
        broken("letterhead_differs", F.SCHOOL),
        broken("issue_date_in_future"),
        broken("graduation_date_before_admission_date", F.GRADUATION_DATE),
    ]
    told = sentences_of(detail(*asked), (), Words("en"))
    assert [text.split(" ")[-1] for text in told] == [
        "issue_date_in_future.",
        "graduation_date_before_admission_date.",
    ]


def test_in_korean_and_no_more_than_there_is_room_for():
    many = [replace(DIFFERS, field=field) for field in list(F)[:6]]
    told = sentences_of(detail(*many), (), Words("ko"))
    assert len(told) == MOST
    assert told[0].endswith("신청 내용에는 Saebyeok University.")
