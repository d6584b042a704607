"""Bounded exchange of frames with a child process over its pipes, with deadline and tick. It knows no meaning."""

from __future__ import annotations

import contextlib
import os
import selectors
import time
from typing import Final

from core.reading import limits, wire
from core.reading.answers import protocol_error
from core.reading.reader import Tick

TICK_SECONDS: Final = 0.1
_CHUNK: Final = 1 << 16


class ChildGoneError(Exception):
    """The child closed its pipe."""


class DeadlineError(Exception):
    """The child did not answer in time."""


class FramePipe:
    """The parent's two ends of the child's stdin and stdout.

    Args:
        to_child: file descriptor to write to.
        from_child: file descriptor to read from.
    """

    def __init__(self, to_child: int, from_child: int) -> None:
        self._out = to_child
        self._in = from_child
        os.set_blocking(to_child, False)
        os.set_blocking(from_child, False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(from_child, selectors.EVENT_READ)

    def ask(self, payload: bytes, seconds: float, tick: Tick) -> bytes:
        """Send one frame and return the payload of the one that answers it.

        Raises:
            ChildGoneError: the child ended.
            DeadlineError: no full answer within `seconds`.
            EngineError: `child_protocol`: too long an answer, or one that nobody asked for.
        """
        if self._selector.select(0):
            self._refuse_unasked()
        self._send(wire.frame(payload))
        return self.receive(seconds, tick)

    def receive(self, seconds: float, tick: Tick) -> bytes:
        """Wait for one frame; raises as `ask`."""
        deadline = time.monotonic() + seconds
        size = wire.announced(self._exactly(wire.HEADER_BYTES, deadline, tick))
        if not 0 < size <= limits.MESSAGE_BYTES:
            raise protocol_error()
        return self._exactly(size, deadline, tick)

    def close(self) -> None:
        """Close both ends; harmless if done before."""
        self._selector.close()
        for descriptor in (self._out, self._in):
            with contextlib.suppress(OSError):
                os.close(descriptor)

    def _send(self, data: bytes) -> None:
        try:
            written = os.write(self._out, data)
        except BrokenPipeError:
            raise ChildGoneError from None
        except BlockingIOError:
            raise protocol_error() from None
        if written != len(data):  # a request fits into an empty pipe: the child does not read
            raise protocol_error()

    def _exactly(self, size: int, deadline: float, tick: Tick) -> bytes:
        data = bytearray()
        while len(data) < size:
            tick()
            left = deadline - time.monotonic()
            if left <= 0:
                raise DeadlineError
            if self._selector.select(min(TICK_SECONDS, left)):
                data += self._read(min(_CHUNK, size - len(data)))
        return bytes(data)

    def _read(self, most: int) -> bytes:
        try:
            chunk = os.read(self._in, most)
        except BlockingIOError:
            return b""
        if not chunk:
            raise ChildGoneError
        return chunk

    def _refuse_unasked(self) -> None:
        self._read(1)  # raises ChildGoneError if it is only the end
        raise protocol_error()
