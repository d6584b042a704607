"""A change is asked for while the server is away: it is refused, and never done later."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from core.bootstrap_remote import connect
from core.domain.claim import Claim
from core.domain.events import LinkChanged
from core.domain.ids import RecordId
from core.errors import StoreError
from core.settings import Settings
from core.wire_settings import ServerSettings
from tests.kit.papers import certificate
from tests.remote.program import program


def test_a_change_without_a_server_is_refused_at_once_and_never_done_later(tmp_path: Path) -> None:
    with program(tmp_path / "there") as server:
        settings = Settings(data_dir=tmp_path / "here", reviewer="kim", server=ServerSettings(url=server.url))
        place = connect(settings, server.token)
        heard = threading.Event()
        place.desk.subscribe(lambda event: heard.set() if isinstance(event, LinkChanged) and not event.is_up else None)
        try:
            server.kill()
            assert heard.wait(10), "told without being asked"
            began = time.monotonic()
            with pytest.raises(StoreError) as caught:
                place.desk.set_claim(RecordId(1), Claim())
            assert caught.value.code == "server_lost"
            done = place.desk.take_in([certificate(tmp_path / "a.pdf", 1)])
            assert [one.code for one in done.refused] == ["server_lost"]
            assert time.monotonic() - began < 10
            back = threading.Event()
            place.desk.subscribe(lambda event: back.set() if isinstance(event, LinkChanged) and event.is_up else None)
            server.start()
            assert back.wait(20)
            assert place.desk.counts().total == 0
        finally:
            place.close()
