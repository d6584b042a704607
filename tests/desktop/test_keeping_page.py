"""How long records are kept, by kind, set in the settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.settings import Settings, save_settings
from core.times_settings import KeepSettings, RetentionSettings
from desktop.program import SaveSettings
from desktop.ui.keeping.phrases import KeepingPhrase as K
from desktop.ui.look import Look
from desktop.ui.settings.dialog import SettingsDialog
from desktop.ui.settings.keeping import KeepingPage


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    retention = RetentionSettings(
        types={"diploma": KeepSettings(originals=30), "licence_of_ours": KeepSettings(text=5)}
    )
    return Settings(data_dir=tmp_path, retention=retention)


@pytest.fixture
def dialog(qtbot: QtBot, any_look: Look, settings: Settings) -> SettingsDialog:
    made = SettingsDialog(any_look, settings)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def page(dialog: SettingsDialog) -> KeepingPage:
    found = next(page for page in dialog.pages if isinstance(page, KeepingPage))
    dialog.show_page(found)
    return found


def test_every_kind_shows_its_own_times_and_else_the_usual(page: KeepingPage, any_look: Look) -> None:
    say, editors = any_look.words.say, page.editors
    assert editors["retention.types.diploma.originals"].text() == "30"
    assert editors["retention.types.diploma.text"].placeholderText() == say(K.PAGE_FOR_GOOD)
    assert editors["retention.types.licence_of_ours.text"].text() == "5"
    assert editors["retention.types.transcript.text"].placeholderText() == say(K.PAGE_USUAL)
    assert len({editor.accessibleName() for editor in editors.values()}) == len(editors)
    assert page.edits == ()


def test_what_is_typed_is_saved_and_what_is_emptied_is_taken_out(
    dialog: SettingsDialog, page: KeepingPage, settings: Settings, qtbot: QtBot
) -> None:
    page.editors["retention.types.transcript.record"].setText("3650")
    page.editors["retention.types.diploma.originals"].setText("")
    assert dialog.save.isEnabled()
    with qtbot.waitSignal(dialog.asked) as asked:
        dialog.save.click()
    (told,) = asked.args
    assert isinstance(told, SaveSettings)
    after = save_settings(settings, dict(told.edits)).retention
    assert (after.of("transcript").record, after.of("diploma").originals) == (3650, None)
    assert after.of("licence_of_ours").text == 5


def test_what_is_no_number_of_days_is_told_with_its_kind(
    dialog: SettingsDialog, page: KeepingPage, any_look: Look
) -> None:
    page.editors["retention.types.transcript.text"].setText("soon")
    assert not dialog.save.isEnabled()
    assert page._problem.isVisible()
    assert any_look.words.document_type("transcript") in page._problem.text()
    page.editors["retention.types.transcript.text"].setText("10")
    assert not page._problem.isVisible()
    assert dialog.save.isEnabled()
