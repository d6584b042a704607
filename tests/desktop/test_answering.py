"""A record handed in again opens on what it answers, and on what is new."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.domain.decision import DecisionReason
from core.domain.desk import ResubmitRequest
from core.domain.field import FieldName
from core.domain.ids import BlobHash
from core.domain.page import Page, PageStatus, TextSource
from core.domain.rows import RecordDetail
from core.domain.since import FieldSince, PageSince, Since
from desktop.ui.look import Look
from desktop.ui.page.view import PageView
from desktop.ui.parts import WrapLabel
from desktop.ui.review.panel import ReviewPanel
from desktop.ui.review.since import new_lines
from desktop.ui.words import Language, Words
from tests.kit.desk import bench
from tests.kit.held import hold, rejection

COMMENT = "The name is <b>blurred</b>."


@pytest.fixture
def answered(tmp_path: Path) -> RecordDetail:
    """Rejected, handed in again with another name, held."""
    with bench(tmp_path) as desk:
        record = hold(desk)
        desk.app.desk.decide(replace(rejection(desk, record), public_comment=COMMENT))
        desk.stages.extract.holder = "홍길순"
        desk.app.desk.resubmit(ResubmitRequest(record, (desk.paper("b.pdf"),)))
        desk.drain()
        return desk.open(record)


def shown(qtbot: QtBot, look: Look, detail: RecordDetail) -> ReviewPanel:
    panel = ReviewPanel(look)
    qtbot.addWidget(panel)
    panel.resize(420, 700)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    panel.show_detail(detail)
    return panel


def texts(panel: ReviewPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(WrapLabel) if label.isVisibleTo(panel)]


def test_why_it_was_rejected_stands_above_and_what_is_new_below(
    qtbot: QtBot, any_look: Look, answered: RecordDetail
) -> None:
    told, words = texts(shown(qtbot, any_look, answered)), any_look.words
    reason = words.reason(DecisionReason.POOR_IMAGE)
    assert reason in told[0]
    assert told[1] == COMMENT
    assert any("Ctrl" in line for line in told[2:])
    new = next(line for line in told if "→" in line)
    assert ("홍길동" in new, "홍길순" in new, told.index(new) > 1) == (True, True, True)
    assert any(line.endswith("홍길동") for line in told if line != new)  # below the field itself


def test_the_first_field_that_changed_has_the_focus(qtbot: QtBot, look: Look, answered: RecordDetail) -> None:
    panel = shown(qtbot, look, answered)
    panel.focus_first()
    assert panel.current_card is not None
    assert (panel.current_card.name, panel.current_card.edit.text()) == (FieldName.HOLDER_NAME, "홍길순")
    same = replace(answered, since=replace(answered.since, fields=()))
    other = shown(qtbot, look, same)
    other.focus_first()
    assert not any("→" in line for line in texts(other))


@pytest.mark.parametrize("language", ["en", "ko"])
def test_little_and_much_are_told_in_few_lines(answered: RecordDetail, language: Language) -> None:
    words = Words(language)
    nothing = Since(1, (), (), 0, 0, 0)
    assert len(list(new_lines(nothing, answered, words))) == 2
    many = replace(nothing, fields=tuple(FieldSince(name, "a", "") for name in list(FieldName)[:9]), files=2, asked=3)
    assert len(list(new_lines(many, answered, words))) == 8


def test_the_first_new_page_is_shown(qtbot: QtBot, look: Look, answered: RecordDetail) -> None:
    pages = tuple(
        Page(1, number, PageStatus.READ, TextSource.RECOGNISED, 10, 10, picture=BlobHash(f"{number}" * 64))
        for number in (1, 2, 3)
    )
    detail = replace(
        answered,
        reading=replace(answered.reading, pages=pages),
        since=Since(1, (), (PageSince(1, 2), PageSince(1, 3)), 1, 0, 0),
    )
    view = PageView(look, picks=True)
    qtbot.addWidget(view)
    with qtbot.waitSignal(view.picture_wanted) as wanted:
        view.show_detail(detail)
    assert wanted.args[0].blob == "2" * 64
