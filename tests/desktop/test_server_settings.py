"""A server to work on: its page of the settings, what the strip says of it, and one that does not answer at first."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from core.domain.decision import DecisionReason, DecisionRequest, Verdict
from core.domain.ids import RecordId
from core.domain.rows import Counts
from core.domain.states import ProcessStatus
from core.errors import StoreError, UsageError
from core.remote.address import VARIABLE
from core.settings import Settings, load_settings, save_settings
from core.wire_settings import ServerSettings
from desktop import app as desktop_app
from desktop.app import Desktop
from desktop.messages import AskFailed, OpenRecord, Screen
from desktop.program import FindKey, KeyFound, ServerTested, StoreKey, TryServer
from desktop.review_messages import Decide
from desktop.ui import open as dialogs
from desktop.ui.banner import NextStep
from desktop.ui.link_phrases import LinkPhrase
from desktop.ui.settings.dialog import SettingsDialog
from desktop.ui.settings.lines import needs_restart
from desktop.ui.settings.server_phrases import ServerPhrase as V
from desktop.ui.strip import Strip
from desktop.workers.program import ProgramWorker
from tests.remote.kit import far

URL = "https://desk.example:8443"


@pytest.fixture
def dialog(qtbot, look, tmp_path: Path):
    made = SettingsDialog(look, load_settings(data_dir=tmp_path / "data"))
    made.heard = []
    made.asked.connect(made.heard.append)
    qtbot.addWidget(made)
    return made


def test_while_a_server_is_worked_on_pages_of_the_records_say_whose_settings_count(qtbot, look, tmp_path) -> None:
    there = SettingsDialog(look, Settings(data_dir=tmp_path, server=ServerSettings(url=URL)))
    here = SettingsDialog(look, Settings(data_dir=tmp_path))
    for made in (here, there):
        qtbot.addWidget(made)
        made.show()
    for made, page, says in (
        (there, there.pages[0], True),
        (there, there.callbacks, True),
        (there, there.server, False),
        (there, there.keys, False),
        (here, here.callbacks, False),
    ):
        made.show_page(page)
        assert made.elsewhere.isVisible() is says
    assert "desk.example:8443" in there.elsewhere.text()


def test_an_address_is_checked_as_it_is_typed_and_counts_from_the_next_start(dialog, tmp_path: Path) -> None:
    row, tools = dialog.row("server.url"), dialog.server.tools
    assert not tools.test.isEnabled()
    for bad in ("desk.example", "http://desk.example", "https://kim@desk.example", "https://desk.example/x"):
        row.editor.setText(bad)
        assert not dialog.save.isEnabled()
        assert row._problem.text() == V.ADDRESS_BAD.english
        assert not tools.test.isEnabled()
    row.editor.setText(URL)
    assert dict(dialog.edits) == {"server.url": URL}
    before = load_settings(data_dir=tmp_path / "data")
    before.data_dir.mkdir()
    after = save_settings(before, dict(dialog.edits))
    assert load_settings(data_dir=before.data_dir).server == after.server == ServerSettings(url=URL)
    assert needs_restart(before, after)


def test_a_file_of_certificates_is_chosen_and_taken_out_again(dialog, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr("desktop.ui.settings.editors.ask_for_certificates", lambda *_: (tmp_path / "ca.pem",))
    assert callable(dialogs.ask_for_certificates)
    editor = dialog.row("server.authority").editor
    editor.choose.click()
    assert dict(dialog.edits) == {"server.authority": str(tmp_path / "ca.pem")}
    editor.edit.setText("")
    assert dialog.edits == ()


def test_token_and_test_are_those_of_the_server(qtbot, dialog) -> None:
    tools = dialog.server.tools
    dialog.row("server.url").editor.setText(URL)
    qtbot.waitUntil(lambda: FindKey(URL, "server") in dialog.heard)
    dialog.receive(KeyFound(URL, "keyring"))
    assert tools.remove.isHidden(), "that was the language model's"
    dialog.receive(KeyFound(URL, "none", "server"))
    assert tools._source.text() == V.TOKEN_NONE.english
    dialog.receive(KeyFound(URL, "keyring", "server"))
    assert not tools.remove.isHidden()
    tools.key.setText("top-secret")
    tools.store.click()
    assert dialog.heard[-1] == StoreKey(URL, "top-secret", "server")
    tools.test.click()
    assert dialog.heard[-1] == TryServer((("server.url", URL),), "top-secret")
    assert "top-secret" not in repr(dialog.heard)
    dialog.receive(ServerTested(URL, 0.2, 1200, 30, "", ""))
    assert tools.result.text() == "desk.example:8443 answered in 0.2 s: 1200 records, 30 held."
    dialog.receive(ServerTested(URL, 0.0, 0, 0, "certificate_time", "Out of date."))
    assert "Out of date." in tools.result.text()


def test_the_worker_tries_the_server_with_the_token_that_was_typed(qtbot, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    with far(tmp_path) as made:
        worker = ProgramWorker(Settings(data_dir=tmp_path / "here", reviewer="kim"))
        edits, answers = (("server.url", made.service.address),), []
        for token in (made.service.token, "wrong"):
            with qtbot.waitSignal(worker.answered, timeout=15_000) as caught:
                worker.ask(TryServer(edits, token))
            answers.append(caught.args[0])
    assert [(answer.total, answer.code) for answer in answers] == [(0, ""), (0, "no_token")]
    assert not (tmp_path / "here").exists(), "trying keeps nothing"


def test_on_a_server_the_strip_tells_of_the_line_instead_of_lanes(qtbot, look) -> None:
    strip = Strip(look, 0)
    qtbot.addWidget(strip)
    counts = Counts(((ProcessStatus.HOLD, 2),), queued=3, running=1)
    strip.show_place(URL)
    assert strip.state.text() == "Connected to desk.example:8443"
    strip.show_counts(counts)
    assert strip.state.text() == "Connected to desk.example:8443, 1 being read"
    assert strip.queue.text() == "3 waiting"
    strip.show_lost()
    strip.show_counts(counts)
    assert strip.state.text() == "Not connected: desk.example:8443"
    assert not strip.place.text()
    strip.show_place(URL)
    assert strip.state.text() == "Connected to desk.example:8443"


def test_what_became_of_a_change_is_not_covered_by_what_cannot_be_shown_meanwhile(open_window) -> None:
    window = open_window().window
    request = DecisionRequest(RecordId(1), 1, 1, Verdict.APPROVE, DecisionReason.VERIFIED)
    window.receive(AskFailed(Decide(request), "server_outcome_unknown", "It broke on the way.", ()))
    window.receive(AskFailed(OpenRecord(Screen.REVIEW, 1, RecordId(1)), "server_lost", "Away.", ()))
    assert "It broke on the way." in window.banner.texts
    window.receive(AskFailed(Decide(request), "server_lost", "Away.", ()))
    assert "Away." in window.banner.texts


@pytest.fixture
def unreached(qtbot, qapp: QApplication, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(desktop_app, "AGAIN_MS", 20)
    errors: list[Exception] = [StoreError("Away.", code="server_lost")] * 3 + [UsageError("No.", code="no_token")]
    tries: list[Exception] = []

    def fails() -> None:
        tries.append(errors[len(tries)])
        raise tries[-1]

    settings = Settings(data_dir=tmp_path, ui_language="en", theme="light", server=ServerSettings(url=URL))
    made = Desktop(qapp, settings, (), fails)
    made.tries = tries
    made.start()
    yield made
    with qtbot.waitSignal(made.closer.done, timeout=20_000):
        made.shell.close()
    made.wait_for_threads()
    made.shell.destroy()


def test_a_server_that_does_not_answer_at_first_is_asked_again_until_it_does(qtbot, unreached) -> None:
    banner = unreached.shell.window.banner
    qtbot.waitUntil(lambda: len(unreached.tries) == 4 and "No." in banner.texts)
    assert banner.texts[0] == LinkPhrase.NOT_REACHED.english.format(place="desk.example:8443")
    assert banner.texts[2] == LinkPhrase.IN_SETTINGS.english
    said = {one.text() for one in unreached.shell.window.records.findChildren(QLabel, "sentence")}
    assert banner.texts[0] in said, "the empty screen speaks of the server too, not of data on this machine"
    banner.steps[NextStep.OPEN_SETTINGS].click()
    opened = unreached.shell.dialogs.settings
    assert opened.pages[opened.list.currentRow()] is opened.server
    assert not unreached._again.isActive(), "what a person must set right is not asked again"
