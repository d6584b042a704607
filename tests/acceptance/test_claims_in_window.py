"""A table of claims, from the file to records judged anew: the real window on a real store, reading real files."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.domain.field import FieldName
from core.domain.hold import ReasonCode
from core.domain.states import ProcessStatus
from desktop.ui.claims.dialog import ClaimsDialog
from tests.documents import make_document
from tests.kit.house import RESTLESS, House
from tests.kit.in_window import SECONDS, Run
from tests.kit.invariants import broken

SLIP, FINE, ODD = "slip", "fine", "odd"
pytestmark = [pytest.mark.timeout(400), pytest.mark.parametrize("house", RESTLESS, indirect=True)]


def paper(folder: Path, name: str, seed: int, flaw: str = "") -> dict[str, str]:
    """A folder of one certificate with its claim; returns what the certificate says."""
    made = make_document("graduation_certificate", "ko_rows", seed, flaw=flaw)
    (folder / name).mkdir(parents=True)
    (folder / name / f"{name}{made.suffix}").write_bytes(made.data)
    (folder / name / "record.json").write_text(json.dumps({"claim": made.claim}))
    return {field: value for field, value in made.truth.items() if value is not None}


@pytest.fixture
def run(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, house: House
) -> Iterator[tuple[Run, dict[str, dict[str, str]]]]:
    papers = tmp_path / "papers"
    flaws = {SLIP: "claim_differs:school", FINE: "", ODD: "instruction_text"}
    truths = {name: paper(papers, name, 31 + number, flaw) for number, (name, flaw) in enumerate(flaws.items())}
    made = Run(qtbot, qapp, house, [papers])
    yield made, truths
    made.close()
    assert broken(house.data) == []


def states(dialog: ClaimsDialog) -> list[str]:
    model = dialog.table.model
    return [model.index(row, 4).data() for row in range(model.rowCount())]


def test_claims_of_a_table_are_applied_and_judged(qtbot, run, tmp_path: Path, monkeypatch) -> None:
    window, truths = run
    held = {SLIP: ProcessStatus.HOLD, FINE: ProcessStatus.APPROVED, ODD: ProcessStatus.HOLD}
    window.wait(held)
    table = tmp_path / "claims.csv"
    lines = ["파일,성명,학교,비고"]
    lines += [f"{name}.pdf,{truths[name]['holder_name']},{truths[name]['school']},x" for name in (SLIP, FINE)]
    lines += [f"{ODD}.pdf,{truths[ODD]['holder_name']},다른대학교,x", "nobody.pdf,김민준,다른대학교,x"]
    table.write_bytes("\r\n".join(lines).encode("cp949"))
    monkeypatch.setattr("desktop.ui.adding.ask_for_table", lambda *_: (table,))
    shell = window.desktop.shell
    shell.window.bar.table_wanted.emit()
    qtbot.waitUntil(lambda: shell.dialogs.claims is not None, timeout=SECONDS)
    dialog = shell.dialogs.claims
    qtbot.waitUntil(dialog.apply.isEnabled, timeout=SECONDS)
    assert [match.code for match in dialog.ready] == ["", ""]
    assert states(dialog)[1] == "이미 결정한 기록"
    dialog.apply.click()
    qtbot.waitUntil(lambda: states(dialog)[0] == "적용함", timeout=SECONDS)
    dialog.close_button.click()
    window.wait({**held, SLIP: ProcessStatus.APPROVED})
    slip, odd, fine = (window.seen(window.record(name)) for name in (SLIP, ODD, FINE))
    assert slip.claim.get(FieldName.SCHOOL) == truths[SLIP]["school"]
    assert odd.claim.get(FieldName.SCHOOL) == "다른대학교"
    qtbot.waitUntil(
        lambda: ReasonCode.CLAIM_DIFFERS in {reason.code for reason in window.seen(odd.row.id).row.reasons},
        timeout=SECONDS,
    )
    assert fine.claim.get(FieldName.SCHOOL) == truths[FINE]["school"]
