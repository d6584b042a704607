"""The service under load, against a bare FastAPI route that stores the same bytes with the same syncs.

python3 dev.py bench service [--listeners 1000] [--uploads 50] [--seconds 60]
python3 dev.py bench service --listeners 0 --uploads 5          (what one upload costs while nothing else goes on)
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil

ROOT = Path(__file__).resolve().parents[1]
ALONE = 300
"""Statuses asked one after the other before the load begins, for what one costs."""
BODY = b"%PDF-1.7 " + b"x" * 200_000
BARE = """
import hashlib, os, sys, uuid
from fastapi import FastAPI, UploadFile
import uvicorn
folder = sys.argv[1]
app = FastAPI()

def sync(path, flags=os.O_RDONLY):
    handle = os.open(path, flags)
    os.fsync(handle)
    os.close(handle)

@app.post("/records", status_code=202)
def store(files: UploadFile):
    data = files.file.read()
    name = hashlib.sha256(data).hexdigest()
    part = os.path.join(folder, uuid.uuid4().hex)
    with open(part, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    home = os.path.join(folder, name[:2])
    if not os.path.isdir(home):
        os.makedirs(home, exist_ok=True)
        sync(folder)
    os.replace(part, os.path.join(home, name))
    sync(home)
    with open(os.path.join(folder, "log"), "ab") as log:  # what a commit costs at least
        log.write(name.encode() + b"\\n")
        log.flush()
        os.fsync(log.fileno())
    return {"name": name}

@app.get("/records/{record}")
def show(record: int):
    return {"record": record}

uvicorn.run(app, port=int(sys.argv[2]), log_level="error", backlog=2048)
"""


@dataclass
class Figures:
    uploads: list[float] = field(default_factory=list)
    statuses: list[float] = field(default_factory=list)
    failed: int = 0
    heard: int = 0
    dropped: int = 0
    memory: int = 0
    cpu: float = 0.0
    status_cpu: float = 0.0

    def told(self) -> dict[str, float]:
        return {
            "uploads": len(self.uploads),
            "failed": self.failed,
            "cpu_ms_an_upload": round(self.cpu / len(self.uploads) * 1000, 2),
            "cpu_ms_a_status": round(self.status_cpu / ALONE * 1000, 2),
            "upload_median_ms": round(statistics.median(self.uploads) * 1000, 2),
            "upload_p99_ms": round(quantile(self.uploads, 0.99) * 1000, 2),
            "status_median_ms": round(statistics.median(self.statuses) * 1000, 2),
            "status_p99_ms": round(quantile(self.statuses, 0.99) * 1000, 2),
            "listeners_dropped": self.dropped,
            "memory_mb": round(self.memory / 1e6),
        }


def quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


async def listen(address: str, headers: dict[str, str], figures: Figures, done: asyncio.Event) -> None:
    host, port = address.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    lines = ["GET /records/1/events HTTP/1.1", f"Host: {host}:{port}", *(f"{k}: {v}" for k, v in headers.items())]
    writer.write("\r\n".join([*lines, "", ""]).encode())
    try:
        while not done.is_set():
            data = await asyncio.wait_for(reader.read(4096), 40)
            if not data:
                figures.dropped += 1
                return
            figures.heard += 1
    finally:
        writer.close()


async def load(address: str, headers: dict[str, str], options: argparse.Namespace, pid: int, listeners: int) -> Figures:
    figures, done = Figures(), asyncio.Event()
    limits = httpx.Limits(max_connections=64, max_keepalive_connections=64)
    async with httpx.AsyncClient(
        base_url=address, headers=headers, limits=limits, timeout=60, trust_env=False
    ) as client:
        await client.post("/records", files={"files": ("first.pdf", BODY)})
        process = psutil.Process(pid)
        before = process.cpu_times()
        for _ in range(ALONE):
            await client.get("/records/1")
        after = process.cpu_times()
        figures.status_cpu = after.user + after.system - before.user - before.system
        ears = [asyncio.create_task(listen(address, headers, figures, done)) for _ in range(listeners)]
        while figures.heard < listeners:  # noqa: ASYNC110 - they are counted elsewhere
            await asyncio.sleep(0.1)

        async def upload(number: int) -> None:
            started = time.perf_counter()
            body = BODY + os.urandom(8) + str(number).encode()
            answer = await client.post("/records", files={"files": ("a.pdf", body)})
            figures.uploads.append(time.perf_counter() - started)
            figures.failed += answer.status_code != 202

        async def look() -> None:
            while not done.is_set():
                started = time.perf_counter()
                await client.get("/records/1")
                figures.statuses.append(time.perf_counter() - started)
                await asyncio.sleep(0.1)

        before = process.cpu_times()
        looking = asyncio.create_task(look())
        tasks, begin = [], time.perf_counter()
        for number in range(int(options.uploads * options.seconds)):
            await asyncio.sleep(max(0, begin + number / options.uploads - time.perf_counter()))
            tasks.append(asyncio.create_task(upload(number)))
        await asyncio.gather(*tasks)
        done.set()
        after = process.cpu_times()
        figures.cpu = after.user + after.system - before.user - before.system
        figures.memory = process.memory_info().rss
        await looking
        for ear in ears:
            ear.cancel()
        await asyncio.gather(*ears, return_exceptions=True)
    return figures


def wait_for(address: str) -> None:
    for _ in range(200):
        try:
            httpx.get(address + "/healthz", trust_env=False)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"{address} does not answer")


def measure(command: list[str], address: str, token: str, options: argparse.Namespace, listeners: int) -> Figures:
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        wait_for(address)
        headers = {"Authorization": f"Bearer {token}"}
        return asyncio.run(load(address, headers, options, process.pid, listeners))
    finally:
        process.terminate()
        process.wait()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--listeners", type=int, default=1000)
    parser.add_argument("--uploads", type=float, default=50, help="a second")
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    from core.service.tokens import token_of

    with tempfile.TemporaryDirectory() as folder:
        bare, data = Path(folder) / "bare", Path(folder) / "data"
        bare.mkdir()
        data.mkdir()
        (data / "settings.toml").write_text(
            "[service]\nper_minute = 1000000\nqueue_limit = 1000000\nfree_mb = 0\n", encoding="utf-8"
        )
        plain = measure([sys.executable, "-c", BARE, str(bare), "8761"], "http://127.0.0.1:8761", "none", options, 0)
        serve = [sys.executable, "-m", "core.cli", "serve", "--data-dir", str(data), "--port", "8762"]
        ours = measure(serve, "http://127.0.0.1:8762", token_of(data), options, options.listeners)
        found = {"bare": plain.told(), "service": ours.told()}
        ratios = {
            name: round(found["service"][name] / found["bare"][name], 2)
            for name in (
                "cpu_ms_an_upload",
                "cpu_ms_a_status",
                "upload_median_ms",
                "upload_p99_ms",
                "status_median_ms",
                "status_p99_ms",
                "memory_mb",
            )
        }
        print(json.dumps({**found, "ratios": ratios}, indent=2))


if __name__ == "__main__":
    main()
