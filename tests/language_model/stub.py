"""A server on loopback that speaks as an OpenAI-compatible one, or misbehaves as told."""

from __future__ import annotations

import contextlib
import json
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

BLOCK = b" " * 65_536


@dataclass
class Asked:
    """One captured request."""

    path: str
    headers: dict[str, str]
    raw: bytes

    @property
    def body(self) -> dict[str, Any]:
        return json.loads(self.raw)

    @property
    def form(self) -> str:
        return self.body.get("response_format", {}).get("type", "text")

    @property
    def text(self) -> str:
        """Everything that was said to the model, without pictures."""
        parts = []
        for message in self.body["messages"]:
            content = message["content"]
            parts += [content] if isinstance(content, str) else [part.get("text", "") for part in content]
        return "\n".join(parts)

    @property
    def document(self) -> str:
        """The last message: the document and nothing else."""
        content = self.body["messages"][-1]["content"]
        return content if isinstance(content, str) else content[0]["text"]

    @property
    def pictures(self) -> list[str]:
        content = self.body["messages"][-1]["content"]
        return [] if isinstance(content, str) else [part["image_url"]["url"] for part in content[1:]]


@dataclass
class Stub:
    """`behaviours` are used up one a request; the last one stays."""

    url: str
    behaviours: list[Behaviour]
    requests: list[Asked] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next(self, asked: Asked) -> Behaviour:
        with self.lock:
            self.requests.append(asked)
            return self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]


Behaviour = Callable[["Handler", Asked], None]


class Handler(BaseHTTPRequestHandler):
    stub: Stub
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("content-length", 0)))
        asked = Asked(self.path, {name.lower(): value for name, value in self.headers.items()}, raw)
        self.close_connection = True
        with contextlib.suppress(OSError):  # the client may have had enough
            self.stub.next(asked)(self, asked)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Be quiet."""

    def give(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving(*behaviours: Behaviour) -> Iterator[Stub]:
    stub = Stub("", list(behaviours))
    handler = type("Bound", (Handler,), {"stub": stub})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = False
    stub.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield stub
    finally:
        stub.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


def completion(content: object, **more: object) -> bytes:
    text = content if isinstance(content, str) or content is None else json.dumps(content, ensure_ascii=False)
    message = {"role": "assistant", "content": text, "refusal": more.pop("refusal", None)}
    choice = {"index": 0, "finish_reason": more.pop("finish", "stop"), "message": message}
    usage = {"prompt_tokens": 700, "completion_tokens": 90, "total_tokens": 790}
    whole = {"id": "c1", "object": "chat.completion", "created": 0, "model": "stub-1", "usage": usage}
    return json.dumps({**whole, "choices": [choice], **more}, ensure_ascii=False).encode()


def says(content: object, **more: object) -> Behaviour:
    return lambda handler, asked: handler.give(200, completion(content, **more))


def answers(reply: Callable[[Asked], object]) -> Behaviour:
    return lambda handler, asked: handler.give(200, completion(reply(asked)))


def status(code: int, parameter: str = "", **headers: str) -> Behaviour:
    error = {"message": "no: 홍길동", "type": "x", "param": parameter or None, "code": None}
    return lambda handler, asked: handler.give(code, json.dumps({"error": error}).encode(), **headers)


def body(data: bytes, **headers: str) -> Behaviour:
    return lambda handler, asked: handler.give(200, data, **headers)


def refusing(forms: tuple[str, ...], then: Behaviour) -> Behaviour:
    """Refuses those response formats."""

    def behave(handler: Handler, asked: Asked) -> None:
        (status(400, "response_format") if asked.form in forms else then)(handler, asked)

    return behave


def modern(then: Behaviour) -> Behaviour:
    """Knows neither `max_tokens` nor a temperature, as hosted reasoning models."""

    def behave(handler: Handler, asked: Asked) -> None:
        wrong = next((name for name in ("max_tokens", "temperature") if name in asked.body), "")
        (status(400, wrong) if wrong else then)(handler, asked)

    return behave


def hang(handler: Handler, asked: Asked) -> None:
    handler.stub.closing.wait(30)


def drip(handler: Handler, asked: Asked, *, headers: bool = False) -> None:
    """One byte at a time, in the body or in the headers already, for ever."""
    start = b"HTTP/1.1 200 OK\r\nx-slow: " if headers else b"HTTP/1.1 200 OK\r\ncontent-length: 60000\r\n\r\n"
    handler.wfile.write(start)
    while not handler.stub.closing.wait(0.05):
        handler.wfile.write(b"a")


def drip_headers(handler: Handler, asked: Asked) -> None:
    drip(handler, asked, headers=True)


def cut(handler: Handler, asked: Asked) -> None:
    """Promises more than it gives."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{")


def huge(handler: Handler, asked: Asked) -> None:
    """50 MB without saying so before."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n")
    for _ in range(800):
        handler.wfile.write(BLOCK)


def bomb(handler: Handler, asked: Asked) -> None:
    """50 MB in 50 kB."""
    handler.give(200, _bomb(), content_encoding="gzip")


def _bomb() -> bytes:
    packer = zlib.compressobj(wbits=31)  # gzip, made bit by bit: the test looks at this process's memory
    return b"".join([*(packer.compress(BLOCK) for _ in range(800)), packer.flush()])
