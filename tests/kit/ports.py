"""Ports for servers that are started and killed again and again."""

from __future__ import annotations

import random
import socket

_FIRST, _LAST = 18_000, 32_000


def lasting_port() -> int:
    """A free port that no outgoing connection gets meanwhile.

    Those are given ports above 32,767 on Linux. A client that calls a port of that range while nobody listens there may
    even be given this very port, reach itself, and keep the server that comes back from listening.
    """
    for port in random.sample(range(_FIRST, _LAST), 100):
        try:
            with socket.create_server(("127.0.0.1", port)):
                return port
        except OSError:
            continue
    raise AssertionError("no port is free")
