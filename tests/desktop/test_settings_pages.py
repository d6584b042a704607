"""The settings' pages that are more than lines: policy, keys, data folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication

from core.settings import Settings, load_settings, save_settings
from desktop.program import (
    CheckPolicy,
    DataMeasured,
    Folder,
    FolderOpened,
    MeasureData,
    OpenFolder,
    PolicyChecked,
    PolicyDifference,
    PolicyProblem,
    ProgramFailed,
    SaveSettings,
    SettingsSaved,
)
from desktop.shell import Shell
from desktop.ui import keys
from desktop.ui.keyboard import Keyboard
from desktop.ui.keytable import KEYS, Deed
from desktop.ui.settings.data import DataPage
from desktop.ui.settings.dialog import SettingsDialog
from desktop.ui.settings.phrases import PolicyPhrase as P
from desktop.ui.theme import ROW_COMPACT


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, lanes=2, ui_language="en", theme="light")


@pytest.fixture
def open_dialog(qtbot, look):
    def make(settings: Settings) -> SettingsDialog:
        made = SettingsDialog(look, settings)
        qtbot.addWidget(made)
        made.heard = []
        made.asked.connect(made.heard.append)
        made.show()
        return made

    return make


@pytest.fixture(autouse=True)
def _as_shipped() -> Iterator[None]:
    yield
    keys.use(Keyboard())


def test_a_policy_file_is_checked_at_once_and_only_a_sound_one_can_be_saved(qtbot, open_dialog, settings, monkeypatch):
    dialog = open_dialog(settings)
    page = dialog.policy
    dialog.show_page(page)
    assert dialog.heard[-1] == CheckPolicy("")
    monkeypatch.setattr("desktop.ui.settings.policy.ask_for_policy", lambda *_: (Path("/p/mine.toml"),))
    qtbot.mouseClick(page.own, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.choose, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: CheckPolicy("/p/mine.toml") in dialog.heard)
    assert not dialog.save.isEnabled()
    dialog.receive(PolicyChecked("/p/other.toml", "other", "1", "f" * 64, (), (), is_in_use=False))
    assert not dialog.save.isEnabled()
    change = PolicyDifference("floors.school", "0.8", "0.9")
    dialog.receive(PolicyChecked("/p/mine.toml", "mine", "7", "a" * 64, (), (change,), is_in_use=False))
    assert page.state.text() == "mine, version 7"
    assert "a" * 64 in page.hash.text()
    assert page.heading.text() == "1 rule differs from the policy in use:"
    assert [page.table.model.index(0, column).data() for column in range(3)] == ["floors.school", "0.8", "0.9"]
    assert dialog.save.isEnabled()
    dialog.save.click()
    assert dialog.heard[-1] == SaveSettings((("policy", "/p/mine.toml"),))


def test_what_is_wrong_with_a_policy_is_told_line_by_line_and_it_cannot_be_saved(open_dialog, settings):
    dialog = open_dialog(settings)
    dialog.policy.own.setChecked(True)
    dialog.policy.path.setText("/p/bad.toml")
    problems = (
        PolicyProblem(12, "floors.school", "less_than_equal", "Input should be less than or equal to 1"),
        PolicyProblem(30, "reading.odd", "extra_forbidden", "Extra inputs are not permitted"),
    )
    dialog.receive(PolicyChecked("/p/bad.toml", "", "", "", problems, (), is_in_use=False))
    assert dialog.policy.state.text() == P.BAD.english
    told = [label.text() for label in dialog.policy.problems if not label.isHidden()]
    assert told[0].startswith("Line 12, floors.school: ")
    assert "less than or equal to 1" in told[0]
    assert told[1] == f"Line 30, reading.odd: {P.UNKNOWN.english}"
    assert not dialog.save.isEnabled()


def test_back_to_the_built_in_policy_takes_the_setting_out(open_dialog, settings):
    dialog = open_dialog(settings.model_copy(update={"policy": Path("/p/mine.toml")}))
    assert dialog.policy.own.isChecked()
    dialog.policy.built_in.setChecked(True)
    dialog.receive(PolicyChecked("", "default", "1", "b" * 64, (), (), is_in_use=False))
    assert dialog.edits == (("policy", None),)
    assert dialog.save.isEnabled()


def press(dialog: SettingsDialog, qtbot, deed: Deed, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    line = dialog.keys.lines[deed]
    qtbot.mouseClick(line.key, Qt.MouseButton.LeftButton)
    assert line.key.is_waiting
    qtbot.keyClick(line.key, key, modifier)
    assert not line.key.is_waiting


def test_a_key_is_changed_by_pressing_the_new_one(qtbot, open_dialog, settings):
    dialog = open_dialog(settings)
    dialog.show_page(dialog.keys)
    press(dialog, qtbot, Deed.NEXT, Qt.Key.Key_J, Qt.KeyboardModifier.AltModifier)
    assert dialog.keys.lines[Deed.NEXT].key.text() == "Alt+J"
    assert dialog.edits == (("keys.next", "Alt+J"),)
    assert dialog.save.isEnabled()
    dialog.keys.lines[Deed.NEXT].reset.click()
    assert dialog.edits == ()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_some_keys_leave_the_old_one(qtbot, open_dialog, settings, key):
    dialog = open_dialog(settings)
    dialog.show_page(dialog.keys)
    press(dialog, qtbot, Deed.NEXT, key)
    assert dialog.edits == ()
    assert dialog.isVisible()


def test_keys_that_collide_are_told_on_both_sides_and_cannot_be_saved(qtbot, open_dialog, settings):
    dialog = open_dialog(settings)
    dialog.show_page(dialog.keys)
    press(dialog, qtbot, Deed.NEXT, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    for deed, other in ((Deed.NEXT, Deed.REJECT), (Deed.REJECT, Deed.NEXT)):
        assert KEYS[other].text.english in dialog.keys.lines[deed].problem.text()
    assert not dialog.save.isEnabled()
    dialog.keys.reset_all.click()
    assert not dialog.keys.blocks_saving
    assert all(line.problem.isHidden() for line in dialog.keys.lines.values())


def test_character_keys_are_switched_off_on_the_same_page(open_dialog, settings):
    dialog = open_dialog(settings)
    dialog.keys.flag.editor.click()
    assert dialog.edits == (("character_keys", False),)
    assert dialog.keys.lines[Deed.KEYS].key.text() == "F1"


def test_saved_keys_count_at_once_in_a_window_made_anew(qtbot, qapp: QApplication, settings):
    settings.data_dir.mkdir(exist_ok=True)
    shell = Shell(qapp, settings)
    first = shell.window
    after = save_settings(settings, {"keys.search": "Ctrl+K", "character_keys": False})
    assert load_settings(data_dir=settings.data_dir).keys == {"search": "Ctrl+K"}
    shell.receive_program(SettingsSaved(after))
    assert shell.window is not first
    bound = {one.key().toString() for one in shell.window.findChildren(QShortcut)}
    assert "Ctrl+K" in bound
    assert not bound & {"/", "?", "Ctrl+F"}
    shell.destroy()


def test_density_and_motion_count_at_once(qapp: QApplication, settings):
    shell = Shell(qapp, settings)
    blink = qapp.cursorFlashTime()
    shell.receive_program(SettingsSaved(settings.model_copy(update={"density": "compact", "reduced_motion": True})))
    assert shell.window.look.compact
    assert shell.window.look.still
    assert shell.window.records.table.verticalHeader().defaultSectionSize() == ROW_COMPACT
    assert qapp.cursorFlashTime() == 0
    assert "widget-animation-duration: 0" in qapp.styleSheet()
    shell.receive_program(SettingsSaved(settings))
    assert qapp.cursorFlashTime() == blink
    assert not shell.window.look.compact
    shell.destroy()


def test_the_data_folder_is_shown_and_measured(open_dialog, settings):
    dialog = open_dialog(settings)
    page = dialog.pages[-1]
    assert isinstance(page, DataPage)
    dialog.show_page(page)
    assert dialog.heard[-1] == MeasureData()
    dialog.receive(DataMeasured(settings.data_dir, 2048, 5 << 20, 100, 3 << 30))
    assert [label.text() for label in page.sizes.values()] == ["2 kB", "5.0 MB", "100 B", "3.0 GB"]
    page.open_logs.click()
    page.open_data.click()
    assert dialog.heard[-2:] == [OpenFolder(Folder.LOGS), OpenFolder(Folder.DATA)]
    dialog.receive(ProgramFailed(dialog.heard[-1], "no_file_manager", "No file manager answers here."))
    assert page.problem.text() == "No file manager answers here."
    dialog.receive(FolderOpened(Folder.DATA))
    assert page.problem.isHidden()
