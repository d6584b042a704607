"""A back end in a process of its own, of which a share of all calls goes wrong; it keeps what took effect.

python -m tests.delivery.peer PORT SECRET SHARE SEED
"""

from __future__ import annotations

import json
import random
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from standardwebhooks import Webhook, WebhookVerificationError

FAULTS = ("hang", "500", "301", "410", "cut")
HANG_SECONDS = 1.5


class BackEnd(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port: int, secret: str, share: float, seed: int) -> None:
        super().__init__(("127.0.0.1", port), Call)
        self.webhook = Webhook(secret)
        self.share = share
        self.dice = random.Random(seed)
        self.lock = threading.Lock()
        self.bodies: dict[str, bytes] = {}
        self.effects: list[dict] = []
        self.newest: dict[int, int] = {}
        self.late: list[str] = []
        self.calls: dict[str, int] = {}
        self.problems: list[str] = []

    def fault(self) -> str:
        with self.lock:
            kind = self.dice.choice(FAULTS) if self.dice.random() < self.share else "good"
            self.calls[kind] = self.calls.get(kind, 0) + 1
            return kind

    def take(self, key: str, body: bytes) -> None:
        """Once for each id: later tries with the same id change nothing."""
        with self.lock:
            if key in self.bodies:
                if self.bodies[key] != body:
                    self.problems.append(f"{key} came with other bytes")
                return
            self.bodies[key] = body
            told = json.loads(body)
            record, sequence = told["data"]["record"], told["data"]["sequence"]
            if sequence < self.newest.get(record, 0):
                self.late.append(key)  # old news, as every receiver takes it
                return
            self.newest[record] = sequence
            self.effects.append({"key": key, "type": told["type"], **told["data"]})


class Call(BaseHTTPRequestHandler):
    server: BackEnd
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        server = self.server
        with server.lock:
            told = {"effects": server.effects, "late": server.late, "calls": server.calls, "problems": server.problems}
            self._answer(200, json.dumps(told).encode())

    def do_PUT(self) -> None:
        """Set the share of calls that go wrong."""
        self.server.share = float(self.rfile.read(int(self.headers["content-length"])))
        self._answer(200)

    def do_POST(self) -> None:
        length = int(self.headers["content-length"])
        body = self.rfile.read(length)
        if len(body) < length:  # the sender died in the middle: no request came, and nobody waits for an answer
            self.close_connection = True
            return
        try:
            self.server.webhook.verify(body, dict(self.headers))
        except WebhookVerificationError as error:
            self.server.problems.append(f"signature: {error}")
            self._answer(400)
            return
        match self.server.fault():
            case "hang":
                time.sleep(HANG_SECONDS)
                self.close_connection = True
            case "cut":  # we have it, and the answer is lost
                self.server.take(self.headers["webhook-id"], body)
                self.close_connection = True
            case "good":
                self.server.take(self.headers["webhook-id"], body)
                self._answer(204)
            case status:
                self._answer(int(status))

    def _answer(self, status: int, body: bytes = b"") -> None:
        self.send_response(status)
        if status == 301:
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        pass


if __name__ == "__main__":
    BackEnd(int(sys.argv[1]), sys.argv[2], float(sys.argv[3]), int(sys.argv[4])).serve_forever()
