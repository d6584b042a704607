from __future__ import annotations

import os
import socket
import stat
from pathlib import Path

import httpx
import pytest
from pydantic import ValidationError

from core.errors import StoreError, UsageError
from core.service.clients import Clients
from core.service.rate import Rate
from core.service.server import bound
from core.service.tokens import TOKEN_FILE, is_same, token_of
from core.wire_settings import ServiceSettings
from tests.service.kit import PDF, Counter, counter


def raw(desk: Counter, *lines: str) -> int:
    """The status of an answer to a request that no well-behaved client makes; 0 if there is none."""
    with socket.create_connection(("127.0.0.1", desk.port), timeout=5) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        answer = connection.recv(4096)
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/") else 0


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]", "LOCALHOST"])
def test_this_machines_names_are_known(shared: Counter, name: str) -> None:
    assert shared.client.get("/records", headers={"Host": f"{name}:{shared.port}"}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        *(
            "evil.example",
            "evil.example:{port}",
            "127.0.0.1",
            "127.0.0.1:1",
            "localhost",
            "127.0.0.1.evil.example:{port}",
        ),
        *(
            "localhost:{port}.evil.example",
            "[::2]:{port}",
            "0.0.0.0:{port}",
            "127.0.0.2:{port}",
            "localhost@evil:{port}",
        ),
    ],
)
def test_other_names_are_refused_whoever_asks(shared: Counter, host: str) -> None:
    answer = shared.client.get("/records", headers={"Host": host.format(port=shared.port)})
    assert (answer.status_code, answer.json()["code"]) == (403, "host_unknown")
    assert shared.client.get("/healthz", headers={"Host": host.format(port=shared.port)}).status_code == 403


def test_no_host_an_empty_one_or_two_are_refused(desk: Counter) -> None:
    token = f"Authorization: Bearer {desk.service.token}"
    host = f"Host: 127.0.0.1:{desk.port}"
    assert raw(desk, "GET /records HTTP/1.1", host, token, "Connection: close") == 200
    assert raw(desk, "GET /records HTTP/1.1", token, "Connection: close") in (400, 403)
    assert raw(desk, "GET /records HTTP/1.0", token) == 403
    assert raw(desk, "GET /records HTTP/1.1", "Host:", token, "Connection: close") == 403
    assert raw(desk, "GET /records HTTP/1.1", host, "Host: evil.example", token, "Connection: close") in (400, 403)
    assert raw(desk, f"GET http://evil.example/records HTTP/1.1", "Host: evil.example", token) == 403  # noqa: F541


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-origin"},
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_web_pages_are_refused_and_no_answer_opens_the_door(shared: Counter, method: str, headers: dict) -> None:
    answer = shared.client.request(method, "/records", headers=headers)
    assert answer.status_code == 403
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/x-www-form-urlencoded", b"files=x", 415),
        ("text/plain", b"%PDF-1.7", 415),
        ("application/json", b"{}", 415),
        ("multipart/form-data", b"", 415),
        ("multipart/form-data; boundary=", b"", 415),
        ("multipart/form-data; boundary=x", b"no boundary here", 400),
        ("multipart/form-data; boundary=x", b"--x\r\n", 400),
    ],
)
def test_forms_and_other_bodies_are_refused(shared: Counter, kind: str, body: bytes, status: int) -> None:
    answer = shared.client.post("/records", content=body, headers={"Content-Type": kind})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "headers",
    [[], [("Authorization", "Bearer")], [("Authorization", "Basic {token}")], [("Authorization", "{token}")]],
)
def test_whoever_has_no_token_gets_nothing(shared: Counter, headers: list) -> None:
    given = [(name, value.format(token=shared.service.token)) for name, value in headers]
    for path in ("/records", "/records/1", "/events", "/metrics", "/openapi.json", "/nowhere"):
        answer = httpx.get(shared.service.address + path, headers=given, trust_env=False)
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert httpx.get(shared.service.address + "/healthz", trust_env=False).status_code == 200


def test_a_thousand_wrong_tokens_are_slowed_down_and_the_right_one_waits_too(desk: Counter) -> None:
    statuses = [
        desk.client.get("/records", headers={"Authorization": f"Bearer {number}"}).status_code for number in range(200)
    ]
    assert statuses[0] == 401
    assert statuses.count(401) <= 25
    answer = desk.client.get("/records")
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1


def test_two_tokens_are_none(desk: Counter) -> None:
    given = [("Authorization", f"Bearer {desk.service.token}"), ("Authorization", "Bearer x")]
    assert httpx.get(desk.service.address + "/records", headers=given, trust_env=False).status_code == 401


