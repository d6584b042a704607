"""The link to a server: one call at a time or several, what may be asked again, and whether the server is there."""

from __future__ import annotations

import json
import logging
import threading
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, Final
from urllib.parse import quote

import httpx2

from core.calls.faults import error_of
from core.errors import HoldpointError, StoreError, UsageError
from core.remote.address import Server
from core.remote.trust import distrust

log = logging.getLogger(__name__)

READ_WAITS: Final = (0.2, 0.6)
"""Seconds between the tries of a question."""
CHANGE_SECONDS: Final = 20.0
"""How long a change whose answer was lost is asked for again, under its own key."""
TELL_SECONDS: Final = 1.0
_CHANGE_WAITS: Final = (0.2, 0.5, 1.0, 2.0)
_BUSY: Final = 429
_MOST_BUSY_SECONDS: Final = 10.0
_TIMEOUT: Final = httpx2.Timeout(20.0, connect=4.0, pool=10.0)
LOST: Final = "server_lost"
UNKNOWN: Final = "server_outcome_unknown"

Bodies = Callable[[], Iterable[bytes]]
"""Makes a request's body, anew for each try."""


class Link:
    """Safe to use from several threads.

    Args:
        server: where it is, and how it is trusted.
        token: proves that we may ask.
        reviewer: in whose name.
        transport: a network of one's own, for tests and figures.
    """

    def __init__(
        self, server: Server, token: str, reviewer: str, transport: httpx2.BaseTransport | None = None
    ) -> None:
        self.address = server.url
        headers = {"Authorization": f"Bearer {token}", "Holdpoint-Reviewer": quote(reviewer), "User-Agent": "holdpoint"}
        self._client = httpx2.Client(
            base_url=server.url,
            headers=headers,
            timeout=_TIMEOUT,
            verify=server.trust(),
            trust_env=False,
            follow_redirects=False,
            transport=transport,
        )
        self._lock = threading.Lock()
        self._listeners: tuple[Callable[[bool], None], ...] = ()
        self._closing = threading.Event()
        self._is_up = True

    @property
    def is_up(self) -> bool:
        """Whether the server answered when it was last asked."""
        return self._is_up

    @property
    def is_closing(self) -> bool:
        """Whether nothing is asked any more."""
        return self._closing.is_set()

    def on_change(self, listener: Callable[[bool], None]) -> None:
        """Call this, in whatever thread, when the server is lost (False) or there again (True)."""
        self._listeners = (*self._listeners, listener)

    def stop(self) -> None:
        """Ask nothing any more; what waits between two tries ends with an error."""
        self._closing.set()

    def close(self) -> None:
        """Close all connections, after whoever uses them has ended."""
        self.stop()
        self._client.close()

    def wait(self, seconds: float) -> None:
        """Sleep, but not past `stop`."""
        self._closing.wait(seconds)

    def note(self, *, is_up: bool) -> None:
        """The server is there, or it is lost; told to listeners once."""
        with self._lock:
            changed, self._is_up = self._is_up != is_up, is_up
        if changed and not self.is_closing:
            log.warning("server %s", "there again" if is_up else "lost", extra={"action": "link_changed"})
            for listener in self._listeners:
                listener(is_up)

    def read(self, method: str, path: str, content: bytes | None = None) -> httpx2.Response:
        """Ask something that changes nothing; asked again a few times where the connection breaks.

        Raises:
            StoreError: the server does not answer (`server_lost`).
            UsageError: it is not believed to be the one that was meant; see `core.remote.trust`.
            HoldpointError: it refuses, as it says itself.
        """
        waits = READ_WAITS if self._is_up else ()
        for wait in (*waits, None):
            try:
                return self._sent(method, path, content, {})
            except httpx2.TransportError as error:
                refused = distrust(error, self.address)
                # A server that is silent for so long is not asked a second time: whoever waits shall hear of it.
                if wait is None or refused or self.is_closing or isinstance(error, httpx2.TimeoutException):
                    self.note(is_up=False)
                    raise refused or self._lost() from error
                self.wait(wait)
        raise self._lost()

    def change(self, path: str, body: bytes | Bodies, headers: Mapping[str, str] | None = None) -> httpx2.Response:
        """Ask for a change, under a key of its own: where the answer is lost it is asked for again, and done once.

        Raises:
            StoreError: the server was not reached, and nothing was done (`server_lost`); or the connection broke on
                the way and did not come back in time (`server_outcome_unknown`).
            HoldpointError: it refuses, as it says itself.
        """
        sent = {**(headers or {}), "Idempotency-Key": uuid.uuid4().hex}
        until, tries, may_be_done = time.monotonic() + CHANGE_SECONDS, 0, False
        while True:
            try:
                return self._sent("POST", path, body if isinstance(body, bytes) else body(), sent)
            except httpx2.TransportError as error:
                was_sent = not isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.PoolTimeout)
                may_be_done = may_be_done or was_sent
                self.note(is_up=False)
                if not may_be_done:
                    raise distrust(error, self.address) or self._lost() from error
                if self.is_closing or time.monotonic() > until:
                    raise self._unknown() from error
                self.wait(_CHANGE_WAITS[min(tries, len(_CHANGE_WAITS) - 1)])
                tries += 1

    def tell(self, path: str, content: bytes) -> None:
        """Say something that nothing depends on, without waiting for long; not to a server that is lost."""
        if self._is_up and not self.is_closing:
            with suppress(httpx2.TransportError):
                self._client.post(path, content=content, timeout=TELL_SECONDS)

    @contextmanager
    def stream(self, path: str, headers: Mapping[str, str], seconds: float) -> Iterator[httpx2.Response]:
        """An answer as it comes; seconds: how long it may be silent. Raises as httpx2 does, and HoldpointError."""
        timeout = httpx2.Timeout(seconds, connect=4.0)
        with self._client.stream("GET", path, headers=dict(headers), timeout=timeout) as response:
            if response.status_code >= httpx2.codes.BAD_REQUEST:
                response.read()
            self._check(response)
            yield response

    def _sent(
        self, method: str, path: str, content: bytes | Iterable[bytes] | None, headers: Mapping[str, str]
    ) -> httpx2.Response:
        if self.is_closing:
            raise self._lost()
        response = self._client.request(method, path, content=content, headers=dict(headers))
        waited = 0.0
        while response.status_code == _BUSY and isinstance(content, bytes | None) and waited < _MOST_BUSY_SECONDS:
            pause = _seconds(response)  # refused at the door: nothing was done
            waited += pause
            self.wait(pause)
            response = self._client.request(method, path, content=content, headers=dict(headers))
        self.note(is_up=True)
        self._check(response)
        return response

    @staticmethod
    def _check(response: httpx2.Response) -> None:
        if response.status_code < httpx2.codes.MULTIPLE_CHOICES or response.status_code == httpx2.codes.NOT_MODIFIED:
            return
        raise _refusal(response)

    def _lost(self) -> StoreError:
        return StoreError(
            f"The server at {self.address} does not answer. Nothing was changed; try again when it is back.", code=LOST
        )

    def _unknown(self) -> StoreError:
        return StoreError(
            f"The connection to {self.address} broke on the way. When it is back, look whether that was done.",
            code=UNKNOWN,
        )


def _refusal(response: httpx2.Response) -> HoldpointError:
    try:
        problem: Any = json.loads(response.content)
    except ValueError:
        problem = None
    if not isinstance(problem, dict):
        text = f"The server answers with {response.status_code}, which is nothing Holdpoint says."
        return UsageError(text, code="bad_answer")
    return error_of(problem)


def _seconds(response: httpx2.Response) -> float:
    text = response.headers.get("retry-after", "")
    return max(0.2, min(float(text), _MOST_BUSY_SECONDS)) if text.isascii() and text.isdecimal() else 1.0
