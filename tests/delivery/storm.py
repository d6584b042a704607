"""Records in while our process is killed and the back end fails a third of all calls; then: is it all there?

By hand: python -m tests.delivery.storm RECORDS KILLS [SHARE] [SEED]
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from core.service.tokens import token_of
from tests.delivery.kit import SECRET
from tests.kit.invariants import broken
from tests.kit.ports import lasting_port

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Storm:
    """One run of it."""

    data: Path
    records: int
    kills: int
    share: float = 0.3
    seed: int = 1
    acknowledged: dict[str, int] = field(default_factory=dict)
    is_over: bool = False
    told: dict = field(default_factory=lambda: {"effects": [], "late": [], "problems": [], "calls": {}})

    def run(self) -> list[str]:
        """Everything that does not hold; empty if all does."""
        peer_port, port = lasting_port(), lasting_port()
        token = token_of(self.data)
        peer = _start("tests.delivery.peer", str(peer_port), SECRET.text, str(self.share), str(self.seed))
        client = httpx.Client(
            base_url=f"http://127.0.0.1:{port}",
            headers={"Authorization": f"Bearer {token}"},
            trust_env=False,
            timeout=5,
        )
        sender = threading.Thread(target=self._send, args=(client,))
        ours = self._ours(port, peer_port)
        try:
            sender.start()
            dice = random.Random(self.seed)
            for _ in range(self.kills):
                time.sleep(dice.uniform(0.2, 1.2))
                _end(ours)
                ours = self._ours(port, peer_port)
            sender.join()
            self._wait(peer_port)
        finally:
            self.is_over = True
            sender.join()
            for process in (ours, peer):
                _end(process)
            client.close()
        return self._problems() + broken(self.data)

    def _ours(self, port: int, peer: int) -> subprocess.Popen[str]:
        process = _start("tests.delivery.program", str(self.data), str(port), str(peer), SECRET.text)
        assert process.stdout is not None
        if process.stdout.readline() != "ready\n":
            _end(process)
            raise AssertionError("our side did not come up; its standard error tells why")
        return process

    def _send(self, client: httpx.Client) -> None:
        """A client that asks again with the same key until it is answered."""
        for number in range(self.records):
            key = f"case-{number}"
            while key not in self.acknowledged and not self.is_over:
                files = {"files": (f"{number}.pdf", b"%PDF-1.7 " + key.encode())}
                try:
                    answer = client.post(
                        "/records", files=files, data={"reference": key}, headers={"Idempotency-Key": key}
                    )
                except httpx.HTTPError:
                    time.sleep(0.05)
                    continue
                if answer.status_code == 202:
                    self.acknowledged[key] = answer.json()["record"]

    def _wait(self, peer_port: int) -> None:
        """Until everybody has been told, or for two minutes nobody was."""
        told, until = -1, 0.0
        while time.monotonic() < until or told != len(self.told["effects"]):
            self.told = httpx.get(f"http://127.0.0.1:{peer_port}/", trust_env=False, timeout=60).json()
            if told != len(self.told["effects"]):
                told, until = len(self.told["effects"]), time.monotonic() + 120
            final = {one["reference"] for one in self.told["effects"] if one["type"] == "record.approved"}
            with closing(sqlite3.connect(self.data / "holdpoint.db")) as db:
                (waiting,) = db.execute("SELECT COUNT(*) FROM delivery WHERE state = 'waiting'").fetchone()
            if final >= self.acknowledged.keys() and not waiting:
                return
            time.sleep(0.2)

    def _problems(self) -> list[str]:
        effects = self.told["effects"]
        found = list(self.told["problems"])
        by_record: dict[str, list[dict]] = defaultdict(list)
        for one in effects:
            by_record[one["reference"]].append(one)
        if len(set(self.acknowledged.values())) != self.records:
            found.append("two keys made one record, or one two")
        for key, record in self.acknowledged.items():
            told = by_record.pop(key, [])
            if [one["type"] for one in told].count("record.approved") != 1:
                found.append(f"{key}: told {[one['type'] for one in told]}")
            numbers = [one["sequence"] for one in told]
            if numbers != sorted(set(numbers)) or {one["record"] for one in told} != {record}:
                found.append(f"{key}: order or number is wrong: {numbers}")
        found += [f"{key} was told and never acknowledged" for key in by_record]
        return found + self._undecided(effects)

    def _undecided(self, effects: list[dict]) -> list[str]:
        """What was told without its decision, and what we take for sent and is not."""
        with closing(sqlite3.connect(self.data / "holdpoint.db")) as db:
            decisions = {row[0] for row in db.execute("SELECT id FROM decision")}
            sent = {row[0] for row in db.execute("SELECT key FROM delivery WHERE state = 'sent'")}
            promised = {row[0]: row[1] for row in db.execute("SELECT key, payload FROM delivery")}
        found = [f"{key} is sent and did not arrive" for key in sent - {one["key"] for one in effects}]
        found += [f"{one['key']} was never promised" for one in effects if one["key"] not in promised]
        found += [
            f"{one['key']} tells of no decision"
            for one in effects
            if one["type"] == "record.approved" and one["record"] % 2 and one["decision"]["id"] not in decisions
        ]
        return found + self._unordered()

    def _unordered(self) -> list[str]:
        """Tries of a record that began before those of what was promised earlier had ended, and late arrivals.

        A call to which nobody answered may lie in the back end for as long as it likes, and arrive after later news;
        one that was answered may not.
        """
        with closing(sqlite3.connect(self.data / "holdpoint.db")) as db:
            begun = db.execute(
                "SELECT later.key FROM delivery AS earlier JOIN delivery AS later"
                " ON later.record_id = earlier.record_id AND later.sequence > earlier.sequence"
                " JOIN delivery_attempt AS before ON before.delivery_id = earlier.id"
                " JOIN delivery_attempt AS after ON after.delivery_id = later.id"
                " WHERE before.finished_at IS NULL OR before.finished_at > after.started_at"
            ).fetchall()
            unanswered = {
                row[0]
                for row in db.execute(
                    "SELECT key FROM delivery JOIN delivery_attempt ON delivery_id = delivery.id WHERE status IS NULL"
                )
            }
        found = [f"{row[0]} was sent before what came before it had ended" for row in begun]
        return found + [f"{key} arrived late" for key in self.told["late"] if key not in unanswered]


def _end(process: subprocess.Popen[str]) -> None:
    """Kill it, and close the pipe to it."""
    with process:
        process.kill()


def _start(module: str, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )


def main(records: int, kills: int, share: float = 0.3, seed: int = 1) -> int:
    with tempfile.TemporaryDirectory() as folder:
        storm = Storm(Path(folder), records, kills, share, seed)
        started = time.monotonic()
        problems = storm.run()
        figures = {
            "records": len(storm.acknowledged),
            "kills": kills,
            "calls": storm.told["calls"],
            "effects": len(storm.told["effects"]),
            "seconds": round(time.monotonic() - started, 1),
            "problems": problems[:20],
        }
        print(json.dumps(figures))  # noqa: T201 - what it is run for
        return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]), *(float(item) for item in sys.argv[3:4])))
