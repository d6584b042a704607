from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx

from core.service.tokens import token_of


def started(data: Path, *options: str) -> tuple[subprocess.Popen[str], str]:
    command = [sys.executable, "-m", "core.cli", "serve", "--data-dir", str(data), "--port", "0", *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("serving at "):
            return process, line.split()[2]
    raise AssertionError(process.wait())


def test_a_server_by_itself_works_logs_as_json_and_ends_in_good_order(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("lanes = 1\n[service]\nfree_mb = 0\n", encoding="utf-8")
    process, address = started(tmp_path, "--headless")
    try:
        headers = {"Authorization": f"Bearer {token_of(tmp_path)}"}
        with httpx.Client(base_url=address, headers=headers, trust_env=False) as client:
            assert client.get("/readyz").json() == {"status": "ready"}
            record = client.post("/records", files={"files": ("a.pdf", b"%PDF-1.7 no certificate")}).json()["record"]
            until = time.monotonic() + 60
            while (found := client.get(f"/records/{record}").json())["job_status"] in ("PENDING", "IN_PROGRESS"):
                assert time.monotonic() < until
                time.sleep(0.1)
            assert found["process_status"] in ("failed", "hold")
            assert "holdpoint_records" in client.get("/metrics").text
    finally:
        process.send_signal(signal.SIGTERM)
    _, log = process.communicate(timeout=30)
    assert process.returncode == 0
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    assert all({"at", "level", "message"} <= line.keys() for line in lines)
    assert "Traceback" not in log


def test_the_service_alone_takes_in_and_leaves_the_work_to_others(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("[service]\nfree_mb = 0\n", encoding="utf-8")
    process, address = started(tmp_path)
    try:
        headers = {"Authorization": f"Bearer {token_of(tmp_path)}"}
        with httpx.Client(base_url=address, headers=headers, trust_env=False) as client:
            client.post("/records", files={"files": ("a.pdf", b"%PDF-1.7")})
            assert client.get("/records/1").json()["job_status"] == "PENDING"
    finally:
        process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode == 0


def test_nothing_of_the_web_is_loaded_where_nothing_is_served() -> None:
    wanted = "{'fastapi', 'uvicorn', 'httpcore2', 'keyring'}"
    code = f"import sys, core.bootstrap, core.cli.commands; print(sorted({wanted} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
