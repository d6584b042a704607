from __future__ import annotations

import os
import socket
import stat
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from itertools import count
from pathlib import Path

import psutil
import pytest

from core import bootstrap_wire
from core.domain.field import FieldName
from core.domain.handing import HandedIn, HandIn
from core.domain.ids import BlobHash
from core.intake.together import HandingInTogether
from tests.kit.invariants import broken
from tests.service.kit import PDF, Counter, counter


def leftovers(desk: Counter) -> list[Path]:
    return [path for path in desk.desk.app.store.scratch.rglob("*") if path.is_file()]


def test_what_is_handed_in_becomes_a_record(desk: Counter) -> None:
    given = {"reference": "case 1/가", "callback": "backend", "due": "2026-12-01T17:00+09:00"}
    answer = desk.hand_in(PDF, PDF + b"2", claim='{"holder_name": "홍길동"}', **given)
    assert (answer.status_code, answer.headers["location"]) == (202, "/records/1")
    assert answer.json() == {"record": 1, "job_status": "PENDING", "is_new": True}
    desk.desk.drain()
    detail = desk.desk.open(1)
    assert [item.size for item in detail.attachments] == [len(PDF), len(PDF) + 1]
    assert detail.claim.get(FieldName.HOLDER_NAME) == "홍길동"
    shown = desk.client.get("/records/1").json()
    assert (shown["job_status"], shown["process_status"], shown["reference"]) == ("DONE", "approved", "case 1/가")
    assert shown["due"] == "2026-12-01T08:00:00Z"
    assert leftovers(desk) == []
    assert broken(desk.desk.app.store.folder) == []


def test_without_chain_only_the_first_stage_runs(desk: Counter) -> None:
    desk.hand_in(chain="false")
    assert desk.desk.drain() == 1
    assert desk.client.get("/records/1").json()["process_status"] == "pending"


def test_the_same_key_makes_one_record(desk: Counter) -> None:
    key = {"Idempotency-Key": "k-1"}
    first, again = desk.hand_in(headers=key), desk.hand_in(headers=key)
    assert (first.json()["record"], first.json()["is_new"]) == (1, True)
    assert (again.status_code, again.json()["record"], again.json()["is_new"]) == (202, 1, False)
    other = desk.hand_in(PDF + b"other", headers=key)
    assert (other.status_code, other.json()["code"]) == (409, "key_used")
    assert desk.hand_in(reference="x", headers=key).status_code == 409
    assert desk.hand_in(due="2026-12-01", headers=key).status_code == 409
    assert len(desk.client.get("/records").json()["records"]) == 1


def test_a_hundred_at_once_with_one_key_make_one_record_and_one_file(desk: Counter) -> None:
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: desk.hand_in(headers={"Idempotency-Key": "k"}), range(100)))
    assert {answer.status_code for answer in answers} == {202}
    assert {answer.json()["record"] for answer in answers} == {1}
    assert sum(answer.json()["is_new"] for answer in answers) == 1
    blobs = [path for path in (desk.desk.app.store.folder / "blobs").rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in blobs].count(PDF) == 1
    assert leftovers(desk) == []


def test_the_same_file_without_a_key_is_told_as_a_duplicate(desk: Counter) -> None:
    desk.hand_in()
    desk.hand_in()
    assert desk.desk.open(2).attachments[0].duplicate_of == 1


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"claim": "{"}, "bad_claim"),
        ({"claim": "[]"}, "bad_claim"),
        ({"claim": '{"holder_name": 1}'}, "bad_claim"),
        ({"claim": '{"holder_name": "a", "holder_name": "b"}'}, "bad_claim"),
        ({"claim": '{"surprise": "a"}'}, "bad_claim"),
        ({"claim": '{"holder_name": "\\ud800"}'}, "bad_claim"),
        ({"claim": '{"holder_name": "' + "a" * 501 + '"}'}, "bad_claim"),
        ({"claim": "[" * 5000}, "bad_claim"),
        ({"chain": "yes"}, "bad_chain"),
        ({"callback": "elsewhere"}, "unknown_callback"),
        ({"callback": "https://evil.example"}, "unknown_callback"),
        ({"reference": "a" * 201}, "bad_reference"),
        ({"reference": "a\nb"}, "bad_reference"),
        ({"surprise": "1"}, "unknown_field"),
        ({"due": "soon"}, "bad_due"),
        ({"due": "9999-12-31T23:59:59-12:00"}, "bad_due"),
    ],
)
def test_what_makes_no_sense_is_refused_and_leaves_nothing(desk: Counter, fields: dict, code: str) -> None:
    answer = desk.hand_in(**fields)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert leftovers(desk) == []
    assert desk.client.get("/records").json()["records"] == []


