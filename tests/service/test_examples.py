"""The examples are tried as an integrator would: as they lie there, against the real service and courier."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType

import httpx
import pytest

from core.bootstrap_wire import courier_parts
from core.chain.token import StopToken
from core.delivery.courier import Courier
from core.delivery.signing import signed_headers
from core.service.server import Server, bound
from tests.delivery.kit import OTHER, SECRET, settings
from tests.kit.desk import bench
from tests.kit.held import approval, hold
from tests.service.kit import PDF, Counter

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def loaded(path: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"example_{Path(path).stem}", EXAMPLES / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def receiver(tmp_path: Path, monkeypatch) -> Iterator[httpx.Client]:
    monkeypatch.setenv("WEBHOOK_SECRETS", f"{OTHER.text},{SECRET.text}")
    monkeypatch.setenv("RECEIVER_DATABASE", str(tmp_path / "callbacks.db"))
    listening = bound("127.0.0.1", 0)
    server = Server(listening, loaded("callback_receiver/receiver.py").app, lambda: None)
    server.start()
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{listening.getsockname()[1]}", trust_env=False) as client:
            yield client
    finally:
        server.stop()


def told(sequence: int, status: str) -> bytes:
    data = {"record": 7, "sequence": sequence, "process_status": status, "reference": "가"}
    return json.dumps({"type": f"record.{status}", "timestamp": "t", "data": data}).encode()


def call(client: httpx.Client, key: str, body: bytes, at: datetime | None = None) -> int:
    headers = dict(signed_headers(key, body, (SECRET,), at or datetime.now(UTC)))
    return client.post("/holdpoint", content=body, headers=headers).status_code


def test_the_receiver_takes_each_promise_once_and_keeps_the_newest(receiver: httpx.Client) -> None:
    assert call(receiver, "msg_2", told(2, "approved")) == 204
    assert call(receiver, "msg_2", told(2, "approved")) == 204
    assert call(receiver, "msg_1", told(1, "held")) == 204
    assert receiver.get("/records/7").json() == {
        "record": 7,
        "sequence": 2,
        "process_status": "approved",
        "reference": "가",
    }


def test_the_receiver_refuses_what_is_not_ours_old_or_large(receiver: httpx.Client) -> None:
    assert receiver.post("/holdpoint", content=told(1, "held")).status_code == 401
    assert call(receiver, "msg_1", told(1, "held"), datetime.now(UTC) - timedelta(seconds=301)) == 401
    headers = dict(signed_headers("msg_1", told(1, "held"), (SECRET,), datetime.now(UTC)))
    assert receiver.post("/holdpoint", content=told(1, "approved"), headers=headers).status_code == 401
    assert call(receiver, "msg_1", b"x" * 70_000) == 413
    assert receiver.get("/records/7").status_code == 404


def test_a_real_callback_arrives(receiver: httpx.Client, tmp_path: Path) -> None:
    port = receiver.base_url.port
    given = {"allow_private": True, "allow_plain_http": True}
    delivery = settings(backend=given)
    url = f"http://127.0.0.1:{port}/holdpoint"
    endpoints = {"backend": delivery.endpoints["backend"].model_copy(update={"url": url})}
    with bench(tmp_path, delivery=delivery.model_copy(update={"endpoints": endpoints})) as desk:
        record = hold(desk)
        desk.app.desk.decide(approval(desk, record))
        # The bench's clock stands in the past; a receiver looks at its own.
        desk.app.clock.turn(datetime.now(UTC) - desk.app.clock.now())
        courier = Courier("t/courier-0", courier_parts(desk.app, secrets_of=lambda name: (SECRET,)))
        assert [courier.step(StopToken()) for _ in range(3)] == [True, True, False]
        assert receiver.get(f"/records/{record}").json()["process_status"] == "approved"


def test_the_python_client_hands_in_listens_and_polls(desk: Counter, tmp_path: Path) -> None:
    example = loaded("clients/python/client.py")
    path = tmp_path / "certificate.pdf"
    path.write_bytes(PDF)
    record = example.hand_in(desk.client, path, {"holder_name": "홍길동"}, "case-1", "2026-12-01T17:00+09:00")
    worker = threading.Thread(target=desk.desk.drain)
    worker.start()
    for event in example.events(desk.client, record):
        if event["event"] == "record.changed" and event["data"].get("settled"):
            break
    worker.join()
    found = example.poll(desk.client, record)
    assert (found["process_status"], found["reference"]) == ("approved", "case-1")
    assert found["due"] == "2026-12-01T08:00:00Z"


def strips_types() -> bool:
    """Whether there is a Node here that runs TypeScript as it lies there (22 or later)."""
    node = shutil.which("node")
    if node is None:
        return False
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return int(told.strip().removeprefix("v").partition(".")[0] or 0) >= 22


@pytest.mark.skipif(not strips_types(), reason="there is no Node 22 here, which runs TypeScript without packages")
def test_the_typescript_client_hands_in_listens_and_polls(desk: Counter, tmp_path: Path) -> None:
    path = tmp_path / "certificate.pdf"
    path.write_bytes(PDF)
    client = [str(EXAMPLES / "clients/typescript/client.ts"), desk.service.address, desk.service.token, str(path)]
    command = [shutil.which("node") or "node", "--experimental-strip-types", "--no-warnings", *client]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        until = time.monotonic() + 60
        while running.poll() is None and time.monotonic() < until:
            desk.desk.drain()
            time.sleep(0.05)
        running.kill()
        told, wrong = running.communicate()
    assert running.returncode == 0, wrong
    assert '"process_status":"approved","settled":true' in told, "it listened to the end"
    assert told.splitlines()[-1].startswith("DONE approved")
