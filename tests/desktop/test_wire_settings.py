"""The settings' pages of back ends and of the service."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from core.delivery.schedule import Answer
from core.delivery.secrets import PREFIX, Secrets
from core.errors import UsageError
from core.settings import Settings, load_settings, save_settings
from core.wire_settings import DeliverySettings, EndpointSettings
from desktop.program import ProgramFailed, SaveSettings
from desktop.service_messages import ServiceReport, Standing
from desktop.ui.settings.dialog import SettingsDialog
from desktop.ui.settings.wire_phrases import WirePhrase as W
from desktop.wire_messages import (
    DropSecret,
    EndpointTried,
    FindSecret,
    FindToken,
    MakeSecret,
    SecretFound,
    SecretMade,
    TokenFound,
    TryEndpoint,
)
from desktop.workers.by_wire import answer_wire

URL = "https://backend.example/in"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    delivery = DeliverySettings(endpoints={"backend": EndpointSettings(url=URL, personal=False)})
    return Settings(data_dir=tmp_path, lanes=2, ui_language="en", theme="light", delivery=delivery)


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


@pytest.fixture
def callbacks(open_dialog, settings) -> SettingsDialog:
    dialog = open_dialog(settings)
    dialog.show_page(dialog.callbacks)
    return dialog


def test_what_is_set_up_is_shown_and_one_changed_thing_is_one_edit(callbacks) -> None:
    page = callbacks.callbacks
    assert page.which.count() == 1
    assert callbacks.edits == ()
    editor = page.shown
    assert editor.rows[0].editor.value() == URL
    editor.rows[2].editor.setChecked(True)
    assert callbacks.edits == (("delivery.endpoints.backend.personal", True),)
    assert callbacks.save.isEnabled()


def test_a_new_back_end_needs_an_address(callbacks) -> None:
    page = callbacks.callbacks
    for bad in ("Portal", "a b", "-x", "backend", "", "포털"):
        page.name.setText(bad)
        assert not page.add.isEnabled()
    page.name.setText("portal")
    page.add.click()
    assert page.shown.name == "portal"
    assert not callbacks.save.isEnabled()
    assert page.shown.rows[0]._problem.text() == W.ADDRESS_BAD.english
    page.shown.rows[0].editor.setText("http://portal.example")
    assert not callbacks.save.isEnabled(), "http has to be allowed"
    page.shown.rows[0].editor.setText("https://portal.example/in")
    assert callbacks.edits == (("delivery.endpoints.portal.url", "https://portal.example/in"),)
    callbacks.save.click()
    assert callbacks.heard[-1] == SaveSettings(callbacks.edits)


def test_a_back_end_is_taken_out_and_put_back(callbacks) -> None:
    page = callbacks.callbacks
    page.remove.click()
    assert page.shown is None
    assert callbacks.edits == (("delivery.endpoints.backend", None),)
    page.name.setText("backend")
    page.add.click()
    assert callbacks.edits == ()
    assert page.shown.rows[0].editor.value() == URL


def test_what_is_saved_is_what_the_page_says(tmp_path, open_dialog) -> None:
    dialog = open_dialog(load_settings(data_dir=tmp_path))
    page = dialog.callbacks
    for name in ("one", "two"):
        page.name.setText(name)
        page.add.click()
        page.shown.rows[0].editor.setText(f"https://{name}.example")
    page.shown.rows[1].editor._chips[0][1].setChecked(False)
    page.lines[0].editor.setText("3")
    after = save_settings(load_settings(data_dir=tmp_path), dict(dialog.edits))
    assert load_settings(data_dir=tmp_path) == after
    assert after.delivery.couriers == 3
    assert len(after.delivery.endpoints["two"].events) == len(after.delivery.endpoints["one"].events) - 1
    again = open_dialog(after)
    again.callbacks.remove.click()
    left = save_settings(after, dict(again.edits))
    assert list(left.delivery.endpoints) == ["two"]


def test_a_secret_is_made_shown_once_and_copied(callbacks) -> None:
    secret = callbacks.callbacks.shown.secret
    assert FindSecret("backend") in callbacks.heard
    callbacks.receive(SecretFound("backend", "none", 0))
    assert secret.source.text() == W.SECRET_NONE.english
    assert secret.source.objectName() == "error"
    secret.make.click()
    assert callbacks.heard[-1] == MakeSecret("backend")
    callbacks.receive(SecretMade("backend", "whsec_made", 2))
    assert secret.shown.text() == "whsec_made"
    assert "2 secrets" in secret.source.text()
    secret.copy.click()
    assert QGuiApplication.clipboard().text() == "whsec_made"
    secret.forget.click()
    assert callbacks.heard[-1] == DropSecret("backend")
    assert secret.shown.isHidden()
    callbacks.receive(SecretFound("nobody", "keyring", 1))
    callbacks.receive(SecretFound("backend", "environment", 1))
    assert secret.forget.isHidden()


def test_a_secret_of_ones_own_is_kept_and_not_shown(callbacks) -> None:
    secret = callbacks.callbacks.shown.secret
    assert not secret.keep.isEnabled()
    secret.own.setText(" whsec_mine ")
    secret.keep.click()
    assert callbacks.heard[-1] == MakeSecret("backend", "whsec_mine")
    assert "mine" not in repr(callbacks.heard[-1])
    callbacks.receive(SecretMade("backend", "whsec_mine", 1))
    assert secret.shown.isHidden()
    assert secret.own.text() == ""
    callbacks.receive(ProgramFailed(MakeSecret("backend"), "no_keyring", "No keyring."))
    assert secret.result.text() == "No keyring."


def test_a_back_end_is_tried_with_what_is_typed(callbacks) -> None:
    editor = callbacks.callbacks.shown
    editor.rows[0].editor.setText("https://other.example")
    editor.secret.test.click()
    assert callbacks.heard[-1] == TryEndpoint("backend", callbacks.edits)
    assert not editor.secret.test.isEnabled()
    callbacks.receive(EndpointTried("backend", 204, "", 0.4))
    assert "204" in editor.secret.result.text()
    callbacks.receive(EndpointTried("backend", None, "timeout", 15.0))
    assert editor.secret.result.objectName() == "error"
    assert editor.secret.test.isEnabled()


def test_what_the_environment_says_cannot_be_changed_here(open_dialog, settings, monkeypatch) -> None:
    monkeypatch.setenv("HOLDPOINT_DELIVERY__ENDPOINTS", "{}")
    dialog = open_dialog(settings)
    page = dialog.callbacks
    assert not page.add.isEnabled()
    assert not page.remove.isEnabled()
    assert not page.shown.rows[0].editor.isEnabled()


def test_the_service_is_set_up_line_by_line(open_dialog, settings) -> None:
    dialog = open_dialog(settings)
    dialog.show_page(dialog.service)
    dialog.row("service.enabled").editor.setChecked(True)
    dialog.row("service.host").editor.setText("192.0.2.1")
    assert dialog.row("service.hosts")._problem.text() == W.HOSTS_BAD.english
    dialog.row("service.hosts").editor.setText("desk.example:8737, desk")
    assert dict(dialog.edits)["service.hosts"] == ("desk.example:8737", "desk")
    assert dialog.save.isEnabled()
    dialog.row("service.port").editor.setText("70000")
    assert dialog.row("service.port")._problem.text() == W.PORT_BAD.english
    assert not dialog.save.isEnabled()


def test_the_token_goes_to_the_clipboard_and_never_on_screen(open_dialog, settings) -> None:
    dialog = open_dialog(settings)
    page, renewed = dialog.service, []
    page.renewed.connect(lambda: renewed.append(True))
    page.tools.copy_token.click()
    assert dialog.heard[-1] == FindToken()
    dialog.receive(TokenFound("s3cret"))
    assert QGuiApplication.clipboard().text() == "s3cret"
    assert renewed == []
    page.tools.new_token.click()
    assert dialog.heard[-1] == FindToken(is_new=True)
    dialog.receive(TokenFound("n3w", is_new=True))
    assert renewed == [True]
    assert not any("n3w" in label.text() for label in page.findChildren(type(page.tools.result)))
    dialog.receive(ProgramFailed(FindToken(), "token_file", "It cannot be used."))
    assert page.tools.result.text() == "It cannot be used."


def test_the_service_page_says_how_it_stands_and_turns_it_on_and_off(open_dialog, settings) -> None:
    dialog = open_dialog(settings)
    page = dialog.service
    wanted: list[bool] = []
    page.service_wanted.connect(wanted.append)
    page.tools.line.action.click()
    page.show_service(ServiceReport(Standing.ON, "http://127.0.0.1:8737"))
    page.tools.copy_address.click()
    assert QGuiApplication.clipboard().text() == "http://127.0.0.1:8737"
    page.tools.line.action.click()
    assert wanted == [True, False]


class Kept:
    """A keyring in memory."""

    priority = 5

    def __init__(self) -> None:
        self.words: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, name: str) -> str | None:
        return self.words.get((service, name))

    def set_password(self, service: str, name: str, text: str) -> None:
        self.words[service, name] = text

    def delete_password(self, service: str, name: str) -> None:
        self.words.pop((service, name), None)


@pytest.fixture
def keyring(monkeypatch) -> Kept:
    kept = Kept()
    monkeypatch.setattr(Secrets, "_backend", lambda _self: kept)
    return kept


def test_secrets_are_made_rotated_and_forgotten(settings, keyring) -> None:
    assert answer_wire(FindSecret("backend"), settings) == SecretFound("backend", "none", 0)
    first = answer_wire(MakeSecret("backend"), settings)
    assert isinstance(first, SecretMade)
    assert first.secret.startswith(PREFIX)
    assert first.secret not in repr(first)
    second = answer_wire(MakeSecret("backend"), settings)
    assert second.signing == 2
    assert [one.text for one in Secrets().of("backend", datetime.now(UTC))] == [second.secret, first.secret]
    assert answer_wire(DropSecret("backend"), settings) == SecretFound("backend", "none", 0)
    with pytest.raises(UsageError):
        answer_wire(MakeSecret("backend", "no secret"), settings)


def test_a_back_end_is_called_with_a_signature(settings, keyring, monkeypatch) -> None:
    called: list[str] = []

    class Transport:
        def __init__(self, seconds: float) -> None:
            assert seconds == settings.delivery.seconds

        def __call__(self, endpoint, headers, payload, checkpoint) -> Answer:
            assert dict(headers)["webhook-signature"]
            called.append(endpoint.url)
            return Answer(204)

    monkeypatch.setattr("core.delivery.transport.HttpTransport", Transport)
    edits = (("delivery.endpoints.backend.url", "https://other.example"),)
    assert answer_wire(TryEndpoint("backend", edits), settings).code == "no_secret"
    answer_wire(MakeSecret("backend"), settings)
    assert answer_wire(TryEndpoint("backend", edits), settings).code == ""
    assert called == ["https://other.example"]
    with pytest.raises(UsageError):
        answer_wire(TryEndpoint("nobody", ()), settings)


def test_the_token_is_told_and_renewed(settings) -> None:
    first = answer_wire(FindToken(), settings)
    assert answer_wire(FindToken(), settings) == first
    assert answer_wire(FindToken(is_new=True), settings).token != first.token
    assert first.token not in repr(first)
