"""Numbers and times that no store can hold, asked by the routes of a desk elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from uuid import uuid4

import pytest

from core.domain.rows import RecordQuery
from core.errors import UsageError
from tests.service.kit import Counter, counter

FAR = 2**70
EARLY = "0001-01-01T00:00:00+14:00"
LATE = "9999-12-31T23:59:59-12:00"
HELD = {"record": 1, "version": 1, "revision": 1}


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    with counter(tmp_path_factory.mktemp("elsewhere"), desk=True) as made:
        made.held()
        yield made


@pytest.mark.parametrize(
    ("call", "arguments"),
    [
        ("desk/history", {"record": -FAR}),
        ("desk/open", {"record": 1, "version": FAR}),
        ("desk/postpone", {"request": {**HELD, "version": FAR}}),
        ("deliveries/rows", {"query": {"before": FAR}}),
        ("keeping/plan_erasing", {"records": [FAR]}),
        ("desk/list", {"query": {"created_before": EARLY}}),
        ("desk/list", {"query": {"created_before": "2026-01-05T09:00:00"}}),
        ("desk/postpone", {"request": {**HELD, "until": LATE}}),
        ("desk/set_due", {"record": 1, "due": LATE}),
        ("times/report", {"period": {"since": "0001-01-01T00:00:00-12:00", "until": LATE}}),
        ("deliveries/recover", {"since": EARLY}),
        ("desk/list", {"query": {"limit": -1}}),
        ("deliveries/rows", {"query": {"limit": -1}}),
    ],
)
def test_what_no_store_can_hold_is_refused_as_a_wrong_value(
    elsewhere: Counter, call: str, arguments: dict[str, object]
) -> None:
    headers = {"holdpoint-reviewer": "somebody", "idempotency-key": uuid4().hex}
    answer = elsewhere.client.post(f"/desk/{call}", json=arguments, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_request")
    assert elsewhere.client.get("/records/1").json()["process_status"] == "hold"


def test_a_document_is_no_policy(elsewhere: Counter) -> None:
    document = elsewhere.desk.open(1).attachments[0].sha256
    policy = {"name": "a", "version": "1", "sha256": document}
    asked = {"request": {"record": 1, "stage": "approve", "chain": True, "settings": {"policy": policy}}}
    headers = {"holdpoint-reviewer": "somebody", "idempotency-key": uuid4().hex}
    answer = elsewhere.client.post("/desk/desk/rerun", json=asked, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "unknown_policy")


@pytest.mark.parametrize(
    "at",
    [datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))), datetime(2026, 1, 5)],  # noqa: DTZ001 - it is about
)
def test_the_store_itself_refuses_them_in_words(elsewhere: Counter, at: datetime) -> None:
    with pytest.raises(UsageError, match="time"):
        elsewhere.desk.app.desk.list(RecordQuery(created_before=at))
