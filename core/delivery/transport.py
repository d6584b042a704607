"""One callback over HTTP: to an address that was looked at, whole time and size bounded, no redirect, no proxy."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Final, Protocol
from urllib.parse import urlsplit

import httpcore2
import httpx2

from core.delivery.addresses import AddressError, Resolve, allowed_addresses, resolve
from core.delivery.asked import retry_after
from core.delivery.schedule import Answer
from core.domain.delivery import Endpoint
from core.errors import HoldpointError
from core.guarded import CONNECT_SECONDS, GuardedStream

ANSWER_BYTES: Final = 64 * 1024
_SECURE: Final = 443
_PLAIN: Final = 80


class Transport(Protocol):
    """What a courier sends with."""

    def __call__(
        self,
        endpoint: Endpoint,
        headers: Sequence[tuple[str, str]],
        payload: bytes,
        checkpoint: Callable[[], None],
    ) -> Answer:
        """Send it once; never raises for what the receiver or the network does.

        Raises:
            Stopped: let through from the checkpoint, which is called all the while.
        """


class _CutError(HoldpointError):
    """The call has had its time, or its answer is too large."""


class _CallBounds:
    """See `core.guarded.Bounds`."""

    def __init__(self, seconds: float, checkpoint: Callable[[], None]) -> None:
        self._deadline = time.monotonic() + seconds
        self._checkpoint = checkpoint
        self._received = 0

    def check(self) -> float:
        self._checkpoint()
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise _CutError("The receiver took too long.", code="timeout")
        return left

    def received(self, size: int) -> None:
        self._received += size
        if self._received > ANSWER_BYTES:
            raise _CutError("The receiver's answer is too large.", code="answer_too_large")

    def sent(self, size: int) -> None:
        """The payload is ours: its size needs no bound here."""


class _PinnedNetwork(httpcore2.NetworkBackend):
    """Connects to addresses that were looked at, whatever the name says by now; the name stays for TLS and Host."""

    def __init__(self, addresses: Sequence[str], bounds: _CallBounds) -> None:
        self._addresses = addresses
        self._bounds = bounds
        self._network = httpcore2.SyncBackend()
        self.address = ""

    def connect_tcp(
        self,
        host: str,  # noqa: ARG002 - see the class
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the bounds know better
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        for number, address in enumerate(self._addresses, 1):
            self.address = address
            left = min(self._bounds.check(), CONNECT_SECONDS)
            try:
                stream = self._network.connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if number == len(self._addresses):
                    raise
            else:
                return GuardedStream(stream, self._bounds)
        raise httpcore2.ConnectError


class HttpTransport:
    """See `Transport`.

    Args:
        seconds: for one call, from beginning to end.
        resolver: turns names into addresses.
        tls: whom to trust; the usual authorities if not given.
    """

    def __init__(self, seconds: float, resolver: Resolve = resolve, tls: ssl.SSLContext | None = None) -> None:
        self._seconds = seconds
        self._resolver = resolver
        self._tls = tls

    def __call__(
        self,
        endpoint: Endpoint,
        headers: Sequence[tuple[str, str]],
        payload: bytes,
        checkpoint: Callable[[], None],
    ) -> Answer:
        """See `Transport`."""
        url = urlsplit(endpoint.url)
        port = url.port or (_SECURE if url.scheme == "https" else _PLAIN)
        if url.scheme != "https" and not endpoint.allows_plain:
            return Answer(None, "plain_http")
        try:
            addresses = allowed_addresses(
                url.hostname or "", port, self._resolver, allows_private=endpoint.allows_private
            )
        except AddressError as error:
            return Answer(None, error.code)
        bounds = _CallBounds(self._seconds, checkpoint)
        network = _PinnedNetwork(addresses, bounds)
        try:
            answer = self._call(endpoint.url, headers, payload, network)
        except _CutError as error:
            return Answer(None, error.code, address=network.address)
        except httpcore2.TimeoutException:
            return Answer(None, "timeout", address=network.address)
        except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
            code = "tls_failed" if isinstance(error.__context__, ssl.SSLError) else "connection_failed"
            return Answer(None, code, address=network.address)
        return Answer(answer.status, retry_after=answer.retry_after, address=network.address)

    def _call(self, url: str, headers: Sequence[tuple[str, str]], payload: bytes, network: _PinnedNetwork) -> Answer:
        if self._tls is None:
            self._tls = httpx2.create_ssl_context(trust_env=False)
        sent = [
            *headers,
            ("host", urlsplit(url).netloc),
            ("content-type", "application/json"),
            ("content-length", str(len(payload))),
            ("user-agent", "holdpoint"),
            ("accept-encoding", "identity"),
            ("connection", "close"),
        ]
        with (
            httpcore2.ConnectionPool(ssl_context=self._tls, network_backend=network) as pool,
            pool.stream("POST", url, headers=sent, content=payload) as response,
        ):
            for _ in response.iter_stream():
                pass  # read to its end, within the bounds: whoever hangs up early is told so by some servers
            found = {name.lower(): value for name, value in response.headers}
            return Answer(response.status, retry_after=retry_after(found.get(b"retry-after", b"").decode("latin-1")))
