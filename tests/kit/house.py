"""Where a window works: on a store of its own, or on a server in another process. Tests of the window run on both."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from core.bootstrap import Application, build
from core.bootstrap_remote import connect
from core.remote.address import VARIABLE
from core.remote.place import RemotePlace
from core.settings import Settings
from core.wire_settings import ServerSettings
from tests.remote.program import ROOT, Program, free_port

HERE: Final = "local store"
THERE: Final = "server in another process"
KILLED: Final = "server that each change kills"
HOUSES: Final = (HERE, THERE)
RESTLESS: Final = (*HOUSES, KILLED)
"""For tests with the window in their own process."""


@dataclass
class House:
    """A store in `data`, and windows on it; the server is started with the first of them.

    variables: of the environment, for whoever has the store. port: of the service.
    """

    data: Path
    own: Path
    is_server: bool
    variables: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    _server: Program | None = None

    @property
    def server(self) -> Program:
        """The server, at work."""
        if self._server is None:
            self._server = Program(self.data, self.port, variables=self.variables)
            self._server.start()
        return self._server

    def window(self, *files: Path) -> subprocess.Popen[str]:
        """The real window, off screen, in a process of its own."""
        where = ("--server", self.server.url) if self.is_server else ()
        mine = {VARIABLE: self.server.token} if self.is_server else self.variables
        return subprocess.Popen(
            [sys.executable, "-m", "desktop", "--data-dir", self.own, *where, *files],
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "HOLDPOINT_LANES": "2",
                "QT_QPA_PLATFORM": "offscreen",
                **mine,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def settings(self, **more: object) -> Settings:
        """Of a window in this process."""
        server = ServerSettings(url=self.server.url) if self.is_server else ServerSettings()
        return Settings(data_dir=self.own, server=server, **more)

    def opened(self, settings: Settings) -> Application | RemotePlace:
        """What such a window works on."""
        return connect(settings, self.server.token) if self.is_server else build(settings)

    def wait_until_open(self, window: subprocess.Popen[str]) -> None:
        """Until it works on its place; a session's end before that just ends the process."""
        while not list((self.own / "owners").glob(f"{window.pid}-*.lock")):
            assert window.poll() is None, "it ended by itself"
            time.sleep(0.02)

    def close(self, window: subprocess.Popen[str]) -> None:
        """Close a window as a session's end does; it ends clean and says nothing, and on a server it leaves nothing."""
        self.wait_until_open(window)
        window.send_signal(signal.SIGTERM)
        out, err = window.communicate(timeout=30)
        assert (window.returncode, out, err) == (0, "", "")
        if self.is_server:
            left = {path.relative_to(self.own).parts[0] for path in self.own.rglob("*") if path.is_file()}
            assert left <= {"logs", "window.json", "servers", "owners"}, "records are kept on the server alone"

    def stop(self) -> None:
        """End the server, if there is one."""
        if self._server is not None:
            self._server.stop()
