"""One call's bounds, kept at the network itself: whole time, bytes, and the request to stop, whatever the server does.

A timeout of an HTTP client bounds each wait, so one byte a second lasts for ever. Here every wait is short, and
between two of them the deadline and the stop are looked at.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore2

from core.language_model.failures import UnusableError, unavailable
from core.language_model.limits import ANSWER_BYTES, CONNECT_SECONDS, HEADER_BYTES, SLICE_SECONDS, WRITE_SECONDS


class Guard:
    """Watches one call.

    Args:
        endpoint: for the words of an error.
        seconds: how long the whole call may take, from now on.
        checkpoint: raises `Stopped` if the work must end.
    """

    def __init__(self, endpoint: str, seconds: float, checkpoint: Callable[[], None]) -> None:
        self._endpoint = endpoint
        self._seconds = seconds
        self._checkpoint = checkpoint
        self._deadline = time.monotonic() + seconds
        self.bytes_in = 0
        self.bytes_out = 0

    def check(self) -> float:
        """The seconds left.

        Raises:
            EngineError: none are.
            Stopped: let through from the checkpoint.
        """
        self._checkpoint()
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise unavailable(self._endpoint, f"not within {self._seconds:g} seconds")
        return left

    def received(self, size: int) -> None:
        """Count bytes that came in.

        Raises:
            UnusableError: too many.
        """
        self.bytes_in += size
        if self.bytes_in > ANSWER_BYTES + HEADER_BYTES:
            raise too_large()


def too_large() -> UnusableError:
    """The answer is larger than any honest one."""
    return UnusableError("The language model's answer is too large.", may_repair=False)


class GuardedStream(httpcore2.NetworkStream):
    """A connection whose every wait is short."""

    def __init__(self, stream: httpcore2.NetworkStream, guard: Guard) -> None:
        self._stream = stream
        self._guard = guard

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002, D102 - the guard knows better
        while True:
            left = self._guard.check()
            try:
                data = self._stream.read(max_bytes, min(left, SLICE_SECONDS))
            except httpcore2.ReadTimeout:
                continue
            self._guard.received(len(data))
            return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002, D102 - as above
        step = 64 * 1024
        for start in range(0, len(buffer), step):
            part = buffer[start : start + step]
            self._stream.write(part, min(self._guard.check(), WRITE_SECONDS))
            self._guard.bytes_out += len(part)

    def close(self) -> None:  # noqa: D102
        self._stream.close()

    def start_tls(  # noqa: D102
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - as above
    ) -> httpcore2.NetworkStream:
        left = min(self._guard.check(), CONNECT_SECONDS)
        return GuardedStream(self._stream.start_tls(ssl_context, server_hostname, left), self._guard)

    def get_extra_info(self, info: str) -> Any:  # noqa: D102
        return self._stream.get_extra_info(info)


class GuardedNetwork(httpcore2.NetworkBackend):
    """Makes guarded connections."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._network = httpcore2.SyncBackend()

    def connect_tcp(  # noqa: D102
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the guard knows better
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        left = min(self._guard.check(), CONNECT_SECONDS)
        stream = self._network.connect_tcp(host, port, left, local_address, socket_options)
        return GuardedStream(stream, self._guard)
