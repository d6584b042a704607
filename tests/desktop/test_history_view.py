from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from core.domain.belief import Belief
from core.domain.decision import Decision, DecisionReason, RejectKind, Verdict
from core.domain.field import FieldName
from core.domain.history import Change, HistoryKind, HistoryRow
from core.domain.hold import HoldReason, PolicyRef, ReasonCode
from core.domain.ids import DecisionId, RecordId, RunId
from core.domain.page import Engine
from core.domain.pausing import PauseTarget
from core.domain.rows import StageRunRow
from core.domain.states import ProcessStatus, StageName, StageStatus
from desktop.ui.records.history import ICONS, HistoryView
from desktop.ui.records.history_words import details, headline
from desktop.ui.words import Words

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOSTILE = "<b>x</b>\u202e\n"
RUN = StageRunRow(
    RunId(1),
    1,
    StageName.OCR,
    2,
    StageStatus.DONE,
    True,
    "tesseract",
    "5.5",
    AT,
    AT,
    AT + timedelta(seconds=3),
    "",
    "",
)
DECISION = Decision(
    DecisionId(1),
    RecordId(1),
    1,
    Verdict.REJECT,
    DecisionReason.EXPIRED,
    RejectKind.RETRY,
    HOSTILE,
    "inside",
    (),
    "kim",
    AT,
)
K = HistoryKind


def row(kind: HistoryKind, version: int = 1, actor: str = "kim", **parts: object) -> HistoryRow:
    return HistoryRow(AT, kind, version, actor, **parts)


UNKNOWN = HoldReason(ReasonCode.UNKNOWN_TYPE, StageName.APPROVE)
POLICY = PolicyRef("default", "7", "0" * 64)
ROWS = {
    K.ERASED: (row(K.ERASED, note="originals, text"), "Deleted for good", "originals, text"),
    K.TAKEN_IN: (row(K.TAKEN_IN, 0, note="/in/a.pdf"), "Taken in", "/in/a.pdf"),
    K.STAGE: (
        row(K.STAGE, 2, run=RUN, engines=(Engine("tesseract", "5.5"),)),
        "Read: Done",
        "3.0 s · try 2 · tesseract 5.5 · version 2",
    ),
    K.HELD: (
        row(K.HELD, reasons=(UNKNOWN,), policy=POLICY, engines=(Engine("rules", "1"),)),
        "Held",
        "The kind of document is not known · policy default 7 · rules 1",
    ),
    K.APPROVED: (row(K.APPROVED), "Approved by the policy", ""),
    K.CLAIM: (
        row(K.CLAIM, 0, changes=(Change(FieldName.SCHOOL, "", "Hanbat"),)),
        "Claim changed",
        "School: – → Hanbat",
    ),
    K.DECIDED: (row(K.DECIDED, decision=DECISION), "Rejected: Too old", HOSTILE + " · inside"),
    K.POSTPONED: (row(K.POSTPONED, note="later"), "Put off", "to the end of the queue · later"),
    K.ESCALATED: (row(K.ESCALATED, to="lee", note="seal?"), "Handed to a second person", "to lee · seal?"),
    K.RERUN: (row(K.RERUN, stage=StageName.EXTRACT), "Run again from Extract", ""),
    K.RESUBMITTED: (row(K.RESUBMITTED, 2, stage=StageName.OCR, note="3"), "Handed in again", "3 files · version 2"),
    K.BELIEF: (
        row(K.BELIEF, to="backend", belief=Belief("backend", ProcessStatus.HOLD, 1, None, ProcessStatus.REJECTED)),
        "The back end knows: Held",
        "backend · not told yet: Rejected",
    ),
    K.PAUSED: (
        row(K.PAUSED, 0, target=PauseTarget(stage=StageName.EXTRACT), stage=StageName.EXTRACT, note="model is down"),
        "Paused: Extract",
        "all records · model is down",
    ),
    K.RESUMED: (row(K.RESUMED, 0, target=PauseTarget()), "Goes on", "the whole chain"),
    K.CANCELLED: (row(K.CANCELLED), "Cancelled", ""),
    K.DELIVERY: (row(K.DELIVERY, to="https://a", note="200"), "Told the back end", "to https://a · 200"),
}


@pytest.mark.parametrize("kind", list(HistoryKind))
def test_everything_that_happens_is_said_and_has_a_mark(kind):
    row, head, rest = ROWS[kind]
    assert (headline(row, Words("en")), details(row, Words("en"))) == (head, rest)
    assert not headline(row, Words("ko")).isascii()
    assert ICONS[kind]


@pytest.mark.parametrize(
    ("note", "head", "rest"),
    [
        (
            "record.held: unavailable no_secret",
            "Tried to tell the back end",
            "to university · held · to be tried again",
        ),
        ("record.approved: refused 404", "Tried to tell the back end", "to university · approved · refused · 404"),
        ("record.approved: confirmed 204", "Told the back end", "to university · approved · confirmed · 204"),
        ("record.approved: started", "Tried to tell the back end", "to university · approved · under way"),
        ("of another program", "Told the back end", "to university · of another program"),
    ],
)
def test_a_try_to_tell_a_back_end_is_said_in_words(note, head, rest):
    told = row(K.DELIVERY, to="university", note=note)
    assert headline(told, Words("en")) == head
    assert details(told, Words("en")).startswith(rest)
    assert "no_secret" not in details(told, Words("ko"))


def test_the_timeline_shows_plain_text_and_the_last_thing(qtbot, any_look, qtmodeltester):
    view = HistoryView(any_look)
    qtbot.addWidget(view)
    view.resize(400, 160)
    view.show()
    view.show_rows([row for row, _, _ in ROWS.values()])
    qtmodeltester.check(view.rows)
    texts = [view.rows.index(place, 0).data() for place in range(view.rows.rowCount())]
    assert len(texts) == len(ROWS)
    assert not any("\u202e" in text or "\n" in text for text in texts)
    tips = [view.rows.index(place, 0).data(Qt.ItemDataRole.ToolTipRole) for place in range(len(texts))]
    assert not any("<b>" in tip for tip in tips)
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
    view.grab()
