"""A desk on a server: the same bench of fixed stages, asked over a real socket."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.bootstrap_remote import connect
from core.bootstrap_wire import Service, service
from core.domain.desk import Desk
from core.remote.place import RemotePlace
from core.settings import Settings
from core.wire_settings import ServerSettings, ServiceSettings
from tests.kit.desk import Bench, bench


@dataclass
class Far:
    """A server's store, and a desk that works on it from afar."""

    bench: Bench
    service: Service
    place: RemotePlace

    @property
    def desk(self) -> Desk:
        return self.place.desk


@contextmanager
def far(tmp_path: Path, reviewer: str = "kim", **settings: object) -> Iterator[Far]:
    given = ServiceSettings(port=0, free_mb=0, per_minute=100_000, desk=True)
    with bench(tmp_path, service=given, **settings) as made:
        running = service(made.app)
        try:
            place = connected(tmp_path / "window", running, reviewer)
            try:
                yield Far(made, running, place)
            finally:
                place.close()
        finally:
            running.stop()


def connected(folder: Path, running: Service, reviewer: str) -> RemotePlace:
    settings = Settings(data_dir=folder, reviewer=reviewer, server=ServerSettings(url=running.address))
    return connect(settings, running.token)
