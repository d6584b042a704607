"""What was promised to back ends, by wire."""

from __future__ import annotations

from datetime import timedelta

from core.delivery.schedule import Answer
from tests.delivery.kit import BackEnd
from tests.service.kit import Counter
from tests.service.test_told_again import send


def test_promises_are_listed_page_by_page_with_their_tries(desk: Counter) -> None:
    records = [desk.held() for _ in range(3)]
    send(desk, BackEnd())
    first = desk.client.get("/deliveries", params={"limit": 2}).json()
    rest = desk.client.get("/deliveries", params={"limit": 2, "before": first["next"]}).json()
    told = first["deliveries"] + rest["deliveries"]
    assert [one["record"] for one in told] == records[::-1]
    assert rest["next"] is None
    assert [one["attempts"][0]["status"] for one in told] == [200, 200, 200]
    only = desk.client.get("/deliveries", params={"record": records[0], "state": "sent", "endpoint": "backend"}).json()
    assert [one["record"] for one in only["deliveries"]] == records[:1]
    assert desk.client.get("/deliveries", params={"state": "waiting"}).json()["deliveries"] == []


def test_one_is_sent_again_with_the_same_bytes(desk: Counter) -> None:
    desk.held()
    back = BackEnd()
    send(desk, back)
    (sent,) = desk.client.get("/deliveries").json()["deliveries"]
    assert desk.client.post(f"/deliveries/{sent['delivery']}/resend").json() == {"queued": 1, "overtaken": 0}
    send(desk, back)
    assert len(back.got) == 2
    assert back.got[0][2] == back.got[1][2]
    assert desk.client.post("/deliveries/77/resend").status_code == 404


def test_what_was_given_up_is_sent_again(desk: Counter) -> None:
    desk.held()
    send(desk, BackEnd(usual=Answer(400)))
    asked = {"since": (desk.desk.clock.now() - timedelta(hours=1)).isoformat(), "endpoint": "backend"}
    assert desk.client.post("/deliveries/recover", json=asked).json() == {"queued": 1, "overtaken": 0}
    back = BackEnd()
    send(desk, back)
    assert back.types == ["record.held"]


def test_an_endpoint_that_was_switched_off_is_called_again(desk: Counter) -> None:
    desk.held()
    send(desk, BackEnd(usual=Answer(410)))
    states = desk.client.get("/endpoints").json()["endpoints"]
    assert [(one["endpoint"], one["state"]) for one in states] == [("backend", "off")]
    assert desk.client.post("/endpoints/backend/on").json()["state"] == "on"
    back = BackEnd()
    send(desk, back)
    assert back.types == ["record.held"]
    assert desk.client.get("/endpoints").json()["endpoints"][0]["state"] == "on"


def test_what_is_not_there_is_not_found(desk: Counter) -> None:
    assert desk.client.post("/endpoints/nobody/on").status_code == 404
    asked = {"since": "2026-01-01T00:00:00Z", "endpoint": "nobody"}
    assert desk.client.post("/deliveries/recover", json=asked).status_code == 404
    assert desk.client.post("/deliveries/recover", json={"since": "2026-01-01T00:00:00"}).status_code == 422
    far = {"since": "0001-01-01T00:00:00+14:00"}
    assert desk.client.post("/deliveries/recover", json=far).status_code == 422
