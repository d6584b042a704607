from __future__ import annotations

import pytest

from core.readers.keys import variable
from core.settings import Settings, load_settings
from desktop.program import FindKey, KeyFound, ReaderTested, SaveSettings, StoreKey, TryReader
from desktop.ui.settings.dialog import SettingsDialog
from desktop.ui.settings.lines import needs_restart
from desktop.workers.program import ProgramWorker
from tests.language_model.stub import serving
from tests.readers.clova_stub import complains, field, reads

URL = "https://abc.apigw.ntruss.com/custom/v1/1/x/general"


@pytest.fixture
def settings(tmp_path) -> Settings:
    return load_settings(data_dir=tmp_path / "data")


@pytest.fixture
def dialog(qtbot, look, settings):
    made = SettingsDialog(look, settings)
    made.heard = []
    made.asked.connect(made.heard.append)
    qtbot.addWidget(made)
    return made


def _switch_on(dialog) -> None:
    editor = dialog.row("readers.second").editor
    next(chip for item, chip in editor._chips if item == "clova").click()


def test_switching_it_on_needs_an_address(dialog):
    _switch_on(dialog)
    assert not dialog.save.isEnabled()
    assert dialog.row("clova.invoke_url")._problem.text()
    dialog.row("clova.invoke_url").editor.setText(URL)
    assert dialog.save.isEnabled()
    assert dict(dialog.edits) == {"readers.second": "clova", "clova.invoke_url": URL}


def test_key_and_test_are_those_of_its_server(qtbot, dialog):
    tools = dialog.clova.tools
    assert not tools.test.isEnabled()
    dialog.row("clova.invoke_url").editor.setText(URL)
    server = "https://abc.apigw.ntruss.com"
    qtbot.waitUntil(lambda: FindKey(server, "clova") in dialog.heard)
    dialog.receive(KeyFound(server, "keyring"))
    assert tools.remove.isHidden()
    dialog.receive(KeyFound(server, "keyring", "clova"))
    assert not tools.remove.isHidden()
    tools.key.setText("top-secret")
    tools.store.click()
    assert dialog.heard[-1] == StoreKey(server, "top-secret", "clova")
    tools.test.click()
    assert dialog.heard[-1] == TryReader("clova", (("clova.invoke_url", URL),), "top-secret")
    assert "top-secret" not in repr(dialog.heard)
    dialog.receive(ReaderTested("clova", "general API V2 at " + server, 0.5, 4, 4, "", ""))
    assert "4 of 4" in tools.result.text()
    dialog.receive(ReaderTested("clova", "", 0.5, 0, 4, "reader_key", "Refused."))
    assert "Refused." in tools.result.text()
    assert not dialog.model.tools.result.text()


def test_a_bad_address_of_the_model_does_not_matter_here(dialog):
    dialog.row("model.base_url").editor.setText("nonsense")
    dialog.row("clova.invoke_url").editor.setText(URL)
    assert dialog.clova.tools.test.isEnabled()


def test_the_worker_tries_the_server_with_the_key_that_was_typed(qtbot, settings, monkeypatch):
    monkeypatch.delenv(variable("clova"), raising=False)
    words = [field("Jane", 250, 330, 80, 40), field("2020", 500, 420, 80, 40)]
    with serving(reads(words), complains("0002")) as server:
        worker = ProgramWorker(settings)
        edits = (("clova.invoke_url", server.url),)
        answers = []
        for _ in range(2):
            with qtbot.waitSignal(worker.answered, timeout=15_000) as caught:
                worker.ask(TryReader("clova", edits, "secret"))
            answers.append(caught.args[0])
    assert [(answer.right, answer.asked, answer.code) for answer in answers] == [(2, 4, ""), (0, 4, "reader_key")]


def test_saved_readers_count_from_the_next_start(qtbot, settings):
    worker = ProgramWorker(settings)
    with qtbot.waitSignal(worker.answered) as caught:
        worker.ask(SaveSettings((("readers.second", "clova"), ("clova.invoke_url", URL))))
    assert caught.args[0].settings.readers.second == "clova"
    assert needs_restart(settings, load_settings(data_dir=settings.data_dir))


def test_speech_on_this_machine_needs_weights_and_a_server_its_address(dialog):
    editor = dialog.row("speech.recogniser").editor
    next(chip for item, chip in editor._chips if item == "whisper").click()
    assert dialog.row("speech.weights")._problem.text()
    next(chip for item, chip in editor._chips if item == "speech-server").click()
    assert dialog.row("speech.base_url")._problem.text()
    dialog.row("speech.base_url").editor.setText("https://speech.example/v1")
    assert dialog.save.isEnabled()
    assert dialog.speech.tools.test.isEnabled()
    dialog.speech.tools.test.click()
    assert dialog.heard[-1].reader == "speech-server"
    dialog.receive(ReaderTested("speech-server", "whisper-1 at https://speech.example", 0.5, 0, 0, "", ""))
    assert dialog.speech.tools.result.text() == "whisper-1 at https://speech.example: answered in 0.5 s."
    assert not dialog.clova.tools.result.text()
