"""Beginning to work on a server: who may, and what is said to those who may not."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from pydantic import ValidationError

from core import bootstrap_remote
from core.bootstrap_remote import connect
from core.bootstrap_wire import service
from core.errors import StoreError, UsageError
from core.remote.address import VARIABLE, Server
from core.settings import Settings
from core.wire_settings import ServerSettings, ServiceSettings
from tests.kit.desk import bench
from tests.remote.kit import far


def settings_for(folder: Path, url: str) -> Settings:
    return Settings(data_dir=folder, reviewer="kim", server=ServerSettings(url=url))


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://there", "address"),
        ("http://there.example", "https"),
        ("https://kim@there.example", "alone"),
        ("https://there.example/path", "alone"),
        ("https://", "address"),
    ],
)
def test_an_address_that_leads_nowhere_safe_is_no_setting(url: str, why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        ServerSettings(url=url)


def test_plain_http_is_for_this_machine_or_if_told() -> None:
    assert ServerSettings(url="http://127.0.0.1:8737/").url == "http://127.0.0.1:8737"
    assert ServerSettings(url="http://there.example", allow_plain_http=True).url
    assert ServerSettings().url == ""


def test_a_wrong_token_another_program_and_a_closed_desk_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with far(tmp_path) as made:
        settings = settings_for(tmp_path / "other", made.service.address)
        with pytest.raises(UsageError) as caught:
            connect(settings, "wrong")
        assert caught.value.code == "no_token"
        monkeypatch.setenv(VARIABLE, made.service.token)
        connect(settings).close()
        monkeypatch.setattr(bootstrap_remote, "fingerprint", lambda: "another")
        with pytest.raises(UsageError) as caught:
            connect(settings)
        assert caught.value.code == "other_program"
        assert not list((tmp_path / "other" / "tmp").iterdir())


def test_a_service_without_desks_says_so(tmp_path: Path) -> None:
    with bench(tmp_path, service=ServiceSettings(port=0)) as made:
        running = service(made.app)
        try:
            with pytest.raises(UsageError) as caught:
                connect(settings_for(tmp_path / "here", running.address), running.token)
        finally:
            running.stop()
    assert caught.value.code == "no_desk_there"


class Stranger(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<html>welcome</html>")

    def log_message(self, *_args: object) -> None:
        """Nothing."""


def test_what_is_no_holdpoint_is_not_believed_and_nobody_is_told_of(tmp_path: Path) -> None:
    stranger = HTTPServer(("127.0.0.1", 0), Stranger)
    thread = Thread(target=stranger.serve_forever)
    thread.start()
    address = f"http://127.0.0.1:{stranger.server_port}"
    try:
        with pytest.raises(UsageError) as caught:
            connect(settings_for(tmp_path, address), "token")
    finally:
        stranger.shutdown()
        thread.join()
        stranger.server_close()
    assert caught.value.code == "bad_answer"
    with pytest.raises(StoreError) as lost:
        connect(settings_for(tmp_path, address), "token")
    assert lost.value.code == "server_lost"


def test_certificates_of_ones_own_must_be_some(tmp_path: Path) -> None:
    (tmp_path / "none.pem").write_text("nothing")
    for path in (tmp_path / "none.pem", tmp_path / "missing.pem"):
        with pytest.raises(UsageError) as caught:
            Server("https://there.example", path).trust()
        assert caught.value.code == "bad_authority"
    assert Server("https://there.example").trust() is True