def test_files_of_another_kind_are_refused_whatever_their_name(desk: Counter) -> None:
    answer = desk.hand_in(PDF, b"MZ\x90\x00 a program")
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_type")
    assert leftovers(desk) == []


def test_a_recording_may_be_larger_than_a_picture(tmp_path: Path) -> None:
    def sound(size: int) -> bytes:
        return b"RIFF" + size.to_bytes(4, "little") + b"WAVEfmt " + bytes(size)

    with counter(tmp_path, max_mb=60) as desk:
        assert desk.hand_in(sound(21_000_000)).status_code == 202
        assert desk.hand_in(b"\x89PNG\r\n\x1a\n" + bytes(21_000_000)).json()["code"] == "too_large"
        assert desk.hand_in(sound(51_000_000)).json()["code"] == "too_large"


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "C:\\Windows\\a.pdf", "a\u202efdp.exe", "x" * 1000, "-o", "", "가.pdf", "a\x01.pdf"]
)
def test_file_names_are_only_names(desk: Counter, name: str) -> None:
    answer = desk.client.post("/records", files=[("files", (name, PDF))] if name else [("files", ("x", PDF))])
    assert answer.status_code == 202
    stored = desk.desk.open(1).attachments[0].name
    assert "/" not in stored
    assert "\\Windows" not in stored
    assert len(stored) <= 255


def test_no_files_and_too_many_are_refused(desk: Counter) -> None:
    nothing = desk.client.post("/records", files={"claim": (None, "{}")})
    assert (nothing.status_code, nothing.json()["code"]) == (422, "no_files")
    assert desk.hand_in(*[PDF] * 51).json()["code"] == "too_many_files"
    assert leftovers(desk) == []


def test_a_body_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with counter(tmp_path, max_mb=1) as desk:
        head = (
            f"POST /records HTTP/1.1\r\nHost: 127.0.0.1:{desk.port}\r\nAuthorization: Bearer {desk.service.token}\r\n"
            f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {2**40}\r\n\r\n"
        )
        with socket.create_connection(("127.0.0.1", desk.port), timeout=5) as connection:
            connection.sendall(head.encode())
            assert connection.recv(4096).startswith(b"HTTP/1.1 413 ")


def chunks(desk: Counter, size: int, piece: bytes) -> bytes:
    """Send a body in chunks without saying its length, until we are answered; returns the answer."""
    head = (
        f"POST /records HTTP/1.1\r\nHost: 127.0.0.1:{desk.port}\r\nAuthorization: Bearer {desk.service.token}\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\nTransfer-Encoding: chunked\r\n\r\n"
    ).encode()
    part = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n%PDF-1.7'
    with socket.create_connection(("127.0.0.1", desk.port), timeout=20) as connection:
        connection.sendall(head + b"%x\r\n%s\r\n" % (len(part), part))
        sent, chunk = 0, b"%x\r\n%s\r\n" % (len(piece), piece)
        try:
            while sent < size:
                connection.sendall(chunk)
                sent += len(piece)
        except OSError:
            pass  # we are refused while still sending
        try:
            return connection.recv(65536)
        except OSError:
            return b""


def test_a_flood_is_refused_at_the_limit_and_held_in_no_memory(tmp_path: Path) -> None:
    with counter(tmp_path, max_mb=30) as desk:
        desk.hand_in()
        before = psutil.Process().memory_info().rss
        chunks(desk, 2_000_000_000, b"x" * 1_000_000)
        assert psutil.Process().memory_info().rss - before < 50_000_000
        assert leftovers(desk) == []
        assert len(desk.client.get("/records").json()["records"]) == 1


