"""At every width of the window all that stands on it has room; the walk in Korean looks at the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from fake_desk import START, FakePlace
from fake_wire import a_wire
from fitting import cut_texts
from PySide6.QtWidgets import QWidget
from walk import WIDTHS, Show, everything_opened

from core.domain.claim import Claim
from core.domain.claim_table import ClaimKey, ClaimTable
from core.domain.field import FieldName
from core.domain.hold import HoldReason, ReasonCode
from core.domain.rows import StageCell
from core.domain.states import ProcessStatus, StageName, StageStatus
from desktop.ui.models.records import Col, RecordsModel
from desktop.ui.records.table import RecordsTable
from desktop.ui.review.panel import ReviewPanel
from desktop.ui.shown import duration

TABLE = ClaimTable(
    "claims.csv",
    "utf-8",
    ",",
    ("file", "name"),
    (("1", "Kim Min-jun"),),
    (2,),
    (ClaimKey.RECORD, FieldName.HOLDER_NAME),
)


@pytest.fixture
def usual_place() -> FakePlace:
    """Records as they usually are, in every state, and one for every kind of question."""
    place = FakePlace(wire=a_wire("University"))
    desk = place.desk
    desk.place = "this computer"
    for status in ProcessStatus:
        number = desk.add(status, "Kim Min-jun", tell=False)
        desk.claims[number] = Claim(((FieldName.SCHOOL, "Hanbat University"),))
    parameters = (("confidence", "61"), ("floor", "70"))
    held = desk.add(ProcessStatus.HOLD, "Kim Min-jun", tell=False)
    reasons = tuple(HoldReason(code, StageName.APPROVE, FieldName.GRADUATION_DATE, parameters) for code in ReasonCode)
    desk.rows_by_id[held] = replace(
        desk.rows_by_id[held], reasons=reasons, document_type="graduation_certificate", due=START + timedelta(days=9)
    )
    return place


def test_nothing_is_cut(qtbot, qapp, tmp_path, own_typeface, usual_place):
    show = Show(usual_place, "en", "A note", TABLE, WIDTHS)
    with everything_opened(qtbot, qapp, tmp_path, show) as opened:
        assert not opened.cut, "\n".join(f"{width}: {told}" for told, width in sorted(opened.cut.items()))


def test_the_measure_sees_what_is_cut(qtbot, look):
    top = QWidget()
    qtbot.addWidget(top)
    panel = ReviewPanel(look)
    panel.setParent(top)
    top.resize(800, 600)
    panel.setGeometry(0, 0, 220, 600)
    top.show()
    assert any("Approve && next" in told for told in cut_texts(top))
    panel.setGeometry(0, 0, panel.minimumSizeHint().width(), 600)
    assert not list(cut_texts(top))
    panel.move(600, 0)
    assert any("Approve && next" in told and "over the edge" in told for told in cut_texts(top))


def test_every_stage_state_has_room_in_its_column(qtbot, qapp, own_typeface, look):
    """Cells are painted by hand, so no widget tells that their words were cut."""
    table = RecordsTable(look, RecordsModel(look.words))
    qtbot.addWidget(table)
    cells = [StageCell(StageName.OCR, status, 1, 0, 0, START, None, None) for status in StageStatus]
    cells += [replace(cells[0], paused=True), replace(cells[0], outdated=True), replace(cells[0], held=True)]
    room = table.columnWidth(Col.APPROVE) - 40  # gaps, icon, and what is left between icon and word
    for text in {look.words.cell(cell).text for cell in cells} | {
        duration(3599, look.words),
        duration(9e4, look.words),
    }:
        assert table.fontMetrics().horizontalAdvance(text) <= room, text
