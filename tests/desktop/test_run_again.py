"""The dialog for running again: what would happen is seen before, and only that is done; and pauses in the strip."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from core.domain.hold import PolicyRef
from core.domain.pausing import PauseTarget
from core.domain.run_settings import RunSettings
from core.domain.states import ProcessStatus as S
from core.domain.states import StageName
from desktop.ui import open as dialogs
from desktop.ui.again import dialog as module
from desktop.ui.again.phrases import AgainPhrase, PausePhrase


def opened(qtbot, open_window, desk, records):
    wired = open_window()
    qtbot.waitUntil(lambda: len(wired.window.records.model.rows) == len(desk.rows_by_id))
    wired.window.records.table.select(records)
    qtbot.keyClick(wired.window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: wired.window.again.dialog is not None)
    return wired, wired.window.again.dialog


def test_the_preview_stands_before_anything_is_done(qtbot, open_window, desk):
    held, approved, working = (desk.add(status, tell=False) for status in (S.HOLD, S.APPROVED, S.IN_PROGRESS))
    _, dialog = opened(qtbot, open_window, desk, [held, approved, working])
    dialog.stages.button(1).click()
    qtbot.waitUntil(dialog.confirm.isEnabled)
    told = "\n".join(label.text() for label in dialog.totals)
    assert "2 of 3 would run: Extract 2, Check 2" in told
    assert "New versions: 1; decided already, and staying so: 1" in told
    assert "Results that no longer stand: Extract 1, Check 1" in told
    assert "1 hold values that a person stands for" in told
    assert desk.reruns == []
    assert {line.record for line in dialog._lines} == {held, approved, working}


def test_only_what_was_shown_is_run_and_the_dialog_closes(qtbot, open_window, desk):
    held = [desk.add(S.HOLD, tell=False) for _ in range(3)]
    wired, dialog = opened(qtbot, open_window, desk, held)
    qtbot.waitUntil(dialog.confirm.isEnabled)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: wired.window.again.dialog is None)
    assert sorted(record for record, _ in desk.reruns) == held
    assert {(order.stage, order.chain) for _, order in desk.reruns} == {(StageName.OCR, True)}


def test_what_is_refused_meanwhile_stays_to_be_read(qtbot, open_window, desk):
    held = [desk.add(S.HOLD, tell=False) for _ in range(2)]
    desk.refused = {held[0]}
    _, dialog = opened(qtbot, open_window, desk, held)
    qtbot.waitUntil(dialog.confirm.isEnabled)
    dialog.confirm.click()
    qtbot.waitUntil(lambda: "1 do not" in dialog.state.text())
    assert [record for record, _ in desk.reruns] == [held[1]]
    assert dialog.confirm.isHidden()


def test_settings_of_one_run_go_with_it(qtbot, open_window, desk, monkeypatch):
    held = desk.add(S.HOLD, tell=False)
    monkeypatch.setattr(dialogs, "ask_for_policy", lambda *_: (Path("/in/strict.toml"),))
    _, dialog = opened(qtbot, open_window, desk, [held])
    dialog.form.pages.setText("0")
    dialog.form.languages.setCurrentIndex(3)
    dialog.form.model.setCurrentIndex(2)
    dialog.form.choose.click()
    qtbot.waitUntil(lambda: dialog.form.settings.policy is not None)
    qtbot.waitUntil(dialog.confirm.isEnabled)
    dialog.confirm.click()
    qtbot.waitUntil(lambda: len(desk.reruns) == 1)
    policy = PolicyRef("strict", "7", "a" * 64)
    assert desk.reruns[0][1].settings == RunSettings(0, ("eng",), None, model=False, policy=policy)


def test_what_no_stage_uses_cannot_be_said(qtbot, open_window, desk):
    _, dialog = opened(qtbot, open_window, desk, [desk.add(S.HOLD, tell=False)])
    dialog.form.pages.setText("5")
    dialog.stages.button(2).click()
    assert not dialog.form.pages.isEnabled()
    assert dialog.form.choose.parentWidget().isEnabled()
    assert dialog.order.settings.page_limit is None
    assert not dialog.reach.button(0).isEnabled()
    assert dialog.order.chain is False


def test_all_of_a_list_is_worked_out_and_run_batch_by_batch(qtbot, open_window, desk, monkeypatch):
    monkeypatch.setattr(module, "PLAN_BATCH", 4)
    monkeypatch.setattr(module, "RUN_BATCH", 3)
    monkeypatch.setattr(module, "MOST_SHOWN", 5)
    for _ in range(10):
        desk.add(S.HOLD, tell=False)
    desk.add(S.APPROVED, tell=False)
    wired = open_window()
    qtbot.waitUntil(lambda: len(wired.window.records.model.rows) == 11)
    wired.window.records.filters.choose(S.HOLD)
    wired.window.records.filters.again.click()
    dialog = wired.window.again.dialog
    qtbot.waitUntil(dialog.confirm.isEnabled)
    assert [len(records) for records, _ in desk.plans] == [4, 4, 2]
    assert dialog.heading.text() == AgainPhrase.OF_LIST.english.format(count=10)
    assert dialog.state.text() == AgainPhrase.SHOWN.english.format(shown=5, count=10)
    dialog.confirm.click()
    qtbot.waitUntil(lambda: len(desk.reruns) == 10)


def test_a_change_while_it_is_worked_out_drops_what_was_asked(qtbot, open_window, desk):
    _, dialog = opened(qtbot, open_window, desk, [desk.add(S.HOLD, tell=False)])
    dialog.stages.button(1).click()
    dialog.stages.button(2).click()
    qtbot.waitUntil(dialog.confirm.isEnabled)
    assert desk.plans[-1][1].stage is StageName.APPROVE
    assert dialog._totals.records == 1


def test_the_chain_and_its_stages_are_paused_from_the_strip(qtbot, open_window, desk):
    desk.add(S.PENDING, tell=False)
    wired = open_window()
    pause = wired.window.strip.pause
    qtbot.waitUntil(lambda: pause._counts is not None)
    assert PausePhrase.CHAIN.english in pause.text_of_menu
    pause.menu().actions()[0].trigger()
    qtbot.waitUntil(lambda: PauseTarget() in desk.paused)
    qtbot.waitUntil(lambda: pause.text().startswith("Paused: everything"))
    pause.menu().actions()[2].trigger()
    qtbot.waitUntil(lambda: PauseTarget(stage=StageName.EXTRACT) in desk.paused)
    pause.menu().actions()[0].trigger()
    qtbot.waitUntil(lambda: PauseTarget() not in desk.paused)
    qtbot.waitUntil(lambda: pause.text().startswith("Paused: Extract"))


def test_one_record_is_paused_and_let_go_beside_the_list(qtbot, open_window, desk):
    record = desk.add(S.PENDING, tell=False)
    wired = open_window()
    qtbot.waitUntil(lambda: len(wired.window.records.model.rows) == 1)
    wired.window.records.table.select([record])
    panel = wired.window.records.panel
    qtbot.waitUntil(lambda: panel._pause.isVisibleTo(panel))
    panel._pause.click()
    qtbot.waitUntil(lambda: panel._pause.text() == PausePhrase.RESUME.english)
    assert PauseTarget(record) in desk.paused
    panel._pause.click()
    qtbot.waitUntil(lambda: panel._pause.text() == PausePhrase.PAUSE.english)


def test_with_nothing_selected_nothing_opens(qtbot, open_window, desk):
    desk.add(S.HOLD, tell=False)
    wired = open_window()
    qtbot.waitUntil(lambda: len(wired.window.records.model.rows) == 1)
    qtbot.keyClick(wired.window, Qt.Key.Key_F5)
    assert wired.window.again.dialog is None
