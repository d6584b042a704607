"""HTTP under a guard: one connection a call, only the headers we mean, no proxy, no redirect, no compression."""

from __future__ import annotations

import ssl
from typing import Final

import httpcore2
import httpx2

from core.language_model.failures import unavailable
from core.language_model.guard import Guard, GuardedNetwork, too_large
from core.language_model.limits import ANSWER_BYTES

_KEPT: Final = frozenset({"host", "content-type", "content-length", "accept"})
"""The client's other headers tell what machine this is, or come from somebody's environment."""


class GuardedTransport(httpx2.BaseTransport):
    """Carries one call.

    Args:
        endpoint: for the words of an error.
        key: sent as a bearer token; empty for none.
        guard: bounds of the call.
        tls: whom to trust.
    """

    def __init__(self, endpoint: str, key: str, guard: Guard, tls: ssl.SSLContext) -> None:
        self._endpoint = endpoint
        self._key = key
        self._pool = httpcore2.ConnectionPool(ssl_context=tls, network_backend=GuardedNetwork(guard))

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send it and read the whole answer.

        Raises:
            EngineError: no whole answer came.
            UnusableError: it is too large, or compressed although we asked for plain.
            Stopped: the work must end.
        """
        content = request.read()
        try:
            with self._pool.stream(
                request.method, str(request.url), headers=self._headers(request), content=content
            ) as response:
                headers = httpx2.Headers(response.headers)
                if _announced(headers) > ANSWER_BYTES or headers.get("content-encoding", "identity") != "identity":
                    raise too_large()
                body = b"".join(response.iter_stream())
        except httpcore2.TimeoutException as error:
            raise unavailable(self._endpoint, "it did not accept the call in time") from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.UnsupportedProtocol) as error:
            raise unavailable(self._endpoint, f"the connection failed ({type(error).__name__})") from error
        if len(body) > ANSWER_BYTES:
            raise too_large()
        return httpx2.Response(response.status, headers=headers, content=body, request=request)

    def close(self) -> None:
        """Close the connection."""
        self._pool.close()

    def _headers(self, request: httpx2.Request) -> list[tuple[bytes, bytes]]:
        kept = [(name, value) for name, value in request.headers.raw if name.decode("ascii").lower() in _KEPT]
        ours = [(b"user-agent", b"holdpoint"), (b"accept-encoding", b"identity"), (b"connection", b"close")]
        if self._key:
            ours.append((b"authorization", f"Bearer {self._key}".encode()))
        return [*kept, *ours]


def _announced(headers: httpx2.Headers) -> int:
    text = headers.get("content-length", "0")
    return int(text) if text.isdecimal() else 0
