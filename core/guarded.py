"""A connection under bounds, kept at the network itself: whole time, bytes, and the request to stop.

A timeout of an HTTP client bounds each wait, so one byte a second lasts for ever. Here every wait is short, and
between two of them the bounds are looked at.
"""

from __future__ import annotations

import ssl
from typing import Any, Final, Protocol

import httpcore2

CONNECT_SECONDS: Final = 5.0
WRITE_SECONDS: Final = 10.0
SLICE_SECONDS: Final = 0.2
"""How long one look at the network takes; between two of them the work may be stopped."""
_STEP: Final = 64 * 1024


class Bounds(Protocol):
    """What one call may take; each method raises where too much is asked."""

    def check(self) -> float:
        """The seconds left; raises if none are, or if the work must stop."""

    def received(self, size: int) -> None:
        """Count bytes that came in; raises if they are too many."""

    def sent(self, size: int) -> None:
        """Count bytes that went out."""


class GuardedStream(httpcore2.NetworkStream):
    """A connection whose every wait is short."""

    def __init__(self, stream: httpcore2.NetworkStream, bounds: Bounds) -> None:
        self._stream = stream
        self._bounds = bounds

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002, D102 - the bounds know better
        while True:
            left = self._bounds.check()
            try:
                data = self._stream.read(max_bytes, min(left, SLICE_SECONDS))
            except httpcore2.ReadTimeout:
                continue
            self._bounds.received(len(data))
            return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002, D102 - as above
        for start in range(0, len(buffer), _STEP):
            part = buffer[start : start + _STEP]
            self._stream.write(part, min(self._bounds.check(), WRITE_SECONDS))
            self._bounds.sent(len(part))

    def close(self) -> None:  # noqa: D102
        self._stream.close()

    def start_tls(  # noqa: D102
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - as above
    ) -> httpcore2.NetworkStream:
        left = min(self._bounds.check(), CONNECT_SECONDS)
        return GuardedStream(self._stream.start_tls(ssl_context, server_hostname, left), self._bounds)

    def get_extra_info(self, info: str) -> Any:  # noqa: D102
        return self._stream.get_extra_info(info)
