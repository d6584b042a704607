"""One call to a server under bounds: time, bytes, and the request to stop; no proxy, no redirect, no compression."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final
from urllib.parse import urlsplit

import httpcore2
import httpx2

from core.guarded import CONNECT_SECONDS, GuardedStream
from core.readers.failures import unavailable, unusable

_HEADER_BYTES: Final = 16 * 1024


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer. headers: by their names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class CallBounds:
    """What one call may take, and what it took.

    Args:
        endpoint: for the words of an error.
        seconds: how long the whole call may take, from now on.
        most_bytes: of the answer's body.
        checkpoint: raises `Stopped` if the work must end.
    """

    def __init__(self, endpoint: str, seconds: float, most_bytes: int, checkpoint: Callable[[], None]) -> None:
        self.endpoint = endpoint
        self.most_bytes = most_bytes
        self._seconds = seconds
        self._deadline = time.monotonic() + seconds
        self._checkpoint = checkpoint
        self.bytes_in = 0
        self.bytes_out = 0

    def check(self) -> float:
        """See `core.guarded.Bounds.check`."""
        self._checkpoint()
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise unavailable(self.endpoint, f"not within {self._seconds:g} seconds")
        return left

    def received(self, size: int) -> None:
        """See `core.guarded.Bounds.received`."""
        self.bytes_in += size
        if self.bytes_in > self.most_bytes + _HEADER_BYTES:
            raise unusable(self.endpoint, "it is too large")

    def sent(self, size: int) -> None:
        """See `core.guarded.Bounds.sent`."""
        self.bytes_out += size


class _Network(httpcore2.NetworkBackend):
    """Makes guarded connections."""

    def __init__(self, bounds: CallBounds) -> None:
        self._bounds = bounds
        self._network = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the bounds know better
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        left = min(self._bounds.check(), CONNECT_SECONDS)
        stream = self._network.connect_tcp(host, port, left, local_address, socket_options)
        return GuardedStream(stream, self._bounds)


def post(url: str, headers: Sequence[tuple[str, str]], content: bytes, bounds: CallBounds) -> Reply:
    """Send it and read the whole answer.

    Raises:
        EngineError: no whole answer came, or one that is too large.
        Stopped: let through.
    """
    sent = [
        *headers,
        ("host", urlsplit(url).netloc),
        ("content-length", str(len(content))),
        ("user-agent", "holdpoint"),
        ("accept-encoding", "identity"),
        ("connection", "close"),
    ]
    try:
        with (
            httpcore2.ConnectionPool(ssl_context=_tls(), network_backend=_Network(bounds)) as pool,
            pool.stream("POST", url, headers=sent, content=content) as response,
        ):
            found = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
            if found.get("content-encoding", "identity") != "identity" or _announced(found) > bounds.most_bytes:
                raise unusable(bounds.endpoint, "it is too large")
            return Reply(response.status, found, b"".join(response.iter_stream()))
    except httpcore2.TimeoutException as error:
        raise unavailable(bounds.endpoint, "it did not accept the call in time") from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.UnsupportedProtocol) as error:
        raise unavailable(bounds.endpoint, f"the connection failed ({type(error).__name__})") from error


@cache
def _tls() -> ssl.SSLContext:
    """The usual authorities, whatever the environment says."""
    return httpx2.create_ssl_context(trust_env=False)


def _announced(headers: Mapping[str, str]) -> int:
    text = headers.get("content-length", "0")
    return int(text) if text.isdecimal() else 0
