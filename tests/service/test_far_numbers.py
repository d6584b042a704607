"""Numbers that no store can hold, asked by the routes of a desk elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.service.kit import counter

FAR = 2**70


@pytest.mark.parametrize(
    ("call", "arguments"),
    [
        ("desk/history", {"record": -FAR}),
        ("desk/open", {"record": 1, "version": FAR}),
        ("desk/postpone", {"request": {"record": 1, "version": FAR, "revision": 1}}),
        ("deliveries/rows", {"query": {"before": FAR}}),
        ("keeping/plan_erasing", {"records": [FAR]}),
    ],
)
def test_a_number_that_no_store_can_hold_is_refused_as_a_wrong_one(
    tmp_path: Path, call: str, arguments: dict[str, object]
) -> None:
    with counter(tmp_path, desk=True) as desk:
        desk.held()
        headers = {"holdpoint-reviewer": "somebody", "idempotency-key": "one"}
        answer = desk.client.post(f"/desk/{call}", json=arguments, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (422, "bad_request")
        assert desk.client.get("/records/1").json()["process_status"] == "hold"
