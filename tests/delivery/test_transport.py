from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from core.delivery.transport import ANSWER_BYTES, HttpTransport
from core.domain.delivery import DeliveryEvent, Endpoint
from core.errors import Stopped, StopReason

HOST = "hook.example"
GOOD = b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"


@contextmanager
def server(answer: Callable[[socket.socket], None] | bytes) -> Iterator[tuple[int, list[bytes]]]:
    """One connection after the other on this machine; yields the port and what was asked."""
    asked: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)
    closing = threading.Event()

    def serve() -> None:
        while not closing.is_set():
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            with connection:
                connection.settimeout(2)
                try:
                    asked.append(request_of(connection))
                    if isinstance(answer, bytes):
                        connection.sendall(answer)
                    else:
                        answer(connection)
                except OSError:
                    pass

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listener.getsockname()[1], asked
    finally:
        closing.set()
        thread.join()
        listener.close()


def request_of(connection: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65536)
    head, _, body = data.partition(b"\r\n\r\n")
    length = int(
        next(line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length"))
    )
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


def endpoint(port: int, *, private: bool = True, host: str = HOST) -> Endpoint:
    return Endpoint("backend", f"http://{host}:{port}/in?x=1", frozenset(DeliveryEvent), True, private, True)


def here(host: str, port: int) -> tuple[str, ...]:
    return ("127.0.0.1",)


def send(port: int, seconds: float = 2, resolver=here, *, private: bool = True, checkpoint=lambda: None):
    transport = HttpTransport(seconds, resolver)
    return transport(endpoint(port, private=private), (("webhook-id", "msg_1"),), b'{"a":1}', checkpoint)


def test_a_call_is_one_post_with_our_headers_and_bytes_to_the_pinned_address() -> None:
    with server(GOOD) as (port, asked):
        answer = send(port)
    assert (answer.status, answer.address, answer.code) == (204, "127.0.0.1", "")
    head, _, body = asked[0].partition(b"\r\n\r\n")
    lines = head.decode().lower().split("\r\n")
    assert lines[0] == "post /in?x=1 http/1.1"
    assert f"host: {HOST}:{port}" in lines
    assert {"webhook-id: msg_1", "content-type: application/json", "user-agent: holdpoint"} <= set(lines)
    assert len([line for line in lines if line.startswith(("host:", "content-length:"))]) == 2
    assert body == b'{"a":1}'


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(status: int) -> None:
    with server(GOOD) as (second, asked):
        location = f"HTTP/1.1 {status} Moved\r\nLocation: http://127.0.0.1:{second}/\r\nContent-Length: 0\r\n\r\n"
        with server(location.encode()) as (first, _):
            assert send(first).status == status
        assert asked == []


def test_an_internal_address_is_not_even_connected_to() -> None:
    with server(GOOD) as (port, asked):
        answer = send(port, private=False)
        assert (answer.status, answer.code) == (None, "address_forbidden")
        assert asked == []


def test_a_name_that_changes_after_the_look_changes_nothing() -> None:
    looks: list[str] = []

    def turning(host: str, port: int) -> tuple[str, ...]:
        looks.append(host)
        return ("127.0.0.1",) if len(looks) == 1 else ("169.254.169.254",)

    with server(GOOD) as (port, asked):
        assert send(port, resolver=turning).status == 204
        assert send(port, resolver=turning).code == "address_forbidden"
        assert (len(asked), looks) == (1, [HOST, HOST])


def test_the_next_address_is_tried_if_one_is_dead() -> None:
    with server(GOOD) as (port, _):
        assert send(port, resolver=lambda host, at: ("127.0.0.2", "127.0.0.1")).address == "127.0.0.1"


def test_a_proxy_of_the_environment_is_not_asked(monkeypatch) -> None:
    with server(GOOD) as (port, _), server(GOOD) as (proxy, asked):
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy}")
        assert send(port).status == 204
        assert asked == []


def test_whoever_hangs_is_left_in_time() -> None:
    with server(lambda connection: time.sleep(1.5)) as (port, _):
        started = time.monotonic()
        assert send(port, seconds=0.5).code == "timeout"
        assert time.monotonic() - started < 1.2


def test_whoever_drips_is_left_in_time() -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(20):
            connection.sendall(b"x")
            time.sleep(0.1)

    with server(drip) as (port, _):
        started = time.monotonic()
        assert send(port, seconds=0.5).code == "timeout"
        assert time.monotonic() - started < 1.2


def test_a_large_answer_is_cut() -> None:
    def flood(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(100):
            connection.sendall(b"x" * 65536)

    with server(flood) as (port, _):
        answer = send(port)
    assert (answer.status, answer.code) == (None, "answer_too_large")
    assert ANSWER_BYTES <= 65536


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", b"garbage\r\n\r\n"])
def test_an_answer_that_is_cut_or_none_confirms_nothing(answer: bytes) -> None:
    with server(answer) as (port, _):
        assert send(port).status is None


def test_nobody_listening_is_told_as_such() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert send(port).code == "connection_failed"


def test_retry_after_is_passed_on() -> None:
    with server(b"HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n") as (port, _):
        answer = send(port)
    assert (answer.status, answer.retry_after) == (429, 7.0)


def test_closing_ends_a_call_at_once() -> None:
    started = time.monotonic()

    def checkpoint() -> None:
        if time.monotonic() - started > 0.2:
            raise Stopped(StopReason.SHUTDOWN)

    with server(lambda connection: time.sleep(1.5)) as (port, _):
        with pytest.raises(Stopped):
            send(port, seconds=10, checkpoint=checkpoint)
        assert time.monotonic() - started < 1


def test_plain_http_needs_the_endpoints_leave() -> None:
    plain = Endpoint("backend", "http://hook.example/", frozenset(DeliveryEvent))
    assert HttpTransport(1, here)(plain, (), b"{}", lambda: None).code == "plain_http"
