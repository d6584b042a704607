"""One call's bounds: whole time, bytes, and the request to stop, whatever the server does."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

import httpcore2

from core.guarded import CONNECT_SECONDS, GuardedStream
from core.language_model.failures import UnusableError, unavailable
from core.language_model.limits import ANSWER_BYTES, HEADER_BYTES


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

    def sent(self, size: int) -> None:
        """Count bytes that went out."""
        self.bytes_out += size


def too_large() -> UnusableError:
    """The answer is larger than any honest one."""
    return UnusableError("The language model's answer is too large.", may_repair=False)


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
