from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from core.bootstrap_wire import courier_parts, service
from core.chain.token import StopToken
from core.delivery.courier import Courier
from core.domain.ids import DeliveryId
from tests.delivery.kit import SECRET, BackEnd
from tests.service.kit import PDF, Counter, counter


def test_a_record_that_is_not_there(desk: Counter) -> None:
    for path in ("/records/9", "/records/9/events"):
        assert desk.client.get(path).status_code == 404
    assert desk.client.post("/records/9/stages/ocr").status_code == 404
    assert desk.client.post("/records/9/cancel").status_code == 404
    problem = desk.client.get("/records/9")
    assert problem.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "status", "detail", "code"} <= problem.json().keys()


def test_the_answer_is_what_the_row_says_and_unchanged_is_told_by_etag(desk: Counter) -> None:
    desk.hand_in()
    seen = desk.client.get("/records/1")
    etag = seen.headers["etag"]
    same = desk.client.get("/records/1", headers={"If-None-Match": f'"other", {etag}'})
    assert (same.status_code, same.content) == (304, b"")
    desk.desk.step()
    changed = desk.client.get("/records/1", headers={"If-None-Match": etag})
    assert changed.status_code == 200
    row = desk.desk.app.desk.row(1)
    assert (changed.json()["revision"], changed.json()["process_status"]) == (row.revision, row.status.value)


def test_the_etag_changes_when_the_back_end_has_confirmed(desk: Counter) -> None:
    desk.hand_in()
    desk.desk.drain()
    before = desk.client.get("/records/1")
    Courier("t/courier-0", courier_parts(desk.desk.app, BackEnd(), lambda name: (SECRET,))).step(StopToken())
    after = desk.client.get("/records/1")
    assert (before.json()["job_status"], after.json()["job_status"]) == ("DONE", "SENT")
    assert before.headers["etag"] != after.headers["etag"]
    assert desk.client.get("/records").json()["records"][0]["job_status"] == "SENT"
    assert desk.desk.app.store.views.delivery(DeliveryId(1)).state.value == "sent"


def test_lists_are_paged_and_filtered(desk: Counter) -> None:
    for number in range(7):
        desk.hand_in(PDF + bytes([number]), reference=f"r{number}")
    desk.desk.drain()
    found, after = [], None
    while True:
        page = desk.client.get(
            "/records", params={"limit": 3, **({"after": after} if after is not None else {})}
        ).json()
        found += [row["record"] for row in page["records"]]
        after = page["next"]
        if after is None:
            break
    assert found == [7, 6, 5, 4, 3, 2, 1]
    assert desk.client.get("/records?status=approved&status=hold").json()["records"][0]["reference"] == "r6"
    assert desk.client.get("/records?status=pending").json() == {"records": [], "next": None}


@pytest.mark.parametrize(
    "path",
    [
        "/records?limit=0",
        "/records?limit=9999",
        "/records?status=odd",
        "/records/x",
        "/records/0",
        f"/records/{10**30}",
    ],
)
def test_values_out_of_range_are_problems_that_do_not_repeat_them(desk: Counter, path: str) -> None:
    answer = desk.client.get(path)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_value")
    assert "odd" not in answer.json()["detail"].replace("'", " ").split()


def test_stages_are_run_again_and_cancelled(desk: Counter) -> None:
    desk.hand_in()
    assert desk.client.post("/records/1/stages/ocr").json()["code"] == "in_work"
    assert desk.client.post("/records/1/cancel").json()["process_status"] == "cancelled"
    assert desk.client.post("/records/1/cancel").status_code == 409
    again = desk.client.post("/records/1/stages/ocr", json={"chain": False})
    assert (again.status_code, again.json()["process_status"]) == (202, "pending")
    assert desk.desk.drain() == 1
    assert desk.client.post("/records/1/stages/approve").json()["code"] == "stage_order"
    assert desk.client.post("/records/1/stages/extract", json={"chain": True}).status_code == 202
    desk.desk.drain()
    assert desk.client.get("/records/1").json()["process_status"] == "approved"


def test_decisions_name_what_they_saw(desk: Counter) -> None:
    record = desk.held()
    seen = desk.client.get(f"/records/{record}")
    reject = {"verdict": "reject", "reason": "poor_image", "public_comment": "Please scan again."}
    outdated = desk.client.post(f"/records/{record}/decisions", json=reject, headers={"If-Match": '"old"'})
    assert outdated.status_code == 412
    done = desk.client.post(f"/records/{record}/decisions", json=reject, headers={"If-Match": seen.headers["etag"]})
    assert (done.status_code, done.json()["actor"], done.json()["kind"]) == (201, "service", "RETRY")
    late = desk.client.post(
        f"/records/{record}/decisions",
        json={"verdict": "approve", "reason": "verified", "version": 1, "revision": seen.json()["revision"]},
    )
    assert (late.status_code, late.json()["code"]) == (409, "decided_meanwhile")
    assert late.json()["facts"]["actor"] == "service"
    wrong = desk.client.post(f"/records/{record}/decisions", json={"verdict": "approve", "reason": "poor_image"})
    assert wrong.status_code == 422


def test_what_the_policy_lets_no_program_decide_is_refused(tmp_path: Path) -> None:
    with counter(tmp_path, by_api=["reject"]) as desk:
        record = desk.held()
        path = f"/records/{record}/decisions"
        refused = desk.client.post(path, json={"verdict": "approve", "reason": "verified"})
        assert (refused.status_code, refused.json()["code"]) == (403, "decision_forbidden")
        assert desk.client.get(f"/records/{record}").json()["process_status"] == "hold"
        assert desk.client.post(path, json={"verdict": "reject", "reason": "poor_image"}).status_code == 201


