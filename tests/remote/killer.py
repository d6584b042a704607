"""A server that every change kills before it can answer, and the first look at a record; and a window's place on it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
import pytest

from core.bootstrap_remote import connect
from core.domain.events import LinkChanged
from core.remote import link
from core.remote.place import RemotePlace
from core.settings import Settings
from desktop import shell
from desktop.ui.link_phrases import LinkPhrase
from desktop.ui.phrases import Phrase
from desktop.ui.window import MainWindow
from tests.kit.house import House
from tests.remote import program
from tests.remote.program import Program

_OPEN = "/desk/desk/open"
LEAST = 5
"""Kills in a test of the window: two tests make ten."""
PATIENCE = 120.0
"""Seconds: a busy machine needs long to start a server."""


@dataclass
class Killer(httpx2.BaseTransport):
    """A network that loses the first answer to every change: the server has done it, is killed, and started again.

    So it is when a record is opened for the first time. keys: of those changes and that question, one kill -9 for each.
    """

    server: Program
    keys: list[str] = field(default_factory=list)
    _network: httpx2.HTTPTransport = field(default_factory=httpx2.HTTPTransport)
    _starting: list[threading.Thread] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        response = self._network.handle_request(request)
        key = _OPEN if request.url.path == _OPEN else request.headers.get("idempotency-key")
        with self._lock:
            if key is None or key in self.keys:
                return response
            response.read()
            self.keys.append(key)
            self.server.kill()
            self._starting.append(threading.Thread(target=self.server.start))
            self._starting[-1].start()
        raise httpx2.ReadError("the answer is lost")

    def close(self) -> None:
        self._network.close()
        for one in self._starting:
            one.join()


@dataclass
class KilledHouse(House):
    """A window works here on a server that each of its changes kills.

    said: what stood on the screen each time that the server was lost (False) or there again (True).
    """

    killers: list[Killer] = field(default_factory=list)
    said: list[tuple[bool, str, str]] = field(default_factory=list)

    def opened(self, settings: Settings) -> RemotePlace:
        self.killers.append(Killer(self.server))
        return connect(settings, self.server.token, self.killers[-1])

    def told_each_time(self) -> bool:
        """Whether strip and banner said of every kill that the server was lost, and then that it was there again."""
        kills = sum(len(one.keys) for one in self.killers)
        place = self.server.url.removeprefix("http://")
        lost = (False, LinkPhrase.STRIP_LOST.korean.format(place=place), LinkPhrase.LOST.korean)
        back = (True, Phrase.CONNECTED.korean.format(place=place), LinkPhrase.BACK.korean)
        return kills >= LEAST and min(self.said.count(lost), self.said.count(back)) >= kills and self.said[-1] == back


@contextmanager
def killed(folder: Path) -> Iterator[KilledHouse]:
    """Such a house; in the end it looks whether its window told of everything."""
    made = KilledHouse(folder / "data", folder / "window", is_server=True)
    show = shell.show_link

    def noted(window: MainWindow, event: LinkChanged) -> None:
        show(window, event)
        made.said.append((event.is_up, window.strip.state.text(), window.banner.texts[0]))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(link, "CHANGE_SECONDS", PATIENCE)
        patch.setattr(program, "UP_SECONDS", PATIENCE)
        patch.setattr(shell, "show_link", noted)
        try:
            yield made
        finally:
            made.stop()
    assert made.told_each_time(), made.said