@pytest.mark.parametrize("is_announced", [True, False])
def test_what_is_read_as_a_whole_has_to_be_small(desk: Counter, is_announced: bool) -> None:
    record = desk.hand_in().json()["record"]
    body = b'{"holder_name": "' + b"x" * 2_000_000 + b'"}'
    content = body if is_announced else (body[at : at + 65536] for at in range(0, len(body), 65536))
    answer = desk.client.put(f"/records/{record}/claim", content=content, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")


def test_a_cut_connection_leaves_no_row_and_no_file(desk: Counter) -> None:
    head = (
        f"POST /records HTTP/1.1\r\nHost: 127.0.0.1:{desk.port}\r\nAuthorization: Bearer {desk.service.token}\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n"
        '--x\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n%PDF-1.7 half'
    ).encode()
    for size in (len(head) - 40, len(head) - 5, len(head)):
        with socket.create_connection(("127.0.0.1", desk.port), timeout=5) as connection:
            connection.sendall(head[:size])
    for _ in range(100):
        if not leftovers(desk):
            break
        threading.Event().wait(0.02)
    assert leftovers(desk) == []
    assert desk.client.get("/records").json()["records"] == []


def test_a_full_queue_is_told_with_a_time_to_come_back(tmp_path: Path) -> None:
    with counter(tmp_path, queue_limit=2) as desk:
        assert [desk.hand_in(PDF + bytes([number])).status_code for number in range(3)] == [202, 202, 429]
        answer = desk.hand_in()
        assert (answer.json()["code"], int(answer.headers["retry-after"]) > 0) == ("queue_full", True)
        desk.desk.drain()
        assert desk.hand_in().status_code == 202


def test_a_full_disk_takes_nothing_in(tmp_path: Path) -> None:
    with counter(tmp_path, free_mb=10**9) as desk:
        answer = desk.hand_in()
        assert (answer.status_code, answer.json()["code"]) == (507, "disk_full")
        assert answer.headers["retry-after"]
        assert desk.client.get("/readyz").json()["code"] == "disk_full"


def test_a_store_that_somebody_else_holds_is_waited_for_and_the_probe_says_so(desk: Counter, monkeypatch) -> None:
    monkeypatch.setattr(bootstrap_wire, "BUSY_SECONDS", 0.05)
    with ThreadPoolExecutor(1) as pool:
        with desk.desk.app.store.work():
            waiting = pool.submit(desk.hand_in)
            until = time.monotonic() + 10
            while (ready := desk.client.get("/readyz")).status_code == 200:
                assert time.monotonic() < until
                time.sleep(0.02)
            assert (ready.status_code, ready.json()["code"]) == (503, "store_busy")
            assert ready.headers["retry-after"]
            assert desk.client.get("/records").status_code == 200, "who only looks does not wait"
        assert waiting.result().status_code == 202
    assert desk.client.get("/readyz").status_code == 200


def _in_a_new_folder(desk: Counter) -> bytes:
    """A file whose hash begins as that of nothing in the store, where the policy's text lies too."""
    blobs = desk.desk.app.store.blobs
    files = (PDF + b"\n%% %d\n" % number for number in count())
    return next(file for file in files if not blobs.path(BlobHash(sha256(file).hexdigest())).parent.exists())


def test_bytes_are_durable_before_the_record_and_the_record_before_the_answer(desk: Counter, monkeypatch) -> None:
    order: list[str] = []
    fsync, replace, take = os.fsync, Path.replace, HandingInTogether.take

    def noted_fsync(handle: int) -> None:
        fsync(handle)
        order.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "bytes")

    def noted_replace(path: Path, target: Path) -> Path:
        order.append("name")
        return replace(path, target)

    def noted_take(handing: HandingInTogether, given: HandIn) -> HandedIn:
        done = take(handing, given)
        order.append("record")
        return done

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(Path, "replace", noted_replace)
    monkeypatch.setattr(HandingInTogether, "take", noted_take)
    assert desk.hand_in(_in_a_new_folder(desk)).status_code == 202
    assert order == ["bytes", "folder", "name", "folder", "record"]
    assert desk.client.get("/records/1").json()["record"] == 1
