from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from core.errors import UsageError
from core.settings import Settings, load_settings
from desktop.program import (
    FindKey,
    KeyFound,
    ModelTested,
    ProgramFailed,
    SaveSettings,
    SettingsSaved,
    StoreKey,
    TryModel,
)
from desktop.shell import Shell
from desktop.ui.settings.dialog import SettingsDialog
from desktop.ui.settings.lines import CHARACTER_KEYS, PAGES, Kind, needs_restart
from desktop.ui.settings.phrases import SettingsPhrase as S
from desktop.workers.program import ProgramWorker
from devtools.side_scenes import PAGES as PICTURED


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, lanes=2, ui_language="en", theme="light")


@pytest.fixture
def dialog(qtbot, look, settings):
    made = SettingsDialog(look, settings)
    qtbot.addWidget(made)
    made.heard = []
    made.asked.connect(made.heard.append)
    made.show()
    return made


def test_every_line_is_a_setting_and_shows_its_value(dialog, settings):
    assert {row.line.name for row in dialog.rows} == {line.name for page in PAGES for line in page.lines}
    for row in dialog.rows:
        assert row.editor.value() == row.line.read(settings)
        assert row.editor.accessibleName()
    assert dialog.edits == ()
    assert not dialog.save.isEnabled()


def test_a_picture_is_drawn_of_every_page(dialog):
    assert len(dialog.pages) == len(PICTURED)


def test_a_change_can_be_saved_and_closes_the_dialog_when_it_is(qtbot, dialog, settings):
    dialog.row("page_limit").editor.setText("5")
    dialog.row("theme").editor._chips[2][1].click()
    dialog.row("density").editor._chips[1][1].click()
    dialog.row("model.mask").editor.click()
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert dialog.heard[-1] == SaveSettings(
        (("page_limit", 5), ("model.mask", False), ("theme", "dark"), ("density", "compact"))
    )
    dialog.receive(SettingsSaved(settings))
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("page_limit", "many", S.PAGE_LIMIT_BAD),
        ("page_limit", "501", S.PAGE_LIMIT_BAD),
        ("lanes", "0", S.LANES_BAD),
        ("model.base_url", "http://192.0.2.1/v1", S.ADDRESS_BAD),
        ("model.base_url", "nonsense", S.ADDRESS_BAD),
        ("model.daily_calls", "-1", S.DAILY_BAD),
    ],
)
def test_what_is_wrong_is_told_as_it_is_typed_and_cannot_be_saved(dialog, name, typed, says):
    row = dialog.row(name)
    row.editor.setText(typed)
    assert row._problem.text() == says.english
    assert not dialog.save.isEnabled()
    row.editor.setText(str(row._before))
    assert row._problem.isHidden()


def test_switching_the_model_on_wants_its_name(dialog):
    dialog.row("model.enabled").editor.click()
    assert dialog.row("model.name")._problem.text() == S.NAME_BAD.english
    assert not dialog.model.tools.test.isEnabled()
    dialog.row("model.name").editor.setText("tiny")
    assert dialog.save.isEnabled()
    assert dialog.model.tools.test.isEnabled()


def test_what_the_environment_says_cannot_be_changed_here(qtbot, look, settings, monkeypatch):
    monkeypatch.setenv("HOLDPOINT_LANES", "2")
    dialog = SettingsDialog(look, settings)
    qtbot.addWidget(dialog)
    row = dialog.row("lanes")
    assert not row.editor.isEnabled()
    assert row._hint.text() == S.BY_ENVIRONMENT.english


def test_the_key_belongs_to_the_server_that_is_typed(qtbot, dialog):
    tools = dialog.model.tools
    dialog.row("model.base_url").editor.setText("https://models.example/v1")
    qtbot.waitUntil(lambda: FindKey("https://models.example") in dialog.heard)
    dialog.receive(KeyFound("https://other.example", "keyring"))
    assert tools.remove.isHidden()
    dialog.receive(KeyFound("https://models.example", "keyring"))
    assert not tools.remove.isHidden()
    tools.key.setText("sk-secret")
    tools.store.click()
    assert dialog.heard[-1] == StoreKey("https://models.example", "sk-secret")
    assert "sk-secret" not in repr(dialog.heard)


def test_the_test_is_asked_with_what_is_typed_and_its_result_told(dialog):
    dialog.row("model.name").editor.setText("tiny")
    dialog.row("page_limit").editor.setText("9")
    dialog.model.tools.test.click()
    assert dialog.heard[-1] == TryModel((("model.name", "tiny"),), "")
    assert not dialog.model.tools.test.isEnabled()
    dialog.receive(ModelTested("http://127.0.0.1:1", "tiny", "tiny-2", "json_schema", 1.5, 3, 3, "", ""))
    assert dialog.model.tools.result.text() == (
        "tiny-2 at http://127.0.0.1:1 answered in 1.5 s, as json_schema: 3 of 3 values right."
    )
    dialog.receive(ModelTested("http://127.0.0.1:1", "tiny", "", "", 1.5, 0, 3, "model_unavailable", "No answer."))
    assert dialog.model.tools.result.text() == "It did not work: No answer."
    assert dialog.model.tools.test.isEnabled()


