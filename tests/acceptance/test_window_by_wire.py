"""The real window by itself: it takes documents in by wire, and tells a back end what became of them."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from core.service.tokens import token_of
from tests.delivery.kit import SECRET
from tests.delivery.peer import BackEnd
from tests.kit.house import House
from tests.kit.papers import certificate


def until(is_so: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it takes too long"
        time.sleep(0.1)


def answers(client: httpx.Client) -> bool:
    try:
        return client.get("/healthz").status_code == 200
    except httpx.TransportError:
        return False


def test_what_is_handed_in_by_wire_is_read_and_told_while_the_window_is_open(tmp_path: Path, house: House) -> None:
    data, port = house.data, house.port
    data.mkdir(mode=0o700)
    back_end = BackEnd(0, SECRET.text, 0.0, 1)
    thread = threading.Thread(target=back_end.serve_forever, daemon=True)
    thread.start()
    (data / "settings.toml").write_text(
        f"[service]\nenabled = true\nport = {port}\nfree_mb = 0\n"
        f'[delivery.endpoints.backend]\nurl = "http://127.0.0.1:{back_end.server_address[1]}/"\n'
        "allow_private = true\nallow_plain_http = true\n",
        encoding="utf-8",
    )
    house.variables["HOLDPOINT_DELIVERY_SECRET_BACKEND"] = SECRET.text
    window = house.window()
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=30) as client:
            until(lambda: answers(client))
            client.headers["Authorization"] = f"Bearer {token_of(data)}"
            good = certificate(tmp_path / "good.pdf", 1).read_bytes()
            sent = [client.post("/records", files={"files": (name, content)}) for name, content in
                    (("good.pdf", good), ("bad.pdf", b"%PDF-1.7 broken"))]  # fmt: skip
            assert [answer.status_code for answer in sent] == [202, 202]
            until(lambda: len(back_end.effects) == 2)
            until(lambda: {client.get(f"/records/{n}").json()["job_status"] for n in (1, 2)} <= {"SENT", "FAILED"})
            told = {effect["record"]: effect["type"] for effect in back_end.effects}
            assert told[1] in ("record.approved", "record.held")
            assert told[2] == "record.failed"
            assert client.get("/records/1").json()["job_status"] == "SENT"
    finally:
        house.close(window)
        back_end.shutdown()
        back_end.server_close()
    assert back_end.problems == []
    logged = "".join(path.read_text() for path in (data / "logs").glob("*"))
    assert SECRET.text not in logged
    assert json.dumps(token_of(data)) not in logged