def test_too_many_requests_are_told_when_to_come_back(tmp_path: Path) -> None:
    with counter(tmp_path, per_minute=5) as desk:
        answers = [desk.client.get("/records") for _ in range(8)]
        assert [answer.status_code for answer in answers[:5]] == [200] * 5
        assert answers[-1].status_code == 429
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 60


def test_a_bucket_fills_evenly() -> None:
    now = [0.0]
    rate = Rate(60, lambda: now[0])
    assert [rate.take("a") for _ in range(60)] == [0] * 60
    assert rate.take("a") == 1
    assert rate.take("b") == 0
    now[0] = 1.0
    assert rate.take("a") == 0
    assert rate.take("a") == 1


@pytest.mark.skipif(os.name != "posix", reason="rights of files are POSIX's")
def test_the_token_is_its_owners_alone(tmp_path: Path) -> None:
    first = token_of(tmp_path)
    path = tmp_path / TOKEN_FILE
    assert len(first) >= 43
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert token_of(tmp_path) == first
    assert token_of(tmp_path, is_new=True) != first
    path.chmod(0o644)
    with pytest.raises(StoreError, match="Others can read"):
        token_of(tmp_path)


def test_tokens_are_compared_whole() -> None:
    assert is_same("abc", "abc")
    assert not is_same("ab", "abc")
    assert not is_same("가\udcff", "abc")


def test_listening_to_other_machines_needs_names() -> None:
    with pytest.raises(ValidationError, match="hosts must say"):
        ServiceSettings(host="0.0.0.0")  # noqa: S104
    assert ServiceSettings(host="0.0.0.0", hosts=("desk.example:8737",)).hosts  # noqa: S104


def test_a_taken_port_is_told(desk: Counter, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Nobody can listen"), counter(tmp_path / "other", port=desk.port):
        pass


def test_nobody_else_is_listened_to_by_default() -> None:
    settings = ServiceSettings()
    assert (settings.enabled, settings.host, settings.decisions) == (False, "127.0.0.1", False)


def test_a_refused_client_left_nothing_behind(desk: Counter) -> None:
    desk.client.post("/records", files={"files": ("a.pdf", PDF)}, headers={"Origin": "https://evil.example"})
    assert desk.client.get("/records").json()["records"] == []
    assert [path for path in desk.desk.app.store.scratch.rglob("*") if path.is_file()] == []


def test_small_answers_do_not_wait_for_an_acknowledgement() -> None:
    with bound("127.0.0.1", 0) as listening:
        assert listening.proto == socket.IPPROTO_TCP  # asyncio turns Nagle off for what says that it is TCP


PEERS = [
    ("203.0.113.9", "", "203.0.113.9"),
    ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
    ("127.0.0.1", "", "127.0.0.1"),
    ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
    ("127.0.0.1", "1.2.3.4, 198.51.100.1", "198.51.100.1"),
    ("127.0.0.1", "198.51.100.1, 10.0.0.7", "198.51.100.1"),
    ("127.0.0.1", "10.0.0.7", "127.0.0.1"),
    ("127.0.0.1", "198.51.100.1, somebody", "127.0.0.1"),
    ("::ffff:127.0.0.1", "2001:db8:1:2::9", "2001:db8:1:2::/64"),
    ("2001:db8:1:2:3::1", "", "2001:db8:1:2::/64"),
    ("::1", "", "::1"),
    ("", "198.51.100.1", "local"),
]


@pytest.mark.parametrize(("peer", "forwarded", "client"), PEERS)
def test_who_asks_is_whom_a_known_proxy_names(peer: str, forwarded: str, client: str) -> None:
    clients = Clients(["127.0.0.1", "10.0.0.0/24"])
    headers = [(b"host", "x"), *([(b"x-forwarded-for", forwarded)] if forwarded else [])]
    assert clients.of({"client": (peer, 1) if peer else None}, headers) == client


def test_clients_behind_a_known_proxy_are_counted_each_by_itself(tmp_path: Path) -> None:
    def ask(desk: Counter, client: int) -> int:
        return desk.client.get("/records", headers={"X-Forwarded-For": f"198.51.100.{client}"}).status_code

    with counter(tmp_path / "known", per_minute=2, proxies=("127.0.0.1",)) as desk:
        assert [ask(desk, client) for client in (1, 1, 1, 2)] == [200, 200, 429, 200]
    with counter(tmp_path / "unknown", per_minute=2) as desk:
        assert [ask(desk, client) for client in (1, 2, 3)] == [200, 200, 429]


def test_proxies_are_addresses() -> None:
    with pytest.raises(ValidationError, match="proxies must be"):
        ServiceSettings(proxies=("proxy.example.org",))
