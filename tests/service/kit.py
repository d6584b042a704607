"""The service on a bench of fixed stages, and a client for it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

import resources
from core.bootstrap_wire import Service, service
from core.wire_settings import DeliverySettings, EndpointSettings, ServiceSettings
from tests.kit.desk import Bench, bench
from tests.kit.stages import REASON

PDF = b"%PDF-1.7 a certificate"


@dataclass
class Counter:
    """Somebody at the service's counter."""

    desk: Bench
    service: Service
    client: httpx.Client

    def hand_in(self, *files: bytes, headers: dict[str, str] | None = None, **fields: str) -> httpx.Response:
        parts = [("files", (f"{number}.pdf", data)) for number, data in enumerate(files or (PDF,))]
        return self.client.post("/records", files=parts, data=fields, headers=headers)

    def held(self) -> int:
        self.desk.stages.approve.reasons = (REASON,)
        record = self.hand_in().json()["record"]
        self.desk.drain()
        return record

    @property
    def port(self) -> int:
        return int(self.service.address.rpartition(":")[2])


@contextmanager
def counter(tmp_path: Path, *, by_api: Sequence[str] = ("approve", "reject"), **settings: object) -> Iterator[Counter]:
    given = {"port": 0, "free_mb": 0, "per_minute": 100_000, "decisions": True, **settings}
    backend = EndpointSettings(url="https://backend.example/hook")
    delivery = DeliverySettings(endpoints={"backend": backend})
    tmp_path.mkdir(parents=True, exist_ok=True)
    policy = tmp_path / "policy.toml"
    text = resources.path("policies/default.toml").read_text(encoding="utf-8")
    policy.write_text(re.sub(r"^by_api = .*$", f"by_api = {json.dumps(by_api)}", text, flags=re.MULTILINE), "utf-8")
    with bench(tmp_path, service=ServiceSettings(**given), delivery=delivery, policy=policy) as desk:
        running = service(desk.app)
        headers = {"Authorization": f"Bearer {running.token}"}
        try:
            with httpx.Client(base_url=running.address, headers=headers, timeout=10, trust_env=False) as client:
                yield Counter(desk, running, client)
        finally:
            running.stop()
