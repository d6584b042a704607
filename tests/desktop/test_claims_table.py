"""Claims from a table: columns mapped, lines previewed, applied only when asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fake_desk import FakePlace
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from core.domain.claim import Claim
from core.domain.claim_table import ClaimKey, ClaimMatch, ClaimOutcome, ClaimTable
from core.domain.field import FieldName
from core.domain.ids import RecordId
from core.domain.states import ProcessStatus
from core.settings import Settings
from desktop.app import Desktop
from desktop.messages import AskFailed
from desktop.table_messages import ApplyClaims, ClaimsApplied, ClaimsMatched, MatchClaims, ReadClaims
from desktop.ui.claims.dialog import ClaimsDialog, changes
from desktop.ui.claims.phrases import STATES
from desktop.ui.claims.phrases import ClaimsPhrase as C
from desktop.ui.words import Words

EVIL = '=HYPERLINK("http://x")<b>홍</b>\u202e'
TABLE = ClaimTable(
    source="claims.csv",
    encoding="cp949",
    delimiter=",",
    headers=("파일", "성명", "", EVIL),
    rows=(("1.pdf", "홍길동", "x", EVIL), ("9.pdf", "김민준", "", "")),
    lines=(2, 3),
    suggested=(ClaimKey.FILE, FieldName.HOLDER_NAME, None, None),
)
GOOD = ClaimMatch(
    2,
    "1.pdf",
    RecordId(1),
    "홍길동",
    Claim(((FieldName.HOLDER_NAME, "홍길순"),)),
    Claim(((FieldName.HOLDER_NAME, "홍길동"), (FieldName.SCHOOL, EVIL))),
)
BAD = ClaimMatch(3, "9.pdf", None, "", Claim(), Claim(), "no_record", "No record fits 9.pdf.")


@pytest.fixture
def dialog(qtbot, look):
    made = ClaimsDialog(look, TABLE)
    qtbot.addWidget(made)
    made.heard = []
    made.asked.connect(made.heard.append)
    made.show()
    return made


def shown(dialog: ClaimsDialog, row: int) -> list[str]:
    model = dialog.table.model
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_what_the_columns_seem_to_be_is_asked_about_at_once(qtbot, dialog):
    qtbot.waitUntil(lambda: bool(dialog.heard))
    assert dialog.heard == [MatchClaims(1, TABLE, TABLE.suggested)]
    assert not dialog.apply.isEnabled()


def test_another_mapping_is_asked_about_anew_and_takes_a_use_from_where_it_was(qtbot, dialog):
    qtbot.waitUntil(lambda: bool(dialog.heard))
    dialog.columns.choose(2, FieldName.HOLDER_NAME)
    dialog.columns.choose(3, ClaimKey.NUMBER)
    assert dialog.columns.uses == (None, None, FieldName.HOLDER_NAME, ClaimKey.NUMBER)
    qtbot.waitUntil(lambda: len(dialog.heard) == 2)
    asked = dialog.heard[-1]
    dialog.receive(ClaimsMatched(1, (GOOD,)))
    assert dialog.table.model.rowCount() == 0, "an answer to an older question"
    dialog.receive(ClaimsMatched(asked.generation, (GOOD, BAD)))
    assert dialog.table.model.rowCount() == 2


def test_each_line_tells_what_it_would_change_or_why_not(qtbot, dialog):
    qtbot.waitUntil(lambda: bool(dialog.heard))
    dialog.receive(ClaimsMatched(1, (GOOD, BAD)))
    assert shown(dialog, 0)[:3] == ["2", "1.pdf", "홍길동"]
    assert ": 홍길순 → 홍길동 · " in shown(dialog, 0)[3]
    assert "\u202e" not in shown(dialog, 0)[3]
    assert shown(dialog, 0)[4] == C.READY.english
    assert shown(dialog, 1)[4] == C.NO_RECORD.english
    assert dialog.state.text() == "1 to apply · 0 unchanged · 1 not usable"
    assert dialog.apply.text() == "Apply 1  Ctrl+↵"


def test_only_what_can_be_is_applied_and_each_outcome_told(qtbot, dialog):
    second = replace(GOOD, line=4, record=RecordId(4))
    qtbot.waitUntil(lambda: bool(dialog.heard))
    dialog.receive(ClaimsMatched(1, (GOOD, BAD, second)))
    qtbot.keyClick(dialog.columns, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.heard[-1] == ApplyClaims((GOOD, second))
    assert not dialog.apply.isEnabled()
    outcomes = (ClaimOutcome(2, RecordId(1)), ClaimOutcome(4, RecordId(4), "in_work", "It is being read."))
    dialog.receive(ClaimsApplied(outcomes))
    assert [shown(dialog, row)[4] for row in range(3)] == [
        C.APPLIED.english,
        C.NO_RECORD.english,
        "It is being read.",
    ]
    assert dialog.state.text() == "1 claims applied, 1 refused: see the last column"
    assert not dialog.apply.isEnabled()


def test_a_mapping_that_cannot_be_used_is_told(qtbot, dialog):
    qtbot.waitUntil(lambda: bool(dialog.heard))
    dialog.receive(AskFailed(dialog.heard[-1], "no_key", "Say which column names the record."))
    assert dialog.state.text() == "Say which column names the record."
    assert not dialog.apply.isEnabled()


def test_every_reason_is_said_in_both_languages():
    for phrase in STATES.values():
        assert phrase.english != phrase.korean
    assert changes(BAD, Words("ko")) == ""
    assert changes(GOOD, Words("ko")).startswith(Words("ko").field(FieldName.HOLDER_NAME))


@pytest.fixture
def desktop(qtbot, qapp, tmp_path):
    place = FakePlace()
    place.desk.add(ProcessStatus.HOLD, "1", tell=False)
    made = Desktop(qapp, Settings(data_dir=tmp_path, lanes=1, ui_language="ko", theme="light"), [], place.opened)
    made.start()
    with qtbot.waitSignal(made.ready, timeout=5000):
        pass
    yield made, place
    with qtbot.waitSignal(made.closer.done, timeout=5000):
        made.shell.close()
    made.wait_for_threads()
    made.shell.destroy()


def test_a_chosen_table_is_read_matched_and_applied_by_the_desk(qtbot, desktop, tmp_path, monkeypatch):
    made, place = desktop
    monkeypatch.setattr("desktop.ui.adding.ask_for_table", lambda *_: (tmp_path / "claims.csv",))
    made.shell.window.bar.table_wanted.emit()
    qtbot.waitUntil(lambda: made.shell.dialogs.claims is not None)
    dialog = made.shell.dialogs.claims
    qtbot.waitUntil(dialog.apply.isEnabled)
    dialog.apply.click()
    qtbot.waitUntil(lambda: place.desk.claims == {1: Claim(((FieldName.HOLDER_NAME, "Kim Min-jun"),))})
    qtbot.waitUntil(lambda: dialog.state.text() == "신청 내용 1건 적용")
    dialog.close_button.click()
    assert made.shell.dialogs.claims is None


def test_lines_copied_out_of_a_spreadsheet_are_a_table(qtbot, desktop, monkeypatch):
    made, place = desktop
    read: list[tuple[str, str]] = []
    answer = place.desk.read_claims

    def read_claims(path: Path) -> ClaimTable:
        read.append((path.name, path.read_text(encoding="utf-8")))
        return answer(path)

    monkeypatch.setattr(place.desk, "read_claims", read_claims)
    data = QMimeData()
    data.setText("file\t성명\n1.pdf\t홍길동\n")
    QApplication.clipboard().setMimeData(data)
    made.shell.window.adding.paste()
    qtbot.waitUntil(lambda: made.shell.dialogs.claims is not None)
    assert read == [("clipboard.tsv", "file\t성명\n1.pdf\t홍길동\n")]
    assert place.desk.taken == []
    QApplication.clipboard().clear()


def test_a_table_that_is_dropped_is_no_document(qtbot, desktop):
    made, place = desktop
    asked: list[object] = []
    made.shell.asked.connect(asked.append)
    data = QMimeData()
    data.setUrls([QUrl("file:///in/claims.CSV")])
    either = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    args = (either, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    for event in (QDragEnterEvent(QPoint(9, 9), *args), QDropEvent(QPointF(9, 9), *args)):
        QApplication.sendEvent(made.shell.window, event)
    assert asked[-1] == ReadClaims(Path("/in/claims.CSV"))
    assert place.desk.taken == []
