"""The server: uvicorn in a thread of its own, told to stop from any other."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from core.errors import UsageError

_BACKLOG: Final = 2048
_START_SECONDS: Final = 20.0
_STOP_SECONDS: Final = 5


class Server:
    """Listens from `start` to `stop`.

    Args:
        listening: a socket that is bound already, so that its port is known.
        app: what to serve.
        on_stop: called before connections are ended.
    """

    def __init__(self, listening: socket.socket, app: ASGIApp, on_stop: Callable[[], None]) -> None:
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            ws="none",
            http="h11",
            loop="asyncio",
            lifespan="on",
            backlog=_BACKLOG,
            h11_max_incomplete_event_size=32 * 1024,
            timeout_keep_alive=30,
            timeout_graceful_shutdown=_STOP_SECONDS,
        )
        self._socket = listening
        self._on_stop = on_stop
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._run, name="service")

    def start(self) -> None:
        """Listen; returns once requests are answered.

        Raises:
            UsageError: it does not come up.
        """
        self._thread.start()
        until = time.monotonic() + _START_SECONDS
        while not self._server.started:
            if not self._thread.is_alive() or time.monotonic() > until:
                raise UsageError("The service did not come up; the log tells why.", code="service_failed")
            time.sleep(0.01)

    @property
    def is_alive(self) -> bool:
        """Whether it is still at work."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """End all connections and the thread; safe to call twice."""
        self._on_stop()
        self._server.should_exit = True
        if self._thread.is_alive():
            self._thread.join()
        self._socket.close()

    def _run(self) -> None:
        self._server.run(sockets=[self._socket])


def bound(host: str, port: int) -> socket.socket:
    """A socket bound to that address.

    Raises:
        UsageError: somebody else has it, or it is none of ours.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, or asyncio would not turn off Nagle: each small answer would wait 40 ms for an acknowledgement.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise UsageError(f"Nobody can listen at {host}:{port} ({error.strerror}).", code="address_taken") from error
    return listening