def test_what_could_not_be_saved_is_told_and_can_be_tried_again(dialog):
    dialog.row("page_limit").editor.setText("5")
    dialog.save.click()
    dialog.receive(ProgramFailed(dialog.heard[-1], "bad_setting", "The settings file cannot be changed."))
    assert dialog._problem.text() == "The settings file cannot be changed."
    assert dialog.save.isEnabled()


def test_saved_settings_are_written_by_the_worker(qtbot, settings):
    worker = ProgramWorker(settings)
    with qtbot.waitSignal(worker.answered) as caught:
        worker.ask(SaveSettings((("page_limit", 4), ("model.name", "tiny"))))
    assert caught.args[0].settings.page_limit == 4
    assert load_settings(data_dir=settings.data_dir).model.name == "tiny"
    with qtbot.waitSignal(worker.answered) as caught:
        worker.ask(SaveSettings((("lanes", 99),)))
    assert isinstance(caught.args[0], ProgramFailed)
    assert caught.args[0].code == "bad_setting"


def test_the_worker_seeks_keys_off_the_windows_thread(qtbot, settings, monkeypatch):
    threads = []

    class NoKeys:
        def find(self, endpoint: str) -> None:
            threads.append(threading.current_thread())
            raise UsageError("No keyring.", code="no_keyring")

    monkeypatch.setattr("core.language_model.keys.Keys", NoKeys)
    worker = ProgramWorker(settings)
    with qtbot.waitSignal(worker.answered, timeout=15_000) as caught:
        worker.ask(FindKey("https://models.example"))
    assert (caught.args[0].code, caught.args[0].text) == ("no_keyring", "No keyring.")
    assert threads[0] is not threading.main_thread()


def test_a_server_that_is_not_there_is_a_result_not_a_fault(qtbot, settings):
    worker = ProgramWorker(settings)
    edits = (("model.base_url", "http://127.0.0.1:9/v1"), ("model.name", "tiny"))
    with qtbot.waitSignal(worker.answered, timeout=30_000) as caught:
        worker.ask(TryModel(edits, "key"))
    tested = caught.args[0]
    assert (tested.code, tested.right, tested.endpoint) == ("model_unavailable", 0, "http://127.0.0.1:9")


def test_only_reading_and_model_need_a_new_start(settings):
    assert needs_restart(settings, settings.model_copy(update={"page_limit": 9}))
    assert needs_restart(settings, settings.model_copy(update={"policy": settings.data_dir / "mine.toml"}))
    live = {"theme": "dark", "ui_language": "ko", "density": "compact", "notify": False, "keys": {"next": "N"}}
    assert not needs_restart(settings, settings.model_copy(update=live))


def test_theme_and_language_count_at_once_and_beat_the_buttons(qtbot, qapp, settings):
    shell = Shell(qapp, settings)
    shell._on_theme_wanted()
    assert shell.theme.is_dark
    shell._on_settings_wanted()
    dialog = shell.dialogs.settings
    shell._on_settings_wanted()
    assert shell.dialogs.settings is dialog
    after = settings.model_copy(update={"ui_language": "ko", "page_limit": 0})
    shell.receive_program(SettingsSaved(after))
    assert shell.language == "ko"
    assert shell.window.banner.texts[0] == S.NEXT_START.korean
    shell.receive_program(SettingsSaved(after.model_copy(update={"theme": "dark"})))
    shell.receive_program(SettingsSaved(after))
    assert not shell.theme.is_dark
    shell.destroy()


def test_what_names_a_page_of_the_settings_leads_to_it(qapp, settings):
    shell = Shell(qapp, settings)
    shell.window.keeping.open()
    shell.window.keeping.dialog.times_wanted.emit()
    opened = shell.dialogs.settings
    assert opened.pages[opened.list.currentRow()] is opened.keeping
    assert shell.window.keeping.dialog is None
    shell.window.by_wire.screen.set_up_wanted.emit()
    assert opened.pages[opened.list.currentRow()] is opened.callbacks
    shell.destroy()


def test_every_kind_of_line_is_used():
    assert {line.kind for page in PAGES for line in (*page.lines, CHARACTER_KEYS)} == set(Kind)


def test_the_key_that_confirms_saves_what_is_right_and_nothing_else(qtbot, dialog):
    edit = dialog.row("page_limit").editor
    edit.setText("x")
    qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not any(isinstance(ask, SaveSettings) for ask in dialog.heard)
    edit.setText("5")
    qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [ask for ask in dialog.heard if isinstance(ask, SaveSettings)] == [SaveSettings((("page_limit", 5),))]


def test_tab_goes_from_the_list_of_pages_to_what_can_be_set(qtbot, dialog):
    for page in dialog.pages:
        dialog.show_page(page)
        dialog.list.setFocus()
        qtbot.keyClick(dialog.list, Qt.Key.Key_Tab)
        focused = dialog.focusWidget()
        assert not isinstance(focused, QScrollArea), page.title
        assert page.isAncestorOf(focused), page.title
