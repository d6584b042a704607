"""A server in a process of its own, that can be killed and started again at the same address."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

ROOT = Path(__file__).parents[2]
UP_SECONDS = 60


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class Program:
    """`holdpoint serve --headless` on a data folder."""

    data: Path
    port: int = field(default_factory=free_port)
    variables: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def token(self) -> str:
        return (self.data / "service.token").read_text().strip()

    def start(self) -> None:
        env = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "HOLDPOINT_LANES": "1",
            "HOLDPOINT_SERVICE__DESK": "true",
            "HOLDPOINT_SERVICE__PORT": str(self.port),
            "HOLDPOINT_SERVICE__FREE_MB": "0",
            "HOLDPOINT_SERVICE__PER_MINUTE": "100000",
            **self.variables,
        }
        command = [sys.executable, "-m", "core.cli", "serve", "--headless", "--data-dir", str(self.data)]
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(command, env=env, stdout=quiet, stderr=quiet)
        until = time.monotonic() + UP_SECONDS
        while time.monotonic() < until:
            try:
                if httpx2.get(f"{self.url}/healthz", trust_env=False).is_success:
                    return
            except httpx2.TransportError:
                time.sleep(0.05)
        raise AssertionError("the server did not come up")

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(30)


@contextmanager
def program(data: Path) -> Iterator[Program]:
    made = Program(data)
    made.start()
    try:
        yield made
    finally:
        made.stop()
