from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon

from core.domain.egress import DataKind, EgressOutcome, EgressRow, Masked, MaskKind, SentPage
from core.domain.field import FieldName
from core.domain.hold import CheckResult, Judgement, Outcome, PolicyRef
from core.domain.ids import EgressId, RecordId, RunId
from core.domain.states import ProcessStatus
from desktop.ui.records.sections import Sections
from desktop.ui.records.sent import masked_phrase, outcome_phrase
from tests.desktop.fake_review import START
from tests.desktop.fake_rows import ENGINE

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def a_call(number: int = 1, outcome: EgressOutcome = EgressOutcome.ANSWERED) -> EgressRow:
    sent = (SentPage(0, 1, DataKind.TEXT), SentPage(0, 2, DataKind.TEXT, is_cut=True))
    return EgressRow(
        EgressId(number), START, START + timedelta(seconds=2), RecordId(1), RunId(1), "https://models.example", "tiny",
        sent, (Masked(MaskKind.PHONE, 2),), outcome, 2048, 300, 10, 20, 0.0,
    )  # fmt: skip


def shown(part) -> list[list[str]]:
    model = part.model
    return [[model.index(row, at).data() for at in range(model.columnCount())] for row in range(model.rowCount())]


def test_what_left_the_machine_is_told_with_the_record(qtbot, open_window, desk):
    record = desk.add(ProcessStatus.APPROVED, "Kim", tell=False)
    desk.sent[record] = (a_call(),)
    window = open_window().window
    qtbot.waitUntil(lambda: window.records.model.rowCount() == 1)
    window.records.select(record)
    sections = window.records.panel.sections
    qtbot.waitUntil(lambda: sections.sent.model.rowCount() == 1)
    sections.setCurrentWidget(sections.sent)
    assert sections.tabText(sections.indexOf(sections.sent)) == "Sent 1"
    line = shown(sections.sent)[0]
    assert line[1:] == [
        "https://models.example",
        "text of page 1, beginning of the text of page 2",
        "2 kB",
        "phone number × 2",
        "answered",
    ]
    assert sections.sent.currentWidget() is sections.sent.table


def test_nothing_sent_is_said_in_a_sentence(qtbot, look):
    sections = Sections(look)
    qtbot.addWidget(sections)
    sections.show()
    sections.setCurrentWidget(sections.sent)
    sections.show_sent(())
    assert sections.sent.currentWidget().sentence.text() == "Nothing left this machine."


@pytest.mark.parametrize("outcome", list(EgressOutcome))
def test_every_end_of_a_call_has_words_and_a_mark(qtbot, look, outcome):
    sections = Sections(look)
    qtbot.addWidget(sections)
    sections.show_sent((a_call(outcome=outcome),))
    cell = sections.sent.model.index(0, 5)
    assert cell.data() == outcome_phrase(outcome).english
    assert isinstance(cell.data(1), QIcon)


def test_everything_that_may_be_masked_has_words():
    assert len({masked_phrase(kind) for kind in MaskKind}) == len(MaskKind)


def test_checks_that_did_not_pass_come_first(qtbot, look, desk):
    record = desk.add(tell=False)
    checks = (
        CheckResult("pages_read", None, passed=True),
        CheckResult("grounded", FieldName.SCHOOL, passed=False),
        CheckResult("pages_read", None, passed=True),
    )
    judged = Judgement(Outcome.HOLD, (), checks, PolicyRef("p", "1", "0"), ENGINE)
    sections = Sections(look)
    qtbot.addWidget(sections)
    sections.show_detail(replace(desk.open(record), judgement=judged), fresh=True)
    assert shown(sections.checks) == [
        ["Found again on the page", "School", "did not pass"],
        ["Every page was read", "whole record", "passed"],
    ]


def test_a_table_is_made_when_it_is_looked_at(qtbot, look, desk):
    record = desk.add(tell=False)
    sections = Sections(look)
    qtbot.addWidget(sections)
    sections.show_detail(desk.open(record), fresh=True)
    sections.show()
    assert sections.currentWidget() is sections.questions
    assert sections.fields.table is None
    sections.setCurrentWidget(sections.fields)
    assert sections.fields.table is not None
    sections.grab()


def test_tabs_that_do_not_fit_are_in_a_menu_and_come_out_when_they_are_chosen(qtbot, look):
    sections = Sections(look)
    qtbot.addWidget(sections)
    sections.resize(1200, 200)
    sections.show()
    assert not sections.more.isVisible()
    sections.resize(320, 200)
    assert sections.more.isVisible()
    behind = [sections.widget(at) for at in sections.behind]
    assert sections.sent in behind
    assert sections.tabBar().tabRect(max(set(range(9)) - set(sections.behind))).right() <= 320
    sections.more.menu().aboutToShow.emit()
    action = next(one for one in sections.more.menu().actions() if one.text() == "Sent")
    with qtbot.waitSignal(sections.picked, timeout=1000):
        action.trigger()
    assert sections.currentWidget() is sections.sent
    assert sections.isTabVisible(sections.indexOf(sections.sent))
    assert not sections.isTabVisible(sections.indexOf(behind[0]))
    sections.resize(1200, 200)
    assert sections.behind == []


def test_ctrl_tab_comes_by_every_tab_also_those_in_the_menu(qtbot, look):
    sections = Sections(look)
    qtbot.addWidget(sections)
    sections.resize(320, 200)
    sections.show()
    assert sections.behind
    sections.setCurrentIndex(0)
    seen = []
    for _ in range(sections.count()):
        seen.append(sections.currentIndex())
        qtbot.keyClick(sections, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert sorted(seen) == list(range(sections.count()))
    assert sections.currentIndex() == 0
    qtbot.keyClick(sections, Qt.Key.Key_Backtab, CTRL_SHIFT)
    assert sections.currentWidget() is sections.sent