def test_decisions_are_off_unless_allowed(tmp_path: Path) -> None:
    with counter(tmp_path, decisions=False) as desk:
        record = desk.held()
        answer = desk.client.post(f"/records/{record}/decisions", json={"verdict": "approve", "reason": "verified"})
        assert (answer.status_code, answer.json()["code"]) == (403, "decisions_off")


@contextmanager
def listening(desk: Counter, path: str = "/events", last: str | None = None) -> Iterator[Iterator[dict]]:
    headers = {"Last-Event-ID": last} if last is not None else {}
    with desk.client.stream("GET", path, headers=headers) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield events(answer)


def events(answer: httpx.Response) -> Iterator[dict]:
    one: dict = {}
    for line in answer.iter_lines():
        name, _, value = line.partition(": ")
        if not line and "event" in one:
            yield one
            one = {}
        elif name == "data":
            one["data"] = json.loads(value)
        elif name in ("id", "event"):
            one[name] = value
        elif line.startswith(": listening"):
            yield {"event": "listening"}


def stored(heard: Iterator[dict], until: str) -> list[tuple[str, str | None]]:
    found = []
    for one in heard:
        if "id" in one:
            found.append((one["event"], one["data"].get("process_status")))
            if found[-1][1] == until:
                break
    return found


def test_a_listener_hears_what_happens_in_order(desk: Counter) -> None:
    with listening(desk) as heard:
        assert next(heard)["event"] == "listening"
        desk.hand_in()
        desk.desk.drain()
        found = stored(heard, "approved")
    assert found[0] == ("record.added", "pending")
    assert found[-1] == ("record.changed", "approved")


def test_whoever_comes_back_hears_what_was_missed_once_and_in_order(desk: Counter) -> None:
    desk.hand_in()
    desk.desk.drain()
    with listening(desk, last="0") as heard:
        next(heard)
        first = next(one for one in heard if "id" in one)
    with listening(desk, last=first["id"]) as heard:
        next(heard)
        rest = stored(heard, "approved")
    everything = desk.desk.app.store.views.events(0, 100)
    assert len(rest) + 1 == len(everything)
    with listening(desk, last=str(everything[-1].id)) as heard:
        next(heard)
        desk.hand_in(PDF + b"2")
        assert next(one for one in heard if "id" in one)["data"]["record"] == 2


def test_a_record_has_a_stream_of_its_own(desk: Counter) -> None:
    desk.hand_in()
    desk.hand_in(PDF + b"2")
    with listening(desk, "/records/2/events", last="0") as heard:
        next(heard)
        desk.desk.drain()
        for one in heard:
            assert one["data"]["record"] == 2
            if one["data"].get("process_status") == "approved":
                break


@pytest.mark.parametrize("last", ["999999", "x", "-1", str(10**40)])
def test_an_id_that_was_never_given_says_look_again(desk: Counter, last: str) -> None:
    desk.hand_in()
    with listening(desk, last=last) as heard:
        next(heard)
        assert next(heard)["event"] == "reset"


def test_events_of_other_processes_are_heard(desk: Counter) -> None:
    with listening(desk) as heard:
        next(heard)
        desk.desk.app.bus._listeners = ()  # as if somebody else wrote to the store
        desk.hand_in()
        assert next(one for one in heard if "id" in one)["event"] == "record.added"


def test_after_a_restart_events_go_on_and_none_is_a_ghost(desk: Counter) -> None:
    desk.hand_in()
    desk.desk.step()
    before = desk.desk.app.store.views.events(0, 100)
    desk.service.stop()
    desk.desk.drain()
    again = service(desk.desk.app)
    try:
        client = httpx.Client(
            base_url=again.address, headers={"Authorization": f"Bearer {again.token}"}, trust_env=False
        )
        with client, client.stream("GET", "/events", headers={"Last-Event-ID": str(before[-1].id)}) as answer:
            heard = events(answer)
            next(heard)
            found = stored(heard, "approved")
    finally:
        again.stop()
    assert len(found) == len(desk.desk.app.store.views.events(0, 100)) - len(before)


def test_stopping_sends_listeners_home(desk: Counter) -> None:
    ended = threading.Event()

    def listen() -> None:
        with listening(desk) as heard:
            for _ in heard:
                pass
        ended.set()

    thread = threading.Thread(target=listen)
    thread.start()
    while desk.client.get("/metrics").text.find("holdpoint_listeners 1") < 0:
        threading.Event().wait(0.02)
    desk.service.stop()
    thread.join(5)
    assert ended.is_set()


def test_the_log_keeps_a_bounded_number(desk: Counter, monkeypatch) -> None:
    monkeypatch.setattr("core.store.event_log.KEPT", 20)
    monkeypatch.setattr("core.store.event_log._PRUNE_EVERY", 10)
    for number in range(12):
        desk.hand_in(PDF + bytes([number]))
    desk.desk.drain()
    kept = desk.desk.app.store.views.events(0, 1000)
    assert 20 <= len(kept) < 45
    assert [event.id for event in kept] == list(range(kept[0].id, kept[-1].id + 1))
    with listening(desk, last="1") as heard:
        next(heard)
        assert next(heard)["event"] == "reset"
